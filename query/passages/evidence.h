#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "query/passages/hits.h"

namespace morgue {

/// What the places of the hits say about an article, beyond how often they occur. A share is one of
/// the query's idf: 0 is nothing of it, 1 all.
struct Evidence {
  double sentence = 0;  ///< share that the best sentence holds; a headline is one
  double window = 0;    ///< BM25 of the best kWindowWords consecutive words
  double pairs = 0;     ///< BM25 of neighbours in the query that stand near each other
  double lead = 0;      ///< BM25 of the first kLeadWords of the text, as a share
  double title = 0;     ///< share that the headline holds
};

// Lengths in words, chosen on dev sets (query/README.md).
inline constexpr std::uint32_t kWindowWords = 20;
inline constexpr std::uint32_t kLeadWords = 60;
/// Two units count as a pair up to this distance, in whatever order.
inline constexpr std::uint32_t kPairDistance = 8;

/// `hits` sorted: those in the title first, then by first word. Linear in them and in the text.
[[nodiscard]] Evidence find_evidence(std::span<const UnitHit> hits, std::span<const Unit> units,
                                     std::string_view text);
/// The same if the sentences of the text are known, in whatever the hits are counted in.
[[nodiscard]] Evidence find_evidence(std::span<const UnitHit> hits, std::span<const Unit> units,
                                     std::span<const Span> sentences);

}  // namespace morgue
