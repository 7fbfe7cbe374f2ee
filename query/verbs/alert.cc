#include "query/views/alert.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "common/files.h"
#include "query/match/search.h"
#include "query/verbs/desk_session.h"
#include "query/verbs/named.h"
#include "query/verbs/output.h"
#include "query/verbs/query_arguments.h"
#include "query/verbs/verbs.h"
#include "query/views/explain.h"

namespace morgue {
namespace {

constexpr const char* kFooter = R"(Examples:
  morgue save ferry 'ferry crash -football'
  morgue alert run              what came since the last run, for each saved query
  morgue alert run ferry        for one of them
  morgue alert run --dry-run    the same, and tell it again next time
  morgue alert list             how far each has been told

The first run begins where the query was saved. Copies of what was told already are held back and
counted. Words of a saved query insist: all of them must be there. Exit status 1: nothing is new.
How far you were told stands in $XDG_STATE_HOME/morgue/alerts, not in the archive.

Every morning at seven, by mail (crontab):
  0 7 * * * morgue-index add -q ~/news; morgue alert run | mail -E -s news ann)";

class AlertVerb : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "alert"; }
  [[nodiscard]] std::string_view summary() const override {
    return "Tell what is new for saved queries";
  }
  [[nodiscard]] std::string_view footer() const override { return kFooter; }

  [[nodiscard]] bool looks_back() const override { return false; }
  void define(CLI::App& app) override {
    app.add_option("ACT", act_, "run or list")
        ->required()
        ->transform(named<Act>({{"run", Act::Run}, {"list", Act::List}}));
    app.add_option("NAME", names_, "Saved queries (all)");
    app.add_flag("--dry-run", dry_, "Do not remember what was told");
    output_.define(app);
  }

  [[nodiscard]] Exit run(Session& session) override {
    const ArchiveReader archive = session.open_archive();
    const DeskState desk = session_desk(session);
    for (const std::string& name : names_)
      if (!desk.queries.contains(name)) {
        fmt::print(stderr, "morgue: no query is saved as \"{}\"\n  all: morgue save\n", safe(name));
        return Exit::Usage;
      }
    if (names_.empty())
      for (const auto& [name, saved] : desk.queries) names_.push_back(name);
    if (names_.empty()) {
      fmt::print(stderr, "morgue: no query is saved\n  to save one: morgue save NAME QUERY\n");
      return Exit::NothingFound;
    }
    const std::filesystem::path path = marks_path(session);
    marks_ = parse_alert_marks(file_bytes(path));
    for (const auto& [name, saved] : desk.queries)
      if (!marks_.contains(name)) marks_[name] = mark_of(saved);
    if (act_ == Act::List) return list(desk);
    const Exit status = tell(session, archive, desk);
    // What was lost on its way to whoever reads is told again.
    if (std::fflush(stdout) != 0) throw Error(Exit::Archive, "can't write the output");
    if (!dry_) {
      std::erase_if(marks_, [&](const auto& mark) { return !desk.queries.contains(mark.first); });
      make_private_directory(path.parent_path());
      replace_file(path, to_text(marks_));
    }
    return status;
  }

 private:
  enum class Act { Run, List };

  /// Nothing was told before the query was saved.
  static AlertMark mark_of(const DeskState::Saved& saved) {
    const auto time = parse_iso8601(saved.time);
    return {time ? time->instant.time_since_epoch().count() : 0, {}};
  }

  static std::filesystem::path marks_path(const Session& session) {
    std::filesystem::path home = session.environment("XDG_STATE_HOME");
    if (home.empty()) home = std::filesystem::path(session.environment("HOME")) / ".local/state";
    std::error_code error;
    const auto root = std::filesystem::weakly_canonical(session.paths().root(), error);
    return home / "morgue/alerts" /
           (content_hash((error ? session.paths().root() : root).string()).substr(0, 16) + ".txt");
  }

  [[nodiscard]] Exit list(const DeskState& desk) const {
    for (const std::string& name : names_)
      fmt::print("{}\t{}\t{}\n", safe(name),
                 to_iso8601(Instant{std::chrono::seconds{marks_.at(name).second}}),
                 safe(desk.queries.at(name).text));
    return Exit::Ok;
  }

  Exit tell(const Session& session, const ArchiveReader& archive, const DeskState& desk) {
    std::int64_t first = marks_.at(names_.front()).second;
    for (const std::string& name : names_) first = std::min(first, marks_.at(name).second);
    Catalog catalog = session.open_catalog();
    const std::vector<Arrival> arrivals = arrivals_since(archive, catalog.database(), first);
    bool any = false;
    bool failed = false;
    for (const std::string& name : names_) {
      const auto told = tell_one(session, archive, name, desk.queries.at(name).text, arrivals);
      if (!told) {
        failed = true;
        continue;
      }
      any = any || *told > 0;
      marks_[name] = mark_after(marks_.at(name), arrivals);
    }
    if (failed) return Exit::SomeFailed;
    return any ? Exit::Ok : Exit::NothingFound;
  }

  /// How many articles; nothing if the query can't be asked, which has been said.
  std::optional<std::size_t> tell_one(const Session& session, const ArchiveReader& archive,
                                      const std::string& name, const std::string& text,
                                      const std::vector<Arrival>& arrivals) const {
    const auto refused = [&](const QueryError& error) {
      fmt::print(stderr, "morgue: the saved query {} can't be asked: {}\n", safe(name),
                 safe(error.message));
      return std::nullopt;
    };
    auto query = read_query(session, archive, text, false);
    if (!query) return refused(query.error());
    QueryArguments asker;
    asker.ask = QueryArguments::Ask::Never;
    asker.quiet = true;
    const auto people = asker.look_up_people(session, *query);
    if (!people) return refused(people.error());
    const auto news = news_of(archive, *query, *people, arrivals, marks_.at(name));
    if (!news) return refused(news.error());
    if (news->count == 0) return 0;
    SearchOptions how;
    how.limit = 0;
    how.sort = SortOrder::Newest;
    how.people = *people;
    how.within = news->articles;
    const auto result = search(archive, *query, how);
    if (!result) return refused(result.error());
    print(session, archive, name, text, *query, *news, *result);
    return news->count;
  }

  void print(const Session& session, const ArchiveReader& archive, const std::string& name,
             const std::string& text, const Query& query, const AlertNews& news,
             const SearchResult& result) const {
    const RenderOptions render = session.render_options(archive);
    const std::string head = fmt::format(
        "{}: {} new {}{}", safe(name), news.count, news.count == 1 ? "article" : "articles",
        news.held_back == 0 ? ""
                            : fmt::format(" ({} {} held back)", news.held_back,
                                          news.held_back == 1 ? "copy" : "copies"));
    switch (output_.format()) {
      case OutputFormat::Plain:
        fmt::print(stderr, "{}\n", head);
        fmt::print("{}", render_plain(result, render));
        break;
      case OutputFormat::Json:
        fmt::print("{}", render_json(result, text, resolved_dates(query, text), render));
        break;
      case OutputFormat::JsonLines:
        fmt::print("{}", render_jsonl(result, render));
        break;
      default:
        fmt::print("{}\n{}\n", head, render_text(result, render));
        break;
    }
  }

  Act act_ = Act::Run;
  std::vector<std::string> names_;
  bool dry_ = false;
  OutputChoice output_;
  AlertMarks marks_;
};

}  // namespace

std::unique_ptr<Verb> alert_verb() { return std::make_unique<AlertVerb>(); }

}  // namespace morgue
