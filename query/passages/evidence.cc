#include "query/passages/evidence.h"

#include <algorithm>
#include <vector>

#include "common/article.h"
#include "common/text.h"

namespace morgue {
namespace {

/// BM25's saturation inside a stretch of text: repeating a word there says little.
constexpr double kSaturation = 1.2;

double saturated(double idf, std::uint32_t count) {
  return count == 0 ? 0 : idf * count * (kSaturation + 1) / (count + kSaturation);
}

/// A stretch of text that hits come into and go out of.
class Stretch {
 public:
  explicit Stretch(std::span<const Unit> units) : units_(units), counts_(units.size()) {}

  void add(const UnitHit& hit) { change(hit.unit, +1); }
  void remove(const UnitHit& hit) { change(hit.unit, -1); }
  void clear() {
    std::fill(counts_.begin(), counts_.end(), 0);
    score_ = covered_ = 0;
  }
  [[nodiscard]] double score() const { return score_; }      ///< BM25
  [[nodiscard]] double covered() const { return covered_; }  ///< idf of the units that are there

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

/// The best window over the hits of one field.
double best_window(std::span<const UnitHit> hits, Stretch& window) {
  window.clear();
  double best = 0;
  std::size_t left = 0;
  for (const UnitHit& hit : hits) {
    window.add(hit);
    while (hit.last - hits[left].first >= kWindowWords && &hits[left] != &hit)
      window.remove(hits[left++]);
    best = std::max(best, window.score());
  }
  return best;
}

double covered_by(std::span<const UnitHit> hits, Stretch& stretch) {
  stretch.clear();
  for (const UnitHit& hit : hits) stretch.add(hit);
  return stretch.covered();
}

/// The hits of the first so many bytes are taken off the front.
std::span<const UnitHit> take_until(std::uint32_t end, std::span<const UnitHit>& hits) {
  std::size_t n = 0;
  while (n < hits.size() && hits[n].where.begin < end) ++n;
  const auto taken = hits.first(n);
  hits = hits.subspan(n);
  return taken;
}

/// A paragraph with hits.
struct Paragraph {
  Span where;
  std::span<const UnitHit> hits;
  double covered = 0;  ///< no sentence of it covers more
};

bool of_one_unit(std::span<const UnitHit> hits) {
  return std::all_of(hits.begin(), hits.end(),
                     [&](const UnitHit& hit) { return hit.unit == hits.front().unit; });
}

/// Does nothing stand between the first and the last hit that could end a sentence?
bool in_one_sentence(std::string_view text, std::span<const UnitHit> hits) {
  std::uint32_t end = 0;
  for (const UnitHit& hit : hits) end = std::max(end, hit.where.end);
  const Span all{hits.front().where.begin, end};
  return std::none_of(all.of(text).begin(), all.of(text).end(), may_end_sentence);
}

/// What the best sentence covers, if that is more than `best`. Only paragraphs that may hold a
/// better one are taken apart.
double best_sentence(std::string_view text, std::span<const UnitHit> hits, double best,
                     Stretch& stretch) {
  std::vector<Paragraph> candidates;
  for (const Span where : paragraphs(text)) {
    const auto here = take_until(where.end, hits);
    if (!here.empty()) candidates.push_back({where, here, covered_by(here, stretch)});
  }
  std::sort(candidates.begin(), candidates.end(),
            [](const Paragraph& a, const Paragraph& b) { return a.covered > b.covered; });
  for (const Paragraph& paragraph : candidates) {
    if (paragraph.covered <= best) break;
    if (of_one_unit(paragraph.hits) || in_one_sentence(text, paragraph.hits)) {
      best = paragraph.covered;
      break;
    }
    auto rest = paragraph.hits;
    for (const Span sentence : sentences(paragraph.where.of(text))) {
      if (rest.empty()) break;
      const auto here = take_until(paragraph.where.begin + sentence.end, rest);
      best = std::max(best, covered_by(here, stretch));
    }
  }
  return best;
}

/// The same if the sentences are known.
double best_sentence(std::span<const Span> sentences, std::span<const UnitHit> hits, double best,
                     Stretch& stretch) {
  while (!hits.empty()) {
    const auto sentence =
        std::upper_bound(sentences.begin(), sentences.end(), hits.front().where.begin,
                         [](std::uint32_t at, Span s) { return at < s.end; });
    const auto here = sentence == sentences.end() ? hits : take_until(sentence->end, hits);
    best = std::max(best, covered_by(here, stretch));
    if (sentence == sentences.end()) break;
  }
  return best;
}

/// How often units that are neighbours in the query stand near each other.
double pair_score(std::span<const UnitHit> hits, std::span<const Unit> units) {
  if (units.size() < 2) return 0;
  std::vector<std::uint32_t> counts(units.size());
  for (std::size_t i = 0; i < hits.size(); ++i) {
    if (!units[hits[i].unit].ordered) continue;
    for (std::size_t j = i + 1; j < hits.size(); ++j) {
      if (hits[j].in_title != hits[i].in_title) break;
      if (hits[j].first > hits[i].last + kPairDistance) break;
      if (hits[j].first <= hits[i].last || !units[hits[j].unit].ordered) continue;
      const auto [low, high] = std::minmax(hits[i].unit, hits[j].unit);
      if (low + 1U != high) continue;
      ++counts[low];
      break;
    }
  }
  double score = 0;
  for (std::size_t unit = 0; unit + 1 < units.size(); ++unit)
    score += saturated(std::min(units[unit].idf, units[unit + 1].idf), counts[unit]);
  return score;
}

/// `text`: the text itself, or its sentences.
template <typename Text>
Evidence evidence_of(std::span<const UnitHit> hits, std::span<const Unit> units, const Text& text) {
  Evidence evidence;
  double all = 0;
  for (const Unit& unit : units) all += unit.idf;
  if (hits.empty() || all <= 0) return evidence;
  const auto begin_of_text =
      std::find_if(hits.begin(), hits.end(), [](const UnitHit& h) { return !h.in_title; });
  const auto title = hits.first(static_cast<std::size_t>(begin_of_text - hits.begin()));
  const auto body = hits.subspan(title.size());

  Stretch stretch(units);
  const double headline = covered_by(title, stretch);
  evidence.title = headline / all;
  evidence.sentence = best_sentence(text, body, headline, stretch) / all;
  evidence.window = std::max(best_window(title, stretch), best_window(body, stretch));
  stretch.clear();
  for (const UnitHit& hit : body)
    if (hit.first < kLeadWords) stretch.add(hit);
  evidence.lead = stretch.score() / all;
  evidence.pairs = pair_score(hits, units);
  return evidence;
}

}  // namespace

Evidence find_evidence(std::span<const UnitHit> hits, std::span<const Unit> units,
                       std::string_view text) {
  return evidence_of(hits, units, text);
}

Evidence find_evidence(std::span<const UnitHit> hits, std::span<const Unit> units,
                       std::span<const Span> sentences) {
  return evidence_of(hits, units, sentences);
}

}  // namespace morgue
