#include "query/views/timeline.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "common/schema.h"
#include "common/stored_article.h"
#include "query/match/interrupt.h"

namespace morgue {
namespace {

using std::chrono::days;
using std::chrono::year_month_day;

constexpr std::int64_t kFewestInBurst = 3;
constexpr double kDeviations = 3;
/// With less to compare with, nothing is unusual.
constexpr std::size_t kFewestBuckets = 4;
constexpr std::int64_t kThinShare = 10;
constexpr int kDaysByDay = 42;
constexpr int kDaysByMonth = 8 * 366;

bool precise_enough(Precision precision, TimeUnit unit) {
  if (unit == TimeUnit::Year) return true;
  return unit == TimeUnit::Month ? precision != Precision::Year
                                 : precision != Precision::Year && precision != Precision::Month;
}

/// The families that have copies: of all others each article is its own.
std::unordered_set<std::uint64_t> families_with_copies(const ArchiveReader& archive) {
  std::unordered_set<std::uint64_t> out;
  for (std::size_t i = 0; i < archive.segments(); ++i)
    archive.kin(i).for_each_copy(ArticleId{}, [&](const KinFile::Member& member) {
      out.insert(member.of.value);
      return true;
    });
  return out;
}

/// An article of an answer where it is counted.
struct Placed {
  Day bucket{};  ///< its first day
  std::size_t index = 0;
};

/// The articles of an answer by their publication.
std::vector<Placed> placed(const ArchiveReader& archive, const Matches& matches,
                           const TimelineOptions& options, TimeUnit unit, std::uint64_t& undated) {
  std::vector<Placed> out;
  std::unordered_map<std::uint64_t, std::pair<std::uint32_t, std::size_t>> of_family;
  const auto families = options.what == CountedArticles::Heads
                            ? families_with_copies(archive)
                            : std::unordered_set<std::uint64_t>();
  std::unordered_set<std::uint64_t> undated_families;
  for (std::size_t i = 0; i < matches.articles.size(); ++i) {
    const auto [segment, number] = archive.place(matches.articles[i].document);
    const KinRecord record = archive.kin(segment).record(number);
    const bool family = families.contains(record.family.value);
    if (record.minutes == 0 || !precise_enough(record.precision, unit)) {
      if (family)
        undated_families.insert(record.family.value);
      else
        ++undated;
      continue;
    }
    const Placed here{bucket_of(record.day, unit).first, i};
    if (!family) {
      out.push_back(here);
      continue;
    }
    const auto [at, fresh] = of_family.try_emplace(record.family.value, record.minutes, out.size());
    if (fresh) {
      out.push_back(here);
    } else if (record.minutes < at->second.first) {
      at->second.first = record.minutes;
      out[at->second.second] = here;
    }
  }
  for (const std::uint64_t family : undated_families)
    if (!of_family.contains(family)) ++undated;
  return out;
}

/// The articles of the whole archive, for each bucket.
std::unordered_map<std::int64_t, std::int64_t> archive_counts(const ArchiveReader& archive,
                                                              const TimelineOptions& options,
                                                              TimeUnit unit) {
  std::unordered_map<std::int64_t, std::int64_t> out;
  std::unordered_map<std::uint64_t, std::unordered_set<std::int64_t>> seen;
  if (options.what == CountedArticles::Heads)
    for (const std::uint64_t family : families_with_copies(archive)) seen[family];
  for (std::size_t segment = 0; segment < archive.segments(); ++segment)
    for (std::uint32_t number = 1; number <= archive.kin(segment).documents(); ++number) {
      stop_if_interrupted();
      const KinRecord record = archive.kin(segment).record(number);
      if (record.minutes == 0 || !precise_enough(record.precision, unit)) continue;
      if (!archive.is_searched(archive.document({segment, number}))) continue;
      const std::int64_t bucket = bucket_of(record.day, unit).first.time_since_epoch().count();
      const auto family = seen.find(record.family.value);
      if (family == seen.end() || family->second.insert(bucket).second) ++out[bucket];
    }
  return out;
}

TimeUnit usual_unit(std::int64_t days) {
  if (days <= kDaysByDay) return TimeUnit::Day;
  return days <= kDaysByMonth ? TimeUnit::Month : TimeUnit::Year;
}

TimeUnit usual_unit(const std::vector<TimelineQuery>& queries) {
  std::optional<Day> first, last;
  for (const TimelineQuery& query : queries) {
    const Extent& extent = query.matches.extent;
    if (!extent.first) continue;
    first = std::min(first.value_or(extent.first->day), extent.first->day);
    last = std::max(last.value_or(extent.last->day), extent.last->day);
  }
  return first ? usual_unit((*last - *first).count()) : TimeUnit::Month;
}

/// All buckets from the first to the last that are used.
std::vector<TimeBucket> buckets_of(const std::vector<std::vector<Placed>>& all, TimeUnit unit) {
  std::optional<Day> first, last;
  for (const auto& series : all)
    for (const Placed& article : series) {
      first = std::min(first.value_or(article.bucket), article.bucket);
      last = std::max(last.value_or(article.bucket), article.bucket);
    }
  std::vector<TimeBucket> out;
  if (first)
    for (TimeBucket next = bucket_of(*first, unit); next.first <= *last;
         next = bucket_of(next.last + days(1), unit))
      out.push_back(next);
  return out;
}

void mark_thin(std::vector<TimeBucket>& buckets) {
  std::vector<std::int64_t> sizes;
  for (const TimeBucket& bucket : buckets)
    if (bucket.archive > 0) sizes.push_back(bucket.archive);
  if (sizes.size() < kFewestBuckets) return;
  const auto middle = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2);
  std::nth_element(sizes.begin(), middle, sizes.end());
  for (TimeBucket& bucket : buckets) bucket.thin = bucket.archive * kThinShare < *middle;
}

/// Finds the number of a bucket by its first day.
class BucketNumbers {
 public:
  explicit BucketNumbers(const std::vector<TimeBucket>& buckets) {
    for (std::size_t i = 0; i < buckets.size(); ++i) numbers_.emplace(buckets[i].first, i);
  }
  [[nodiscard]] std::size_t of(Day first) const { return numbers_.at(first); }

