#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "query/language/lexer.h"
#include "query/language/parse.h"
#include "query/language/tree.h"

namespace morgue {

/// What the parser asks because people mean more than they type: where a value goes on behind a
/// blank, and what looks like an operator but is read as a word.

/// The end of the name that starts at `value.begin`: behind the last of the words after it that
/// still spell a name that is known (options.is_name), or `value.end`.
[[nodiscard]] std::uint32_t end_of_name(std::string_view text, FieldId field, Span value,
                                        const ParseOptions& options);

/// "last-week" for `date:last week`: the value together with the words after it, if that is a date;
/// else nothing.
[[nodiscard]] std::string longer_date(std::string_view text, const FieldValue& value, Day today);

/// A note on a name with a comma in it, which parts nothing ("person:Pike,Marten"); else nothing.
[[nodiscard]] std::string remark_on_comma(std::string_view field, std::string_view name);

/// A note on a word that may have been meant as an operator, a function or a field ("NEAR", "||",
/// "caps" before a blank and a bracket, "person:" before a blank); nothing if it was not.
[[nodiscard]] std::string remark_on_word(const Lexeme& word, const Lexeme& next);

/// A note on "or" and "not" in small letters in a query of a few plain words; nothing elsewhere.
[[nodiscard]] std::string remark_on_small_operators(const QueryNode& root);

}  // namespace morgue
