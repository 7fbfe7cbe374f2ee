#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "common/instant.h"
#include "indexer/draft.h"
#include "indexer/extract/main_text.h"
#include "indexer/extract/shown_lines.h"
#include "indexer/read/html_document.h"

namespace morgue {

/// Reads a date as pages write it, in markup or for people, somewhere in `text`: everything that
/// parse_iso8601 and parse_rfc822 read, seconds and milliseconds since 1970, "March 11, 2025 5:58
/// PM EST", "11. März 2025 um 17:58 Uhr", "11/03/2025", "2025年3月11日 17時58分", JavaScript's
/// "Tue Mar 11 2025 17:58:00 GMT+0100". Months in some twenty languages. Of two numbers that may
/// both be the month ("03/11/2025") the first is the day unless `month_first`. Nothing without a
/// year.
[[nodiscard]] std::optional<Timestamp> parse_page_date(std::string_view text,
                                                       bool month_first = false);

/// The day that an address names in its path: ".../2025/03/11/...", ".../2025-03-11-...",
/// ".../20250311/...".
[[nodiscard]] std::optional<Day> day_of_url(std::string_view url);

struct PageDates {
  std::optional<Timestamp> published;
  DateOrigin from = DateOrigin::None;
  std::optional<Timestamp> updated;
  bool doubtful = false;  ///< `published` can't be true
};

/// Weighs the clues to the time of publication in this order: the record; the article's JSON-LD;
/// meta elements with explicit names; the feed or mail that held the page; meta elements such as
/// "date"; <time> elements and microdata; the address; a day at the end of a title; date lines near
/// the headline; a date that opens the text, or that a line anywhere calls that of publication; a
/// relative time, counted from when the page was saved; the time of the last change; the server's
/// Last-Modified; the file's time. A clue that gives the same day more exactly (with a time, with
/// an offset) replaces a coarser one of higher rank.
///
/// A time more than a day after the page was saved (else: after the file's time) and one before the
/// web was invented, unless the address has its year, are taken only if nothing else is there, and
/// then they are doubtful.
///
/// `lines` are those that lines_near_article() finds.
[[nodiscard]] PageDates page_dates(const Draft& draft, const MainText& text,
                                   const std::vector<ShownLine>& lines, std::string_view url,
                                   std::string_view language);

}  // namespace morgue
