#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/draft.h"

namespace morgue::test {

/// What Contents gives for a file, one line each: "member (format)", "member: why it was refused",
/// and at the end "passed over: 2 images".
[[nodiscard]] std::vector<std::string> opened(std::string bytes, std::string path = "file");

/// The documents in a file, as extraction gives them: one Article or reason each. `file` is empty.
[[nodiscard]] std::vector<Article> articles_in(std::string bytes, std::string path = "file");
[[nodiscard]] std::vector<std::string> refusals_in(std::string bytes, std::string path = "file");

/// What one document that is no container gives.
[[nodiscard]] std::vector<Article> articles_of(std::string bytes, Format format);

/// "title | url | authors | date | x-name=value ..." for a look at all of an article but its text.
[[nodiscard]] std::string card(const Article& article);

/// Enough words of a page for its extraction: two paragraphs, of which the first holds `says`.
[[nodiscard]] std::string page_saying(std::string_view title, std::string_view says);

}  // namespace morgue::test
