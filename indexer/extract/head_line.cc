#include "indexer/extract/head_line.h"

#include <algorithm>
#include <array>
#include <utility>

#include "common/utf8.h"
#include "indexer/extract/byline.h"
#include "indexer/extract/furniture.h"
#include "indexer/extract/lines.h"

namespace morgue {
namespace {

constexpr std::size_t kMaxHeadLineBytes = 300;  // a headline, an outlet and a time
constexpr std::size_t kMaxOutletWords = 6;
/// Weekday, day and clock may stand in fields of their own.
constexpr std::size_t kMaxDateFields = 3;
constexpr std::size_t kMinTitleWords = 3;
/// "heap score 74", "Local": says nothing to us.
constexpr std::size_t kMaxLabelWords = 3;

std::string_view trimmed(std::string_view s) {
  const auto first = s.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return s.substr(first, s.find_last_not_of(' ') - first + 1);
}

/// The parts of a line between "|", "·", "•" and spaced dashes.
std::vector<std::string_view> fields_of(std::string_view line) {
  constexpr auto separators =
      std::to_array<std::string_view>({"|", "·", "•", "∙", "●", " - ", " – ", " — ", " / "});
  std::vector<std::string_view> fields;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < line.size();) {
    std::size_t taken = 0;
    for (const auto separator : separators)
      if (line.substr(at).starts_with(separator)) taken = separator.size();
    if (taken > 0) {
      fields.push_back(trimmed(line.substr(begin, at - begin)));
      begin = at + taken;
      at = begin;
    } else {
      ++at;
    }
  }
  fields.push_back(trimmed(line.substr(begin)));
  std::erase_if(fields, [](std::string_view field) { return field.empty(); });
  return fields;
}

void take_date(const DateLine& date, HeadLine& into) {
  if (!into.stated) into.stated.emplace();
  if (!into.stated->published) into.stated->published = date.published;
  if (!into.stated->updated) into.stated->updated = date.updated;
}

/// "By Dana Okafor, The Calder Herald": the part behind a comma that is surely an outlet. Agencies
/// credit an article rather than publish it.
void take_byline(std::string_view field, HeadLine& into) {
  into.byline = true;
  for (auto& name : byline_people(field)) into.people.push_back(std::move(name));
  const auto comma = field.rfind(',');
  if (comma == std::string_view::npos) return;
  const auto last = trimmed(field.substr(comma + 1));
  const OutletLook look = outlet_look(last);
  if (look < OutletLook::Noun || is_known_agency(last)) return;
  into.outlet = last;
  into.look = look;
}

/// True if the field is a time, a byline or something that says nothing.
bool read_field(std::string_view field, HeadLine& into) {
  if (is_reading_time(field)) return true;
  if (!into.relative) {
    into.relative = read_relative_time(field);
    if (into.relative) return true;
  }
  if (const auto stated = read_date_line(field)) {
    take_date(*stated, into);
    return true;
  }
  if (!is_byline(field)) return false;
  take_byline(field, into);
  return true;
}

void set_outlet(std::string_view name, HeadLine& into) {
  into.look = outlet_look(name);
  if (into.look != OutletLook::None) into.outlet = name;
}

/// "The Calder Herald, 21 June 2031": an outlet and a date with only a comma or a blank between.
bool read_outlet_and_date(std::string_view line, HeadLine& into) {
  std::size_t words = 0;
  for (std::size_t at = line.find(' '); at != std::string_view::npos && words < kMaxOutletWords;
       at = line.find(' ', at + 1), ++words) {
    auto name = line.substr(0, at);
    while (name.ends_with(',')) name.remove_suffix(1);
    const OutletLook look = outlet_look(name);
    if (look < OutletLook::Noun) continue;
    const auto date = read_date_line(trimmed(line.substr(at)));
    if (!date) continue;
    take_date(*date, into);
    into.outlet = name;
    into.look = look;
    into.shared = true;
    return true;
  }
  return false;
}

HeadLine read_single(std::string_view line) {
  HeadLine found;
  if (read_field(line, found) || read_outlet_and_date(line, found)) return found;
  const auto trailing = find_trailing_time(line);
  const auto front = trimmed(line.substr(0, trailing ? trailing->begin : line.size()));
  set_outlet(trimmed(front.substr(0, front.find_last_not_of("(,") + 1)), found);
  if (trailing && found.look != OutletLook::None) {
    found.relative = trailing->time;
    found.shared = true;
  }
  return found;
}

/// Everything between two fields of a line, both included.
std::string_view span_of(std::string_view first, std::string_view last) {
  return {first.data(), static_cast<std::size_t>(last.data() + last.size() - first.data())};
}

/// A field, and whether it was read as a time or a byline.
struct Field {
  std::string_view text;
  bool read = false;
  bool time = false;
};

/// Reads the fields that are times and bylines. A date may be cut by separators itself: "March 3,
/// 2031 · 15:40".
std::vector<Field> read_fields(const std::vector<std::string_view>& texts, HeadLine& into) {
  std::vector<Field> fields;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    std::size_t end = std::min(texts.size(), i + kMaxDateFields) - 1;
    std::optional<DateLine> date;
    for (; end > i && !date; --end) date = read_date_line(span_of(texts[i], texts[end]));
    if (date) {
      take_date(*date, into);
      i = end + 1;
      fields.push_back({texts[i], true, true});
      continue;
    }
    const bool had_time = into.has_time();
    const bool read = read_field(texts[i], into);
    fields.push_back({texts[i], read, read && into.has_time() && !had_time});
  }
  return fields;
}

