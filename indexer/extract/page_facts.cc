#include "indexer/extract/page_facts.h"

#include <string_view>
#include <unordered_map>

#include "indexer/extract/furniture.h"
#include "indexer/extract/head_line.h"

namespace morgue {
namespace {

constexpr std::size_t kMaxLabelBytes = 100;

}  // namespace

std::vector<LineFacts> page_facts(const std::vector<Line>& lines) {
  std::unordered_map<std::string_view, std::uint32_t> seen;
  for (const Line& line : lines)
    if (!line.prose && line.text.size() <= kMaxLabelBytes) ++seen[line.text];
  std::vector<LineFacts> facts(lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    LineFacts& fact = facts[i];
    const Line& line = lines[i];
    if (!line.prose && line.text.size() <= kMaxLabelBytes) fact.repeated = seen[line.text] > 1;
    fact.related = opens_related(line);
    fact.skipped = is_rule(line.text) || is_reading_time(line.text);
    if (!line.prose) fact.stamp = read_head_line(line.text).has_time();
    // "Latest", "5 min" and their like are words of interfaces as well.
    fact.furniture = !fact.related && !fact.stamp && is_furniture(line, Zone::Tail, fact.repeated);
  }
  return facts;
}

}  // namespace morgue
