#include "query/match/suggestions.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "common/schema.h"
#include "query/match/alternatives.h"
#include "query/match/interrupt.h"
#include "query/match/plain_words.h"
#include "query/match/word_terms.h"

namespace morgue {
namespace {

using Kind = QueryNode::Kind;

/// Leaves of a query that are looked into; longer ones are lists or pasted texts.
constexpr std::size_t kMostLeaves = 16;
/// Searches that are made to count what suggestions would find.
constexpr std::size_t kMostSearches = 12;

/// The leaves that have to be there, in order.
void collect_leaves(QueryNode& node, std::vector<QueryNode*>& out) {
  if (node.kind == Kind::Not) return;
  if (node.children.empty() && out.size() < kMostLeaves) out.push_back(&node);
  for (QueryNode& child : node.children) collect_leaves(child, out);
}

struct Doubt {
  QueryNode* leaf;
  Alternatives instead;
};

class Adviser {
 public:
  Adviser(const ArchiveReader& archive, Query query, const SearchOptions& options)
      : archive_(archive), query_(std::move(query)), options_(options) {
    options_.limit = 1;
    options_.offset = 0;
    options_.passages = false;
    options_.sort = SortOrder::Newest;
    options_.most_bytes /= kMostSearches;
    if (query_.root.soft) {  // what decides are the content words, all of them
      query_.root.children = plain_words(query_.root);
      query_.root.soft = false;
    }
  }

  std::vector<Suggestion> advise(std::uint64_t found, InDoubt in_doubt) {
    std::vector<Doubt> doubts = unknown();
    std::vector<Suggestion> out;
    if (doubts.size() > 1) {
      add_whole(doubts, found, out);
      return out;
    }
    const bool known = doubts.empty() && in_doubt == InDoubt::All;
    if (known) doubts = known_words(found);
    for (const Doubt& doubt : doubts)
      add_in_place(doubt, known ? kMuchMore * (found + 1) : found + 1, out);
    if (known)
      std::stable_sort(out.begin(), out.end(), [](const Suggestion& a, const Suggestion& b) {
        return a.articles > b.articles;
      });
    if (out.size() > kMostSuggestions) out.resize(kMostSuggestions);
    return out;
  }

 private:
  /// What stands in for a word that articles have must find so many times more.
  static constexpr std::uint64_t kMuchMore = 3;

  std::vector<Doubt> unknown() {
    std::vector<Doubt> out;
    WordTerms words(archive_, languages_of(archive_));
    std::vector<QueryNode*> leaves;
    collect_leaves(query_.root, leaves);
    for (QueryNode* leaf : leaves) {
      Alternatives instead = alternatives(archive_, words, *leaf, 0);
      if (instead.unknown) out.push_back({leaf, std::move(instead)});
    }
    return out;
  }

  std::vector<Doubt> known_words(std::uint64_t found) {
    const std::uint64_t rare = found > 0 ? kNextToNothing - 1 : archive_.articles();
    std::vector<Doubt> out;
    WordTerms words(archive_, languages_of(archive_));
    std::vector<QueryNode*> leaves;
    collect_leaves(query_.root, leaves);
    for (QueryNode* leaf : leaves)
      if (leaf->kind == Kind::Word)
        out.push_back({leaf, alternatives(archive_, words, *leaf, rare)});
    return out;
  }

  /// The query with every doubtful part replaced by its likeliest alternative.
  void add_whole(const std::vector<Doubt>& doubts, std::uint64_t found,
                 std::vector<Suggestion>& out) {
    for (const Doubt& doubt : doubts) {
      if (doubt.instead.nodes.empty()) return;
      *doubt.leaf = doubt.instead.nodes.front();
    }
    const std::uint64_t articles = count();
    const std::string text = to_query_text(as_typed());
    if (articles > found) out.push_back({text, articles, text});
  }

  /// The query as one would type it: side by side, plain words may be dropped.
  [[nodiscard]] Query as_typed() const {
    Query typed = query_;
    typed.root.soft = typed.root.kind == Kind::And &&
                      std::all_of(typed.root.children.begin(), typed.root.children.end(),
                                  [](const QueryNode& n) { return n.kind == Kind::Word; });
    return typed;
  }

  /// The alternatives of one part, if they find enough.
  void add_in_place(const Doubt& doubt, std::uint64_t least, std::vector<Suggestion>& out) {
    const QueryNode typed = *doubt.leaf;
    for (const QueryNode& node : doubt.instead.nodes) {
      if (searches_ == kMostSearches) break;
      *doubt.leaf = node;
      const std::uint64_t articles = count();
      if (articles >= least)
        out.push_back({to_query_text(node), articles, to_query_text(as_typed())});
    }
    *doubt.leaf = typed;
  }

  std::uint64_t count() {
    ++searches_;
    const auto result = search(archive_, query_, options_);
    return result ? result->total : 0;
  }

  const ArchiveReader& archive_;
  Query query_;
  SearchOptions options_;
  std::size_t searches_ = 0;
};

}  // namespace

std::vector<Suggestion> suggestions(const ArchiveReader& archive, const Query& query,
                                    const SearchOptions& options, std::uint64_t found,
                                    InDoubt doubt) {
  // The dictionary of another machine would have to come over whole.
  if (archive.empty() || archive.has_remote()) return {};
  const Interruptible interruptible;
  return Adviser(archive, query, options).advise(found, doubt);
}

std::vector<Suggestion> suggestions_after(const ArchiveReader& archive, const Query& query,
                                          const SearchOptions& options,
                                          const SearchResult& result) {
  const bool few = result.total < kNextToNothing;
  const auto& steps = result.steps;
  const bool relaxed = steps.size() > 1 && steps.front().articles == 0;
  if (result.cut_short || (!few && !relaxed)) return {};
  return suggestions(archive, query, options, relaxed ? 0 : result.total,
                     few ? InDoubt::All : InDoubt::Unknown);
}

std::pair<std::string, std::string> years_of(const ArchiveReader& archive) {
  std::string first, last;
  archive.for_each_term(std::string(schema::kYear), [&](const std::string& term, std::uint64_t) {
    last = term.substr(schema::kYear.size());
    if (first.empty()) first = last;
    return true;
  });
  return {first, last};
}

std::string remark_on_years(const ArchiveReader& archive, const Query& query) {
  Query copy = query;
  std::vector<QueryNode*> leaves;
  collect_leaves(copy.root, leaves);
  const std::pair<std::string, std::string> years = years_of(archive);
  const std::string &first = years.first, &last = years.second;
  const auto year = [](const std::optional<Day>& day, const std::string& open) {
    return day ? to_iso8601(*day).substr(0, 4) : open;
  };
  const bool outside = std::any_of(leaves.begin(), leaves.end(), [&](const QueryNode* leaf) {
    return leaf->kind == Kind::Dates && leaf->field == FieldId::Date &&
           (year(leaf->days.first, first) > last || year(leaf->days.last, last) < first);
  });
  return outside ? fmt::format("the articles here are of {} to {}", first, last) : std::string();
}

}  // namespace morgue
