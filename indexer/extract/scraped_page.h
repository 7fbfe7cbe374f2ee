#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "indexer/extract/date_line.h"
#include "indexer/extract/lines.h"
#include "indexer/extract/relative_time.h"

namespace morgue {

/// One article of a page of plain text.
struct PageArticle {
  std::size_t first = 0;  ///< its lines, furniture included: [first, last)
  std::size_t last = 0;
  std::string title;
  std::string source;
  std::string url;
  std::string section;
  std::vector<std::string> authors;
  std::optional<DateLine> stated;        ///< a line that gives the time
  std::optional<RelativeTime> relative;  ///< "18 minutes ago" in its head
  std::vector<std::size_t> body;         ///< the lines that are its text, in order
};

/// Cuts a page into its articles.
///
/// A new article begins where a head stands: a group of short lines with several of these cues: a
/// relative time or a date, an outlet's name (known, or with a word such as "Radio", or repeated in
/// the head, or sharing the line of the time), a headline, running text behind it, a wide gap
/// before it, a heading like "Related Articles" somewhere above. Each cue has a weight
/// (scraped_page.cc); a head without enough of them is part of the article around it. Headline and
/// outlet may come in either order: the order that heads without a choice show decides. Heads
/// without text behind them are links and are dropped. What stands before the first head is the
/// main article.
///
/// Three more habits are known: groups of key lines ("Title: ...", "Source: ..."); headlines that
/// alternate with one-line texts behind a heading that opens a list; and pages that write outlet
/// and time below every text (all of them follow running text and none follows the last).
///
/// A page without such heads is one article. Empty if no line is text. Linear in the lines.
[[nodiscard]] std::vector<PageArticle> split_page(const std::vector<Line>& lines);

}  // namespace morgue
