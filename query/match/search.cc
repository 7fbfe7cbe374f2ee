#include "query/match/search.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <unordered_set>

#include "common/schema.h"
#include "common/text.h"
#include "query/match/article_view.h"
#include "query/match/compile.h"
#include "query/passages/evidence.h"

namespace morgue {
namespace {

/// Candidates are fetched from Xapian and verified in portions that grow up to this.
constexpr Xapian::doccount kFirstPortion = 200;
constexpr Xapian::doccount kLargestPortion = 5000;
/// Articles of a stricter stage stand above all others, whatever their scores.
constexpr double kStage = 1000;

struct Candidate {
  Xapian::docid document = 0;
  double score = 0;
  std::string when;  ///< sortable time of publication, empty if unknown
  ArticleId id;
  std::string source;  ///< only if it is sorted by
  std::string words;   ///< sortable length
};

/// Sorts whole answers as `order` says: equals by date (newest first), then by id; articles without
/// a date come last.
class WholeOrder : public Xapian::KeyMaker {
 public:
  explicit WholeOrder(SortOrder order) : order_(order) {}
  std::string operator()(const Xapian::Document& document) const override {
    std::string when = document.get_value(schema::kPublishedSlot);
    if (when.empty())
      when = "\xff\xff\xff\xff\xff";
    else if (order_ != SortOrder::Oldest)
      when = reversed(when);
    const std::string id = document.get_value(schema::kIdSlot);
    if (order_ != SortOrder::Words) return when + id;
    return reversed(document.get_value(schema::kWordsSlot)) + when + id;
  }

 private:
  static std::string reversed(std::string bytes) {
    for (char& c : bytes) c = static_cast<char>(~c);
    return bytes;
  }

  SortOrder order_;
};

struct Found {
  std::vector<Candidate> candidates;  ///< in rank order, at most as many as were asked for
  std::uint64_t total = 0;
  bool exact = true;
};

/// The condition that says which places of an article answer the query.
Check places_of(const Plan& plan) {
  if (plan.soft.empty()) return plan.condition.check;
  Check any;
  any.kind = Check::Kind::Or;
  for (const SoftWord& word : plan.soft) any.children.push_back(word.condition.check);
  return any;
}

class Searcher {
 public:
  Searcher(const ArchiveReader& archive, const SearchOptions& options, Plan plan)
      : archive_(archive),
        options_(options),
        plan_(std::move(plan)),
        matcher_(plan_.wanted, plan_.languages),
        places_(places_of(plan_)),
        whole_order_(options.sort) {}

  SearchResult run() {
    const std::size_t wanted = options_.limit == 0 ? std::numeric_limits<std::uint32_t>::max()
                                                   : options_.offset + options_.limit;
    Found found =
        plan_.soft.empty() ? find(plan_.condition, depth(wanted)) : relaxed(depth(wanted));
    SearchResult result;
    result.total = found.total;
    result.total_exact = found.exact;
    if (options_.sort == SortOrder::Relevance) rerank(found.candidates);
    if (options_.sort == SortOrder::Source) find_sources(found.candidates);
    order(found.candidates);
    const std::size_t end = std::min(found.candidates.size(), wanted);
    for (std::size_t i = options_.offset; i < end; ++i) add_hit(found.candidates[i], result);
    result.damaged = damaged_.size();
    result.notes = std::move(plan_.notes);
    return result;
  }

 private:
  [[nodiscard]] std::size_t depth(std::size_t wanted) const {
    if (options_.sort == SortOrder::Relevance) return std::max(wanted, options_.weights.depth);
    // Names are sorted here, not by Xapian: all that are counted exactly take part.
    return options_.sort == SortOrder::Source ? std::max(wanted, kCountExactly) : wanted;
  }

  Xapian::Enquire enquire(const Xapian::Query& query, bool scores) const {
    const RankingWeights& w = options_.weights;
    Xapian::Enquire enquire(archive_.database());
    enquire.set_query(archive_.living(query));
    enquire.set_weighting_scheme(Xapian::BM25Weight(w.k1, 0, 1, w.b, w.min_length));
    switch (options_.sort) {
      case SortOrder::Relevance:
        if (!scores) enquire.set_sort_by_key(&newest_first_, false);
        break;
      case SortOrder::Source:
        break;
      default:
        enquire.set_sort_by_key(&whole_order_, false);
        break;
    }
    return enquire;
  }

  /// The best `most` articles for a condition, and how many there are.
  Found find(const Condition& condition, std::size_t most) {
    if (archive_.empty() || condition.candidates.empty()) return {};
    return reading([&] {
      return condition.exact ? find_exact(condition, most) : find_verified(condition, most);
    });
  }

