#include "indexer/extract/standing_lines.h"

#include <xxhash.h>

#include <algorithm>
#include <unordered_set>

namespace morgue {
namespace {

/// Longer lines are paragraphs, and a paragraph that recurs is somebody's words: the notice that a
/// house prints below each piece is shorter.
constexpr std::size_t kLongest = 300;

std::string_view trimmed(std::string_view line) {
  const auto first = line.find_first_not_of(" \t\r\f\v");
  if (first == std::string_view::npos) return {};
  return line.substr(first, line.find_last_not_of(" \t\r\f\v") + 1 - first);
}

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

/// Calls `visit(line with its end, the same trimmed)`.
template <typename F>
void for_each_line(std::string_view text, F&& visit) {
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size() - 1) + 1;
    visit(text.substr(0, end), trimmed(text.substr(0, text[end - 1] == '\n' ? end - 1 : end)));
    text.remove_prefix(end);
  }
}

}  // namespace

void StandingLines::see(std::string_view place, std::string_view text) {
  Place& here = places_.try_emplace(std::string(place)).first->second;
  ++here.texts;
  std::unordered_set<std::uint64_t> seen;
  for_each_line(text, [&](std::string_view, std::string_view line) {
    if (line.empty() || line.size() > kLongest) return;
    const std::uint64_t key = key_of(line);
    if (seen.insert(key).second) ++here.lines[key];
  });
}

std::string StandingLines::without(std::string_view place, std::string_view text) const {
  const auto here = places_.find(place);
  if (here == places_.end() || here->second.texts < kStandingTexts) return std::string(text);
  const auto enough =
      std::max(kStandingTexts,
               static_cast<std::size_t>(kStandingShare * static_cast<double>(here->second.texts)));
  std::string out;
  std::size_t all = 0;
  std::size_t standing = 0;
  for_each_line(text, [&](std::string_view whole, std::string_view line) {
    all += line.size();
    const auto known = line.empty() || line.size() > kLongest
                           ? here->second.lines.end()
                           : here->second.lines.find(key_of(line));
    if (known != here->second.lines.end() && known->second >= enough) {
      standing += line.size();
      out += '\n';  // what stood around it stays apart
    } else {
      out += whole;
    }
  });
  if (static_cast<double>(standing) > kMostStanding * static_cast<double>(all))
    return std::string(text);
  return out;
}

}  // namespace morgue