/// The unread field that is the outlet: the surest one; a plain name only beside a time.
std::optional<std::size_t> find_outlet(const std::vector<Field>& fields, HeadLine& into) {
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].read) continue;
    const OutletLook look = outlet_look(fields[i].text);
    const bool beside =
        (i > 0 && fields[i - 1].time) || (i + 1 < fields.size() && fields[i + 1].time);
    if (look == OutletLook::None || (look == OutletLook::Plain && !beside)) continue;
    if (best && look <= into.look) continue;
    best = i;
    into.look = look;
    into.outlet = fields[i].text;
  }
  return best;
}

bool is_name(std::string_view field) {
  const auto people = byline_people(field);
  return people.size() == 1 && people.front() == field;
}

std::size_t count_blanks(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count(text, ' '));
}

/// What is neither time nor outlet: a person, a small label, or the headline at one end of the
/// line. False if there is anything else.
bool read_rest(const std::vector<Field>& fields, std::size_t outlet, HeadLine& into) {
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].read || i == outlet) continue;
    const auto text = fields[i].text;
    std::size_t end = i;
    while (end + 1 < fields.size() && !fields[end + 1].read && end + 1 != outlet) ++end;
    const auto whole = span_of(text, fields[end].text);
    const bool at_an_end = i == 0 || end + 1 == fields.size();
    if (into.people.empty() && is_name(text) && into.look >= OutletLook::Noun) {
      into.people.emplace_back(text);
    } else if (count_blanks(whole) + 1 >= kMinTitleWords && at_an_end && into.title.empty() &&
               !into.byline && utf8::is_upper(utf8::decode(whole, 0).code_point)) {
      into.title = whole;
      i = end;
    } else if (count_blanks(text) + 1 > kMaxLabelWords) {
      return false;
    }
  }
  return true;
}

}  // namespace

HeadLine read_head_line(std::string_view line) {
  line = without_mark(line);
  while (line.starts_with('*') || line.starts_with('_')) line.remove_prefix(1);
  while (line.ends_with('*') || line.ends_with('_')) line.remove_suffix(1);
  if (line.empty() || line.size() > kMaxHeadLineBytes) return {};
  const auto texts = fields_of(line);
  if (texts.size() < 2) return read_single(line);
  HeadLine found;
  const auto fields = read_fields(texts, found);
  if (!found.has_time() && !found.byline) return {};
  if (std::ranges::all_of(fields, &Field::read)) return found;
  const auto outlet = find_outlet(fields, found);
  if (!outlet || !read_rest(fields, *outlet, found)) return {};
  found.shared = found.has_time();
  return found;
}

SiteTitle split_site_title(std::string_view title) {
  constexpr auto separators =
      std::to_array<std::string_view>({" | ", " - ", " – ", " — ", " · ", " :: "});
  std::size_t begin = std::string_view::npos;
  std::size_t length = 0;
  for (const auto separator : separators) {
    const auto at = title.rfind(separator);
    if (at == std::string_view::npos || (begin != std::string_view::npos && at < begin)) continue;
    begin = at;
    length = separator.size();
  }
  if (begin == std::string_view::npos || begin == 0) return {std::string(title), {}};
  const auto front = trimmed(title.substr(0, begin));
  const auto back = trimmed(title.substr(begin + length));
  const OutletLook look = outlet_look(back);
  const bool bar = title.substr(begin).starts_with(" | ");
  if (look == OutletLook::Known || (look == OutletLook::Noun && (bar || back.starts_with("The "))))
    return {std::string(front), std::string(back)};
  return {std::string(title), {}};
}

}  // namespace morgue
