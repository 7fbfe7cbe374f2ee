#pragma once

#include <simdjson.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/read/readers.h"

namespace morgue {

/// One entry of a list that a read-later service or a browser exported: a page that somebody saved,
/// with its content or without. All clean UTF-8 on one line but `html` and `text`.
struct SavedEntry {
  std::string title;
  std::string url;
  std::string html;  ///< the content as markup, or empty
  std::string text;  ///< the content as text, or empty
  std::vector<std::string> authors;
  std::vector<std::string> tags;
  std::string source;
  std::string language;
  std::string published;  ///< any form of a date
  std::string saved;      ///< likewise: when it was saved
  std::string note;       ///< what the service or the person wrote about it
};

/// A date in ISO 8601, from that, from the form of mail, or from seconds, milliseconds or
/// microseconds since 1970; empty for anything else.
[[nodiscard]] std::string iso_date(std::string_view text);

/// The article of an entry. One with content goes the way of a page; one without is kept as title
/// and address alone, with the extra field x-link-only. An entry without either is refused.
[[nodiscard]] Result<Draft, ReadError> saved_draft(const RawDocument& raw, std::string member,
                                                   SavedEntry entry);

/// Drafts of entries, named by their numbers.
[[nodiscard]] Drafts saved_drafts(const RawDocument& raw, std::vector<SavedEntry> entries);

/// The entries of an export in JSON: wallabag (1, 2), Omnivore, Karakeep, Readability, Pinboard,
/// Delicious, elCurator, bookmarks of Chrome and Firefox. Nothing if it is none of these.
[[nodiscard]] std::optional<std::vector<SavedEntry>> saved_json(simdjson::dom::element root);

/// The entries of a list of bookmarks in HTML: Netscape's format, which browsers, Shaarli and
/// Pinboard write, and the lists of Pocket and Instapaper. Nothing if it is none of these.
[[nodiscard]] std::optional<std::vector<SavedEntry>> saved_html(std::string_view utf8);

}  // namespace morgue
