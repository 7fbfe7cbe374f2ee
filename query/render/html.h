#pragma once

#include <span>
#include <string>
#include <string_view>

#include "common/article.h"
#include "common/span.h"

namespace morgue {

// What all our pages of HTML share: reports, and what `morgue serve` answers.

/// The style sheet: light and dark, from the width of a phone on, and printed.
[[nodiscard]] std::string_view page_style();

/// A text with the parts that matched marked; escaped.
[[nodiscard]] std::string marked_html(std::string_view text, std::span<const Span> marks);

/// A link with this text.
[[nodiscard]] std::string html_link(std::string_view address, std::string_view text);
/// A label and its value (HTML) in a <dl>; empty if there is no value.
[[nodiscard]] std::string html_row(std::string_view label, std::string_view value);
/// A remark in small letters; empty if there is none.
[[nodiscard]] std::string html_note(std::string_view text);

/// Lines as on a terminal: a query with its carets, say.
[[nodiscard]] std::string html_lines(std::string_view lines);

/// The attribute that says in which language an article is, with a blank in front; empty if that is
/// not known.
[[nodiscard]] std::string lang_attribute(const Article& article);

}  // namespace morgue
