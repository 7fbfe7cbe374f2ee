#pragma once

#include <cstdint>

namespace morgue {

/// Dunning's log-likelihood G2 of something that `k` of `n` articles have, and `all_k` of all
/// `all_n` of the archive: how sure it is that the n have it more often. Negative if they have it
/// less often. 10.83 is what chance alone gives once in a thousand times.
[[nodiscard]] double log_likelihood(std::int64_t k, std::int64_t n, std::int64_t all_k,
                                    std::int64_t all_n);

inline constexpr double kUnlikely = 10.83;

}  // namespace morgue
