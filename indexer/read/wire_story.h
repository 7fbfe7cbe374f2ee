#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/draft.h"
#include "indexer/read/stated_draft.h"
#include "indexer/read/xml_document.h"

namespace morgue {

/// What a format of the news agencies states about one story, before it becomes a draft.
struct WireStory {
  Article fields;
  std::string byline;  ///< as it stands; people are taken out of it later
  std::string guid;    ///< the agency's own name for the story
  std::vector<std::string> people;
  std::vector<std::string> orgs;
  std::vector<std::string> places;
  StatedBody body;
  bool headline_only = false;  ///< it is a story although it has no text
  /// What the item is if it has no text: "a picture, not a story".
  std::string instead;
};

/// A draft of the story; a reason if it has no text. The byline becomes `x-byline` besides, the
/// names `x-people`, `x-orgs` and `x-places` (joined by "; "). A story without a headline is called
/// by its first paragraph.
[[nodiscard]] Result<Draft, ReadError> story_draft(const RawDocument& raw, std::string member,
                                                   WireStory story);

/// Adds `x-name` to the extra fields, if there is a value and none by that name yet.
void add_extra(Article& fields, std::string_view name, std::string_view value);

/// Adds a value that is not empty and not there yet; not more than kMostValues.
void add_once(std::vector<std::string>& values, std::string_view value);

/// No article has more tags, people, ...; a story about everything is none.
inline constexpr std::size_t kMostValues = 500;

/// Sets an empty one-line field.
void set_line(std::string& field, std::string_view value);

/// The place of a dateline as it stands: "BEIJING" of "BEIJING, July 23 (Agency) -".
[[nodiscard]] std::string place_of_dateline(std::string_view line);

/// Why an item of such a class or media type ("ninat:picture", "video/mp4") gives no article; empty
/// for text.
[[nodiscard]] std::string not_a_story(std::string_view item_class);

/// The text of a node on one line; empty for node 0 (what was not found).
[[nodiscard]] std::string line_of(const XmlDocument& document, XmlDocument::Id id);

/// Takes the fields of a NITF document (or of its <body> alone) that the story does not have yet,
/// and its content.
void add_nitf(WireStory& story, const XmlDocument& document, XmlDocument::Id nitf);

}  // namespace morgue