  Found find_exact(const Condition& condition, std::size_t most) {
    Found found;
    const auto asked =
        static_cast<Xapian::doccount>(std::min<std::size_t>(most, archive_.articles()));
    const auto count = static_cast<Xapian::doccount>(std::max<std::size_t>(kCountExactly, asked));
    const Xapian::MSet set =
        enquire(condition.candidates, condition.scores).get_mset(0, asked, count);
    for (auto item = set.begin(); item != set.end(); ++item)
      found.candidates.push_back(candidate(item));
    found.total = set.get_matches_estimated();
    found.exact = set.get_matches_lower_bound() == set.get_matches_upper_bound();
    return found;
  }

  /// In rank order until enough are found and counted.
  Found find_verified(const Condition& condition, std::size_t most) {
    Found found;
    Xapian::Enquire match = enquire(condition.candidates, condition.scores);
    std::size_t checked = 0;
    Xapian::doccount portion = kFirstPortion;
    while (true) {
      const Xapian::MSet set = match.get_mset(static_cast<Xapian::doccount>(checked), portion);
      for (auto item = set.begin(); item != set.end(); ++item) {
        ++checked;
        if (!verify(condition.check, *item)) continue;
        ++found.total;
        if (found.candidates.size() < most) found.candidates.push_back(candidate(item));
      }
      if (set.size() < portion) return found;
      if (found.candidates.size() >= most && found.total >= kCountExactly) {
        found.exact = false;
        found.total = found.total * set.get_matches_estimated() / std::max<std::size_t>(checked, 1);
        return found;
      }
      portion = std::min<Xapian::doccount>(portion * 2, kLargestPortion);
    }
  }

  bool verify(const Check& condition, Xapian::docid document) {
    if (!open(document)) return false;
    const ArticleView view(decoder_, matcher_);
    std::vector<UnitHit> hits;
    return check(condition, view, hits);
  }

  bool open(Xapian::docid document) {
    if (decoder_.open(archive_.database().get_document(document).get_data())) return true;
    damaged_.insert(document);
    return false;
  }

  Candidate candidate(const Xapian::MSetIterator& item) const {
    const Xapian::Document document = item.get_document();
    const auto id = schema::id_of_bytes(document.get_value(schema::kIdSlot));
    return {*item,
            item.get_weight(),
            document.get_value(schema::kPublishedSlot),
            id.value_or(ArticleId{}),
            {},
            document.get_value(schema::kWordsSlot)};
  }

  /// Plain words: articles with all of them first; if these are few, the commonest words are
  /// dropped one after the other.
  Found relaxed(std::size_t most) {
    Found found;
    std::unordered_set<Xapian::docid> seen;
    std::vector<std::string> dropped;
    for (std::size_t kept = plan_.soft.size(); kept > 0; --kept) {
      const Condition condition = all_of(kept);
      const Found stage = find(condition, most);
      const double lift = kStage * static_cast<double>(kept - 1);
      std::uint64_t fresh = 0;
      for (Candidate candidate : stage.candidates) {
        if (!seen.insert(candidate.document).second) continue;
        candidate.score += lift;
        found.candidates.push_back(std::move(candidate));
        ++fresh;
      }
      found.total = std::max<std::uint64_t>(stage.total, found.candidates.size());
      found.exact = stage.exact;
      if (fresh > 0 && kept < plan_.soft.size()) relaxed_to_ = kept;
      if (found.total >= kEnoughResults || kept == 1) break;
    }
    if (relaxed_to_) note_relaxation(*relaxed_to_);
    return found;
  }

  /// Asks for the rarest `kept` words; the others add to the score.
  [[nodiscard]] Condition all_of(std::size_t kept) const {
    Condition out;
    out.scores = true;
    std::vector<Xapian::Query> must;
    std::vector<Xapian::Query> may;
    for (std::size_t i = 0; i < plan_.soft.size(); ++i) {
      const Condition& word = plan_.soft[i].condition;
      if (i >= kept) {
        if (!word.candidates.empty()) may.push_back(word.candidates);
        continue;
      }
      if (word.candidates.empty()) return {};
      must.push_back(word.candidates);
      out.exact = out.exact && word.exact;
      out.check.children.push_back(word.check);
    }
    out.candidates = Xapian::Query(Xapian::Query::OP_AND, must.begin(), must.end());
    if (!may.empty())
      out.candidates = Xapian::Query(Xapian::Query::OP_AND_MAYBE, out.candidates,
                                     Xapian::Query(Xapian::Query::OP_OR, may.begin(), may.end()));
    return out;
  }

  void note_relaxation(std::size_t kept) {
    std::vector<std::string> names;
    for (std::size_t i = plan_.soft.size(); i-- > kept;)
      names.push_back('"' + plan_.soft[i].text + '"');
    const std::string without =
        names.size() == 1
            ? names[0]
            : fmt::format("{} and {}", fmt::join(names.begin(), names.end() - 1, ", "),
                          names.back());
    plan_.notes.push_back(fmt::format("few articles have all {} words; showing some without {}",
                                      plan_.soft.size(), without));
  }

  std::vector<UnitHit> hits_of(const ArticleView& view) const {
    std::vector<UnitHit> hits;
    static_cast<void>(check(places_, view, hits));
    sort_hits(hits);
    return hits;
  }

