#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/annotate/days_spoken.h"

namespace morgue::annotate {

inline constexpr Day kWednesday =
    std::chrono::year{2024} / std::chrono::June / std::chrono::day{12};  // the day of publication

inline std::string shown(std::string_view words, Day from, Day to) {
  std::string line(words);
  line += ": " + to_iso8601(from);
  if (from != to) line += " to " + to_iso8601(to);
  return line;
}

/// What an article with this text speaks of, as "words: day" or "words: day to day".
inline std::vector<std::string> said(std::string_view text,
                                     std::optional<Day> anchor = kWednesday) {
  ArticleWords article;
  read_words("", text, article);
  std::vector<std::string> found;
  for (const DateMention& date : days_spoken(article, anchor))
    found.push_back(shown(date.where.of(text), date.from, date.to));
  return found;
}

}  // namespace morgue::annotate
