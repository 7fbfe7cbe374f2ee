#pragma once

#include <CLI/CLI.hpp>
#include <cstdio>
#include <optional>
#include <string>
#include <vector>

#include "query/match/search.h"
#include "query/verbs/output.h"
#include "query/verbs/query_arguments.h"

namespace morgue {

/// A query with its answer.
struct Answer {
  SearchOptions how;
  SearchResult result;
};

/// What all verbs that print found articles have in common: how many, in which order, with which
/// passages, in which form.
class SearchCommand {
 public:
  QueryArguments query;

  /// The options; the query is defined by the verb. `more`: as of OutputChoice.
  void define(CLI::App& app, const OutputChoice::Names& more = {});
  /// After the command line was read. Throws Error{Usage} if options exclude each other.
  void settle();

  [[nodiscard]] OutputFormat format() const { return format_; }
  /// Answers a query; may change whom it means.
  [[nodiscard]] Result<Answer, QueryError> answer(const Session& session,
                                                  const ArchiveReader& archive, Query& asked) const;
  /// Is it said what may have been meant? Words that nobody typed are beyond doubt.
  enum class Advice { Give, None };
  /// Answers a query and prints all that is to be said of it.
  [[nodiscard]] Exit run(const Session& session, const ArchiveReader& archive, ReadQuery& read,
                         Advice advice = Advice::Give) const;
  /// Prints the articles, or passages, of an answer.
  void print(const Answer& answer, const ReadQuery& read, const RenderOptions& render) const;
  /// The same as one JSON document on a line, with the query.
  [[nodiscard]] std::string document(const Answer& answer, const ReadQuery& read,
                                     const RenderOptions& render) const;

 private:
  [[nodiscard]] std::size_t limit_of(const Query& asked) const;
  [[nodiscard]] SortOrder order_of(const Query& asked) const;
  [[nodiscard]] SearchOptions search_options(const Session& session, const Query& asked) const;
  [[nodiscard]] std::vector<RankedPassage> passages_of(const SearchResult& result,
                                                       const Query& asked) const;
  void print_passages(const SearchResult& result, const ReadQuery& read,
                      const RenderOptions& render) const;
  void print_result(const SearchResult& result, const ReadQuery& read,
                    const RenderOptions& render) const;
  void print_rest(const SearchResult& result) const;
  void advise(const ArchiveReader& archive, const Query& asked, const Answer& answer) const;
  void print_remarks(const ArchiveReader& archive, const ReadQuery& read, const Answer& answer,
                     Advice advice) const;

  OutputChoice output_;
  OutputFormat format_ = OutputFormat::Auto;
  std::optional<int> limit_;
  int offset_ = 0;
  int passages_ = 3;
  int context_ = 0;             // sentences around each passage
  bool passages_only_ = false;  // of all articles, best first; the limit counts them
  std::optional<SortOrder> sort_;
  std::optional<GroupBy> group_;
  bool no_collapse_ = false;
  std::string recency_;
  std::optional<double> recency_days_;
  bool count_ = false, quiet_ = false, explain_ = false;
  bool suggest_ = true;  // say what may have been meant
};

/// The query for articles like one of the archive (by its id) or like the text on standard input
/// ("-"), among those that answer `filters`. Mistakes are printed and become the exit status.
[[nodiscard]] Result<ReadQuery, Exit> read_like(const Session& session,
                                                const ArchiveReader& archive, const std::string& id,
                                                const QueryArguments& filters);

}  // namespace morgue
