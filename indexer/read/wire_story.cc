#include "indexer/read/wire_story.h"

#include <algorithm>
#include <array>

#include "common/utf8.h"
#include "indexer/read/ascii.h"
#include "indexer/read/readers.h"

namespace morgue {
namespace {

using namespace std::literals;

std::string joined(const std::vector<std::string>& values) {
  std::string out;
  for (const std::string& value : values) out += (out.empty() ? "" : "; ") + value;
  return out;
}

/// The first paragraph, cut where it is too long for a headline.
std::string first_paragraph(const StatedBody& body) {
  constexpr std::size_t kLongestTitle = 250;
  std::string_view text = ascii::trimmed(body.content);
  std::size_t end = text.find("\n\n");
  if (body.may_be_markup) {
    const std::size_t close = text.find("</p>");
    end = std::min(end, close);
    if (close != std::string_view::npos) end = close;
  }
  std::string title = plain_line(text.substr(0, end));
  if (title.size() <= kLongestTitle) return title;
  title = utf8::prefix(title, kLongestTitle);
  title.resize(std::min(title.rfind(' '), title.size()));
  return title + "…";
}

}  // namespace

void add_extra(Article& fields, std::string_view name, std::string_view value) {
  const std::string line = utf8::one_line(value);
  if (line.empty()) return;
  for (const auto& [known, old] : fields.extra)
    if (known == name) return;
  fields.extra.emplace_back(name, line);
}

void add_once(std::vector<std::string>& values, std::string_view value) {
  std::string line = plain_line(value);
  if (values.size() >= kMostValues) return;
  if (!line.empty() && std::find(values.begin(), values.end(), line) == values.end())
    values.push_back(std::move(line));
}

void set_line(std::string& field, std::string_view value) {
  if (field.empty()) field = plain_line(value);
}

std::string place_of_dateline(std::string_view line) {
  // Up to the day, the agency or the dash, whichever comes first.
  const auto ends = [](std::string_view word) {
    while (word.ends_with(',') || word.ends_with('.')) word.remove_suffix(1);
    return word.find_first_of("0123456789(") != std::string_view::npos ||
           month_by_name(word) != 0 || word == "-" || word == "--";
  };
  std::string out;
  while (!(line = ascii::trimmed(line)).empty()) {
    std::size_t end = 0;
    while (end < line.size() && !ascii::is_space(line[end])) ++end;
    if (ends(line.substr(0, end))) break;
    out.append(out.empty() ? "" : " ").append(line.substr(0, end));
    line.remove_prefix(end);
  }
  while (out.ends_with('-') || out.ends_with(',') || out.ends_with(' ')) out.pop_back();
  return utf8::one_line(out);
}

std::string not_a_story(std::string_view item_class) {
  struct Kind {
    std::string_view part;
    std::string_view why;
  };
  constexpr std::array kKinds = {Kind{"picture", "a picture, not a story"},
                                 Kind{"photo", "a picture, not a story"},
                                 Kind{"image", "a picture, not a story"},
                                 Kind{"graphic", "a picture, not a story"},
                                 Kind{"video", "a video, not a story"},
                                 Kind{"audio", "a recording, not a story"},
                                 Kind{"animation", "an animation, not a story"},
                                 Kind{"event", "an event, not a story"},
                                 Kind{"composite", "a package of references, no text"},
                                 Kind{"component", "a component, not a story"}};
  const std::string folded = ascii::folded(item_class);
  for (const Kind& kind : kKinds)
    if (folded.find(kind.part) != std::string::npos) return std::string(kind.why);
  return {};
}

std::string line_of(const XmlDocument& document, XmlDocument::Id id) {
  return id == 0 ? std::string() : plain_line(document.text(id));
}

Result<Draft, ReadError> story_draft(const RawDocument& raw, std::string member, WireStory story) {
  Draft draft = draft_from(raw, std::move(member));
  const bool brief = story.headline_only && !story.fields.title.empty();
  if (plain_line(story.body.content).empty() && !brief)
    return failure(
        ReadError{draft.path,
                  draft.member,
                  story.instead.empty() ? "a story without its text"s : std::move(story.instead),
                  {}});
  Article& fields = story.fields;
  if (fields.title.empty()) fields.title = first_paragraph(story.body);
  story.body.may_be_page = false;
  story.byline = plain_line(story.byline);
  if (!story.byline.empty()) fields.authors.push_back(story.byline);
  if (fields.published) fields.published_from = DateOrigin::Given;
  if (fields.updated == fields.published) fields.updated.reset();
  if (brief) add_extra(fields, "x-content", "title");
  add_extra(fields, "x-guid", story.guid);
  add_extra(fields, "x-byline", story.byline);
  add_extra(fields, "x-people", joined(story.people));
  add_extra(fields, "x-orgs", joined(story.orgs));
  add_extra(fields, "x-places", joined(story.places));
  if (draft.member != raw.member)
    for (const std::string& part : {story.guid, fields.title, story.body.content})
      draft.record.append(part) += '\0';
  return stated_draft(std::move(draft), std::move(story.fields), std::move(story.body));
}

}  // namespace morgue
