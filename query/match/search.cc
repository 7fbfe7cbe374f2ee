#include "query/match/search.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "query/match/article_view.h"
#include "query/match/candidates.h"
#include "query/match/compile.h"
#include "query/match/interrupt.h"
#include "query/match/plain_words.h"
#include "query/match/rank.h"
#include "query/match/story_thread.h"

namespace morgue {
namespace {

/// The condition that says which places of an article answer the query.
Check places_of(const Plan& plan) {
  if (plan.soft.empty()) return plan.condition.check;
  Check any;
  any.kind = Check::Kind::Or;
  for (const SoftWord& word : plan.soft) any.children.push_back(word.condition.check);
  return any;
}

bool asks_for_copies(const QueryNode& node) {
  if (node.kind == QueryNode::Kind::Not) return false;
  if (node.kind == QueryNode::Kind::Keyword)
    return node.field == FieldId::Dup ||
           (node.field == FieldId::Is &&
            std::find(node.values.begin(), node.values.end(), "dup") != node.values.end());
  return std::any_of(node.children.begin(), node.children.end(), asks_for_copies);
}

/// A text with phrases in it, such as a headline: nothing but words and phrases, and many of them.
bool is_text(const QueryNode& root) {
  const bool flat = std::all_of(root.children.begin(), root.children.end(), [](const auto& node) {
    return node.kind == QueryNode::Kind::Word || node.kind == QueryNode::Kind::Phrase;
  });
  return root.kind == QueryNode::Kind::And && flat && plain_words(root).size() > kMostKeywords;
}

class Searcher {
 public:
  Searcher(const ArchiveReader& archive, const SearchOptions& options, Question question, Plan plan)
      : archive_(archive),
        options_(options),
        passage_options_(options.passage_options),
        plan_(std::move(plan)),
        matcher_(plan_.wanted, plan_.languages),
        coded_(plan_.wanted, plan_.languages),
        places_(places_of(plan_)),
        articles_(archive) {
    passage_options_.question = std::move(question);
  }

  SearchResult run() {
    const std::size_t wanted = options_.limit == 0 ? std::numeric_limits<std::uint32_t>::max()
                                                   : options_.offset + options_.limit;
    Found found = find_candidates(archive_, plan_, matcher_, coded_,
                                  {options_.weights, options_.sort, options_.group, depth(wanted),
                                   options_.within, options_.limit == 0 ? 0 : options_.most_bytes},
                                  articles_);
    SearchResult result;
    result.total = found.total;
    result.total_exact = found.exact;
    result.group = options_.group;
    result.extent = found.extent;
    result.cut_short = found.cut_short;
    if (options_.sort == SortOrder::Relevance && options_.recency)
      add_recency(found.candidates, *options_.recency);
    if (options_.sort == SortOrder::Relevance)
      add_evidence(found.candidates, places_, {plan_, matcher_, coded_, articles_},
                   options_.weights);
    if (options_.sort == SortOrder::Source) find_sources(found.candidates, articles_);
    sort_candidates(found.candidates, options_.sort);
    fold_candidates(archive_, options_.group, found.candidates);
    for (std::size_t i = options_.offset;
         i < found.candidates.size() && result.hits.size() + options_.offset < wanted; ++i)
      add_hit(found.candidates[i], result);
    result.damaged = articles_.damaged();
    result.notes = std::move(plan_.notes);
    result.steps = std::move(plan_.steps);
    for (const WantedWord& word : plan_.wanted)
      if (!word.spellings.empty())
        result.spellings.push_back(
            fmt::format("{}: {}", word.folded, fmt::join(word.spellings, ", ")));
    for (const CountryEvidence& country : plan_.countries)
      result.countries.push_back(
          fmt::format("{}: {}", country.text, fmt::join(country.names, ", ")));
    return result;
  }

 private:
  [[nodiscard]] std::size_t depth(std::size_t wanted) const {
    // What is new may be far down before that counts.
    if (options_.sort == SortOrder::Relevance && options_.recency)
      return std::max<std::size_t>(wanted, kCountExactly);
    if (options_.sort == SortOrder::Relevance) return std::max(wanted, options_.weights.depth);
    // Names are sorted here, not by Xapian: all that are counted exactly take part.
    return options_.sort == SortOrder::Source ? std::max<std::size_t>(wanted, kCountExactly)
                                              : wanted;
  }

