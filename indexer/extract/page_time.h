#pragma once

#include <optional>
#include <vector>

#include "common/article.h"
#include "common/instant.h"
#include "indexer/extract/dateline.h"
#include "indexer/extract/scraped_page.h"

namespace morgue {

/// When an article of a page was published, and how that was found.
struct ArticleTime {
  std::optional<Timestamp> published;
  DateOrigin from = DateOrigin::None;
  std::optional<Timestamp> updated;
};

/// Dates the articles of one page, in this order of trust: a line that states the time; a relative
/// time of less than a week, counted back from the page's own time, to the day; the day of a
/// dateline (a missing year is the one nearest to the days that the page names); any relative time;
/// the latest day that the article's text names and that is credible as its present; the file's
/// time.
///
/// The page's own day is the latest one that it states in earnest: in date lines, datelines, beside
/// their weekday, in captions and under embedded posts. Other days of running text date an article
/// only if it also names their weekday and no later year, and if the page's day or the file's lies
/// within a month after them. Never the clock. Of the days in running text none after
/// `file_time` is believed, a page can't know it; a line that states its own time is.
///
/// `datelines[i]` belongs to `articles[i]`.
[[nodiscard]] std::vector<ArticleTime> date_articles(
    const std::vector<Line>& lines, const std::vector<PageArticle>& articles,
    const std::vector<std::optional<Dateline>>& datelines, std::optional<Instant> file_time);

}  // namespace morgue
