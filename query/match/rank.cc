#include "query/match/rank.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>
#include <span>
#include <utility>

#include "common/schema.h"
#include "common/text.h"
#include "query/match/article_view.h"
#include "query/match/exact_form.h"
#include "query/passages/evidence.h"

namespace morgue {
namespace {

/// Share of the query's idf that the article has in the very form that was typed. `is_typed` says
/// of a hit whether it is, for units that are one word.
template <typename F>
double share_as_typed(std::span<const UnitHit> hits, std::span<const Unit> units, F&& is_typed) {
  std::vector<bool> typed(units.size(), false);
  for (const UnitHit& hit : hits)
    if (!typed[hit.unit] && !units[hit.unit].word.empty()) typed[hit.unit] = is_typed(hit);
  double all = 0;
  double found = 0;
  for (std::size_t i = 0; i < units.size(); ++i) {
    all += units[i].idf;
    if (typed[i]) found += units[i].idf;
  }
  return all > 0 ? found / all : 0;
}

/// What the evidence of one article is worth.
void add_parts(const Evidence& evidence, const RankingWeights& weights, ScoreParts& parts) {
  parts.sentence = weights.sentence * evidence.sentence;
  parts.window = weights.window * evidence.window;
  parts.pairs = weights.pairs * evidence.pairs;
  parts.lead = weights.lead * evidence.lead;
  parts.title = weights.title * evidence.title;
}

/// Reads candidates by their words alone.
class WordsReader {
 public:
  WordsReader(const Check& places, const PlanReader& reader, const RankingWeights& weights)
      : places_(places),
        reader_(reader),
        weights_(weights),
        told_(reader.articles.archive().knows_words() && is_told_by_words(places, reader.coded)) {
    for (const Unit& unit : reader.plan.units)
      codes_.push_back(unit.word.empty() ? std::vector<WordCode>()
                                         : reader.coded.codes_of(unit.word));
    for (const TypedForm& form : reader.plan.typed) {
      plain_.push_back(is_plain(form));
      words_.push_back(
          1 + static_cast<std::size_t>(std::count(form.text.begin(), form.text.end(), ' ')));
    }
  }

  /// False if words alone don't tell: then nothing was added.
  [[nodiscard]] bool read(RankedArticle& candidate) const {
    if (!told_) return false;
    const std::string_view words = reader_.articles.archive().words(candidate.document);
    if (words.empty()) return false;
    const ArticleView view(words, reader_.coded, candidate.document);
    const auto hits = sorted_hits(places_, view);
    if (!is_spelt_as_typed(view, hits)) return false;
    add_parts(find_evidence(hits, reader_.plan.units, view.sentences_of_text()), weights_,
              candidate.parts);
    candidate.parts.typed =
        weights_.typed * share_as_typed(hits, reader_.plan.units, [&](const UnitHit& hit) {
          const auto& codes = codes_[hit.unit];
          const WordPlace* const place = place_of(view, hit);
          return place != nullptr && std::binary_search(codes.begin(), codes.end(), place->code);
        });
    return true;
  }

 private:
  static bool is_plain(const TypedForm& form) {
    return form.spellings.empty() && std::all_of(form.text.begin(), form.text.end(), [](char c) {
             return c == ' ' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
           });
  }

  static const WordPlace* place_of(const ArticleView& view, const UnitHit& hit) {
    const auto& places = view.places();
    const auto first = std::partition_point(places.begin(), places.end(), [&](const WordPlace& p) {
      return p.in_title != hit.in_title ? p.in_title : p.position < hit.first;
    });
    for (auto at = first;
         at != places.end() && at->in_title == hit.in_title && at->position == hit.first; ++at)
      if (at->last == hit.last) return &*at;
    return nullptr;
  }

