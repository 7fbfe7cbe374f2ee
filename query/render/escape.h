#pragma once

#include <string>
#include <string_view>

namespace morgue {

/// Text as the content or an attribute's value of HTML and XML.
[[nodiscard]] std::string escape_xml(std::string_view text);
/// As a cell of CSV: quoted if it has to be.
[[nodiscard]] std::string escape_csv(std::string_view text);
/// As a field of TSV: backslashes for what would end it.
[[nodiscard]] std::string escape_tsv(std::string_view text);
/// As running text of CommonMark, one line.
[[nodiscard]] std::string escape_markdown(std::string_view text);
/// As a value of BibTeX, between braces.
[[nodiscard]] std::string escape_bibtex(std::string_view text);

/// Any bytes as a value in the query string of an address, or a part of its path.
[[nodiscard]] std::string url_part(std::string_view text);
/// The same of a whole path: slashes stay, and it begins with one alone.
[[nodiscard]] std::string url_path(std::string_view path);

/// The address, if a click on it can do no more than open a page (http, https), with everything
/// that could end a link written as %XX; else empty.
[[nodiscard]] std::string link_of(std::string_view url);

}  // namespace morgue
