#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/sqlite.h"
#include "common/stored_article.h"
#include "query/match/archive_reader.h"
#include "query/match/matches.h"
#include "query/match/search.h"
#include "query/views/explain.h"
#include "query/views/names.h"
#include "query/views/quotes.h"
#include "query/views/timeline.h"

namespace morgue {

/// Where a statement of a report stands.
struct Citation {
  std::size_t entry = 0;        ///< in Report::entries
  std::uint32_t paragraph = 0;  ///< of the text, from 1; 0: the headline
  friend bool operator==(const Citation&, const Citation&) = default;
};

/// A passage, cut out of its article.
struct ReportPassage {
  std::uint32_t paragraph = 1;
  std::string text;
  std::vector<Span> marks;  ///< what matched, bytes of `text`
  bool cut_before = false, cut_after = false;
};

/// What the archive keeps of an article at one time.
struct ReportVersion {
  ArticleId id;
  std::string sha256;  ///< of the text as it is stored
};

/// An article that a report lists.
struct ReportEntry {
  StoredArticle article;  ///< without its text and what was recognised in it
  std::vector<Span> title_marks;
  std::vector<ReportPassage> passages;
  Family family;
  std::vector<ReportVersion> versions;  ///< oldest first; the article itself is one of them
  unsigned version = 1;                 ///< which one of them it is, from 1
  bool in_answer = true;                ///< false: only the timeline names it
};

/// Somebody or something named, with a sentence that does: of those that give the first of its
/// roles, or else of all, the earliest.
struct ReportName {
  NamedInAnswer who;
  std::optional<Citation> proof;
  std::string sentence;  ///< empty if it is the headline
};

struct ReportNames {
  EntityKind kind = EntityKind::Person;
  std::vector<ReportName> names;
  std::size_t distinct = 0;  ///< those that are left out included
};

struct ReportQuote {
  FoldedQuote quote;
  std::vector<Citation> places;  ///< one for each of quote.places
};

/// What was asked, and how.
struct ReportQuery {
  std::string typed;
  Query query;
  MatchOptions how;
};

/// A query and its answer at one moment of an archive, as evidence: every statement has the place
/// where it stands.
struct Report {
  std::string typed, read;  ///< the query as it was typed, and as it was understood
  std::vector<ResolvedDate> dates;
  Instant now{};
  std::uint64_t batch = 0;             ///< the archive's last commit
  std::uint64_t archive_articles = 0;  ///< that it has
  CountedArticles what = CountedArticles::Heads;
  std::uint64_t articles = 0;        ///< of the answer, without copies or with them
  Extent extent;                     ///< of the answer
  std::size_t listed = 0;            ///< of these articles so many are listed, the first ones
  std::vector<ReportEntry> entries;  ///< these, and further ones that the timeline names
  TimelineView timeline;             ///< of the whole answer
  std::array<ReportNames, 3> names;  ///< people, organisations, places of what is listed
  std::vector<ReportQuote> quotes;   ///< of what is listed
  std::size_t distinct_quotes = 0;   ///< those that are left out included
  std::size_t damaged = 0;           ///< articles that could not be read and are left out
};

struct ReportOptions {
  CountedArticles what = CountedArticles::Heads;
  std::size_t most_articles = 500;  ///< to list; 0: all
  std::size_t most_names = 25;      ///< of each kind
  std::size_t most_quotes = 100;
  Instant now{};
  std::uint64_t batch = 0;  ///< of the archive's last commit
};

/// Makes the report of an answer. Reads the articles that it lists, with all their versions. An
/// error if the query asks for what the archive does not hold.
[[nodiscard]] Result<Report, QueryError> make_report(const ArchiveReader& archive,
                                                     sqlite::Database& db, const ReportQuery& asked,
                                                     const Matches& matches,
                                                     const ReportOptions& options);

}  // namespace morgue
