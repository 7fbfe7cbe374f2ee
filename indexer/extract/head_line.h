#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/extract/date_line.h"
#include "indexer/extract/outlets.h"
#include "indexer/extract/relative_time.h"

namespace morgue {

/// What one short line near a headline says: "The Calder Herald · 2 hours ago", "By Dana Okafor |
/// March 3, 2031", "North Coast Radio".
struct HeadLine {
  std::optional<RelativeTime> relative;
  std::optional<DateLine> stated;
  std::vector<std::string> people;
  bool byline = false;
  /// What is left when times and bylines are taken away, if it looks like an outlet's name.
  std::string outlet;
  OutletLook look = OutletLook::None;
  bool shared = false;  ///< the outlet shares its line with a time
  std::string title;    ///< a headline on the same line as both

  [[nodiscard]] bool has_time() const { return relative.has_value() || stated.has_value(); }
};

/// A line that can't be read as a whole gives an empty HeadLine: headlines, running text.
[[nodiscard]] HeadLine read_head_line(std::string_view line);

/// "Ferry runs again - The Calder Herald" -> the headline and the outlet. Only where the last part
/// is surely an outlet; otherwise the outlet is empty.
struct SiteTitle {
  std::string title;
  std::string outlet;
};
[[nodiscard]] SiteTitle split_site_title(std::string_view title);

}  // namespace morgue
