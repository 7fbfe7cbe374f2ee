#include "query/views/significant.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>

#include "query/match/search.h"
#include "query/render/render_views.h"
#include "query/verbs/output.h"
#include "query/verbs/query_arguments.h"
#include "query/verbs/verbs.h"

namespace morgue {
namespace {

constexpr const char* kSignificantFooter = R"(What tells an answer from the rest of the archive:
  morgue significant ferry crash
  morgue significant person:@p17 date:2024
  morgue significant section:business -n 30

"here" is the share of the articles that were read, "archive" that of all. They
are ordered by G2 (Dunning's log-likelihood): how sure it is that the difference
is no chance. Nothing below 10.83 is shown: chance alone gives that once in a
thousand times. Words are counted by their stems, a word once for an article;
names stand in lists of their own; the words of the query are left out.
Of answers with more than 300 articles so many are read, evenly spread, and the
head line says so; --all reads all.
In a pipe: kind, text, articles, articles of the archive, G2, id, by tabs.)";

class SignificantVerb : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "significant"; }
  [[nodiscard]] std::string_view summary() const override {
    return "Words and names that an answer has unusually often";
  }
  [[nodiscard]] std::string_view footer() const override { return kSignificantFooter; }

  void define(CLI::App& app) override {
    app.add_option("-n,--limit", most_, "Terms of each kind to print (10; 0: all)")
        ->type_name("N")
        ->check(CLI::NonNegativeNumber);
    app.add_flag("--no-collapse", copies_, "Count copies, too");
    app.add_flag("--all", all_, "Read all articles, however many");
    output_.define(app);
    query_.define(app);
  }

  [[nodiscard]] Exit run(Session& session) override {
    if (const auto status = query_.refused(session)) return *status;
    const ArchiveReader archive = session.open_archive();
    const auto answer = query_.find(session, archive, SortOrder::Relevance);
    if (!answer) return answer.error();
    Catalog catalog = session.open_catalog();
    SignificantOptions options;
    const bool all = copies_ || usual_group(answer->read.query) == GroupBy::None;
    options.what = all ? CountedArticles::All : CountedArticles::Heads;
    options.most = static_cast<std::size_t>(most_);
    if (all_) options.read = 0;
    const SignificantView view =
        find_significant(catalog.database(), archive, answer->matches, answer->read.text, options);
    switch (output_.format()) {
      case OutputFormat::Json:
        fmt::print("{}", render_significant_json(view, answer->read.text));
        break;
      case OutputFormat::JsonLines:
        fmt::print("{}", render_significant_jsonl(view));
        break;
      case OutputFormat::Plain:
        fmt::print("{}", render_significant_plain(view));
        break;
      default:
        fmt::print("{}", render_significant(view, session.render_options()));
    }
    return Exit::Ok;
  }

 private:
  QueryArguments query_;
  OutputChoice output_;
  int most_ = 10;
  bool copies_ = false, all_ = false;
};

}  // namespace

std::unique_ptr<Verb> significant_verb() { return std::make_unique<SignificantVerb>(); }

}  // namespace morgue
