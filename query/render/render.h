#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/article_id.h"
#include "query/match/search.h"
#include "query/match/suggestions.h"
#include "query/passages/rank_passages.h"
#include "query/render/style.h"
#include "query/views/explain.h"
#include "query/views/person.h"

namespace morgue {

/// What the printers know of the terminal; decided once, in main.
struct RenderOptions {
  Style style;
  std::size_t width = 80;  ///< columns; 0: do not wrap
  std::size_t first_rank = 1;
  bool annotate = false;  ///< render_article: names, days and quotations with signs (annotate.h)
  /// render_article: what the reader keeps about it, a line each, below the facts.
  std::vector<std::string> kept;
  /// The id as it is shown: a prefix that is unique in the archive.
  std::function<std::string(ArticleId)> shown_id;
};

/// "38 articles (11 copies folded) in 9 sources, 2024-06-15..2026-10-02", "~12,000 articles (copies
/// folded)", "1 article": as much of it as is known.
[[nodiscard]] std::string count_line(const SearchResult& result);

/// For people: rank, title, source, date, byline, id and passages of each hit.
[[nodiscard]] std::string render_text(const SearchResult& result, const RenderOptions& options);

/// id, date, source, title and address, separated by tabs, an article a line.
[[nodiscard]] std::string render_plain(const SearchResult& result, const RenderOptions& options);

/// Of a search for passages: each with its article, best first. Precondition of this and of all
/// that take passages: they are of this result.
[[nodiscard]] std::string render_text(const SearchResult& result,
                                      std::span<const RankedPassage> passages,
                                      const RenderOptions& options);
/// id, date, source, title, address, paragraph and text, separated by tabs, a passage a line.
[[nodiscard]] std::string render_plain(const SearchResult& result,
                                       std::span<const RankedPassage> passages,
                                       const RenderOptions& options);

/// One JSON object a line; the schema stands at the top of render_json.cc.
[[nodiscard]] std::string render_jsonl(const SearchResult& result, const RenderOptions& options);
/// One JSON document with the query, its dates, the counts and all results.
[[nodiscard]] std::string render_json(const SearchResult& result, std::string_view query,
                                      std::span<const ResolvedDate> dates,
                                      const RenderOptions& options);

/// The same of a search for passages: an object, a result for each, with no other passage.
[[nodiscard]] std::string render_jsonl(const SearchResult& result,
                                       std::span<const RankedPassage> passages,
                                       const RenderOptions& options);
[[nodiscard]] std::string render_json(const SearchResult& result,
                                      std::span<const RankedPassage> passages,
                                      std::string_view query, std::span<const ResolvedDate> dates,
                                      const RenderOptions& options);
/// What each hit's score is made of, a hit a line: for --explain.
[[nodiscard]] std::string render_scores(const SearchResult& result, const RenderOptions& options);

/// TREC run format: "QUERY Q0 DOCUMENT RANK SCORE morgue"; the document is the article's external
/// id, or its id if it has none.
[[nodiscard]] std::string render_trec(const SearchResult& result, std::string_view query_id);

/// "no article has all of: ferry crash inquest", for a query that found nothing; `text` is what was
/// typed.
[[nodiscard]] std::string render_nothing_found(const Query& query, std::string_view text);
/// "did you mean: inquiry (38), inquests (2)"; nothing if there are none.
[[nodiscard]] std::string render_suggestions(std::span<const Suggestion> suggestions);
/// A topic and its text on each line.
[[nodiscard]] std::string render_explanation(std::span<const ExplainedLine> lines);

/// One article whole, wrapped, with what matched marked in title and text; with
/// options.annotate also what was recognised, and a legend as its last line.
[[nodiscard]] std::string render_article(const StoredArticle& article,
                                         std::span<const Span> title_marks,
                                         std::span<const Span> text_marks,
                                         const RenderOptions& options);
/// The same as one JSON object on one line.
[[nodiscard]] std::string render_article_json(const StoredArticle& article);

/// "Rowan Pike, harbour master of Calder, 2019-2025, 214 articles"
[[nodiscard]] std::string person_line(const PersonSummary& person);
/// Who people are: number, articles, roles and names of each.
[[nodiscard]] std::string render_people(std::span<const PersonView> people,
                                        const RenderOptions& options);
/// The same as one JSON object a line.
[[nodiscard]] std::string render_people_jsonl(std::span<const PersonView> people);

}  // namespace morgue
