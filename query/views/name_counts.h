#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "common/article.h"
#include "common/sqlite.h"

namespace morgue {

/// Tells names apart as analysts count them: people by identity, everything else, and people of
/// whom it is not known who they are, by the folded name. Each is given a number from 0 on.
class NameKeys {
 public:
  explicit NameKeys(EntityKind kind) : kind_(kind) {}

  struct Name {
    std::uint32_t identity = 0;
    std::string key;                           ///< word_key() if there is no identity
    std::map<std::string, std::int64_t> seen;  ///< spellings; of identities none
    std::int64_t articles = 0;
  };
  static constexpr std::size_t kNobody = static_cast<std::size_t>(-1);

  /// Counts an appearance in an article, whose rows have to come one after another. `identity` 0:
  /// unknown. kNobody for a name without a word.
  std::size_t add(std::int64_t article, std::uint32_t identity, std::string_view name);

  [[nodiscard]] EntityKind kind() const { return kind_; }
  [[nodiscard]] const std::vector<Name>& names() const { return names_; }
  /// Numbers of all names, most articles first, then by key or identity.
  [[nodiscard]] std::vector<std::size_t> most_first() const;
  /// As it is shown.
  [[nodiscard]] std::string shown(sqlite::Database& db, std::size_t name) const;

  /// Those who were decided to be forgotten are left out.
  void hide(sqlite::Database& db);

 private:
  EntityKind kind_;
  std::vector<Name> names_;
  std::vector<std::int64_t> last_article_;
  std::unordered_map<std::uint32_t, std::size_t> by_identity_;
  std::unordered_map<std::string, std::size_t> by_key_;
  /// Spellings that were seen already need no folding.
  std::unordered_map<std::string, std::size_t> by_spelling_;
};

}  // namespace morgue
