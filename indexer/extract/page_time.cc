#include "indexer/extract/page_time.h"

#include <algorithm>

#include "indexer/extract/furniture.h"
#include "indexer/extract/text_days.h"

namespace morgue {
namespace {

using std::chrono::days;

/// A file can be older than the local day of what it holds by the width of the time zones.
constexpr days kZoneSlack{1};
/// File times before this are those of archives and disk images without a clock.
constexpr int kFirstFileYear = 1990;
/// A handle in brackets or a name stands this close before the day of an embedded post.
constexpr std::size_t kPostWindow = 40;
/// From here on relative times are counted in weeks, months and years.
constexpr days kRoundedFrom{7};
/// A day in running text may be any day of history: of 2,000 agency reports 9 named one whose
/// weekday they also named, and 6 of these were years old. Within a month before a day that is
/// known from elsewhere it is no coincidence.
constexpr days kWitnessSpan{31};
/// A text that names years this much later than a day was not written on that day.
constexpr int kLaterYears = 2;

/// The days that an article's lines name.
struct Days {
  std::optional<Day> strong;  ///< the latest that is stated as present
  std::optional<Day> weak;    ///< the latest of the others
  unsigned weekdays = 0;
  int last_year = 0;  ///< the latest year named that the file's time allows
};

void raise(std::optional<Day>& latest, std::optional<Day> day) {
  if (day && (!latest || *latest < *day)) latest = day;
}

bool under_post(std::string_view line, const TextDay& day) {
  const std::size_t begin = day.where.begin > kPostWindow ? day.where.begin - kPostWindow : 0;
  const auto before = line.substr(begin, day.where.begin - begin);
  return before.ends_with(") ") && before.find("(@") != std::string_view::npos;
}

Days days_of(const std::vector<Line>& lines, std::size_t first, std::size_t last,
             std::optional<Day> bound) {
  Days found;
  for (std::size_t i = first; i < last; ++i) {
    const std::string& text = lines[i].text;
    const NamedTimes named = named_times(text);
    found.weekdays |= named.weekdays;
    for (const int year : named.years)
      if (!bound || Day{std::chrono::year{year} / 1 / 1} <= *bound)
        found.last_year = std::max(found.last_year, year);
    if (named.days.empty()) continue;
    const bool caption = is_caption(text);
    for (const TextDay& day : named.days) {
      if (day.expected || (bound && *bound < day.day)) continue;
      const bool strong = day.with_weekday || caption || under_post(text, day);
      raise(strong ? found.strong : found.weak, day.day);
    }
  }
  return found;
}

int year_of(Day day) { return static_cast<int>(std::chrono::year_month_day{day}.year()); }

/// The strong day, unless the text names years that lie well behind it.
std::optional<Day> strong_of(const Days& found) {
  if (found.strong && found.last_year < year_of(*found.strong) + kLaterYears) return found.strong;
  return {};
}

/// The day that an article's text makes credible as its present. `witnesses` are days known from
/// elsewhere, shortly before which the text was written if it speaks of its present.
std::optional<Day> present_of(const Days& found,
                              std::initializer_list<std::optional<Day>> witnesses) {
  if (const auto strong = strong_of(found)) return strong;
  if (!found.weak || found.last_year > year_of(*found.weak)) return {};
  const auto weekday = std::chrono::weekday{*found.weak}.c_encoding();
  if ((found.weekdays >> weekday & 1U) == 0) return {};
  const bool witnessed = std::ranges::any_of(witnesses, [&](std::optional<Day> witness) {
    return witness && *found.weak <= *witness && *witness - *found.weak <= kWitnessSpan;
  });
  return witnessed ? found.weak : std::nullopt;
}

/// The year in which a day without one is nearest to the reference.
std::optional<Day> nearest_year(unsigned month, unsigned day, Day reference) {
  std::optional<Day> best;
  for (int year = year_of(reference) - 1; year <= year_of(reference) + 1; ++year) {
    const auto candidate = make_day(year, month, day);
    if (!candidate) continue;
    const auto distance = std::chrono::abs(*candidate - reference);
    if (!best || distance < std::chrono::abs(*best - reference)) best = candidate;
  }
  return best;
}

/// What days without a year are resolved against.
struct Reference {
  std::optional<Day> day;
  bool is_bound = false;  ///< nothing later is believed
};

std::optional<int> year_for(unsigned month, unsigned day, const Reference& reference) {
  if (!reference.day) return {};
  if (!reference.is_bound) {
    const auto found = nearest_year(month, day, *reference.day);
    return found ? std::optional(year_of(*found)) : std::nullopt;
  }
  for (int year = year_of(*reference.day); year > year_of(*reference.day) - 2; --year) {
    const auto found = make_day(year, month, day);
    if (found && *found <= *reference.day) return year;
  }
  return {};
}

std::optional<Timestamp> resolved(const std::optional<StatedTime>& stated,
                                  const Reference& reference) {
  if (!stated) return {};
  if (stated->year != 0) return timestamp(*stated, stated->year);
  const auto year = year_for(stated->month, stated->day, reference);
  return year ? timestamp(*stated, *year) : std::nullopt;
}

std::optional<Timestamp> resolved(const std::optional<Dateline>& line, const Reference& reference) {
  if (!line || line->month == 0) return {};
  StatedTime stated;
  stated.year = line->year;
  stated.month = line->month;
  stated.day = line->day;
  return resolved(std::optional(stated), reference);
}

/// What one article states about its time, resolved.
struct Stated {
  std::optional<Timestamp> published;
  std::optional<Timestamp> updated;
  std::optional<Timestamp> dateline;
};

Stated stated_by(const PageArticle& article, const std::optional<Dateline>& dateline,
                 const Reference& reference) {
  Stated found;
  if (article.stated) {
    found.published = resolved(article.stated->published, reference);
    found.updated = resolved(article.stated->updated, reference);
  }
  found.dateline = resolved(dateline, reference);
  return found;
}

Reference reference_of(const std::vector<PageArticle>& articles, const std::vector<Days>& found,
                       std::optional<Day> bound) {
  std::optional<Day> strong;
  std::optional<Day> weak;
  for (std::size_t i = 0; i < articles.size(); ++i) {
    raise(strong, found[i].strong);
    raise(weak, found[i].weak);
    if (!articles[i].stated) continue;
    for (const auto& stated : {articles[i].stated->published, articles[i].stated->updated}) {
      if (!stated || stated->year == 0) continue;
      if (const auto time = timestamp(*stated, stated->year)) raise(strong, time->local_day());
    }
  }
  if (strong) return {strong, false};
  if (weak) return {weak, false};
  return {bound, true};
}

/// The latest day that the page states, with the time of day if a line gives one.
std::optional<Timestamp> page_time(const std::vector<PageArticle>& articles,
                                   const std::vector<Stated>& stated,
                                   const std::vector<Days>& found) {
  std::optional<Timestamp> latest;
  const auto raise_to = [&](const Timestamp& time) {
    const bool same_day = latest && time.local_day() == latest->local_day();
    const bool later = !latest || latest->local_day() < time.local_day() ||
                       (same_day && latest->precision < time.precision) ||
                       (same_day && latest->instant < time.instant);
    if (later) latest = time;
  };
  for (std::size_t i = 0; i < stated.size(); ++i) {
    // A report of the 3rd from "yesterday" stands on a page of the 4th.
    days since{0};
    if (const auto& relative = articles[i].relative; relative && relative->before < kRoundedFrom)
      since = std::chrono::floor<days>(relative->before);
    for (const auto& time : {stated[i].published, stated[i].updated, stated[i].dateline}) {
      if (!time) continue;
      if (since.count() > 0)
        raise_to(at_day(time->local_day() + since));
      else
        raise_to(*time);
    }
    if (const auto day = strong_of(found[i])) raise_to(at_day(*day));
  }
  return latest;
}

/// The day meant. The page was copied some time after what it states, so the minutes mean nothing.
Timestamp resolved(const RelativeTime& relative, const Timestamp& page) {
  const Timestamp time = resolve(relative, page);
  return time.precision > Precision::Day ? at_day(time.local_day()) : time;
}

ArticleTime time_of(const PageArticle& article, const Stated& stated, const Days& found,
                    const std::optional<Timestamp>& page, std::optional<Day> bound,
                    std::optional<Instant> file_time) {
  ArticleTime time;
  time.updated = stated.updated;
  const auto page_day = page ? std::optional(page->local_day()) : std::nullopt;
  const auto set = [&](const Timestamp& published, DateOrigin from) {
    time.published = published;
    time.from = from;
    return time;
  };
  if (stated.published) return set(*stated.published, DateOrigin::Byline);
  if (stated.updated) return set(*stated.updated, DateOrigin::Byline);
  // "7 weeks ago" is rounded, the agency's own day is not.
  const bool exact = article.relative && article.relative->before < kRoundedFrom;
  if (stated.dateline && !(exact && page)) return set(*stated.dateline, DateOrigin::Byline);
  if (article.relative && page)
    return set(resolved(*article.relative, *page), DateOrigin::Relative);
  if (!article.relative) {
    if (const auto present = present_of(found, {page_day, bound}))
      return set(at_day(*present), DateOrigin::Text);
  }
  if (!file_time) return time;
  const Timestamp file{*file_time, std::chrono::minutes{0}, Precision::Second};
  return set(article.relative ? resolve(*article.relative, file) : file, DateOrigin::FileTime);
}

}  // namespace

std::vector<ArticleTime> date_articles(const std::vector<Line>& lines,
                                       const std::vector<PageArticle>& articles,
                                       const std::vector<std::optional<Dateline>>& datelines,
                                       std::optional<Instant> file_time) {
  std::optional<Day> bound;
  if (file_time) {
    const auto file_day = std::chrono::floor<days>(*file_time);
    if (year_of(file_day) >= kFirstFileYear) bound = file_day + kZoneSlack;
  }
  std::vector<Days> found;
  for (const PageArticle& article : articles)
    found.push_back(days_of(lines, article.first, article.last, bound));
  const Reference reference = reference_of(articles, found, bound);
  std::vector<Stated> stated;
  for (std::size_t i = 0; i < articles.size(); ++i)
    stated.push_back(stated_by(articles[i], datelines[i], reference));
  const auto page = page_time(articles, stated, found);
  std::vector<ArticleTime> times;
  for (std::size_t i = 0; i < articles.size(); ++i)
    times.push_back(time_of(articles[i], stated[i], found[i], page, bound, file_time));
  return times;
}

}  // namespace morgue
