#pragma once

#include <string>
#include <string_view>

#include "query/language/tree.h"

namespace morgue {

/// `text` between double quotes as messages show it: one line, cut after some 40 bytes, without
/// anything that could steer a terminal. Broken UTF-8 is repaired.
[[nodiscard]] std::string in_quotes(std::string_view text);

/// A mistake as a person sees it: the message, the query (cut around the place if it is long) and a
/// line of carets under the place with the hint behind it or, if that is too long, below it:
///
///     unknown field "persn:"
///       persn:"Rowan Pike"
///       ^^^^^^  did you mean person: ?     all fields: morgue help fields
///
/// No line is wider than `width` columns (wide and combining characters counted as terminals do),
/// as far as message and hint allow it. Every line ends with "\n". What could steer a terminal is
/// shown as U+FFFD. `query` is the text that the error is about, valid or not.
[[nodiscard]] std::string error_text(const QueryError& error, std::string_view query,
                                     std::size_t width = 80);

}  // namespace morgue
