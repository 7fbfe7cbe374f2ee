#include "query/match/rank.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <span>

#include "common/schema.h"
#include "common/text.h"
#include "query/match/article_view.h"
#include "query/match/exact_form.h"
#include "query/passages/evidence.h"

namespace morgue {
namespace {

/// Share of the query's idf that the article has in the very form that was typed.
double share_as_typed(const ArticleView& view, std::span<const UnitHit> hits,
                      std::span<const Unit> units) {
  std::vector<bool> typed(units.size(), false);
  for (const UnitHit& hit : hits) {
    const std::string& word = units[hit.unit].word;
    if (typed[hit.unit] || word.empty()) continue;
    typed[hit.unit] = word_key(hit.where.of(view.field(hit.in_title))) == word;
  }
  double all = 0;
  double found = 0;
  for (std::size_t i = 0; i < units.size(); ++i) {
    all += units[i].idf;
    if (typed[i]) found += units[i].idf;
  }
  return all > 0 ? found / all : 0;
}

std::vector<RankedArticle*> by_document(std::span<RankedArticle> candidates) {
  std::vector<RankedArticle*> out;
  for (RankedArticle& candidate : candidates) out.push_back(&candidate);
  std::sort(out.begin(), out.end(), [](const RankedArticle* a, const RankedArticle* b) {
    return a->document < b->document;
  });
  return out;
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

void add_evidence(std::vector<RankedArticle>& candidates, const Check& places, const Plan& plan,
                  WordMatcher& matcher, const RankingWeights& weights, StoredArticles& articles) {
  if (plan.units.empty() || weights.depth == 0) return;
  const std::span<RankedArticle> first(candidates.data(),
                                       std::min(candidates.size(), weights.depth));
  reading([&] {
    for (RankedArticle& candidate : first) {
      if (!articles.open(candidate.document)) continue;
      const ArticleView view(articles.decoder(), matcher, candidate.document);
      const auto& hits = candidate.hits.emplace(sorted_hits(places, view));
      const Evidence evidence = find_evidence(hits, plan.units, view.text());
      candidate.parts.sentence = weights.sentence * evidence.sentence;
      candidate.parts.window = weights.window * evidence.window;
      candidate.parts.pairs = weights.pairs * evidence.pairs;
      candidate.parts.lead = weights.lead * evidence.lead;
      candidate.parts.title = weights.title * evidence.title;
      candidate.parts.typed = weights.typed * share_as_typed(view, hits, plan.units);
      candidate.parts.spelling = -loss_of_spelling(view, hits, plan.typed, plan.units);
    }
    add_names(first, plan.names, weights.names, articles.archive());
    add_countries(first, plan.countries, weights.countries, articles.archive());
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
  const auto by_score = [&](const RankedArticle& a, const RankedArticle& b) {
    if (a.score != b.score) return a.score > b.score;
    return by_time(a, b);
  };
  switch (order) {
    case SortOrder::Newest:
      std::stable_sort(candidates.begin(), candidates.end(), by_time);
      break;
    case SortOrder::Oldest:
      std::stable_sort(candidates.begin(), candidates.end(),
                       [](const RankedArticle& a, const RankedArticle& b) {
                         if (a.when.empty() != b.when.empty()) return b.when.empty();
                         if (a.when != b.when) return a.when < b.when;
                         return a.id < b.id;
                       });
      break;
    case SortOrder::Relevance:
      std::stable_sort(candidates.begin(), candidates.end(), by_score);
      break;
    case SortOrder::Source:
      std::stable_sort(candidates.begin(), candidates.end(),
                       [&](const RankedArticle& a, const RankedArticle& b) {
                         if (a.source != b.source) return a.source < b.source;
                         return by_time(a, b);
                       });
      break;
    case SortOrder::Words:
      std::stable_sort(candidates.begin(), candidates.end(),
                       [&](const RankedArticle& a, const RankedArticle& b) {
                         if (a.words != b.words) return a.words > b.words;
                         return by_time(a, b);
                       });
      break;
    case SortOrder::Copies:  // how many there are is the score
      std::stable_sort(candidates.begin(), candidates.end(), by_score);
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
