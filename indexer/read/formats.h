#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace morgue {

/// What is known of one kind of input; "morgue-index formats" prints these.
struct FormatInfo {
  std::string_view name;
  std::string_view what;  ///< what is in it
  std::string_view told;  ///< how it is told from others
  bool container = false;
};

/// All that is read, documents first.
[[nodiscard]] const std::vector<FormatInfo>& known_formats();

/// What is passed over without a word but a count, and what is refused with a reason.
struct SkippedKind {
  std::string_view kind;
  std::string_view why;
};
[[nodiscard]] const std::vector<SkippedKind>& skipped_kinds();

/// Both as a table for people, up to 100 columns wide.
[[nodiscard]] std::string formats_text();

}  // namespace morgue
