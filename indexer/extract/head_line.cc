#include "indexer/extract/head_line.h"

#include <array>
#include <utility>

#include "common/utf8.h"
#include "indexer/extract/byline.h"
#include "indexer/extract/furniture.h"
#include "indexer/extract/lines.h"

namespace morgue {
namespace {

constexpr std::size_t kMaxHeadLineBytes = 200;

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

/// True if the field is a time, a byline or something that says nothing.
bool read_field(std::string_view field, HeadLine& into) {
  if (is_reading_time(field)) return true;
  if (!into.relative) {
    into.relative = read_relative_time(field);
    if (into.relative) return true;
  }
  if (const auto stated = read_date_line(field)) {
    if (!into.stated) into.stated.emplace();
    if (!into.stated->published) into.stated->published = stated->published;
    if (!into.stated->updated) into.stated->updated = stated->updated;
    return true;
  }
  if (is_byline(field)) {
    into.byline = true;
    for (auto& name : byline_people(field)) into.people.push_back(std::move(name));
    return true;
  }
  return false;
}

void set_outlet(std::string_view name, HeadLine& into) {
  into.look = outlet_look(name);
  if (into.look != OutletLook::None) into.outlet = name;
}

}  // namespace

HeadLine read_head_line(std::string_view line) {
  HeadLine found;
  line = without_mark(line);
  if (line.empty() || line.size() > kMaxHeadLineBytes) return found;
  const auto fields = fields_of(line);
  if (fields.size() < 2) {
    if (read_field(line, found)) return found;
    const auto trailing = find_trailing_time(line);
    const auto front = trimmed(line.substr(0, trailing ? trailing->begin : line.size()));
    set_outlet(trimmed(front.substr(0, front.find_last_not_of("(,") + 1)), found);
    if (trailing && found.look != OutletLook::None) {
      found.relative = trailing->time;
      found.shared = true;
    }
    return found;
  }
  std::string_view rest;
  std::size_t unread = 0;
  for (const auto field : fields) {
    if (read_field(field, found)) continue;
    ++unread;
    rest = field;
  }
  if (unread == 0) return found;
  if (unread == 1 && (found.has_time() || found.byline)) set_outlet(rest, found);
  if (found.look == OutletLook::None) return {};
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
