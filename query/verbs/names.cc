#include "query/views/names.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <optional>
#include <string>
#include <vector>

#include "query/match/search.h"
#include "query/render/render_views.h"
#include "query/verbs/output.h"
#include "query/verbs/query_arguments.h"
#include "query/verbs/verbs.h"

namespace morgue {
namespace {

/// A graph of more is a ball of wool.
constexpr int kListed = 20;
constexpr int kInGraph = 50;

constexpr const char* kNamesFooter = R"(Examples ("people", "orgs" and "places" are alike):
  morgue people ferry crash                   most articles first, with their roles
  morgue orgs 'person:@p17' -n 50
  morgue people ferry --format graphml > ferry.graphml
                                              who is named with whom, for Gephi and others
  morgue people ferry --format csv            the same as pairs: in how many articles,
                                              in how many sentences

Counted as by morgue facets: articles without their copies (--no-collapse: with
them), and if there are more than 4,000, in so many of them (--all: in all).
The course over time has equal stretches, from the first to the last day of the
answer; the roles are those that these articles give.
In a pipe: id, name, articles, first day, last day, roles, by tabs.)";

class NamesVerb : public Verb {
 public:
  NamesVerb(std::string_view name, std::string_view summary, EntityKind kind)
      : name_(name), summary_(summary), kind_(kind) {}

  [[nodiscard]] std::string_view name() const override { return name_; }
  [[nodiscard]] std::string_view summary() const override { return summary_; }
  [[nodiscard]] std::string_view footer() const override { return kNamesFooter; }

  void define(CLI::App& app) override {
    app.add_option("-n,--limit", most_,
                   fmt::format("Names to print ({}, of graphs {}; 0: all)", kListed, kInGraph))
        ->type_name("N")
        ->check(CLI::NonNegativeNumber);
    app.add_flag("--no-collapse", copies_, "Count copies, too");
    app.add_flag("--all", all_, "Count in all articles, however many");
    output_.define(app, {{"csv", OutputFormat::Csv}, {"graphml", OutputFormat::GraphMl}});
    query_.define(app);
  }

  [[nodiscard]] Exit run(Session& session) override {
    const OutputFormat format = output_.format();
    const bool graph = format == OutputFormat::Csv || format == OutputFormat::GraphMl;
    if (const auto status = query_.refused(session)) return *status;
    const ArchiveReader archive = session.open_archive();
    const auto answer = query_.find(session, archive, SortOrder::Relevance);
    if (!answer) return answer.error();
    Catalog catalog = session.open_catalog();
    NamesOptions options;
    const bool all = copies_ || usual_group(answer->read.query) == GroupBy::None;
    options.what = all ? CountedArticles::All : CountedArticles::Heads;
    options.most = static_cast<std::size_t>(most_.value_or(graph ? kInGraph : kListed));
    if (all_) options.names_in = 0;
    const NamesView view = count_names(catalog.database(), answer->matches, kind_, options);
    if (graph) {
      const auto pairs = named_together(archive, answer->matches, view);
      if (view.counted < view.articles)
        note(fmt::format("counted in {} of {} articles; --all counts in all", view.counted,
                         view.articles));
      fmt::print("{}", format == OutputFormat::Csv ? render_pairs_csv(view, pairs)
                                                   : render_pairs_graphml(view, pairs));
    } else {
      print(view, format, answer->read.text, session);
    }
    return view.names.empty() ? Exit::NothingFound : Exit::Ok;
  }

 private:
  static void print(const NamesView& view, OutputFormat format, const std::string& query,
                    const Session& session) {
    switch (format) {
      case OutputFormat::Json:
        fmt::print("{}", render_names_json(view, query));
        break;
      case OutputFormat::JsonLines:
        fmt::print("{}", render_names_jsonl(view));
        break;
      case OutputFormat::Plain:
        fmt::print("{}", render_names_plain(view));
        break;
      default:
        fmt::print("{}", render_names(view, session.render_options()));
    }
  }

  std::string_view name_, summary_;
  EntityKind kind_;
  QueryArguments query_;
  OutputChoice output_;
  std::optional<int> most_;
  bool copies_ = false, all_ = false;
};

}  // namespace

std::unique_ptr<Verb> people_verb() {
  return std::make_unique<NamesVerb>("people", "Whom the articles of an answer name",
                                     EntityKind::Person);
}
std::unique_ptr<Verb> orgs_verb() {
  return std::make_unique<NamesVerb>("orgs", "Which organisations they name", EntityKind::Org);
}
std::unique_ptr<Verb> places_verb() {
  return std::make_unique<NamesVerb>("places", "Which places they name", EntityKind::Place);
}

}  // namespace morgue
