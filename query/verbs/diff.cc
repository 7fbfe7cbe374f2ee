#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <string>
#include <utility>

#include "query/render/render_texts.h"
#include "query/verbs/output.h"
#include "query/verbs/session.h"
#include "query/verbs/verbs.h"
#include "query/views/show.h"

namespace morgue {
namespace {

constexpr const char* kDiffFooter = R"(Examples:
  morgue diff a7f31c               with its version before, else with the first
                                   of its copies (or, of the first, the next)
  morgue diff a7f31c --with v1     with its first version
  morgue diff a7f31c --with 09be42  with another article

[-cut-] {+added+}; paragraphs that are the same are left out, and so is white
space. ¶4 is the fourth paragraph of ID, -¶4 one that only the other has. What
moved is cut in one place and added in another. The looks are cut and added of
$MORGUE_COLORS.

In a pipe: place and paragraph whole, parted by a tab.
Exit status: 0 they differ, 1 they are the same, or there is nothing to compare,
2 usage, 3 archive.)";

class DiffVerb : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "diff"; }
  [[nodiscard]] std::string_view summary() const override {
    return "What differs between two articles, word by word";
  }
  [[nodiscard]] std::string_view footer() const override { return kDiffFooter; }

  void define(CLI::App& app) override {
    app.add_option("ID", id_, "The article's id, or the first digits of it")->required();
    app.add_option("--with", with_, "The older text: another article, or v1, v2 ...: a version")
        ->type_name("ID|vN");
    output_.define(app);
  }

  [[nodiscard]] Exit run(Session& session) override {
    const ArchiveReader archive = session.open_archive();
    auto article = find_article(archive, id_);
    if (!article) {
      fmt::print(stderr, "morgue: {}\n", safe(article.error()));
      return Exit::NothingFound;
    }
    auto base = find_base(archive, *article, with_);
    if (!base) {
      fmt::print(stderr, "morgue: {}\n", safe(base.error()));
      return Exit::NothingFound;
    }
    const ArticleDiff diff = diff_articles(*std::move(base), *std::move(article));
    const OutputFormat format = output_.format();
    if (diff.changed.empty()) fmt::print(stderr, "their texts are the same\n");
    if (format == OutputFormat::Json || format == OutputFormat::JsonLines)
      fmt::print("{}", render_diff_json(diff));
    else if (format == OutputFormat::Plain)
      fmt::print("{}", render_diff_plain(diff));
    else if (!diff.changed.empty())
      fmt::print("{}", render_diff(diff, session.render_options(archive)));
    return diff.changed.empty() ? Exit::NothingFound : Exit::Ok;
  }

 private:
  std::string id_, with_;
  OutputChoice output_;
};

}  // namespace

std::unique_ptr<Verb> diff_verb() { return std::make_unique<DiffVerb>(); }

}  // namespace morgue
