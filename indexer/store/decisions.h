#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "common/people_table.h"
#include "indexer/store/ledger.h"

namespace morgue {

/// Applies the acts of a ledger to the people of a catalog: from scratch, in their order. Numbers
/// of the ledger are looked up again by the articles that its lines name, for an archive that was
/// read anew may count differently.
class Decisions {
 public:
  explicit Decisions(PeopleTable& people) : people_(people) {}

  struct Outcome {
    std::size_t applied = 0;               ///< whole
    std::vector<std::int64_t> unresolved;  ///< acts whose person or articles are not (yet) there
    /// Whom splits mean, by the number of the act, if this catalog did not know it before: their
    /// articles are to be learnt from.
    std::map<std::int64_t, std::uint32_t> fresh;
  };
  /// Within a transaction of the caller.
  [[nodiscard]] Outcome apply(const std::vector<Act>& acts);

 private:
  struct Made {
    std::uint32_t number = 0;  ///< ours
    std::string key;           ///< word_key() of the name
  };
  [[nodiscard]] std::optional<std::uint32_t> resolve(const PersonReference& person);
  [[nodiscard]] bool apply_one(const Act& act, Outcome& outcome);
  [[nodiscard]] bool split(const Act& act, Outcome& outcome);
  [[nodiscard]] std::uint32_t person_of_split(const Act& act, const Person& from, Outcome& outcome);
  [[nodiscard]] bool settle_article(ArticleId id, const Person& from, const PersonReference& other,
                                    std::uint32_t number);
  void take_back_splits(const std::vector<Act>& acts, const std::vector<Act>& holding);

  PeopleTable& people_;
  std::map<std::uint32_t, Made> made_;  ///< by splits: from the ledger's number
  std::map<std::int64_t, std::uint32_t> made_by_acts_;
  PeopleTable::NamedRows named_rows_;  ///< of the names that acts speak of
};

}  // namespace morgue