 private:
  struct Hash {
    std::size_t operator()(Day day) const {
      return std::hash<std::int64_t>()(day.time_since_epoch().count());
    }
  };
  std::unordered_map<Day, std::size_t, Hash> numbers_;
};

void name_bursts(const ArchiveReader& archive, const Matches& matches,
                 const std::vector<Placed>& articles, const BucketNumbers& numbers,
                 std::vector<Burst>& bursts) {
  ArticleDecoder decoder;
  for (Burst& burst : bursts) {
    std::optional<std::size_t> best;
    for (const Placed& article : articles) {
      if (numbers.of(article.bucket) != burst.peak) continue;
      const auto better = [&](const Match& a, const Match& b) {
        return a.score != b.score ? a.score > b.score : a.id < b.id;
      };
      if (!best || better(matches.articles[article.index], matches.articles[*best]))
        best = article.index;
    }
    if (!best) continue;
    burst.article = matches.articles[*best].id;
    if (!decoder.open(archive.data(matches.articles[*best].document))) continue;
    burst.title = decoder.title();
    if (const auto stored = decoder.article(); stored && stored->content.article.published)
      burst.day = stored->content.article.published->local_day();
  }
}

/// Counts by what articles speak of: the terms that about: finds them by.
class SpokenOf {
 public:
  SpokenOf(const ArchiveReader& archive, const TimelineOptions& options)
      : archive_(archive), options_(options) {}

  /// Places the articles of an answer; a bucket may have an article that others have, too.
  [[nodiscard]] std::vector<Placed> placed(const Matches& matches, TimeUnit unit) const {
    std::unordered_map<Xapian::docid, std::size_t> wanted;
    for (std::size_t i = 0; i < matches.articles.size(); ++i)
      if (options_.what == CountedArticles::All || matches.articles[i].head)
        wanted.emplace(matches.articles[i].document, i);
    std::vector<Placed> out;
    for_each_term(unit, [&](Day day, const std::string& term) {
      archive_.for_each_document(term, [&](Xapian::docid document) {
        if (const auto at = wanted.find(document); at != wanted.end())
          out.push_back({day, at->second});
      });
    });
    return out;
  }

  [[nodiscard]] std::int64_t archive(Day day, TimeUnit unit) const {
    std::int64_t out = 0;
    const std::string term = unit == TimeUnit::Year ? schema::year_term(day, schema::kAboutYear)
                                                    : schema::month_term(day, schema::kAboutMonth);
    archive_.for_each_document(term, [&](Xapian::docid) { ++out; });
    return out;
  }

