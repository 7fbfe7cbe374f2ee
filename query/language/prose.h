#pragma once

#include <cstddef>
#include <string_view>

namespace morgue {

/// A query of more words than this may be a pasted text.
inline constexpr std::size_t kMostQueryWords = 4;
/// In a text of so many words quotation marks are those of the text: nobody types a query that long
/// to insist on a phrase in it.
inline constexpr std::size_t kLeastTextWords = 12;

/// "Analysis" of "Analysis:Summit ends": a capitalised word that no field has for its name.
[[nodiscard]] bool is_text_before_colon(std::string_view name);

/// How many words a pasted text has: one of more than kMostQueryWords words and without anything
/// that only queries have (operators, functions, fields, wildcards, a minus before a word). 0 if it
/// is none. A word before a colon that is no field's name and a quotation mark without a partner
/// are things of texts.
[[nodiscard]] std::size_t words_of_prose(std::string_view text);

}  // namespace morgue