  void rerank(std::vector<Candidate>& candidates) {
    const RankingWeights& w = options_.weights;
    if (plan_.units.empty() || (w.window == 0 && w.pairs == 0 && w.coverage == 0)) return;
    const std::size_t depth = std::min(candidates.size(), w.depth);
    reading([&] {
      for (std::size_t i = 0; i < depth; ++i) {
        if (!open(candidates[i].document)) continue;
        const ArticleView view(decoder_, matcher_);
        const Evidence evidence = find_evidence(hits_of(view), plan_.units);
        candidates[i].score +=
            w.window * evidence.window + w.pairs * evidence.pairs + w.coverage * evidence.coverage;
      }
    });
  }

  /// Best first; equal scores by date, then by id.
  void order(std::vector<Candidate>& candidates) const {
    const auto by_time = [](const Candidate& a, const Candidate& b) {
      if (a.when != b.when) return a.when > b.when;
      return a.id < b.id;
    };
    switch (options_.sort) {
      case SortOrder::Newest:
        std::stable_sort(candidates.begin(), candidates.end(), by_time);
        break;
      case SortOrder::Oldest:
        std::stable_sort(candidates.begin(), candidates.end(),
                         [](const Candidate& a, const Candidate& b) {
                           if (a.when.empty() != b.when.empty()) return b.when.empty();
                           if (a.when != b.when) return a.when < b.when;
                           return a.id < b.id;
                         });
        break;
      case SortOrder::Relevance:
        std::stable_sort(candidates.begin(), candidates.end(),
                         [&](const Candidate& a, const Candidate& b) {
                           if (a.score != b.score) return a.score > b.score;
                           return by_time(a, b);
                         });
        break;
      case SortOrder::Source:
        std::stable_sort(candidates.begin(), candidates.end(),
                         [&](const Candidate& a, const Candidate& b) {
                           if (a.source != b.source) return a.source < b.source;
                           return by_time(a, b);
                         });
        break;
      case SortOrder::Words:
        std::stable_sort(candidates.begin(), candidates.end(),
                         [&](const Candidate& a, const Candidate& b) {
                           if (a.words != b.words) return a.words > b.words;
                           return by_time(a, b);
                         });
        break;
      case SortOrder::Copies:  // refused before
        break;
    }
  }

  void find_sources(std::vector<Candidate>& candidates) {
    reading([&] {
      for (Candidate& candidate : candidates)
        if (open(candidate.document))
          if (const auto article = decoder_.article())
            candidate.source = word_key(article->content.article.source);
    });
  }

  void add_hit(const Candidate& candidate, SearchResult& result) {
    if (!reading([&] { return open(candidate.document); })) return;
    auto article = decoder_.article();
    if (!article) {
      damaged_.insert(candidate.document);
      return;
    }
    Hit hit{*std::move(article), candidate.score, {}, {}};
    if (options_.passages) {
      const ArticleView view(decoder_, matcher_);
      const std::vector<UnitHit> hits = hits_of(view);
      hit.title_marks = marks_of(hits, true);
      hit.passages = find_passages(view.text(), hits, plan_.units, options_.passage_options);
    }
    result.hits.push_back(std::move(hit));
  }

  const ArchiveReader& archive_;
  const SearchOptions& options_;
  Plan plan_;
  WordMatcher matcher_;
  Check places_;  // where an article answers the query
  ArticleDecoder decoder_;
  mutable WholeOrder whole_order_;  // Xapian asks for one that it may change
  mutable WholeOrder newest_first_{SortOrder::Newest};
  std::unordered_set<Xapian::docid> damaged_;
  std::optional<std::size_t> relaxed_to_;
};

}  // namespace

Result<std::vector<UnitHit>, QueryError> hits_in(const ArchiveReader& archive, const Query& query,
                                                 const StoredArticle& article) {
  auto plan = compile(query, archive, {true, {}});
  if (!plan) return failure(std::move(plan.error()));
  ArticleEncoder encoder;
  ArticleDecoder decoder;
  std::vector<UnitHit> hits;
  if (!decoder.open(encoder.encode(article))) return hits;
  WordMatcher matcher(plan->wanted, plan->languages);
  const ArticleView view(decoder, matcher);
  static_cast<void>(check(places_of(*plan), view, hits));
  sort_hits(hits);
  return hits;
}

Result<SearchResult, QueryError> search(const ArchiveReader& archive, const Query& query,
                                        const SearchOptions& options) {
  if (options.sort == SortOrder::Copies)
    return failure(QueryError{{},
                              "this archive does not count copies yet",
                              "sort:newest, sort:oldest, sort:source, sort:words"});
  auto plan = compile(query, archive, {options.loose, options.weights});
  if (!plan) return failure(std::move(plan.error()));
  return Searcher(archive, options, *std::move(plan)).run();
}

}  // namespace morgue
