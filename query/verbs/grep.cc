#include "query/views/grep.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "query/match/stored_articles.h"
#include "query/render/render_lines.h"
#include "query/verbs/query_arguments.h"
#include "query/verbs/verbs.h"

namespace morgue {
namespace {

constexpr const char* kGrepFooter = R"(Examples:
  morgue grep '\d+ (dead|killed)' ferry       in articles that answer "ferry"
  morgue grep -i 'radar|sonar' source:herald date:2025
  morgue grep -l 'pa(id|y) .*bribes?' person:pike
  morgue grep -c radar 'ferry OR pier'

A line is id:¶n:sentence, in the order of a search (--sort); ¶0 is the headline.
^ and $ are the ends of a sentence. Expressions are RE2's: no back references, and
never slow. Copies are left out as in a search; --no-collapse looks into all.
QUERY may be '*', for all articles.

-c: id:number for each article with any; -l: only the ids.
Exit status: 0 found, 1 nothing fits, 2 usage, 3 archive.)";

class GrepVerb : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "grep"; }
  [[nodiscard]] std::string_view summary() const override {
    return "Sentences that a regular expression fits";
  }
  [[nodiscard]] std::string_view footer() const override { return kGrepFooter; }

  void define(CLI::App& app) override {
    app.add_option("REGEX", expression_, "What to find")->required();
    query_.define(app);
    app.add_flag("-i,--ignore-case", any_case_, "Capitals and small letters are the same");
    app.add_flag("-c,--count", count_, "How many sentences of each article");
    app.add_flag("-l,--files-with-matches", list_, "Only the ids of the articles");
    app.add_option("-m,--max-count", most_, "So many sentences of an article at most")
        ->type_name("N")
        ->check(CLI::PositiveNumber);
    define_sort(app, order_);
    app.add_flag("--no-collapse", all_copies_, "Every copy, too");
    app.add_flag("--jsonl", jsonl_, "One object a sentence");
  }

  [[nodiscard]] Exit run(Session& session) override {
    const auto expression = Expression::make(expression_, any_case_);
    if (!expression) {
      fmt::print(stderr, "morgue: the regular expression is wrong: {}\n", safe(expression.error()));
      return Exit::Usage;
    }
    const LineFinder finder(*expression);
    if (query_.empty())
      throw Error(Exit::Usage, "in which articles? '*' is all of them", "see: morgue grep --help");
    const ArchiveReader archive = session.open_archive();
    const auto found = query_.find(session, archive, order_.value_or(SortOrder::Relevance));
    if (!found) return found.error();
    const RenderOptions render = session.render_options(archive);
    StoredArticles articles(archive);
    bool any = false;
    for (const Match& match : found->matches.articles) {
      if (!match.head && !all_copies_) continue;
      if (!reading([&] { return articles.open(match.document); })) continue;
      const ArticleDecoder& article = articles.decoder();
      const auto lines = finder.find(article.title(), article.text(), list_ ? 1 : most_);
      if (lines.empty()) continue;
      any = true;
      print(article, match.id, lines, render);
    }
    return any ? Exit::Ok : Exit::NothingFound;
  }

 private:
  void print(const ArticleDecoder& article, ArticleId id, const std::vector<FittingLine>& lines,
             const RenderOptions& render) const {
    if (list_)
      fmt::print("{}\n", render.shown_id(id));
    else if (count_)
      fmt::print("{}:{}\n", render.shown_id(id), lines.size());
    else if (jsonl_)
      fmt::print("{}", render_lines_jsonl(article, id, lines));
    else
      fmt::print("{}", render_lines(article, id, lines, render));
  }

  std::string expression_;
  QueryArguments query_;
  std::size_t most_ = std::numeric_limits<std::size_t>::max();
  std::optional<SortOrder> order_;
  bool any_case_ = false, count_ = false, list_ = false, all_copies_ = false, jsonl_ = false;
};

}  // namespace

std::unique_ptr<Verb> grep_verb() { return std::make_unique<GrepVerb>(); }

}  // namespace morgue
