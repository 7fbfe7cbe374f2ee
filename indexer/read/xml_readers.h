#pragma once

#include <string>
#include <string_view>

#include "indexer/draft.h"
#include "indexer/read/readers.h"
#include "indexer/read/xml_document.h"

namespace morgue {

// The vocabularies behind read_xml(), one function (and one file) each; all take the whole
// document.

/// RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, exports of WordPress: one draft per entry.
[[nodiscard]] Drafts read_feed(const RawDocument& raw, const XmlDocument& feed);

[[nodiscard]] Drafts read_nitf(const RawDocument& raw, const XmlDocument& document);
/// NewsML 1.x: one draft per news item.
[[nodiscard]] Drafts read_newsml(const RawDocument& raw, const XmlDocument& document);
/// NewsML-G2: a news item, or the news items of a message.
[[nodiscard]] Drafts read_newsml_g2(const RawDocument& raw, const XmlDocument& document);
/// Press releases and the like, with one element per field.
[[nodiscard]] Drafts read_release(const RawDocument& raw, const XmlDocument& document);
/// A list of coming events, which is no story.
[[nodiscard]] Drafts read_calendar(const RawDocument& raw, const XmlDocument& document);

/// A document of Reuters-21578, and one of TREC's collections.
[[nodiscard]] Drafts read_reuters(const RawDocument& raw, const XmlDocument& document);
[[nodiscard]] Drafts read_trec(const RawDocument& raw, const XmlDocument& document);

/// The name of a part of a document that holds several: `name` behind that of the document.
[[nodiscard]] std::string part_name(const RawDocument& raw, std::string_view name);

}  // namespace morgue
