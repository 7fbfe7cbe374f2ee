#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "query/language/parse.h"
#include "query/verbs/input.h"
#include "query/verbs/query_file.h"
#include "query/verbs/search_command.h"
#include "query/verbs/verbs.h"

namespace morgue {
namespace {

constexpr const char* kSearchFooter = R"(The query:
  ferry crash inquiry       articles with all these words; if few have them, some
                            words are dropped, and a note says which
  which ferry ran aground after its radar froze
                            more than four words: best is what has most of them
  "frozen radar"            these words side by side, as they stand
  ferry OR bridge           either (operators in capitals)
  crash -football           without a word; also: NOT football, -(a OR b)
  ferry w/5 crash           within 5 words; also w/s (sentence), w/p (paragraph)
  resign*  Zelensky~        any ending; a letter or two different
  title:mayor  lead:port    in the headline; in the first three paragraphs
  person:"Rowan Pike"       names him, under any form of his name
  org:WHO  place:calder     names that organisation, that place
  said:pike quote:strike    quotes him with that word; said:* quotes anybody
  about:2024-06-14          speaks of that day, whenever it was printed
  source:herald  by:okafor  from that outlet; written by her
  date:2025-03              that month; also 2025, 2025-03-11, yesterday, 30d,
                            last-week, june-2024, 2024-06..2024-09, 2024..
  since:2024 until:june-2025
  is:first  copies:>10      the first of its copies; much copied (help fields)
  sort:newest  limit:50     also as --sort, -n

Copies of one piece are one line: the best ranked one, with how many there are.
  dup:f-d00cc6              all of a family, as results name it
  group:story               one line for each story; story:s-a7f31c: all of one
  group:source  group:none  one line for each outlet; every copy (--no-collapse)

