#include "indexer/extract/standing_lines.h"

#include <xxhash.h>

#include <algorithm>
#include <unordered_set>

#include "indexer/read/ascii.h"

namespace morgue {
namespace {

/// Longer lines are paragraphs, and a paragraph that recurs is somebody's words: the notice that a
/// house prints below each piece is shorter.
constexpr std::size_t kLongest = 300;

/// The line with its figures levelled: "12 comments" stands on every page with another number.
std::uint64_t key_of(std::string_view line) {
  std::string key;
  for (const char c : line) {
    const bool digit = c >= '0' && c <= '9';
    if (digit && key.ends_with('0')) continue;
    key += digit ? '0' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return XXH3_64bits(key.data(), key.size());
}

/// Calls `visit` with every line, trimmed.
template <typename F>
void for_each_line(std::string_view text, F&& visit) {
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    visit(ascii::trimmed(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

}  // namespace

void StandingLines::see(std::string_view text) {
  ++texts_;
  std::unordered_set<std::uint64_t> seen;
  for_each_line(text, [&](std::string_view line) {
    if (line.empty() || line.size() > kLongest) return;
    const std::uint64_t key = key_of(line);
    if (seen.insert(key).second) ++lines_[key];
  });
}

std::string StandingLines::without(std::string_view text) const {
  const auto enough = std::max(
      kStandingTexts, static_cast<std::size_t>(kStandingShare * static_cast<double>(texts_)));
  std::string out;
  std::size_t standing = 0;
  for_each_line(text, [&](std::string_view line) {
    if (line.empty()) return;
    const auto known = line.size() > kLongest ? lines_.end() : lines_.find(key_of(line));
    if (known != lines_.end() && known->second >= enough) {
      standing += line.size();
      return;
    }
    if (!out.empty()) out += "\n\n";
    out += line;
  });
  const auto most = kMostStanding * static_cast<double>(text.size());
  if (standing == 0 || static_cast<double>(standing) > most) return std::string(text);
  return out;
}

}  // namespace morgue
