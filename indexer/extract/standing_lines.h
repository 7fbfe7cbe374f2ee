#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>

namespace morgue {

/// The lines that stand on page after page of one place ("Get the Herald in your inbox", "Most read
/// in Sport"), learnt from the scraped texts that are read together. No rule can know them all;
/// that they recur gives them away.
class StandingLines {
 public:
  /// Counts the lines of a text. `place` is where it comes from: texts of different places have
  /// nothing to do with each other.
  void see(std::string_view place, std::string_view text);

  /// The text without the lines that stand on kStandingTexts texts of its place or more. A text of
  /// which more than kMostStanding is such lines comes back as it is: it is one of many copies of a
  /// piece, or a form that is filled in.
  [[nodiscard]] std::string without(std::string_view place, std::string_view text) const;

 private:
  struct Place {
    std::size_t texts = 0;
    std::unordered_map<std::uint64_t, std::uint32_t> lines;  // hash -> texts that have it
  };
  std::map<std::string, Place, std::less<>> places_;
};

/// Fewer may be coincidence: a column's name, a quotation that four articles have.
inline constexpr std::size_t kStandingTexts = 5;
/// And this share of the place's texts, so that a large pile of mixed articles loses nothing.
inline constexpr double kStandingShare = 0.04;
inline constexpr double kMostStanding = 0.4;

}  // namespace morgue