  /// Is every unit that the article has written as it was typed somewhere, as far as words tell?
  [[nodiscard]] bool is_spelt_as_typed(const ArticleView& view,
                                       const std::vector<UnitHit>& hits) const {
    const auto& typed = reader_.plan.typed;
    for (std::size_t i = 0; i < typed.size(); ++i) {
      bool any = false;
      bool clean = false;
      for (const UnitHit& hit : hits) {
        if (hit.unit != typed[i].unit) continue;
        any = true;
        clean =
            clean || (plain_[i] && hit.last - hit.first + 1 == words_[i] && is_clean(view, hit));
        if (clean) break;
      }
      if (any && !clean) return false;
    }
    return true;
  }

  static bool is_clean(const ArticleView& view, const UnitHit& hit) {
    if (hit.first != hit.last && view.has_hyphen(hit.in_title, hit.first, hit.last)) return false;
    return std::none_of(view.places().begin(), view.places().end(), [&](const WordPlace& place) {
      return place.otherwise && place.in_title == hit.in_title && place.position >= hit.first &&
             place.last <= hit.last;
    });
  }

  const Check& places_;
  const PlanReader& reader_;
  const RankingWeights& weights_;
  bool told_;
  std::vector<std::vector<WordCode>> codes_;  // of each unit that is one word
  std::vector<bool> plain_;                   // by plan.typed
  std::vector<std::size_t> words_;            // the same: how many it has
};

/// Reads a candidate's text.
void read_text(RankedArticle& candidate, const Check& places, const PlanReader& reader,
               const RankingWeights& weights) {
  if (!reader.articles.open(candidate.document)) return;
  const Plan& plan = reader.plan;
  const ArticleView view(reader.articles.decoder(), reader.matcher, candidate.document);
  const auto& hits = candidate.hits.emplace(sorted_hits(places, view));
  add_parts(find_evidence(hits, plan.units, view.text()), weights, candidate.parts);
  candidate.parts.typed =
      weights.typed * share_as_typed(hits, plan.units, [&](const UnitHit& hit) {
        return word_key(hit.where.of(view.field(hit.in_title))) == plan.units[hit.unit].word;
      });
  candidate.parts.spelling = -loss_of_spelling(view, hits, plan.typed, plan.units);
}

std::vector<RankedArticle*> by_document(std::span<RankedArticle> candidates) {
  std::vector<RankedArticle*> out;
  for (RankedArticle& candidate : candidates) out.push_back(&candidate);
  std::sort(out.begin(), out.end(), [](const RankedArticle* a, const RankedArticle* b) {
    return a->document < b->document;
  });
  return out;
}

/// Sorts; equals stay as they are. Candidates are large: each is moved but once.
template <typename Before>
void sort_by(std::vector<RankedArticle>& candidates, Before&& before) {
  std::vector<std::uint32_t> order(candidates.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return before(candidates[a], candidates[b]);
  });
  std::vector<RankedArticle> sorted;
  sorted.reserve(order.size());
  for (const std::uint32_t i : order) sorted.push_back(std::move(candidates[i]));
  candidates = std::move(sorted);
}

/// As BM25 does: six times says hardly more than twice.
double saturated(double count) {
  constexpr double saturation = 1.2;
  return count * (saturation + 1) / (count + saturation);
}

void add_countries(std::span<RankedArticle> candidates, std::span<const CountryEvidence> countries,
                   double weight, const ArchiveReader& archive) {
  if (countries.empty() || weight == 0) return;
  const auto sorted = by_document(candidates);
  for (const CountryEvidence& country : countries) {
    std::vector<double> counts(sorted.size());
    for (const std::string& term : country.terms) {
      auto posting = archive.database().postlist_begin(term);
      const auto end = archive.database().postlist_end(term);
      for (std::size_t i = 0; i < sorted.size() && posting != end; ++i) {
        posting.skip_to(sorted[i]->document);
        if (posting != end && *posting == sorted[i]->document)
          counts[i] += std::max(1U, posting.get_wdf());
      }
    }
    for (std::size_t i = 0; i < counts.size(); ++i)
      if (counts[i] > 0) sorted[i]->parts.countries += weight * country.idf * saturated(counts[i]);
  }
}

void add_names(std::span<RankedArticle> candidates, std::span<const NameInQuery> names,
               double weight, const ArchiveReader& archive) {
  if (names.empty() || weight == 0) return;
  const auto sorted = by_document(candidates);
  for (const NameInQuery& name : names) {
    auto posting = archive.database().postlist_begin(name.term);
    const auto end = archive.database().postlist_end(name.term);
    for (RankedArticle* candidate : sorted) {
      if (posting == end) break;
      posting.skip_to(candidate->document);
      if (posting != end && *posting == candidate->document)
        candidate->parts.names += weight * name.idf;
    }
  }
}

}  // namespace

