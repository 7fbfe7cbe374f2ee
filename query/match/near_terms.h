#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "query/match/archive_reader.h"

namespace morgue {

/// A term that is spelt nearly as something that was looked for.
struct NearTerm {
  std::string value;  ///< without its prefix
  int distance = 0;   ///< letters that differ (insertions, deletions, replacements, swaps)
  std::uint64_t articles = 0;
  friend bool operator==(const NearTerm&, const NearTerm&) = default;
};

/// How many letters may differ in a word of so many characters for it to be a slip: none below
/// three, one below five, two from there on.
[[nodiscard]] int slips_in(std::size_t characters);

/// The terms prefix + value whose value differs from `wanted` by at most `most` letters and is not
/// `wanted` itself, nearest first, then those with most articles; at most kMostNearTerms. Another
/// first letter counts twice. The empty prefix is that of words: values begin with no capital.
///
/// The dictionary is walked as Lucene's automata walk it (Schulz and Mihov 2002), passing over
/// everything that goes on from letters that can't lead near the word, and no more than a fixed
/// number of terms is looked at. How long it takes: query/README.md.
[[nodiscard]] std::vector<NearTerm> near_terms(const ArchiveReader& archive,
                                               std::string_view prefix, std::string_view wanted,
                                               int most);
inline constexpr std::size_t kMostNearTerms = 20;

}  // namespace morgue
