#pragma once

#include <cstddef>
#include <optional>

#include "query/match/check.h"

namespace morgue {

/// A group with more ways to pair speakers and words than this is refused.
inline constexpr std::size_t kMaxPairings = 256;

/// Ties said: to quote: where both have to hold: in `said:A quote:w` the words stand in one
/// utterance by A. What AND distributes over OR says what brackets mean: `(said:A OR said:B)
/// quote:w` is `said:A quote:w OR said:B quote:w`. Each speaker is tied to each quote: of the
/// group (`said:A said:B quote:w`: both have said it). What stands under NOT is a condition by
/// itself: `said:A -quote:w` asks for somebody quoted and for nobody's words; `-(said:A quote:w)`
/// leaves out what A has said; `said:A quote:(NOT w)` asks for words of A without w.
/// Nothing if there are more than kMaxPairings.
[[nodiscard]] std::optional<Check> with_bound_quotations(Check check);

}  // namespace morgue
