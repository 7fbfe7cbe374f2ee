#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/span.h"
#include "indexer/annotate/article_words.h"
#include "indexer/annotate/name.h"

namespace morgue::annotate {

/// What an article calls a person beside the name: words [begin, end) of it.
struct RolePhrase {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  friend bool operator==(const RolePhrase&, const RolePhrase&) = default;
};

/// At most so long are roles; what is longer ends at the last preposition before.
inline constexpr std::uint32_t kMaxRoleWords = 8;
inline constexpr std::size_t kMaxRoleBytes = 80;

/// The phrase at the person `names[which]` that says what they are, if there is one:
///  - an apposition behind: "Rowan Pike, the [harbour master of Calder], said";
///  - a title before: "[foreign policy aide] Rowan Pike", "[Finance Minister] Ilse Marten";
///  - an apposition before: "the [harbour master of Calder], Rowan Pike, said".
/// The longer of the first two. Never an age, an article or a clause. English only. Looks at a
/// bounded number of words.
[[nodiscard]] std::optional<RolePhrase> role_at(const ArticleWords& article,
                                                const std::vector<Name>& names, std::size_t which);

/// The words of the phrase on one line, at most kMaxRoleBytes.
[[nodiscard]] std::string written(const ArticleWords& article, const RolePhrase& phrase);

}  // namespace morgue::annotate
