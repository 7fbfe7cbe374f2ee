#include "query/match/matches.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "query/match/candidates.h"
#include "query/match/compile.h"
#include "query/match/plain_words.h"
#include "query/match/rank.h"

namespace morgue {
namespace {

/// Asks for every word of a soft AND that plain words are looked for by.
QueryNode strict(QueryNode node) {
  if (node.kind == QueryNode::Kind::And && node.soft) {
    node.children = plain_words(node);
    node.soft = false;
  }
  for (QueryNode& child : node.children) child = strict(std::move(child));
  return node;
}

std::optional<Day> day_of(const ArchiveReader& archive, Xapian::docid document) {
  const auto [segment, number] = archive.place(document);
  const KinRecord record = archive.kin(segment).record(number);
  if (record.minutes == 0 || record.precision != Precision::Day) return {};
  return record.day;
}

}  // namespace

Result<Matches, QueryError> find_matches(const ArchiveReader& archive, const Query& query,
                                         const MatchOptions& options) {
  auto plan = options.loose ? compile(query, archive, {true, {}, options.people})
                            : insisting_plan(archive, query, options.people);
  if (!plan) return failure(std::move(plan.error()));
  WordMatcher matcher(plan->wanted, plan->languages);
  const CodedWords coded(plan->wanted, plan->languages);
  StoredArticles articles(archive);
  Wanted wanted;
  wanted.sort = options.sort;
  wanted.within = options.within;
  wanted.lines = std::numeric_limits<std::uint32_t>::max();
  Found found = find_candidates(archive, *plan, matcher, coded, wanted, articles);
  if (options.sort == SortOrder::Source) find_sources(found.candidates, articles);
  sort_candidates(found.candidates, options.sort);

  Matches out;
  Lines lines(archive, GroupBy::Dup);
  out.articles.reserve(found.candidates.size());
  for (const RankedArticle& article : found.candidates) {
    const bool head = lines.add(article.document);
    out.articles.push_back(
        {article.document, article.id, article.score, head, day_of(archive, article.document)});
  }
  out.lines = lines.size();
  out.extent = lines.extent();
  out.damaged = articles.damaged();
  out.notes = std::move(plan->notes);
  return out;
}

Result<Plan, QueryError> insisting_plan(const ArchiveReader& archive, const Query& query,
                                        const PeopleInQuery& people) {
  Query asked = query;
  asked.root = strict(std::move(asked.root));
  return compile(asked, archive, {false, {}, people});
}

std::vector<Xapian::docid> answers_among(const ArchiveReader& archive, Plan& plan,
                                         std::shared_ptr<const DocumentList> listed) {
  WordMatcher matcher(plan.wanted, plan.languages);
  const CodedWords coded(plan.wanted, plan.languages);
  StoredArticles articles(archive);
  Wanted wanted;
  wanted.within = std::move(listed);
  wanted.lines = std::numeric_limits<std::uint32_t>::max();
  wanted.ordered = false;
  const Found found = find_candidates(archive, plan, matcher, coded, wanted, articles);
  std::vector<Xapian::docid> out;
  out.reserve(found.candidates.size());
  for (const RankedArticle& article : found.candidates) out.push_back(article.document);
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace morgue
