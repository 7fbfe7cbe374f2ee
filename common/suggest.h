#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace morgue {

/// How many insertions, deletions, replacements and swaps of neighbours part two words, in bytes
/// (optimal string alignment: Damerau 1964, with no substring edited twice). Any number over
/// `limit` may be returned as limit + 1.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

/// The candidate that somebody who typed `word` most likely meant: nearest first, then one with the
/// same first letter, then the first. Nothing if all are further off than a third of the word (but
/// one slip is always forgiven, and never more than two). `word` is compared in lower case.
[[nodiscard]] std::optional<std::string_view> did_you_mean(
    std::string_view word, std::span<const std::string_view> candidates);

}  // namespace morgue
