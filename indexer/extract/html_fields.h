#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/draft.h"
#include "indexer/extract/main_text.h"

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

/// The headline without the site's name. Declared titles and the headline on the page vote: what
/// several of them say, once the site's name is cut off, wins.
[[nodiscard]] std::string page_title(const Draft& draft, const MainText& text,
                                     std::string_view source);

/// People only, each once.
[[nodiscard]] std::vector<std::string> page_authors(const Draft& draft, const MainText& text);

}  // namespace morgue