  morgue search --like a7f31c source:herald
                            articles like that one; morgue related does the same
  morgue search -f queries.txt --jsonl
                            a query on each line, or a CSV with a column "query"

In a pipe one article a line is printed: id, date, source, title, address.
Exit status: 0 found, 1 nothing found, 2 usage, 3 archive, 5 some
queries of a file could not be read.)";

/// A text as nothing but its words: what could be a sign of the query language becomes a blank.
std::string words_alone(std::string text) {
  for (const std::string_view quote : {"\u201c", "\u201d", "\u201e", "\u00ab", "\u00bb"})
    for (std::size_t at = 0; (at = text.find(quote, at)) != std::string::npos;)
      text.replace(at, quote.size(), " ");
  for (char& c : text)
    if (std::string_view("\"():*?~^<>|-").find(c) != std::string_view::npos) c = ' ';
  return text;
}

class SearchVerb : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "search"; }
  [[nodiscard]] std::string_view summary() const override {
    return "Find articles and print the passages that answer";
  }
  [[nodiscard]] std::string_view footer() const override { return kSearchFooter; }

  void define(CLI::App& app) override {
    search_.define(app, {{"trec", OutputFormat::Trec}});
    app.add_option("--like", like_, "Articles like this one (- : like the text on stdin)")
        ->type_name("ID");
    app.add_option("-f,--file", file_,
                   "Answer every line of a file, or its column \"query\" if it is CSV")
        ->type_name("FILE");
    app.add_option("--queries", queries_file_,
                   "Answer every line `ID<TAB>QUERY` of a file, with --format trec")
        ->type_name("FILE");
    search_.query.define(app);
  }

  [[nodiscard]] Exit run(Session& session) override {
    search_.settle();
    check_options();
    if (!queries_file_.empty()) return run_trec(session);
    if (!file_.empty()) return run_file(session);
    if (!like_.empty()) {
      const ArchiveReader archive = session.open_archive();
      auto read = read_like(session, archive, like_, search_.query);
      return read ? search_.run(session, archive, *read, SearchCommand::Advice::None)
                  : read.error();
    }
    // A mistake is told even if there is no archive.
    if (const auto status = search_.query.refused(session)) return *status;
    const ArchiveReader archive = session.open_archive();
    auto read = search_.query.read(session, archive);
    return read ? search_.run(session, archive, *read) : read.error();
  }

 private:
  void check_options() const {
    const bool trec = search_.format() == OutputFormat::Trec;
    if (trec != !queries_file_.empty())
      throw Error(Exit::Usage, "--queries FILE and --format trec go together");
    if ((trec ? 1 : 0) + (file_.empty() ? 0 : 1) + (like_.empty() ? 0 : 1) > 1)
      throw Error(Exit::Usage, "--file, --queries and --like exclude each other");
    if (!file_.empty() && !search_.query.empty())
      throw Error(Exit::Usage, "a query and --file exclude each other");
    if (search_.query.empty() && !trec && file_.empty() && like_.empty())
      throw Error(Exit::Usage, "nothing to search for", "see: morgue search --help");
  }

  /// A line of a file of queries. With --loose, one that can't be read is somebody's text, and asks
  /// for its words.
  [[nodiscard]] Result<Query, QueryError> read_line(const Session& session,
                                                    const ArchiveReader& archive,
                                                    const std::string& text) const {
    const bool loose = search_.query.loose;
    auto query = read_query(session, archive, text, loose);
    if (query || !loose) return query;
    auto words = read_query(session, archive, words_alone(text), true);
    return words ? std::move(words) : std::move(query);
  }

  /// Answers queries in one process; one that can't be read is a line on stderr.
  template <typename F>
  [[nodiscard]] Exit run_queries(const Session& session, const ArchiveReader& archive,
                                 const std::string& file,
                                 const std::function<std::optional<QueryLine>()>& next,
                                 F&& print) const {
    bool failed = false;
    bool any = false;
    while (const std::optional<QueryLine> read = next()) {
      const QueryLine& line = *read;
      auto query = read_line(session, archive, line.query);
      auto answered = query ? search_.answer(session, archive, *query)
                            : Result<Answer, QueryError>(failure(query.error()));
      if (!answered) {
        failed = true;
        fmt::print(stderr, "morgue: {} line {}: {}\n", safe(file), line.number,
                   safe(answered.error().message));
        continue;
      }
      any = any || !answered->result.hits.empty();
      print(line, ReadQuery{line.query, *std::move(query)}, *answered);
    }
    if (failed) return Exit::SomeFailed;
    return any ? Exit::Ok : Exit::NothingFound;
  }

  [[nodiscard]] Exit run_trec(const Session& session) const {
    InputLines lines(queries_file_);
    const ArchiveReader archive = session.open_archive();
    // Each is answered as it comes: whoever asks may wait for the answer before asking on.
    return run_queries(
        session, archive, queries_file_, [&] { return next_numbered_query(lines); },
        [](const QueryLine& line, const ReadQuery&, const Answer& answer) {
          fmt::print("{}", render_trec(answer.result, line.id));
        });
  }

  [[nodiscard]] Exit run_file(const Session& session) const {
    const std::vector<QueryLine> lines = queries_of(read_input(file_));
    const ArchiveReader archive = session.open_archive();
    const RenderOptions render = session.render_options(archive);
    const bool json =
        search_.format() == OutputFormat::Json || search_.format() == OutputFormat::JsonLines;
    bool first = true;
    std::size_t at = 0;
    const auto next = [&] { return at < lines.size() ? std::optional(lines[at++]) : std::nullopt; };
    return run_queries(session, archive, file_, next,
                       [&](const QueryLine& line, const ReadQuery& read, const Answer& answer) {
                         if (json) {
                           fmt::print("{}", search_.document(answer, read, render));
                           return;
                         }
                         fmt::print("{}# {}: {}: {}\n", std::exchange(first, false) ? "" : "\n",
                                    line.number, safe(line.query), count_line(answer.result));
                         search_.print(answer, read, render);
                       });
  }

  SearchCommand search_;
  std::string like_, file_, queries_file_;
};

}  // namespace

std::unique_ptr<Verb> search_verb() { return std::make_unique<SearchVerb>(); }

}  // namespace morgue
