#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/instant.h"
#include "query/match/matches.h"
#include "query/views/result_rows.h"

namespace morgue {

enum class TimeUnit { Day, Week, Month, Year };
/// "day", "week", "month", "year"; nothing for anything else.
[[nodiscard]] std::optional<TimeUnit> time_unit_by_name(std::string_view name);

/// A stretch of time, and how much the archive has of it.
struct TimeBucket {
  Day first{}, last{};       ///< both included
  std::int64_t archive = 0;  ///< articles; copies within it folded, if they are
  bool thin = false;         ///< less than a tenth of what is usual in this view: shares say little
};

/// Buckets in a row that have unusually many articles.
struct Burst {
  std::size_t first = 0, last = 0, peak = 0;  ///< buckets
  double expected = 0;                        ///< articles in the peak, by the share of all others
  double z = 0;                               ///< see find_bursts()
  ArticleId article;                          ///< that answers best, of the peak
  std::string title;
  std::optional<Day> day;  ///< of its publication
};

struct TimeSeries {
  std::string query;
  std::uint64_t articles = 0;  ///< of the answer
  Extent extent;
  std::uint64_t undated = 0;         ///< of them, without a day precise enough to be counted
  std::vector<std::int64_t> counts;  ///< for each bucket
  std::vector<Burst> bursts;         ///< by time
};

struct TimelineView {
  TimeUnit unit = TimeUnit::Month;
  bool about = false;  ///< by what articles speak of, not by their publication
  CountedArticles what = CountedArticles::Heads;
  std::vector<TimeBucket> buckets;  ///< without a gap, from the first article to the last
  std::vector<TimeSeries> series;
};

struct TimelineQuery {
  std::string text;
  Matches matches;
};

struct TimelineOptions {
  std::optional<TimeUnit> unit;  ///< nothing: days up to six weeks, months up to eight years
  bool about = false;            ///< then the unit is months or years
  CountedArticles what = CountedArticles::Heads;
};

/// Counts answers over time. A family of copies counts once, at the earliest of the answer; by what
/// articles speak of, an article counts in every month (year) that about: finds it by.
[[nodiscard]] TimelineView make_timeline(const ArchiveReader& archive,
                                         const std::vector<TimelineQuery>& queries,
                                         const TimelineOptions& options);

/// The stretch of time that a day is in.
[[nodiscard]] TimeBucket bucket_of(Day day, TimeUnit unit);

/// Where a query has unusually many articles: at least three, and three deviations above what the
/// share of all other buckets lets expect: z = (n - e) / sqrt(e + 1), e = archive * share of the
/// others. Neighbours are one burst; its peak is the bucket of the highest z.
[[nodiscard]] std::vector<Burst> find_bursts(std::span<const std::int64_t> counts,
                                             std::span<const TimeBucket> buckets);

}  // namespace morgue
