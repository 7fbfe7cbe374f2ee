#include "common/suggest.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace morgue {
namespace {

/// What is asked for are words of a command line or of the query language: ASCII.
std::string small_letters(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  return out;
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > limit) return limit + 1;
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] =
          std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    if (*std::min_element(row.begin(), row.end()) > limit) return limit + 1;
    std::swap(before, last);
    std::swap(last, row);
  }
  return last[b.size()];
}

std::optional<std::string_view> did_you_mean(std::string_view word,
                                             std::span<const std::string_view> candidates) {
  constexpr std::size_t most = 2;
  const std::string key = small_letters(word);
  const std::size_t limit = std::clamp<std::size_t>(key.size() / 3, 1, most);
  std::optional<std::string_view> best;
  std::pair<std::size_t, bool> best_rank{limit, true};
  for (std::string_view candidate : candidates) {
    const std::size_t distance = edit_distance(key, candidate, limit);
    const bool other_letter = key.empty() || candidate.empty() || candidate[0] != key[0];
    // One slip in a word of one or two letters says nothing.
    if (distance > limit || distance >= key.size()) continue;
    const std::pair rank{distance, other_letter};
    if (best && rank >= best_rank) continue;
    best = candidate;
    best_rank = rank;
  }
  return best;
}

}  // namespace morgue
