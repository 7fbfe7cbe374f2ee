#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <string>
#include <vector>

#include "query/verbs/desk_session.h"
#include "query/verbs/input.h"
#include "query/verbs/verbs.h"

namespace morgue {
namespace {

constexpr const char* kNoteFooter = R"(Examples:
  morgue note a7f31c ask the harbour office    a remark on an article
  morgue note a7f31c                           the remarks on it
  morgue note                                  all remarks
  morgue search has:note                       the articles that have one

morgue show prints them under the headline; morgue desk undo takes the last one back.)";

class NoteVerb : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "note"; }
  [[nodiscard]] std::string_view summary() const override {
    return "Put a note on an article, or read what was noted";
  }
  [[nodiscard]] std::string_view footer() const override { return kNoteFooter; }

  [[nodiscard]] bool looks_back() const override { return false; }
  void define(CLI::App& app) override {
    app.add_option("ID", id_, "The article");
    app.add_option("TEXT", words_, "What to note; - reads it from standard input");
  }

  [[nodiscard]] Exit run(Session& session) override {
    const ArchiveReader archive = session.open_archive();
    const DeskState desk = session_desk(session);
    if (id_.empty()) {
      for (const auto& [id, notes] : desk.notes) print(archive, id, notes);
      return desk.notes.empty() ? Exit::NothingFound : Exit::Ok;
    }
    const GivenArticles given = articles_of(archive, {id_});
    if (given.articles.empty()) return Exit::NothingFound;
    if (words_.empty()) {
      const auto notes = desk.notes.find(given.articles.front());
      if (notes == desk.notes.end()) return Exit::NothingFound;
      print(archive, notes->first, notes->second);
      return Exit::Ok;
    }
    DeskAct act;
    act.kind = DeskAct::Kind::Note;
    act.articles = given.articles;
    act.text = words_ == std::vector<std::string>{"-"} ? read_input("-")
                                                       : fmt::format("{}", fmt::join(words_, " "));
    act.text = safe(act.text);
    if (act.text.find_first_not_of(' ') == std::string::npos)
      throw Error(Exit::Usage, "an empty note says nothing");
    put_on_desk(session, std::move(act));
    return Exit::Ok;
  }

 private:
  static void print(const ArchiveReader& archive, ArticleId id,
                    const std::vector<DeskState::Note>& notes) {
    for (const DeskState::Note& note : notes)
      fmt::print("{}\t{}\t{}\n", archive.shown_id(id), safe(note.time.substr(0, 10)),
                 safe(note.text));
  }

  std::string id_;
  std::vector<std::string> words_;
};

}  // namespace

std::unique_ptr<Verb> note_verb() { return std::make_unique<NoteVerb>(); }

}  // namespace morgue
