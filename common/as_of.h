#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "common/instant.h"
#include "common/stored_article.h"

namespace morgue {

/// A day in the past on which an archive is looked at. Two clocks: what was published by then, and
/// what had been added by then, each to the end of a day; neither set: the archive as it is.
///
/// What an article says is known from the day of its last update, else of its publication: a text
/// that was changed later may know what came later. "In 2024" and "in June 2024" are over when the
/// year or the month is. Days are those of the publisher's own clock; without a stated offset, and
/// for the time of adding, UTC. An article of unknown date is known from the day it was added.
struct AsOf {
  std::optional<Day> published;
  std::optional<Day> added;
  [[nodiscard]] bool is_past() const { return published || added; }
  friend bool operator==(const AsOf&, const AsOf&) = default;
};

/// The first day of publication, known as exactly as this, that is not over at the end of `last`.
[[nodiscard]] Day first_unknown_day(Day last, Precision precision);

/// Was the article known, published and there?
[[nodiscard]] bool was_known(const AsOf& as_of, const StoredArticle& stored);

/// What decides which version of an article is searched.
struct VersionTime {
  std::int64_t time = 0;  ///< of its last update, else publication, else adding: UTC seconds
  bool dated = false;     ///< it has a time of publication
};
[[nodiscard]] VersionTime version_time_of(const StoredArticle& stored);
/// Does a version that is added now take the place of the one before? Without a date on both, what
/// was added later is newer.
[[nodiscard]] inline bool takes_place_of(const VersionTime& added, const VersionTime& before) {
  return !added.dated || !before.dated || added.time >= before.time;
}
/// Of the versions of one article, in the order in which they were added, the one that is searched.
/// Precondition: there are some.
[[nodiscard]] std::size_t searched_version(std::span<const VersionTime> versions);

}  // namespace morgue
