#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "common/span.h"
#include "query/passages/hits.h"

namespace morgue {

/// A piece of an article's text that answers the query.
struct Passage {
  Span where;                   ///< bytes of the text; whole sentences unless `cut_*` say otherwise
  std::uint32_t paragraph = 0;  ///< counted from 1
  bool cut_before = false;      ///< begins inside a sentence that is too long to be shown whole
  bool cut_after = false;
  std::vector<Span> marks;  ///< what matched, bytes of the text, in order, never overlapping
  friend bool operator==(const Passage&, const Passage&) = default;
};

struct PassageOptions {
  std::size_t most = 3;         ///< passages per article
  std::size_t most_words = 60;  ///< per passage, about four lines of a terminal
};

/// The best passages, in the order of the text. The first choice is the sentence that holds most of
/// the query, each further one what adds most that is new; neighbours are joined. Without a hit in
/// the text: its beginning. Pure; linear in the text.
[[nodiscard]] std::vector<Passage> find_passages(std::string_view text,
                                                 std::span<const UnitHit> hits,
                                                 std::span<const Unit> units,
                                                 const PassageOptions& options);

/// The places of the hits in one field, in order, those that touch or overlap joined.
[[nodiscard]] std::vector<Span> marks_of(std::span<const UnitHit> hits, bool in_title);

}  // namespace morgue
