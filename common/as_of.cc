#include "common/as_of.h"

namespace morgue {
namespace {

/// The moment when a day is over, on a clock so far east of UTC.
Instant end_of(Day day, std::chrono::minutes offset) {
  return Instant{day + std::chrono::days{1}} - offset;
}

}  // namespace

Day first_unknown_day(Day last, Precision precision) {
  const std::chrono::year_month_day next{last + std::chrono::days{1}};
  if (precision == Precision::Year) return Day{next.year() / 1 / 1};
  if (precision == Precision::Month) return Day{next.year() / next.month() / 1};
  return Day{next};
}

bool was_known(const AsOf& as_of, const StoredArticle& stored) {
  const Article& article = stored.content.article;
  const auto& published = article.published;
  if (as_of.added && stored.added >= end_of(*as_of.added, {})) return false;
  if (!as_of.published) return true;
  const Day last = *as_of.published;
  if (published && published->local_day() >= first_unknown_day(last, published->precision))
    return false;
  if (article.updated) {
    const auto offset =
        published ? published->offset.value_or(std::chrono::minutes{0}) : std::chrono::minutes{0};
    return article.updated->instant < end_of(last, offset);
  }
  return published || stored.added < end_of(last, {});
}

VersionTime version_time_of(const StoredArticle& stored) {
  const Article& article = stored.content.article;
  const Instant time = article.updated     ? article.updated->instant
                       : article.published ? article.published->instant
                                           : stored.added;
  return {time.time_since_epoch().count(), article.published.has_value()};
}

std::size_t searched_version(std::span<const VersionTime> versions) {
  std::size_t searched = 0;
  for (std::size_t i = 1; i < versions.size(); ++i)
    if (takes_place_of(versions[i], versions[searched])) searched = i;
  return searched;
}

}  // namespace morgue
