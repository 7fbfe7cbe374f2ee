#pragma once

#include <optional>
#include <string>
#include <vector>

#include "common/instant.h"
#include "query/views/facets.h"
#include "query/views/timeline.h"

namespace morgue::browse {

/// A stretch of time that a question is narrowed to.
struct Stretch {
  TimeUnit unit = TimeUnit::Month;
  TimeBucket bucket;
};

/// A field that is added to what was typed.
struct Narrowing {
  std::string query;                 ///< "source:herald", "-person:@p17"
  std::string label = {};            ///< what the query does not say: "Rowan Pike"
  std::optional<Stretch> when = {};  ///< if it is a stretch of time
};

/// What is asked: what was typed, and what it was narrowed to since.
struct Question {
  std::string typed;
  std::vector<Narrowing> narrowed = {};
  /// Plain words need not all be there (--loose).
  bool loose = false;
};

/// As one query. What was typed is kept together: "a OR b" is put into brackets before anything is
/// added. Empty: everything ("*").
[[nodiscard]] std::string query_text(const Question& question);

/// What narrows to a value of a facet, or leaves it out.
[[nodiscard]] Narrowing narrowing_to(const FacetValue& value, bool leave_out);
/// What narrows to a stretch of time.
[[nodiscard]] Narrowing narrowing_to(const Stretch& stretch);
/// The stretch of the same length before it, or behind it.
[[nodiscard]] Stretch moved(const Stretch& stretch, bool on);

/// The question with this added. A stretch of time takes the place of the one before: it is part of
/// it, or its neighbour.
[[nodiscard]] Question narrowed(Question question, Narrowing to);

}  // namespace morgue::browse
