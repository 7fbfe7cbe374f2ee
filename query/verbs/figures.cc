#include "query/views/figures.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <optional>
#include <string>
#include <vector>

#include "query/match/families.h"
#include "query/match/interrupt.h"
#include "query/match/story_thread.h"
#include "query/render/render_story.h"
#include "query/verbs/output.h"
#include "query/verbs/query_arguments.h"
#include "query/verbs/verbs.h"

namespace morgue {
namespace {

constexpr const char* kFiguresFooter = R"(Examples:
  morgue figures s-09be42              the numbers of a story (morgue story), over time
  morgue figures s-09be42 --thing dead
  morgue figures 'ferry crash date:2024-06'
  morgue figures s-09be42 --format csv

A number has what it counts: the dead, the injured, the missing, the arrested,
jobs, votes, money, per cent, or the noun behind it. Each value is shown where it
was first said, with its sentence. "Up to 12", "at least 12" and "10 to 12" are
what they say.

Numbers of a story are told apart where like can be compared with like: the one
number of its kind in the headline or beginning of an article, of the same people,
at most ten days apart, where both articles name a place (of jobs: an organisation):
  update         a later one is higher
  disagreement   both are of one day, and not both can be true
  revised down   a later one is lower
When in doubt there is no label. Articles that merely answer a query have none.

Of a query the first 400 articles are read, copies left out; a note says so, and
--all reads every one. English only.
In a pipe: thing, value, id, time, source, articles, label, sentence.
Exit status: 0 found, 1 no numbers, 2 usage, 3 archive.)";

/// Of so many articles figures are read within a moment.
constexpr std::size_t kMostRead = 400;

class FiguresVerb : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "figures"; }
  [[nodiscard]] std::string_view summary() const override {
    return "Numbers over time: the dead, jobs, money, with their sentences";
  }
  [[nodiscard]] std::string_view footer() const override { return kFiguresFooter; }

  void define(CLI::App& app) override {
    query_.define(app);
    app.add_option("--thing", thing_, "Only numbers of this: dead, dollars, passengers")
        ->type_name("NOUN");
    app.add_option("-n,--limit", limit_, "Values of each thing (8; 0: all)")
        ->type_name("N")
        ->check(CLI::NonNegativeNumber);
    app.add_flag("--all", all_, "Read all articles, however many there are");
    output_.define(app, {{"csv", OutputFormat::Csv}});
  }

  [[nodiscard]] Exit run(Session& session) override {
    if (query_.empty())
      throw Error(Exit::Usage, "whose numbers? Name a story, or articles",
                  "see: morgue figures --help");
    const Interruptible interruptible;
    const ArchiveReader archive = session.open_archive();
    const auto view = names_story() ? of_story(archive) : of_query(session, archive);
    if (!view) return view.error();
    FiguresView figures = *view;
    if (!thing_.empty())
      std::erase_if(figures.things, [&](const FigureThing& thing) { return thing.name != thing_; });
    if (figures.things.empty()) fmt::print(stderr, "there are no numbers in these articles\n");
    print(session, archive, figures);
    return figures.things.empty() ? Exit::NothingFound : Exit::Ok;
  }

 private:
  [[nodiscard]] bool names_story() const {
    return query_.words.size() == 1 && query_.words.front().starts_with("s-");
  }

  Result<FiguresView, Exit> of_story(const ArchiveReader& archive) {
    const auto thread = thread_called(archive, query_.words.front());
    if (!thread) {
      fmt::print(stderr, "morgue: {}\n", safe(thread.error()));
      return failure(Exit::NothingFound);
    }
    text_ = query_.words.front();
    std::vector<FigureSource> sources;
    for (const ThreadMember& member : thread->members)
      sources.push_back({member.document, member.copies.size()});
    return figures_view(archive, sources, true);
  }

  Result<FiguresView, Exit> of_query(const Session& session, const ArchiveReader& archive) {
    const auto found = query_.find(session, archive, SortOrder::Relevance);
    if (!found) return failure(found.error());
    text_ = found->read.text;
    std::vector<FigureSource> sources;
    std::size_t heads = 0;
    for (const Match& match : found->matches.articles) {
      if (!match.head) continue;
      ++heads;
      if (!all_ && sources.size() == kMostRead) continue;
      sources.push_back({match.document, 0});
    }
    FiguresView out = figures_view(archive, sources, false);
    out.articles = heads;
    if (sources.size() < heads)
      note(fmt::format("read were the first {} of {} articles; --all reads all", sources.size(),
                       heads));
    return out;
  }

  void print(const Session& session, const ArchiveReader& archive, const FiguresView& view) const {
    const RenderOptions render = session.render_options(archive);
    switch (output_.format()) {
      case OutputFormat::Json:
        fmt::print("{}", render_figures_json(view, text_));
        break;
      case OutputFormat::JsonLines:
        fmt::print("{}", render_figures_jsonl(view));
        break;
      case OutputFormat::Plain:
        fmt::print("{}", render_figures_plain(view, render));
        break;
      case OutputFormat::Csv:
        fmt::print("{}", render_figures_csv(view));
        break;
      default:
        fmt::print("{}", render_figures(view, static_cast<std::size_t>(limit_), render));
        break;
    }
  }

  QueryArguments query_;
  OutputChoice output_;
  std::string thing_, text_;
  int limit_ = 8;
  bool all_ = false;
};

}  // namespace

std::unique_ptr<Verb> figures_verb() { return std::make_unique<FiguresVerb>(); }

}  // namespace morgue