  void add_hit(RankedArticle& candidate, SearchResult& result) {
    if (!reading([&] { return articles_.open(candidate.document); })) return;
    auto article = articles_.decoder().article();
    if (!article) {
      articles_.note_damaged(candidate.document);
      return;
    }
    Hit hit{*std::move(article), candidate.score, {}, {}};
    hit.parts = candidate.parts;
    if (options_.passages) {
      if (!candidate.hits)
        candidate.hits =
            sorted_hits(places_, ArticleView(articles_.decoder(), matcher_, candidate.document));
      const std::vector<UnitHit>& hits = *candidate.hits;
      if (hits.empty() && !answers(candidate.document)) return;
      hit.title_marks = marks_of(hits, true);
      hit.passages = find_passages(hit.article.content, hits, plan_.units, passage_options_);
      hit.family = family_of(archive_, candidate.document, candidate.id);
      hit.family.head = candidate.head;
      hit.older_versions = older_versions(archive_, candidate.document, candidate.id);
    }
    result.hits.push_back(std::move(hit));
  }

  /// The last word on an article that has been opened: codes of words may lie.
  [[nodiscard]] bool answers(Xapian::docid document) {
    if (!plan_.soft.empty() || plan_.condition.exact) return true;
    std::vector<UnitHit> hits;
    return check(unsettled(plan_.condition.check),
                 ArticleView(articles_.decoder(), matcher_, document), hits);
  }

  const ArchiveReader& archive_;
  const SearchOptions& options_;
  PassageOptions passage_options_;
  Plan plan_;
  WordMatcher matcher_;
  CodedWords coded_;
  Check places_;  // where an article answers the query
  StoredArticles articles_;
};

/// Of so many articles of an answer, copies left out, stories are told apart.
constexpr std::size_t kMostInStories = 200;

/// The answer with the first article of each story only.
Result<SearchResult, QueryError> search_stories(const ArchiveReader& archive, const Query& query,
                                                const SearchOptions& options) {
  SearchOptions all = options;
  all.group = GroupBy::Dup;
  all.offset = 0;
  all.limit = kMostInStories;
  auto result = search(archive, query, all);
  if (!result) return result;
  std::vector<Xapian::docid> documents;
  for (const Hit& hit : result->hits) documents.push_back(archive.find(hit.article.id).value_or(0));
  const std::vector<std::size_t> heads = heads_of_stories(archive, documents);
  if (!result->total_exact || result->total > result->hits.size()) {
    result->notes.push_back(
        fmt::format("stories are told apart among the first {} articles of {}{}",
                    result->hits.size(), result->total_exact ? "" : "about ", result->total));
    result->total_exact = false;
    result->extent.reset();
  }
  std::vector<Hit> kept;
  std::size_t stories = 0;
  for (std::size_t i = 0; i < heads.size(); ++i) {
    if (heads[i] != i) continue;
    const bool shown = stories >= options.offset &&
                       (options.limit == 0 || stories < options.offset + options.limit);
    ++stories;
    if (shown) kept.push_back(std::move(result->hits[i]));
  }
  result->hits = std::move(kept);
  result->total = stories;
  result->group = GroupBy::Story;
  return result;
}

}  // namespace

Result<std::vector<UnitHit>, QueryError> hits_in(const ArchiveReader& archive, const Query& query,
                                                 const PeopleInQuery& people,
                                                 const StoredArticle& article) {
  auto plan = compile(query, archive, {true, {}, people});
  if (!plan) return failure(std::move(plan.error()));
  ArticleEncoder encoder;
  ArticleDecoder decoder;
  std::vector<UnitHit> hits;
  if (!decoder.open(encoder.encode(article))) return hits;
  WordMatcher matcher(plan->wanted, plan->languages);
  const ArticleView view(decoder, matcher, archive.find(article.id).value_or(0));
  return sorted_hits(places_of(*plan), view);
}

GroupBy usual_group(const Query& query) {
  return query.group.value_or(asks_for_copies(query.root) ? GroupBy::None : GroupBy::Dup);
}

SearchResult search(const ArchiveReader& archive, const Query& query, Plan plan,
                    const SearchOptions& options) {
  const Interruptible interruptible;
  return Searcher(archive, options, read_question(typed_words(query.root)), std::move(plan)).run();
}

Result<SearchResult, QueryError> search(const ArchiveReader& archive, const Query& query,
                                        const SearchOptions& options) {
  if (options.group == GroupBy::Story) return search_stories(archive, query, options);
  const Interruptible interruptible;
  auto plan = compile(query, archive, {options.loose, options.weights, options.people});
  if (!plan) return failure(std::move(plan.error()));
  SearchResult strict = search(archive, query, *std::move(plan), options);
  if (strict.total > 0 || strict.cut_short || query.root.soft || !is_text(query.root))
    return strict;
  Query any = query;
  any.root.soft = true;
  SearchOptions loose = options;
  loose.loose = true;
  auto relaxed = search(archive, any, loose);
  if (relaxed && relaxed->total > 0)
    relaxed->notes.insert(relaxed->notes.begin(),
                          "nothing has all of these words and phrases; showing what has most");
  return relaxed;
}

}  // namespace morgue
