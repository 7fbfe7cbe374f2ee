#include "indexer/read/saved_entry.h"

#include <fmt/format.h>

#include <charconv>

#include "common/utf8.h"
#include "indexer/read/ascii.h"
#include "indexer/read/html_document.h"

namespace morgue {
namespace {

using Field = Candidate::Field;

/// Content that shows less is what a service stores where it could not fetch the page.
constexpr std::size_t kShortContent = 200;

std::string shown_text(std::string_view html) {
  const auto page = parse_html(html);
  return page ? utf8::one_line((*page)->all_text(0)) : std::string();
}

void keep(Article& article, std::string_view name, const std::string& value) {
  if (!value.empty()) article.extra.emplace_back(name, value);
}

Result<Draft, ReadError> page_draft(Draft draft, const SavedEntry& entry) {
  const auto state = [&draft](Field field, const std::string& value) {
    if (!value.empty()) draft.candidates.push_back({field, value, "record"});
  };
  state(Field::Title, entry.title);
  state(Field::Url, entry.url);
  for (const std::string& author : entry.authors) state(Field::Author, author);
  for (const std::string& tag : entry.tags) state(Field::Tag, tag);
  state(Field::Published, iso_date(entry.published));
  state(Field::Source, entry.source);
  state(Field::Language, entry.language);
  return html_draft(std::move(draft), entry.html);
}

}  // namespace

std::string iso_date(std::string_view text) {
  text = ascii::trimmed(text);
  if (text.ends_with(" UTC")) {
    if (const auto time = parse_iso8601(std::string(text.substr(0, text.size() - 4)) + "Z"))
      return to_iso8601(*time);
  }
  std::int64_t number = 0;
  const std::string_view whole = text.substr(0, text.find('.'));
  const auto [end, error] = std::from_chars(whole.data(), whole.data() + whole.size(), number);
  // As in records: from 1973 on, in seconds up to microseconds.
  if (error == std::errc{} && end == whole.data() + whole.size() && number >= 100'000'000) {
    while (number >= 100'000'000'000) number /= 1000;
    return to_iso8601(Instant{std::chrono::seconds{number}});
  }
  if (const auto time = parse_iso8601(text)) return to_iso8601(*time);
  if (const auto time = parse_rfc822(text)) return to_iso8601(*time);
  return {};
}

Result<Draft, ReadError> saved_draft(const RawDocument& raw, std::string member, SavedEntry entry) {
  Draft draft = draft_from(raw, std::move(member));
  for (const std::string* part : {&entry.url, &entry.title, &entry.html, &entry.text}) {
    draft.record += *part;
    draft.record += '\0';
  }
  keep(draft.given, "x-saved", iso_date(entry.saved));
  keep(draft.given, "x-note", entry.note);
  if (const std::string shown = shown_text(entry.html); shown.size() >= kShortContent)
    return page_draft(std::move(draft), entry);
  else if (entry.text.empty())
    entry.text = shown;
  if (entry.title.empty() && entry.url.empty() && entry.text.empty())
    return failure(
        ReadError{draft.path, draft.member, "entry without title, address and text", {}});
  draft.as_given = true;
  draft.candidates.clear();
  Article& given = draft.given;
  given.title = std::move(entry.title);
  given.url = std::move(entry.url);
  given.text = utf8::without_controls(entry.text);
  given.authors = std::move(entry.authors);
  given.tags = std::move(entry.tags);
  given.source = std::move(entry.source);
  given.language = ascii::folded(std::string_view(entry.language).substr(0, 2));
  given.published = parse_iso8601(iso_date(entry.published));
  if (given.published) given.published_from = DateOrigin::Given;
  if (given.text.empty()) given.extra.emplace_back("x-link-only", "true");
  return draft;
}

Drafts saved_drafts(const RawDocument& raw, std::vector<SavedEntry> entries) {
  Drafts out;
  if (entries.empty()) return {failure(refusal(raw, "a list without entries"))};
  for (SavedEntry& entry : entries) {
    const std::string number = fmt::format("{}", out.size() + 1);
    std::string member = raw.member.empty() ? number : raw.member;
    if (!raw.member.empty() && entries.size() > 1) member += "/" + number;
    out.push_back(saved_draft(raw, std::move(member), std::move(entry)));
  }
  return out;
}

}  // namespace morgue
