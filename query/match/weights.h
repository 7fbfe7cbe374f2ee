#pragma once

#include <cstddef>
#include <cstdint>

namespace morgue {

/// Every number of the ranking, in one place, chosen on dev sets of questions, topics and texts;
/// what each of them earns stands in query/README.md.
struct RankingWeights {
  // BM25 over stems (the headline counts kTitleWeight times, common/schema.h).
  double k1 = 1.6;
  double b = 0.85;
  double min_length = 0.05;  ///< Xapian's floor for the normalised length
  // Evidence of the text (query/passages/evidence.h), for the first `depth` candidates.
  double sentence = 8.0;
  double window = 0.35;
  double pairs = 0.1;
  double lead = 4.0;
  double title = 1.0;
  double names = 0.1;  ///< times the lower idf of two words that are a name in the article
  double typed = 1.0;  ///< times the share of the query's idf that stands as typed
  /// Times BM25 of what else countries of the query are called.
  double countries = 0.5;
  std::size_t depth = 100;
  /// For `about:` beside words: an article that speaks of the day itself stands above an equal one
  /// that speaks of the month. About half of what the whole query in one passage earns; a
  /// judgement, for want of a set to measure it on.
  double about_fine = 2.0;
};

/// Articles are counted exactly up to this number, and estimated ("~") beyond.
inline constexpr unsigned kCountExactly = 1000;
/// So much text is read to verify candidates, about 20,000 articles: a fraction of a second.
inline constexpr std::uint64_t kMostBytesVerified = std::uint64_t{64} << 20U;
/// A query of so many plain words asks for all of them; a longer one is a question or a text, and
/// whatever has the most of it is best.
inline constexpr std::size_t kMostKeywords = 4;
/// Fewer results than this, and a query of plain words is relaxed.
inline constexpr std::size_t kEnoughResults = 10;

}  // namespace morgue
