#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "indexer/extract/page_facts.h"

namespace morgue {

/// The lines of a page and what is known of each.
struct Page {
  const std::vector<Line>& lines;
  const std::vector<LineFacts>& facts;
};

/// A group of short lines that may announce an article. Lines are indices into the page.
struct Head {
  std::size_t begin = 0;
  std::size_t anchor = 0;            ///< the time, or where there is none the outlet or headline
  std::size_t end = 0;               ///< the first line behind the group
  std::optional<std::size_t> above;  ///< lines that may be the headline
  std::optional<std::size_t> below;
  std::optional<std::size_t> outlet;
  int outlet_weight = 0;
  int score = 0;  ///< of all cues together
};

/// A head with at least this score announces an article; see split_page() for the cues.
inline constexpr int kHeadThreshold = 6;

/// All groups around a time, around an outlet's name among related articles, of key lines, and
/// headlines that alternate with paragraphs behind a heading for related articles; in order, with
/// their scores, those below the threshold included.
[[nodiscard]] std::vector<Head> find_heads(const Page& page);

/// True for the head's outlet line and its copies.
[[nodiscard]] bool is_outlet_line(const Page& page, const Head& head, std::size_t line);

/// The first line of a head, once it is known which line is its headline (if any is).
[[nodiscard]] std::size_t first_line(const Page& page, const Head& head,
                                     std::optional<std::size_t> title);

}  // namespace morgue
