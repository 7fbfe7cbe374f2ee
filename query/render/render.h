#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "common/article_id.h"
#include "query/match/search.h"
#include "query/render/style.h"

namespace morgue {

/// What the printers know of the terminal; decided once, in main.
struct RenderOptions {
  Style style;
  std::size_t width = 80;  ///< columns; 0: do not wrap
  std::size_t first_rank = 1;
  /// The id as it is shown: a prefix that is unique in the archive.
  std::function<std::string(ArticleId)> shown_id;
};

/// "38 articles", "~12,000 articles", "1 article".
[[nodiscard]] std::string count_line(const SearchResult& result);

/// For people: rank, title, source, date, byline, id and passages of each hit.
[[nodiscard]] std::string render_text(const SearchResult& result, const RenderOptions& options);

/// id, date, source, title and address, separated by tabs, an article a line.
[[nodiscard]] std::string render_plain(const SearchResult& result, const RenderOptions& options);

/// One JSON object a line; the schema stands at the top of render_json.cc.
[[nodiscard]] std::string render_jsonl(const SearchResult& result, const RenderOptions& options);
/// One JSON document with the query, the counts and all results.
[[nodiscard]] std::string render_json(const SearchResult& result, std::string_view query,
                                      const RenderOptions& options);

/// TREC run format: "QUERY Q0 DOCUMENT RANK SCORE morgue"; the document is the article's external
/// id, or its id if it has none.
[[nodiscard]] std::string render_trec(const SearchResult& result, std::string_view query_id);

/// One article whole, wrapped, with what matched marked in title and text.
[[nodiscard]] std::string render_article(const StoredArticle& article,
                                         std::span<const Span> title_marks,
                                         std::span<const Span> text_marks,
                                         const RenderOptions& options);
/// The same as one JSON object on one line.
[[nodiscard]] std::string render_article_json(const StoredArticle& article);

}  // namespace morgue
