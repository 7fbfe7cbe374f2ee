#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace morgue {

/// The lines that stand on page after page of one outlet ("Get the Herald in your inbox", "Most
/// read in Sport"), learnt from scraped texts that lie together. No rule can know them all; that
/// they recur gives them away.
class StandingLines {
 public:
  /// Counts the lines of one text.
  void see(std::string_view text);
  [[nodiscard]] std::size_t texts() const { return texts_; }

  /// The text of an article (a paragraph a line, blank lines between) without the paragraphs that
  /// stand on kStandingTexts of the texts or more. A text of which more than kMostStanding is such
  /// paragraphs comes back as it is: it is one of many copies of a piece, or a form that is filled
  /// in.
  [[nodiscard]] std::string without(std::string_view text) const;

 private:
  std::size_t texts_ = 0;
  std::unordered_map<std::uint64_t, std::uint32_t> lines_;  // hash -> texts that have it
};

/// Fewer may be coincidence: a column's name, a quotation that four articles have.
inline constexpr std::size_t kStandingTexts = 5;
/// And this share of the texts, so that a large pile of mixed articles loses nothing.
inline constexpr double kStandingShare = 0.04;
inline constexpr double kMostStanding = 0.4;

}  // namespace morgue
