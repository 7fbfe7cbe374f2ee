#pragma once

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace morgue {

/// What texts of one act a line (the ledger of people, the desk) have in common: fields between
/// tabs, numbers that ascend, acts that are taken back by later ones.

[[nodiscard]] inline std::vector<std::string_view> split(std::string_view text, char by) {
  std::vector<std::string_view> out;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(by, at), text.size());
    out.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

/// The number of an act: positive, and of a size that leaves room for others.
[[nodiscard]] inline std::optional<std::int64_t> act_number(std::string_view text) {
  constexpr std::int64_t kHighest = 1'000'000'000;
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number <= 0 || number > kHighest)
    return {};
  return number;
}

/// The acts that hold, in order: those that are not undone. Undos themselves are left out. An Act
/// has a number, a Kind with Undo among them, and says what it has `undone`.
template <typename Act>
[[nodiscard]] std::vector<Act> acts_that_hold(const std::vector<Act>& acts) {
  // From the last back: an undo that is itself undone does nothing.
  std::unordered_set<std::int64_t> undone;
  std::vector<Act> out;
  for (std::size_t i = acts.size(); i-- > 0;) {
    if (undone.contains(acts[i].number)) continue;
    if (acts[i].kind == Act::Kind::Undo)
      undone.insert(acts[i].undone);
    else
      out.push_back(acts[i]);
  }
  std::reverse(out.begin(), out.end());
  return out;
}

}  // namespace morgue
