#pragma once

#include <optional>
#include <string_view>

namespace morgue {

/// A line of the form "Title: Ferry runs again", as dumps and clipping tools put in front of a
/// text.
struct KeyLine {
  enum class Key : unsigned char { Title, Date, Updated, Author, Source, Url, Section, Other };
  Key key = Key::Title;
  std::string_view value;  ///< into the line
};
[[nodiscard]] std::optional<KeyLine> read_key_line(std::string_view line);

}  // namespace morgue
