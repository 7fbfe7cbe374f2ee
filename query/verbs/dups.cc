#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <string>

#include "query/render/render_texts.h"
#include "query/verbs/output.h"
#include "query/verbs/session.h"
#include "query/verbs/verbs.h"
#include "query/views/show.h"

namespace morgue {
namespace {

constexpr const char* kDupsFooter = R"(Examples:
  morgue dups a7f31c             who else printed it, oldest first
  morgue diff a7f31c --with ID   what differs, word by word
  morgue search dup:a7f31c       the same articles as results of a search

The percentage is the share of a copy's wording that stands in the first one.
What differs is told from the first one too, and of a later version from the
version before it. "First" is the first in this archive: it may not have been
the first anywhere. Older versions are listed, though no search finds them.

In a pipe: id, time, source, words, percent, what differs.
Exit status: 0 there are others, 1 it stands alone or there is no such article,
2 usage, 3 archive.)";

class DupsVerb : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "dups"; }
  [[nodiscard]] std::string_view summary() const override {
    return "The copies and versions of an article, and what differs";
  }
  [[nodiscard]] std::string_view footer() const override { return kDupsFooter; }

  void define(CLI::App& app) override {
    app.add_option("ID", id_, "The article's id, or the first digits of it")->required();
    output_.define(app);
  }

  [[nodiscard]] Exit run(Session& session) override {
    const ArchiveReader archive = session.open_archive();
    auto article = find_article(archive, id_);
    if (!article) {
      fmt::print(stderr, "morgue: {}\n", safe(article.error()));
      return Exit::NothingFound;
    }
    const FamilyView family = family_view(archive, *archive.find(article->id), article->id);
    if (family.left_out > 0) note(fmt::format("{} more members are left out", family.left_out));
    const RenderOptions render = session.render_options(archive);
    switch (output_.format()) {
      case OutputFormat::Json:
        fmt::print("{}", render_dups_json(family));
        break;
      case OutputFormat::JsonLines:
        fmt::print("{}", render_dups_jsonl(family));
        break;
      case OutputFormat::Plain:
        fmt::print("{}", render_dups_plain(family, render));
        break;
      default:
        fmt::print("{}", render_dups(family, render));
        break;
    }
    return family.members.size() > 1 ? Exit::Ok : Exit::NothingFound;
  }

 private:
  std::string id_;
  OutputChoice output_;
};

}  // namespace

std::unique_ptr<Verb> dups_verb() { return std::make_unique<DupsVerb>(); }

}  // namespace morgue
