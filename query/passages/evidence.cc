#include "query/passages/evidence.h"

#include <algorithm>
#include <vector>

namespace morgue {
namespace {

/// BM25's saturation inside a window: repeating a word there says little.
constexpr double kSaturation = 1.2;

double saturated(double idf, std::uint32_t count) {
  return count == 0 ? 0 : idf * count * (kSaturation + 1) / (count + kSaturation);
}

/// Slides a window over the hits of one field.
class Window {
 public:
  explicit Window(std::span<const Unit> units) : units_(units), counts_(units.size()) {}

  void slide(std::span<const UnitHit> hits, Evidence& best, double& best_covered) {
    std::fill(counts_.begin(), counts_.end(), 0);
    score_ = covered_ = 0;
    std::size_t left = 0;
    for (const UnitHit& hit : hits) {
      change(hit.unit, +1);
      while (hit.last - hits[left].first >= kWindowWords && &hits[left] != &hit)
        change(hits[left++].unit, -1);
      best.window = std::max(best.window, score_);
      best_covered = std::max(best_covered, covered_);
    }
  }

 private:
  void change(std::uint16_t unit, int by) {
    const double idf = units_[unit].idf;
    std::uint32_t& count = counts_[unit];
    score_ -= saturated(idf, count);
    if (count == 0) covered_ += idf;
    count = static_cast<std::uint32_t>(static_cast<int>(count) + by);
    if (count == 0) covered_ -= idf;
    score_ += saturated(idf, count);
  }

  std::span<const Unit> units_;
  std::vector<std::uint32_t> counts_;
  double score_ = 0;
  double covered_ = 0;
};

/// How often each unit is followed by the query's next one.
double pair_score(std::span<const UnitHit> hits, std::span<const Unit> units) {
  if (units.size() < 2) return 0;
  std::vector<std::uint32_t> counts(units.size());
  for (std::size_t i = 0; i < hits.size(); ++i) {
    const std::uint16_t unit = hits[i].unit;
    if (unit + 1U >= units.size() || !units[unit].ordered || !units[unit + 1U].ordered) continue;
    for (std::size_t j = i + 1; j < hits.size(); ++j) {
      if (hits[j].in_title != hits[i].in_title) break;
      if (hits[j].first > hits[i].last + kPairDistance) break;
      if (hits[j].unit == unit + 1U && hits[j].first > hits[i].last) {
        ++counts[unit];
        break;
      }
    }
  }
  double score = 0;
  for (std::size_t unit = 0; unit + 1 < units.size(); ++unit)
    score += saturated(std::min(units[unit].idf, units[unit + 1].idf), counts[unit]);
  return score;
}

}  // namespace

Evidence find_evidence(std::span<const UnitHit> hits, std::span<const Unit> units) {
  Evidence evidence;
  if (hits.empty()) return evidence;
  const auto text =
      std::find_if(hits.begin(), hits.end(), [](const UnitHit& h) { return !h.in_title; });
  const auto titles = static_cast<std::size_t>(text - hits.begin());
  double covered = 0;
  Window window(units);
  window.slide(hits.first(titles), evidence, covered);
  window.slide(hits.subspan(titles), evidence, covered);
  double all = 0;
  for (const Unit& unit : units) all += unit.idf;
  evidence.coverage = all > 0 ? covered / all : 0;
  evidence.pairs = pair_score(hits, units);
  return evidence;
}

}  // namespace morgue
