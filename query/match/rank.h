#pragma once

#include <vector>

#include "query/match/candidates.h"

namespace morgue {

/// Puts candidates in the order of their scores as newer articles are worth more.
void add_recency(std::vector<RankedArticle>& candidates, const Recency& recency);

/// By what articles are read for a plan.
struct PlanReader {
  const Plan& plan;
  WordMatcher& matcher;
  CodedWords& coded;
  StoredArticles& articles;
};

/// Adds to the scores of the first `weights.depth` candidates what their texts say: evidence of the
/// places where they answer, names, words as typed. `places` is the condition that says which
/// places answer the query. Read are the words of the forward index, the texts only where these
/// don't tell.
void add_evidence(std::vector<RankedArticle>& candidates, const Check& places,
                  const PlanReader& reader, const RankingWeights& weights);

/// Notes the outlets of candidates, for sort_candidates().
void find_sources(std::vector<RankedArticle>& candidates, StoredArticles& articles);

/// Sorts as `order` says. Equals are ordered by date (newest first), then by id; articles without a
/// date come last.
void sort_candidates(std::vector<RankedArticle>& candidates, SortOrder order);

/// Keeps of each line its first candidate, and says of each whether it stands for its family.
/// Precondition: sorted; `group` is not Story.
void fold_candidates(const ArchiveReader& archive, GroupBy group,
                     std::vector<RankedArticle>& candidates);

}  // namespace morgue
