#pragma once

#include "common/instant.h"

namespace morgue {

/// What an article is ranked by, each part with its weight (query/match/weights.h). --explain shows
/// it.
struct ScoreParts {
  double words = 0;     ///< BM25 of the whole article, and what Xapian adds for names and days
  double sentence = 0;  ///< Evidence
  double window = 0;
  double pairs = 0;
  double lead = 0;
  double title = 0;
  double names = 0;      ///< pairs of the query's words that are the name of something in it
  double typed = 0;      ///< words that stand as typed
  double spelling = 0;   ///< a loss, for words in other spellings only
  double countries = 0;  ///< of countries in the query: what else they and their people are called
  double stage = 0;      ///< how strict a form of the query it answers
  double recency = 1;    ///< a factor for all but the stage
};

[[nodiscard]] constexpr double total(const ScoreParts& parts) {
  return parts.stage + parts.recency * (parts.words + parts.sentence + parts.window + parts.pairs +
                                        parts.lead + parts.title + parts.names + parts.typed +
                                        parts.spelling + parts.countries);
}

/// Newer articles are worth more: the score of an article is halved for each `half_life_days` that
/// lie between its publication and `today`, at most kMostHalvings times; so often, too, if its day
/// is unknown.
struct Recency {
  double half_life_days = 0;
  Day today{};
};
inline constexpr double kMostHalvings = 10;

}  // namespace morgue
