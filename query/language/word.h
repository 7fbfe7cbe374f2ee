#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "common/result.h"
#include "query/language/lexer.h"
#include "query/language/tree.h"

namespace morgue {

/// The farthest that two terms of w/n may be asked to stand apart, the most occurrences that
/// atleast may ask for (500 is what Factiva allows), and the most letters that a fuzzy word may
/// differ in (what Lucene allows: beyond it everything is like everything).
inline constexpr int kMaxDistance = 500;
inline constexpr int kMaxFuzzy = 2;

/// A word with what hangs on to it: "retaliat*", "Zelenskyy~2", "ferry^2". Punctuation around it
/// goes ("crash," -> crash). Nothing if it holds no letter or digit: a dash, an ampersand.
[[nodiscard]] Result<std::optional<QueryNode>, QueryError> word_node(std::string_view raw,
                                                                     Span where);

/// A phrase; with "~n" its words in any order, as a chain of Near (see tree.h).
[[nodiscard]] Result<QueryNode, QueryError> phrase_node(const Lexeme& phrase);

/// A Word node as it would be typed.
[[nodiscard]] std::string word_text(const QueryNode& word);

/// The number of a "~" suffix: 1 if none is given; an error if it is not 1 or 2.
[[nodiscard]] Result<int, QueryError> fuzziness(const Suffix& suffix, Span where);

/// Text as the tree holds it: one line, without control characters, with straight apostrophes.
[[nodiscard]] std::string plain_text(std::string_view raw);

/// True if the text holds a letter or a digit of any script.
[[nodiscard]] bool has_word_character(std::string_view text);

}  // namespace morgue
