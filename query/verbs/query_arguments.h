#pragma once

#include <CLI/CLI.hpp>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/error.h"
#include "common/result.h"
#include "query/language/arguments.h"
#include "query/language/tree.h"
#include "query/match/archive_reader.h"
#include "query/match/matches.h"
#include "query/match/people.h"
#include "query/verbs/session.h"

namespace morgue {

/// A query and what it was read from.
struct ReadQuery {
  std::string text;
  Query query;
};

/// The query of a verb: its words, and the flags that repeat fields so that scripts need no quoting
/// (--person NAME: given twice, one of either means what the field twice means).
class QueryArguments {
 public:
  /// Of whom to ask whom a name means that several bear.
  enum class Ask { Auto, Always, Never };

  std::vector<std::string> words;  ///< as separate arguments
  bool loose = false;
  Ask ask = Ask::Auto;
  bool quiet = false;  ///< no list of namesakes

  /// What --by means: a byline, or what the verb itself takes it for; then --byline is the byline.
  enum class By { Byline, Else };
  /// The argument QUERY, the field flags, --loose and --ask.
  void define(CLI::App& app, By by = By::Byline);
  /// Only QUERY, as `what` says.
  void define_words(CLI::App& app, const std::string& what) {
    app.add_option("QUERY", words, what);
  }

  /// Adds a condition, as its flag would. Precondition: there is a flag for the field.
  void add(std::string_view field, const std::string& value);

  /// Was no query given?
  [[nodiscard]] bool empty() const;

  /// What was typed, with the flags as the fields that they stand for, as one query.
  [[nodiscard]] std::string text() const { return joined().text; }
  /// The query, read against an archive that knows its names and custom fields. A mistake is
  /// printed and becomes the exit status; remarks on how it was read go to a terminal's stderr.
  [[nodiscard]] Result<ReadQuery, Exit> read(const Session& session,
                                             const ArchiveReader& archive) const;
  /// A mistake, before there need be an archive.
  [[nodiscard]] std::optional<Exit> refused(const Session& session) const;

  /// Finds out whom the query means by its names; asks, or says on stderr, if that is open. May
  /// change the query.
  [[nodiscard]] Result<PeopleInQuery, QueryError> look_up_people(const Session& session,
                                                                 Query& query) const;

  /// All of these for a view: everything that answers the query. Mistakes are printed and become
  /// the exit status, as does it if nothing answers (Exit::NothingFound, with a line on stderr).
  struct Answered {
    ReadQuery read;
    Matches matches;
  };
  [[nodiscard]] Result<Answered, Exit> find(const Session& session, const ArchiveReader& archive,
                                            SortOrder sort) const;

 private:
  /// What was typed, with the flags as the fields that they stand for.
  [[nodiscard]] JoinedArguments joined() const;

  static constexpr auto kFields =
      std::to_array<std::string_view>({"person", "org", "place", "said", "by", "source", "section",
                                       "lang", "about", "since", "until"});
  std::array<std::vector<std::string>, kFields.size()> fields_;
};

/// Reads a text against an archive that knows its names and custom fields.
[[nodiscard]] Result<Query, QueryError> read_query(const Session& session,
                                                   const ArchiveReader& archive,
                                                   std::string_view text, bool loose);
/// --sort: in which order articles come.
void define_sort(CLI::App& app, std::optional<SortOrder>& order);
/// Prints a mistake.
[[nodiscard]] Exit refuse(const Session& session, const QueryError& error, std::string_view query);

}  // namespace morgue