 private:
  template <typename F>
  void for_each_term(TimeUnit unit, F&& visit) const {
    const std::string prefix(unit == TimeUnit::Year ? schema::kAboutYear : schema::kAboutMonth);
    std::vector<std::pair<Day, std::string>> terms;
    archive_.for_each_term(prefix, [&](const std::string& term, std::uint64_t) {
      const std::string digits = term.substr(prefix.size());
      const bool year = digits.size() == 4;
      if (const auto time =
              parse_iso8601(year ? digits
                                 : digits.substr(0, 4) + "-" +
                                       digits.substr(std::min<std::size_t>(4, digits.size()))))
        terms.emplace_back(bucket_of(time->local_day(), unit).first, term);
      return true;
    });
    for (const auto& [day, term] : terms) visit(day, term);
  }

  const ArchiveReader& archive_;
  const TimelineOptions& options_;
};

}  // namespace

std::optional<TimeUnit> time_unit_by_name(std::string_view name) {
  if (name == "day") return TimeUnit::Day;
  if (name == "week") return TimeUnit::Week;
  if (name == "month") return TimeUnit::Month;
  if (name == "year") return TimeUnit::Year;
  return {};
}

TimeBucket bucket_of(Day day, TimeUnit unit) {
  const year_month_day date(day);
  TimeBucket out;
  switch (unit) {
    case TimeUnit::Day:
      out.first = out.last = day;
      break;
    case TimeUnit::Week:
      out.first = day - (std::chrono::weekday(day) - std::chrono::Monday);
      out.last = out.first + days(6);
      break;
    case TimeUnit::Month:
      out.first = date.year() / date.month() / 1;
      out.last = date.year() / date.month() / std::chrono::last;
      break;
    case TimeUnit::Year:
      out.first = date.year() / 1 / 1;
      out.last = date.year() / 12 / 31;
      break;
  }
  return out;
}

std::vector<Burst> find_bursts(std::span<const std::int64_t> counts,
                               std::span<const TimeBucket> buckets) {
  if (buckets.size() < kFewestBuckets) return {};
  std::int64_t total = 0, archive = 0;
  for (std::size_t i = 0; i < buckets.size(); ++i) {
    total += counts[i];
    archive += buckets[i].archive;
  }
  std::vector<Burst> out;
  for (std::size_t i = 0; i < buckets.size(); ++i) {
    const std::int64_t others = archive - buckets[i].archive;
    if (counts[i] < kFewestInBurst || others <= 0) continue;
    const double expected = static_cast<double>(buckets[i].archive) *
                            static_cast<double>(total - counts[i]) / static_cast<double>(others);
    const double z = (static_cast<double>(counts[i]) - expected) / std::sqrt(expected + 1);
    if (z < kDeviations) continue;
    if (out.empty() || out.back().last + 1 != i) {
      out.push_back({i, i, i, expected, z, {}, {}, {}});
      continue;
    }
    Burst& burst = out.back();
    burst.last = i;
    if (z > burst.z) {
      burst.peak = i;
      burst.expected = expected;
      burst.z = z;
    }
  }
  return out;
}

TimelineView make_timeline(const ArchiveReader& archive, const std::vector<TimelineQuery>& queries,
                           const TimelineOptions& options) {
  TimelineView out;
  out.what = options.what;
  out.about = options.about;
  const SpokenOf spoken(archive, options);
  out.unit = options.unit.value_or(options.about ? TimeUnit::Month : usual_unit(queries));
  std::vector<std::vector<Placed>> all;
  for (const TimelineQuery& query : queries) {
    TimeSeries& series = out.series.emplace_back();
    series.query = query.text;
    series.articles =
        options.what == CountedArticles::All ? query.matches.articles.size() : query.matches.lines;
    series.extent = query.matches.extent;
    all.push_back(options.about
                      ? spoken.placed(query.matches, out.unit)
                      : placed(archive, query.matches, options, out.unit, series.undated));
  }
  out.buckets = buckets_of(all, out.unit);
  if (options.about) {
    for (TimeBucket& bucket : out.buckets) bucket.archive = spoken.archive(bucket.first, out.unit);
  } else {
    const auto counts = archive_counts(archive, options, out.unit);
    for (TimeBucket& bucket : out.buckets)
      if (const auto at = counts.find(bucket.first.time_since_epoch().count()); at != counts.end())
        bucket.archive = at->second;
    mark_thin(out.buckets);
  }
  const BucketNumbers numbers(out.buckets);
  for (std::size_t i = 0; i < all.size(); ++i) {
    TimeSeries& series = out.series[i];
    series.counts.assign(out.buckets.size(), 0);
    for (const Placed& article : all[i]) ++series.counts[numbers.of(article.bucket)];
    series.bursts = find_bursts(series.counts, out.buckets);
    name_bursts(archive, queries[i].matches, all[i], numbers, series.bursts);
  }
  return out;
}

}  // namespace morgue
