#include "query/views/alert.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "common/command_line.h"
#include "common/files.h"
#include "query/match/people.h"
#include "query/match/search.h"
#include "query/render/render_alert.h"
#include "query/verbs/desk_session.h"
#include "query/verbs/output.h"
#include "query/verbs/query_arguments.h"
#include "query/verbs/verbs.h"
#include "query/views/explain.h"

namespace morgue {
namespace {

constexpr const char* kAlertFooter = R"(Examples:
  morgue save ferry 'ferry crash -football'
  morgue alert run              what came since the last run, for each saved query
  morgue alert run ferry        for one of them
  morgue alert run --dry-run    the same, and tell it again next time
  morgue alert list             how far each has been told
  morgue alert run --format mbox >> ~/Mail/news     a message for each article
  morgue alert run --format html > news.html        or rss, json, jsonl

The first run begins where the query was saved. Copies of what was told already are held back and
counted. Words of a saved query insist: all of them must be there. Exit status 1: nothing is new.
How far you were told stands in $XDG_STATE_HOME/morgue/alerts, not in the archive; it is
written when all that there is to tell has been written. A feed or a page holds one run: with
--dry-run it is told again.

Every morning at seven, by mail (crontab):
  0 7 * * * morgue-index add -q ~/news; morgue alert run | mail -E -s news ann
Every hour into a mailbox, by ~/.config/systemd/user/news.service:
  [Service]
  Type=oneshot
  ExecStart=morgue-index add -q %h/news
  ExecStart=sh -c 'morgue alert run --format mbox >> %h/Mail/news'
  SuccessExitStatus=1
and news.timer beside it:
  [Timer]
  OnCalendar=hourly
  Persistent=true
  [Install]
  WantedBy=timers.target
It is switched on with: systemctl --user enable --now news.timer)";

class AlertVerb : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "alert"; }
  [[nodiscard]] std::string_view summary() const override {
    return "Tell what is new for saved queries";
  }
  [[nodiscard]] std::string_view footer() const override { return kAlertFooter; }

  [[nodiscard]] bool looks_back() const override { return false; }
  [[nodiscard]] bool pages() const override { return false; }
  void define(CLI::App& app) override {
    app.add_option("ACT", act_, "run or list")
        ->required()
        ->transform(named<Act>({{"run", Act::Run}, {"list", Act::List}}));
    app.add_option("NAME", names_, "Saved queries (all)");
    app.add_flag("--dry-run", dry_, "Do not remember what was told");
    output_.define(
        app,
        {{"mbox", OutputFormat::Mbox}, {"rss", OutputFormat::Rss}, {"html", OutputFormat::Html}});
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
    printer_ = printer(session.render_options(archive), session.now());
    const Exit status = tell(session, archive, desk);
    write();
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
    std::string told_of;  // archives that are asked together are told of apart from each alone
    for (const ArchivePaths& archive : session.all_paths()) {
      const auto root = std::filesystem::weakly_canonical(archive.root(), error);
      told_of += (told_of.empty() ? "" : "\n") + (error ? archive.root() : root).string();
    }
    return home / "morgue/alerts" / (content_hash(told_of).substr(0, 16) + ".txt");
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
    // Most alerts were told of at the same time: what is new is new to all of them.
    struct Since {
      NewArticles fresh;
      AlertMark after;
    };
    std::map<std::pair<std::int64_t, const std::set<ArticleId>*>, Since> since;
    AlertMarks after;  // the lists of the marks before have to stay until all are asked
    bool failed = false;
    for (const std::string& name : names_) {
      const AlertMark& mark = marks_.at(name);
      const std::pair key(mark.second, mark.told.get());
      auto known = since.find(key);
      if (known == since.end())
        known = since
                    .emplace(key, Since{new_articles(archive, arrivals, mark),
                                        mark_after(mark, arrivals)})
                    .first;
      const bool asked =
          ask({session, archive, catalog, known->second.fresh}, name, desk.queries.at(name).text);
      if (asked) after.emplace(name, known->second.after);
      failed = failed || !asked;
    }
    for (auto& [name, mark] : after) marks_[name] = std::move(mark);
    if (failed) return Exit::SomeFailed;
    return lines_.empty() ? Exit::NothingFound : Exit::Ok;
  }

  /// Where an alert is asked.
  struct Source {
    const Session& session;
    const ArchiveReader& archive;
    Catalog& catalog;
    const NewArticles& fresh;
  };

  /// Prints what a saved query has to tell into out_; false if it can't be asked, which is said.
  bool ask(const Source& from, const std::string& name, const std::string& text) {
    const auto refused = [&](const QueryError& error) {
      fmt::print(stderr, "morgue: the saved query {} can't be asked: {}\n", safe(name),
                 safe(error.message));
      return false;
    };
    auto query = read_query(from.session, from.archive, text, false);
    if (!query) return refused(query.error());
    PeopleInQuery people;
    if (names_people(query->root)) {
      auto found = find_people(query->root, from.catalog.database());
      if (!found) return refused(found.error());
      people = std::move(found->known);
    }
    auto plan = insisting_plan(from.archive, *query, people);
    if (!plan) return refused(plan.error());
    const AlertNews news = news_of(from.archive, *plan, from.fresh);
    if (news.count == 0) return true;
    SearchOptions how;
    how.limit = 0;
    how.sort = SortOrder::Newest;
    how.passages = printer_->shows_passages();
    how.within = news.articles;
    add({name, text, resolved_dates(*query, text), news.held_back,
         search(from.archive, *query, *std::move(plan), how)});
    return true;
  }

  void add(const ToldAlert& told) {
    if (lines_.empty()) out_ = printer_->head();
    out_ += printer_->one(told);
    lines_.push_back(alert_line(told));
  }

  /// Everything at once; throws Error{Archive} if it can't be written. Then it is told again.
  void write() {
    if (lines_.empty()) return;
    out_ += printer_->tail();
    const bool written = std::fwrite(out_.data(), 1, out_.size(), stdout) == out_.size();
    if (!written || std::fflush(stdout) != 0)
      throw Error(Exit::Archive, "can't write the output; it will be told again");
    if (output_.format() != OutputFormat::Text)
      for (const std::string& line : lines_) fmt::print(stderr, "{}\n", safe(line));
  }

  [[nodiscard]] std::unique_ptr<AlertPrinter> printer(const RenderOptions& render,
                                                      Instant now) const {
    switch (output_.format()) {
      case OutputFormat::Json:
        return alerts_as_json(render);
      case OutputFormat::JsonLines:
        return alerts_as_jsonl(render);
      case OutputFormat::Mbox:
        return alerts_as_mbox(now);
      case OutputFormat::Rss:
        return alerts_as_rss(now);
      case OutputFormat::Html:
        return alerts_as_html(now);
      case OutputFormat::Plain:
        return alerts_as_plain(render);
      default:
        return alerts_as_text(render);
    }
  }

  Act act_ = Act::Run;
  std::vector<std::string> names_;
  bool dry_ = false;
  OutputChoice output_;
  AlertMarks marks_;
  std::unique_ptr<AlertPrinter> printer_;
  std::string out_;
  std::vector<std::string> lines_;  // of each alert that has news
};

}  // namespace

std::unique_ptr<Verb> alert_verb() { return std::make_unique<AlertVerb>(); }

}  // namespace morgue
