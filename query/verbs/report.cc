#include "query/render/report.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <string>

#include "query/match/people.h"
#include "query/match/search.h"
#include "query/render/cells.h"
#include "query/verbs/archive_state.h"
#include "query/verbs/query_arguments.h"
#include "query/verbs/report_directory.h"
#include "query/verbs/verbs.h"
#include "query/views/report.h"
#include "query/views/sha256.h"

namespace morgue {
namespace {

constexpr const char* kReportFooter =
    R"(A query and its answer as a folder to be handed on and checked:
  morgue report 'ferry crash date:2024..' -o ferry
  morgue report ferry -o ferry --force --now 2026-11-23    made anew
  morgue verify ferry                                      is all of it as it was?

index.html is one page without scripts that asks for nothing from elsewhere;
report.md says the same. articles.csv, people.csv (organisations and places, too),
quotations.csv and timeline.csv are tables; citations.bib, .ris and .json (CSL)
are for programs that cite. manifest.json has the query as typed and as read, the
days behind its dates, the state of the archive, a SHA-256 of every file and of the
text of every version of every article; SHA256SUMS is for sha256sum -c.

Every statement ends in its article, paragraph and version: [a7f31c ¶4 v2].
Counts and the timeline are of the whole answer; listed are its first 500
articles (-n), and names and quotations are those of the listed ones. Copies are
left out, as in a search.
The same archive, query and --now give the same bytes.

The folder is made, or must be empty; a former report is replaced with --force.
It takes its place as a whole, and others may read it (as far as umask lets them).
The last line printed is the SHA-256 of the manifest: noted elsewhere, it shows
whether somebody made the folder anew.
Exit status: 0 written, 1 nothing found, 2 usage, 3 archive.)";

class ReportVerb : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "report"; }
  [[nodiscard]] std::string_view summary() const override {
    return "A query and its answer as a folder that can be checked";
  }
  [[nodiscard]] std::string_view footer() const override { return kReportFooter; }

  void define(CLI::App& app) override {
    query_.define(app);
    app.add_option("-o,--output", directory_, "The folder to write")->type_name("DIR")->required();
    app.add_flag("--force", force_, "Replace the report that is there");
    app.add_option("-n,--limit", limit_, "Articles to list (500; 0: all)")
        ->type_name("N")
        ->check(CLI::NonNegativeNumber);
    define_sort(app, order_);
    app.add_flag("--no-collapse", copies_, "Count and list copies, too");
  }

  [[nodiscard]] Exit run(Session& session) override {
    if (query_.empty())
      throw Error(Exit::Usage, "a report of what? '*' is of everything",
                  "see: morgue report --help");
    if (const auto status = query_.refused(session)) return *status;
    const auto directory = report_directory(directory_, force_);
    const auto [archive, batch] = open_state(session);
    const auto found = query_.find(session, archive, order_.value_or(SortOrder::Relevance));
    if (!found) return found.error();
    ReportOptions options;
    const bool all = copies_ || usual_group(found->read.query) == GroupBy::None;
    options.what = all ? CountedArticles::All : CountedArticles::Heads;
    options.most_articles = static_cast<std::size_t>(limit_);
    options.now = session.now();
    options.batch = batch;
    Catalog catalog = session.open_catalog();
    // Whom the query names was asked and told when it was answered.
    auto people = find_people(found->read.query.root, catalog.database());
    if (!people) return refuse(session, people.error(), found->read.text);
    MatchOptions how;
    how.sort = order_.value_or(SortOrder::Relevance);
    how.loose = query_.loose;
    how.people = std::move(people->known);
    const auto report =
        make_report(archive, catalog.database(),
                    {found->read.text, found->read.query, std::move(how)}, found->matches, options);
    if (!report) return refuse(session, report.error(), found->read.text);
    const auto files = report_files(*report, session.render_options(archive).shown_id);
    write_report(directory, files);
    print(*report, files);
    return Exit::Ok;
  }

 private:
  void print(const Report& report, const std::vector<PackFile>& files) const {
    const std::string some = ReportWords::cut(report.listed, report.articles);
    fmt::print("{}: {}{}, {} files\n", safe(directory_),
               articles_text(static_cast<std::int64_t>(report.listed)),
               some.empty() ? "" : fmt::format(" ({})", some), files.size());
    for (const PackFile& file : files)
      if (file.name == kManifestName) fmt::print("{}  {}\n", sha256(file.bytes), kManifestName);
  }

  QueryArguments query_;
  std::string directory_;
  std::optional<SortOrder> order_;
  int limit_ = 500;
  bool force_ = false, copies_ = false;
};

}  // namespace

std::unique_ptr<Verb> report_verb() { return std::make_unique<ReportVerb>(); }

}  // namespace morgue