void add_recency(std::vector<RankedArticle>& candidates, const Recency& recency) {
  for (RankedArticle& candidate : candidates) {
    double halvings = kMostHalvings;
    if (const auto when = schema::instant_of_sortable(candidate.when)) {
      const std::chrono::duration<double, std::ratio<86400>> age = recency.today - *when;
      halvings = std::clamp(age.count() / recency.half_life_days, 0.0, kMostHalvings);
    }
    candidate.parts.recency = std::exp2(-halvings);
    candidate.score = total(candidate.parts);
  }
  sort_candidates(candidates, SortOrder::Relevance);
}

void add_evidence(std::vector<RankedArticle>& candidates, const Check& places,
                  const PlanReader& reader, const RankingWeights& weights) {
  if (reader.plan.units.empty() || weights.depth == 0) return;
  const std::span<RankedArticle> first(candidates.data(),
                                       std::min(candidates.size(), weights.depth));
  const ArchiveReader& archive = reader.articles.archive();
  reading([&] {
    const WordsReader words(places, reader, weights);
    for (RankedArticle& candidate : first)
      if (!words.read(candidate)) read_text(candidate, places, reader, weights);
    add_names(first, reader.plan.names, weights.names, archive);
    add_countries(first, reader.plan.countries, weights.countries, archive);
  });
  for (RankedArticle& candidate : first) candidate.score = total(candidate.parts);
}

void find_sources(std::vector<RankedArticle>& candidates, StoredArticles& articles) {
  reading([&] {
    for (RankedArticle& candidate : candidates)
      if (articles.open(candidate.document))
        if (const auto article = articles.decoder().article())
          candidate.source = word_key(article->content.article.source);
  });
}

void sort_candidates(std::vector<RankedArticle>& candidates, SortOrder order) {
  const auto by_time = [](const RankedArticle& a, const RankedArticle& b) {
    if (a.when != b.when) return a.when > b.when;
    return a.id < b.id;
  };
  switch (order) {
    case SortOrder::Newest:
      sort_by(candidates, by_time);
      break;
    case SortOrder::Oldest:
      sort_by(candidates, [](const RankedArticle& a, const RankedArticle& b) {
        if (a.when.empty() != b.when.empty()) return b.when.empty();
        if (a.when != b.when) return a.when < b.when;
        return a.id < b.id;
      });
      break;
    case SortOrder::Source:
      sort_by(candidates, [&](const RankedArticle& a, const RankedArticle& b) {
        if (a.source != b.source) return a.source < b.source;
        return by_time(a, b);
      });
      break;
    case SortOrder::Words:
      sort_by(candidates, [&](const RankedArticle& a, const RankedArticle& b) {
        if (a.words != b.words) return a.words > b.words;
        return by_time(a, b);
      });
      break;
    case SortOrder::Relevance:
    case SortOrder::Copies:  // how many there are is the score
      sort_by(candidates, [&](const RankedArticle& a, const RankedArticle& b) {
        if (a.score != b.score) return a.score > b.score;
        return by_time(a, b);
      });
      break;
  }
}

void fold_candidates(const ArchiveReader& archive, GroupBy group,
                     std::vector<RankedArticle>& candidates) {
  Lines lines(archive, group);
  Lines families(archive, GroupBy::Dup);
  for (RankedArticle& candidate : candidates) candidate.head = families.add(candidate.document);
  std::erase_if(candidates,
                [&](const RankedArticle& candidate) { return !lines.add(candidate.document); });
}

}  // namespace morgue
