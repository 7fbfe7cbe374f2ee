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

/// The canonical address, absolute.
[[nodiscard]] std::string page_url(const Draft& draft);

/// ISO 639-1 code.
[[nodiscard]] std::string page_language(const Draft& draft);

[[nodiscard]] std::string page_section(const Draft& draft);

/// The headline without the site's name and without a kicker in front that only the page's heading
/// has. What two of the JSON-LD, OpenGraph and the heading agree on wins, then they in the order
/// JSON-LD, heading, OpenGraph (our own figures on three sets), then any other title.
[[nodiscard]] std::string page_title(const Draft& draft, const MainText& text,
                                     std::string_view source);

/// People only, each once: of the record, the JSON-LD, the meta elements, or the lines shown near
/// the article (`lines`); the first of these that names any.
[[nodiscard]] std::vector<std::string> page_authors(const Draft& draft,
                                                    const std::vector<ShownLine>& lines,
                                                    std::string_view source);

}  // namespace morgue
