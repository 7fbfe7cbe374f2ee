#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <string>
#include <vector>

#include "query/verbs/desk_session.h"
#include "query/verbs/verbs.h"

namespace morgue {
namespace {

constexpr const char* kTagFooter = R"(Examples:
  morgue tag todo a7f31c 09be42       two articles get the tag todo
  morgue tag --remove todo a7f31c     one of them has it no longer
  morgue search --format plain ferry | cut -f1 | morgue tag ferry -
                                      all that a search prints
  morgue tag                          all tags, with how many articles have them
  morgue search tag:todo              those that have it; also tag:to*, -tag:done

Tags, notes and saved queries stand in ARCHIVE/desk.txt, a text of one line for each act.
morgue desk log shows it, morgue desk undo takes the last act back.)";

class TagVerb : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "tag"; }
  [[nodiscard]] std::string_view summary() const override {
    return "Give articles a tag, or take it away; without arguments: all tags";
  }
  [[nodiscard]] std::string_view footer() const override { return kTagFooter; }

  [[nodiscard]] bool looks_back() const override { return false; }
  void define(CLI::App& app) override {
    app.add_option("TAG", tag_, "The tag: no blanks, commas or colons");
    app.add_option("ID", ids_, "Articles, by their ids; - reads them from standard input");
    app.add_flag("--remove", remove_, "Take the tag away");
  }

  [[nodiscard]] Exit run(Session& session) override {
    const ArchiveReader archive = session.open_archive();
    if (tag_.empty()) return list(session);
    if (!is_desk_name(tag_))
      throw Error(Exit::Usage,
                  fmt::format("\"{}\" can't be a tag: no blanks, commas or colons", safe(tag_)));
    if (ids_.empty())
      throw Error(Exit::Usage, "which articles? give their ids", "see: morgue tag --help");
    const GivenArticles given = articles_of(archive, ids_);
    if (given.articles.empty()) return Exit::NothingFound;
    DeskAct act;
    act.kind = remove_ ? DeskAct::Kind::Untag : DeskAct::Kind::Tag;
    act.name = tag_;
    act.articles = given.articles;
    put_on_desk(session, std::move(act));
    return given.unknown ? Exit::SomeFailed : Exit::Ok;
  }

 private:
  static Exit list(const Session& session) {
    const DeskState desk = session_desk(session);
    for (const auto& [name, articles] : desk.tags)
      fmt::print("{}\t{}\n", safe(name), articles.size());
    return desk.tags.empty() ? Exit::NothingFound : Exit::Ok;
  }

  std::string tag_;
  std::vector<std::string> ids_;
  bool remove_ = false;
};

}  // namespace

std::unique_ptr<Verb> tag_verb() { return std::make_unique<TagVerb>(); }

}  // namespace morgue
