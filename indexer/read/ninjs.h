#pragma once

#include <simdjson.h>

#include <string>

#include "indexer/draft.h"
#include "indexer/read/readers.h"

namespace morgue {

/// True for an item of ninjs (IPTC's "News in JSON", 1.x, 2.x or 3.x) or of the APIs of agencies
/// that follow it (AP, Reuters).
[[nodiscard]] bool is_ninjs(const simdjson::dom::object& record);

/// The draft of such an item; a reason if it is a picture, a video, an event or has no text. An
/// item that has only a description is still an article, with `x-content` "summary".
[[nodiscard]] Result<Draft, ReadError> ninjs_draft(const RawDocument& raw, std::string member,
                                                   const simdjson::dom::object& item);

/// The item, or the list of them, in what an API answers ({"data": {"item": ...}}).
[[nodiscard]] simdjson::simdjson_result<simdjson::dom::element> answered_item(
    const simdjson::dom::object& answer);

/// True for a JSON Feed (jsonfeed.org, 1.0 and 1.1).
[[nodiscard]] bool is_json_feed(const simdjson::dom::object& record);

/// One draft per item of the feed, named as the entries of other feeds are.
[[nodiscard]] Drafts read_json_feed(const RawDocument& raw, const simdjson::dom::object& feed);

}  // namespace morgue
