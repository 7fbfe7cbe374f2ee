#pragma once

#include <span>

#include "query/passages/hits.h"

namespace morgue {

/// What the places of the hits say about an article, beyond how often they occur.
struct Evidence {
  double window = 0;    ///< BM25 of the best kWindowWords consecutive words
  double pairs = 0;     ///< units that follow each other in the query and nearly so in the article
  double coverage = 0;  ///< share of the query's idf that the best window holds, 0..1
};

/// Length of a window in words. Settings of this kind were measured on RealTimeQA and TIME
/// (query/README.md).
inline constexpr std::uint32_t kWindowWords = 60;
/// Two units count as a pair up to this distance.
inline constexpr std::uint32_t kPairDistance = 3;

/// `hits` sorted: those in the title first, then by first word. Linear in their number.
[[nodiscard]] Evidence find_evidence(std::span<const UnitHit> hits, std::span<const Unit> units);

}  // namespace morgue
