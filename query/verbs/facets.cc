#include "query/views/facets.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <string>
#include <vector>

#include "query/match/search.h"
#include "query/render/render_views.h"
#include "query/verbs/output.h"
#include "query/verbs/query_arguments.h"
#include "query/verbs/verbs.h"

namespace morgue {
namespace {

constexpr const char* kFacetsFooter = R"(Counts of an answer, side by side:
  morgue facets ferry crash                        by source, section and person
  morgue facets 'person:pike' --by month,place
  morgue facets ferry --by org -n 0 --format csv   all of them, for a spreadsheet

--by takes source, section, person, org, place, lang, month and agency.
Articles are counted without their copies, as search lists them; --no-collapse
counts every copy. Each article counts once for a value. People are counted by
who they are (@p17); other names that differ in case and accents alone are one.
People, organisations and places are counted in 4,000 articles at most, evenly
spread over the answer; the head line says so, --all counts them in all.
Unlike search, no word is dropped: all of them have to be there (--loose: any).

In a pipe: field, value, articles, and the query that narrows to it, by tabs.)";

class FacetsVerb : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "facets"; }
  [[nodiscard]] std::string_view summary() const override {
    return "Count the articles of an answer by source, section, people, ...";
  }
  [[nodiscard]] std::string_view footer() const override { return kFacetsFooter; }

  void define(CLI::App& app) override {
    app.add_option("--by", by_, "What to count by, separated by commas")
        ->type_name("FIELDS")
        ->delimiter(',')
        ->allow_extra_args(false);
    app.add_option("-n,--limit", most_, "Values of each to print (10; 0: all)")
        ->type_name("N")
        ->check(CLI::NonNegativeNumber);
    app.add_flag("--no-collapse", copies_, "Count copies, too");
    app.add_flag("--all", all_, "Count names in all articles, however many");
    output_.define(app, {{"csv", OutputFormat::Csv}});
    query_.define(app, QueryArguments::By::Else);
  }

  [[nodiscard]] Exit run(Session& session) override {
    std::vector<FacetField> fields;
    for (const std::string& name : by_) {
      const auto field = facet_by_name(name);
      if (!field)
        throw Error(Exit::Usage, fmt::format("nothing is counted by \"{}\"", name),
                    "--by takes source, section, person, org, place, lang, month, agency");
      if (std::find(fields.begin(), fields.end(), *field) == fields.end()) fields.push_back(*field);
    }
    if (const auto status = query_.refused(session)) return *status;
    const ArchiveReader archive = session.open_archive();
    const auto answer = query_.find(session, archive, SortOrder::Relevance);
    if (!answer) return answer.error();
    Catalog catalog = session.open_catalog();
    FacetOptions options;
    const bool all = copies_ || usual_group(answer->read.query) == GroupBy::None;
    options.what = all ? CountedArticles::All : CountedArticles::Heads;
    options.most = static_cast<std::size_t>(most_);
    if (all_) options.names_in = 0;
    const FacetsView view = count_facets(catalog.database(), answer->matches, fields, options);
    print(view, answer->read.text, session);
    return Exit::Ok;
  }

 private:
  void print(const FacetsView& view, const std::string& query, const Session& session) const {
    switch (output_.format()) {
      case OutputFormat::Json:
        fmt::print("{}", render_facets_json(view, query));
        break;
      case OutputFormat::JsonLines:
        fmt::print("{}", render_facets_jsonl(view));
        break;
      case OutputFormat::Csv:
        fmt::print("{}", render_facets_csv(view));
        break;
      case OutputFormat::Plain:
        fmt::print("{}", render_facets_plain(view));
        break;
      default:
        fmt::print("{}", render_facets(view, session.render_options()));
    }
  }

  QueryArguments query_;
  OutputChoice output_;
  std::vector<std::string> by_ = {"source", "section", "person"};
  int most_ = 10;
  bool copies_ = false, all_ = false;
};

}  // namespace

std::unique_ptr<Verb> facets_verb() { return std::make_unique<FacetsVerb>(); }

}  // namespace morgue
