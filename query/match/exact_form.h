#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "query/match/article_view.h"
#include "query/passages/hits.h"

namespace morgue {

/// How the words of a unit were typed. Folding, other spellings and hyphens make one word of many
/// forms; articles that have it as typed stand first.
struct TypedForm {
  std::uint16_t unit = 0;
  std::string text;                    ///< lower case, diacritics kept
  std::vector<std::string> spellings;  ///< WantedWord::spellings of its words
};

/// What an article loses if it has a unit in other spellings only: this many times its idf. Beside
/// other units it still has more of the query than an article without it.
inline constexpr double kLossOfSpelling = 1.0;
/// The same where nothing else is asked for: more than a word earns by standing there often.
inline constexpr double kLossOfOnlySpelling = 6.0;

[[nodiscard]] TypedForm typed_form(std::uint16_t unit, std::string_view typed,
                                   std::vector<std::string> spellings);

/// Is it written as typed, case aside? An inflection is ("reports" of "report"); "resume" of
/// "résumé", "Mueller" of "Müller" and "data-centre" of "datacentre" are not.
[[nodiscard]] bool is_as_typed(std::string_view written, const TypedForm& typed);

/// What the article loses. `hits` sorted.
[[nodiscard]] double loss_of_spelling(const ArticleView& article, std::span<const UnitHit> hits,
                                      std::span<const TypedForm> typed,
                                      std::span<const Unit> units);

}  // namespace morgue
