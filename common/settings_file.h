#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace morgue {

/// A file of settings, a line each:
///
///   # a comment, on a line of its own
///   color = never
///   [search]                 what follows is of search: the key is search.limit
///   limit = 50
///   facets.by = "source, month"
///
/// A key with a dot is whole, wherever it stands. Blanks around key and value are dropped; a value
/// may stand in double quotes to keep them. UTF-8.
struct Setting {
  std::string key;  ///< "color", "search.limit"
  std::string value;
  std::size_t line = 0;  ///< counted from 1
  friend bool operator==(const Setting&, const Setting&) = default;
};

/// A line that can't be read; the others are heeded.
struct SettingMistake {
  std::size_t line = 0;
  std::string what;
  friend bool operator==(const SettingMistake&, const SettingMistake&) = default;
};

struct SettingsFile {
  std::vector<Setting> settings;  ///< in the order of the file; of one key the last one counts
  std::vector<SettingMistake> mistakes;
};

[[nodiscard]] SettingsFile parse_settings(std::string_view text);

/// The text with the setting in it: its last line is changed, or one is added, and nothing else.
/// Precondition: is_setting_key(key), is_setting_value(value).
[[nodiscard]] std::string with_setting(std::string_view text, std::string_view key,
                                       std::string_view value);

/// Lower case, digits and hyphens, one dot at most.
[[nodiscard]] bool is_setting_key(std::string_view key);
/// One line without control characters.
[[nodiscard]] bool is_setting_value(std::string_view value);

}  // namespace morgue
