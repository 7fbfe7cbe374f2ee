#include "query/views/show.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <string>
#include <vector>

#include "common/terminal.h"
#include "query/match/search.h"
#include "query/verbs/desk_session.h"
#include "query/verbs/query_arguments.h"
#include "query/verbs/verbs.h"

namespace morgue {
namespace {

constexpr const char* kShowFooter = R"(With a query, what it finds is marked:
  morgue show a7f31c ferry crash

With --annotate, what was recognised stands between signs, coloured on a terminal:
  [P:Rowan Pike] [O:Meridian Freight] [L:Calder Bay] [M:Skarra Cup]
                            people, organisations, places, other names
  [Tuesday = 2025-03-11]    a day, and which one it is
  {"I will not." by Rowan Pike}
                            a quotation, and who said it if that is known
$MORGUE_COLORS changes the looks: person=01;35:day=04 (also org, place, misc,
quote; match, title, source, id, rank, faint).)";

class ShowVerb : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "show"; }
  [[nodiscard]] std::string_view summary() const override { return "Print a whole article"; }
  [[nodiscard]] std::string_view footer() const override { return kShowFooter; }

  void define(CLI::App& app) override {
    app.add_option("ID", id_, "The article's id, or the first digits of it")->required();
    query_.define_words(app, "What to mark");
    query_.loose = true;
    app.add_flag("--annotate", annotate_,
                 "Mark people, organisations, places, days and quotations");
    app.add_flag("--json", json_, "As a JSON object, with all of these");
  }

  [[nodiscard]] Exit run(Session& session) override {
    const ArchiveReader archive = session.open_archive();
    const auto found = find_article(archive, id_);
    if (!found) {
      fmt::print(stderr, "morgue: {}\n", safe(found.error()));
      return Exit::NothingFound;
    }
    std::vector<UnitHit> hits;
    if (!query_.empty()) {
      auto read = query_.read(session, archive);
      if (!read) return read.error();
      const auto people = query_.look_up_people(session, read->query);
      if (!people) return refuse(session, people.error(), read->text);
      auto marked = hits_in(archive, read->query, *people, *found);
      if (!marked) return refuse(session, marked.error(), read->text);
      hits = *std::move(marked);
    }
    if (json_) {
      fmt::print("{}", render_article_json(*found));
      return Exit::Ok;
    }
    RenderOptions render = session.render_options(archive);
    render.annotate = annotate_;
    render.kept = kept(session_desk(session), found->id);
    if (!is_terminal(Stream::Out) && session.environment("COLUMNS").empty()) render.width = 0;
    fmt::print("{}", render_article(*found, marks_of(hits, true), marks_of(hits, false), render));
    return Exit::Ok;
  }

 private:
  static std::vector<std::string> kept(const DeskState& desk, ArticleId id) {
    std::vector<std::string> lines;
    if (const auto tags = desk.tags_of(id); !tags.empty())
      lines.push_back(fmt::format("tags {}", fmt::join(tags, ", ")));
    if (const auto notes = desk.notes.find(id); notes != desk.notes.end())
      for (const DeskState::Note& note : notes->second)
        lines.push_back(fmt::format("note {}  {}", note.time.substr(0, 10), note.text));
    return lines;
  }

  std::string id_;
  QueryArguments query_;
  bool annotate_ = false, json_ = false;
};

}  // namespace

std::unique_ptr<Verb> show_verb() { return std::make_unique<ShowVerb>(); }

}  // namespace morgue
