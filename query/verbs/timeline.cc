#include "query/views/timeline.h"

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

constexpr const char* kTimelineFooter =
    R"(Every argument is a query of its own, drawn beside the others: put each between
quotes. Flags such as --since hold for all of them.
  morgue timeline 'ferry crash' 'bridge closure' --by month --since 2024-05
  morgue timeline person:@p17 --by year
  morgue timeline ferry --by about            by the months that articles speak of
  morgue timeline ferry --format svg > ferry.svg

--by takes day, week (from Monday), month, year and about; without it, days up
to six weeks, months up to eight years, else years.
A family of copies counts once, on the day of its first (--no-collapse: each).
"share" is of all articles that the archive has of that time. What the archive
has little of (less than a tenth of what is usual) is named: a hole in the
archive is no silence.
A star is a burst: three articles or more, and three deviations more than the
share of all other times lets expect: (n - e) / sqrt(e + 1) >= 3. Of each burst
the article that answers best in its peak is named.
In a pipe: time, query, articles, articles of the archive, "*" in a burst.)";

class TimelineVerb : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "timeline"; }
  [[nodiscard]] std::string_view summary() const override {
    return "When it was written about: bars, shares of the archive, bursts";
  }
  [[nodiscard]] std::string_view footer() const override { return kTimelineFooter; }

  void define(CLI::App& app) override {
    app.add_option("--by", by_, "day, week, month, year or about")->type_name("UNIT");
    app.add_flag("--no-collapse", copies_, "Count copies, too");
    output_.define(app, {{"csv", OutputFormat::Csv}, {"svg", OutputFormat::Svg}});
    query_.define(app, QueryArguments::By::Else);
  }

  [[nodiscard]] Exit run(Session& session) override {
    TimelineOptions options;
    options.about = by_ == "about";
    options.unit = time_unit_by_name(by_);
    if (!by_.empty() && !options.about && !options.unit)
      throw Error(Exit::Usage, fmt::format("there is no unit \"{}\"", by_),
                  "--by takes day, week, month, year and about");
    std::vector<QueryArguments> asked;
    for (const std::string& words : query_.words) {
      asked.push_back(query_);
      asked.back().words = {words};
    }
    if (asked.empty()) asked.push_back(query_);
    for (const QueryArguments& query : asked)
      if (const auto status = query.refused(session)) return *status;
    const ArchiveReader archive = session.open_archive();
    std::vector<TimelineQuery> queries;
    bool any = false, copies = copies_;
    for (std::size_t i = 0; i < asked.size(); ++i) {
      auto answer = asked[i].find(session, archive, SortOrder::Relevance);
      if (!answer && answer.error() != Exit::NothingFound) return answer.error();
      any = any || answer;
      copies = copies || (answer && usual_group(answer->read.query) == GroupBy::None);
      const std::string text = answer ? answer->read.text : query_.words[i];
      const bool several = query_.words.size() > 1;
      queries.push_back(
          {several ? query_.words[i] : text, answer ? std::move(answer->matches) : Matches()});
    }
    if (!any) return Exit::NothingFound;
    options.what = copies ? CountedArticles::All : CountedArticles::Heads;
    print(make_timeline(archive, queries, options), session, archive);
    return Exit::Ok;
  }

 private:
  void print(const TimelineView& view, const Session& session, const ArchiveReader& archive) const {
    switch (output_.format()) {
      case OutputFormat::Json:
        fmt::print("{}", render_timeline_json(view));
        break;
      case OutputFormat::JsonLines:
        fmt::print("{}", render_timeline_jsonl(view));
        break;
      case OutputFormat::Csv:
        fmt::print("{}", render_timeline_csv(view));
        break;
      case OutputFormat::Svg:
        fmt::print("{}", render_timeline_svg(view));
        break;
      case OutputFormat::Plain:
        fmt::print("{}", render_timeline_plain(view));
        break;
      default:
        fmt::print("{}", render_timeline(view, session.render_options(archive)));
    }
  }

  QueryArguments query_;
  OutputChoice output_;
  std::string by_;
  bool copies_ = false;
};

}  // namespace

std::unique_ptr<Verb> timeline_verb() { return std::make_unique<TimelineVerb>(); }

}  // namespace morgue
