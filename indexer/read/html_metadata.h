#pragma once

#include <string>
#include <vector>

#include "indexer/draft.h"
#include "indexer/read/html_document.h"

namespace morgue {

/// What a page declares about its article, apart from what it shows.
struct PageMetadata {
  /// In document order, those of the JSON-LD first. `found` is "json-ld" (the article's object),
  /// "json-ld person" and "json-ld organization" (an author that is declared to be one), "json-ld
  /// page" (the page's),
  /// the name of a meta element in lower case ("og:title", "article:published_time"), "canonical",
  /// "title", "html lang", "itemprop" (microdata) or "rel-tag" (a link to a tag).
  std::vector<Draft::Candidate> candidates;
  std::string body;                   ///< articleBody of the JSON-LD, or empty
  std::vector<Draft::Entry> entries;  ///< of a live blog, by the JSON-LD
};

[[nodiscard]] PageMetadata page_metadata(const HtmlDocument& page);

}  // namespace morgue
