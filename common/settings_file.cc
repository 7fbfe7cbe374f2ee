#include "common/settings_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "common/utf8.h"

namespace morgue {
namespace {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r";
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

std::string_view without_quotes(std::string_view value) {
  const bool quoted = value.size() > 1 && value.front() == '"' && value.back() == '"';
  return quoted ? value.substr(1, value.size() - 2) : value;
}

bool is_name(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

/// What a line is.
struct Line {
  std::string section;             ///< "[search]": what it begins
  std::optional<Setting> setting;  ///< its key is whole
  std::string mistake;
};

Line read_line(std::string_view text, const std::string& section, std::size_t number) {
  Line out;
  text = trimmed(text);
  if (text.empty() || text.front() == '#') return out;
  if (text.front() == '[') {
    const std::string_view name =
        trimmed(text.substr(1, text.size() - (text.back() == ']' ? 2 : 1)));
    if (text.back() == ']' && is_name(name))
      out.section = name;
    else
      out.mistake = "a section is like [search]";
    return out;
  }
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos) {
    out.mistake = "a setting is like: key = value";
    return out;
  }
  std::string key(trimmed(text.substr(0, equals)));
  if (!section.empty() && key.find('.') == std::string::npos) key.insert(0, section + ".");
  const std::string_view value = without_quotes(trimmed(text.substr(equals + 1)));
  if (!is_setting_key(key))
    out.mistake = fmt::format("\"{}\" is no key", utf8::one_line(utf8::repaired(key)));
  else if (!is_setting_value(value))
    out.mistake = fmt::format("the value of {} has control characters in it", key);
  else
    out.setting = Setting{std::move(key), std::string(value), number};
  return out;
}

/// Calls `visit` with each line, its place in the text without the newline, and the section that it
/// is in.
void for_each_line(
    std::string_view text,
    const std::function<void(const Line&, std::size_t begin, std::size_t end)>& visit) {
  std::string section;
  std::size_t number = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const Line line = read_line(text.substr(begin, end - begin), section, ++number);
    if (!line.section.empty()) section = line.section;
    visit(line, begin, end);
    begin = end + 1;
  }
}

/// A value as it is written: what would be dropped is kept by quotes.
std::string written(std::string_view value) {
  const bool plain = trimmed(value) == value && without_quotes(value) == value && !value.empty();
  return plain ? std::string(value) : fmt::format("\"{}\"", value);
}

}  // namespace

SettingsFile parse_settings(std::string_view text) {
  SettingsFile out;
  std::size_t number = 0;
  for_each_line(text, [&](const Line& line, std::size_t, std::size_t) {
    ++number;
    if (line.setting) out.settings.push_back(*line.setting);
    if (!line.mistake.empty()) out.mistakes.push_back({number, line.mistake});
  });
  return out;
}

std::string with_setting(std::string_view text, std::string_view key, std::string_view value) {
  std::optional<std::pair<std::size_t, std::size_t>> old;
  std::size_t first_section = text.size();
  for_each_line(text, [&](const Line& line, std::size_t begin, std::size_t end) {
    if (line.setting && line.setting->key == key) old = {begin, end};
    if (!line.section.empty()) first_section = std::min(first_section, begin);
  });
  std::string out(text);
  if (old) {
    const std::size_t equals = text.find('=', old->first);
    const std::string left(text.substr(old->first, equals + 1 - old->first));
    return out.replace(old->first, old->second - old->first, left + ' ' + written(value));
  }
  // A key without a dot would become part of a section that it stands in.
  const std::size_t at = key.find('.') == std::string_view::npos ? first_section : text.size();
  const bool mid_line = at > 0 && text[at - 1] != '\n';
  return out.insert(at, fmt::format("{}{} = {}\n", mid_line ? "\n" : "", key, written(value)));
}

bool is_setting_key(std::string_view key) {
  const std::size_t dot = key.find('.');
  if (dot == std::string_view::npos) return is_name(key);
  return is_name(key.substr(0, dot)) && is_name(key.substr(dot + 1));
}

bool is_setting_value(std::string_view value) {
  return std::none_of(value.begin(), value.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) == 0x7F;
  });
}

}  // namespace morgue
