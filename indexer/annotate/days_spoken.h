#pragma once

#include <optional>
#include <vector>

#include "common/article.h"
#include "indexer/annotate/article_words.h"

namespace morgue::annotate {

/// Where an article speaks of days, weeks, months, quarters, seasons, years, decades, centuries and
/// ranges of them, in English and, if they say day, month and year, in six other languages: those
/// of the title first, sorted, never overlapping. Relative ones
/// ("Tuesday", "last year") count from `anchor`, the day of publication; without one only those are
/// given that say their year. Habits ("every Monday"), durations and ages are no days, and neither
/// is what stays vague ("recently", "in recent weeks"). Linear time.
[[nodiscard]] std::vector<DateMention> days_spoken(const ArticleWords& article,
                                                   std::optional<Day> anchor);

}  // namespace morgue::annotate
