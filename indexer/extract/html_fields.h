#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/draft.h"
#include "indexer/extract/main_text.h"
#include "indexer/extract/shown_lines.h"

namespace morgue {

// The one-line fields of an article, weighed from what a page declares (Draft::candidates) and
// shows. Every result is clean; an empty one means that nothing trustworthy was found.

/// The outlet's name: the record's, the publisher of the JSON-LD, og:site_name, ...
[[nodiscard]] std::string page_source(const Draft& draft);

/// The canonical address, absolute. Where the container knows from where the page was fetched, only
/// an address on that host counts, and that one otherwise.
[[nodiscard]] std::string page_url(const Draft& draft);

/// ISO 639-1 code.
[[nodiscard]] std::string page_language(const Draft& draft);

[[nodiscard]] std::string page_section(const Draft& draft);

/// Names of the page itself: an outlet is no author.
struct PageIdentity {
  std::string_view source;
  std::string_view url;
};

/// The headline without the site's name and without a kicker in front that only the page's heading
/// has. What two of the JSON-LD, OpenGraph and the heading agree on wins, unless the article's
/// address spells out what the JSON-LD says instead: then that is the headline it was published
/// under. After that they in the order JSON-LD, heading, OpenGraph (our own figures on three sets),
/// then any other title; of a <title> the part that the page shows as a line of its own (`lines`,
/// or the first of the text).
[[nodiscard]] std::string page_title(const Draft& draft, const MainText& text,
                                     const std::vector<ShownLine>& lines, const PageIdentity& page);

/// People only, each once: of the record, the JSON-LD, the feed, the meta elements, the lines shown
/// near the article (`lines`), or a signature in front of or behind its text; the first of these
/// that names any.
[[nodiscard]] std::vector<std::string> page_authors(const Draft& draft, const PageIdentity& page,
                                                    const std::vector<ShownLine>& lines,
                                                    const MainText& text);

/// The news agency that is credited where authors are, in a signature or in the dateline; by its
/// usual short name.
[[nodiscard]] std::string page_agency(const Draft& draft, const std::vector<ShownLine>& lines,
                                      const MainText& text);

}  // namespace morgue
