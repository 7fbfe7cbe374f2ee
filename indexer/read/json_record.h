#pragma once

#include <simdjson.h>

#include <string>

#include "indexer/draft.h"

namespace morgue {

/// What one record of a JSON file says, under whichever names its maker gave the fields.
struct JsonRecord {
  /// The fields that were recognised, clean; `extra` holds the other scalars.
  Article fields;
  std::string html;  ///< markup, where the record holds a page or marked-up content, else empty
};

/// Reads one object. Knows the contract's own names (id, title, text, date, author, source, url)
/// and those of news-please, newspaper4k, trafilatura, fundus, Webz, NewsAPI, JSON Feed and
/// schema.org. `text` is kept byte for byte but for control characters. A date that is neither ISO
/// 8601 nor RFC 822 nor seconds or milliseconds since 1970 is kept as the extra field `x-date`.
[[nodiscard]] JsonRecord read_record(const simdjson::dom::object& record);

/// The array of records that an object wraps, or nothing if it is a record itself.
[[nodiscard]] simdjson::simdjson_result<simdjson::dom::array> wrapped_records(
    const simdjson::dom::object& object);

}  // namespace morgue
