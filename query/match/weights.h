#pragma once

#include <cstddef>

namespace morgue {

/// Every number of the ranking, in one place. Chosen on the dev sets RealTimeQA and TIME; what each
/// of them earns stands in query/README.md.
struct RankingWeights {
  // BM25 over stems (the headline counts kTitleWeight times, common/schema.h).
  double k1 = 2.0;
  double b = 0.8;
  double min_length = 0.5;  ///< Xapian's floor for the normalised length
  /// The word as typed, beside its stem: puts exact forms first.
  double surface = 0.25;
  // Evidence of the best passage (query/passages/evidence.h), for the first `depth` candidates.
  double window = 0.5;
  double pairs = 0.35;
  double coverage = 4.0;
  std::size_t depth = 100;
};

/// Articles are counted exactly up to this number, and estimated ("~") beyond.
inline constexpr std::size_t kCountExactly = 1000;
/// Fewer results than this, and a query of plain words is relaxed.
inline constexpr std::size_t kEnoughResults = 10;

}  // namespace morgue
