#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <set>
#include <string>

#include "common/act_lines.h"
#include "common/command_line.h"
#include "common/files.h"
#include "common/utf8.h"
#include "query/verbs/desk_session.h"
#include "query/verbs/input.h"
#include "query/verbs/verbs.h"

namespace morgue {
namespace {

constexpr const char* kDeskFooter = R"(Examples:
  morgue desk log       all tags, notes and saved queries, an act a line
  morgue desk undo      takes the last act back; undo again does it again
  morgue desk undo 17   takes that one back
  morgue desk dump > desk.txt     all that holds, and what was decided about people
  morgue desk restore desk.txt    puts it on the desk of another archive

restore takes nothing away: what is there already stays, and a saved query whose name stands for
something else becomes NAME-2. Articles are known by what they say, so an archive made anew from
the same files has the same. What was decided about people is the business of morgue-index:
  morgue-index person restore desk.txt)";

class DeskVerb : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "desk"; }
  [[nodiscard]] std::string_view summary() const override {
    return "What was tagged, noted and saved, and taking it back";
  }
  [[nodiscard]] std::string_view footer() const override { return kDeskFooter; }

  [[nodiscard]] bool looks_back() const override { return false; }
  void define(CLI::App& app) override {
    app.add_option("ACT", act_, "log, undo, dump or restore")
        ->required()
        ->transform(named<Act>({{"log", Act::Log},
                                {"undo", Act::Undo},
                                {"dump", Act::Dump},
                                {"restore", Act::Restore}}));
    app.add_option("WHICH", which_,
                   "undo: the number of an act (the last that holds); restore: the file, or - for "
                   "standard input");
  }

  [[nodiscard]] Exit run(Session& session) override {
    const ArchiveReader archive = session.open_archive();  // says what is wrong with it
    const DeskText text = read_desk(session.paths().desk());
    switch (act_) {
      case Act::Log:
        return log(session, text);
      case Act::Dump:
        return dump(session, text);
      case Act::Restore:
        return restore(session, archive, text);
      case Act::Undo:
        break;
    }
    return undo(session, text);
  }

 private:
  enum class Act { Log, Undo, Dump, Restore };

  [[nodiscard]] Exit undo(const Session& session, const DeskText& text) const {
    std::int64_t number = 0;
    if (!which_.empty()) {
      const auto given = act_number(which_);
      if (!given) throw Error(Exit::Usage, fmt::format("\"{}\" is no number", safe(which_)));
      number = *given;
    }
    const std::vector<DeskAct> holding = acts_that_hold(text.acts);
    if (number == 0) {
      if (holding.empty()) throw Error(Exit::Usage, "there is nothing to undo");
      number = holding.back().number;
    } else if (std::none_of(text.acts.begin(), text.acts.end(),
                            [&](const DeskAct& act) { return act.number == number; })) {
      throw Error(Exit::Usage, fmt::format("no act has the number {}", number),
                  "see: morgue desk log");
    }
    DeskAct undo;
    undo.kind = DeskAct::Kind::Undo;
    undo.undone = number;
    put_on_desk(session, std::move(undo));
    return Exit::Ok;
  }

  static Exit log(const Session& session, const DeskText& text) {
    for (const DeskAct& act : text.acts) fmt::print("{}\n", to_line(act));
    for (const std::size_t line : text.unread)
      fmt::print(stderr, "morgue: line {} of {} can't be read and does nothing\n", line,
                 safe(session.paths().desk().string()));
    return text.acts.empty() ? Exit::NothingFound : Exit::Ok;
  }

  static Exit dump(const Session& session, const DeskText& text) {
    const std::vector<DeskAct> acts = acts_that_made(text);
    // Decisions about people are told as they stand: only their writer reads them.
    std::string people;
    const std::string ledger = file_bytes(session.paths().ledger());
    for (const std::string_view line : split(ledger, '\n'))
      if (!line.empty() && !line.starts_with('#')) people += fmt::format("{}{}\n", kPeople, line);
    if (acts.empty() && people.empty()) return Exit::NothingFound;
    fmt::print("{}\n", kDumpHead);
    for (const DeskAct& act : acts) fmt::print("{}{}\n", kDesk, to_line(act));
    fmt::print("{}", people);
    return Exit::Ok;
  }

  [[nodiscard]] Exit restore(const Session& session, const ArchiveReader& archive,
                             const DeskText& text) const {
    if (which_.empty()) throw Error(Exit::Usage, "restore what? give the file, or -");
    std::string lines;
    std::size_t people = 0;
    const std::string given = read_input(which_);
    for (const std::string_view line : split(given, '\n')) {
      if (line.starts_with(kDesk)) lines += fmt::format("{}\n", line.substr(kDesk.size()));
      people += line.starts_with(kPeople) ? 1 : 0;
    }
    // What lies in an archive may be copied, too.
    if (lines.empty() && people == 0) lines = given;
    const DeskText other = parse_desk(utf8::repaired(lines));
    if (other.acts.empty() && people == 0)
      throw Error(Exit::Usage, fmt::format("{} is no dump of a desk", safe(which_)));
    DeskMerge merge = merged_into(desk_of(text), acts_that_made(other));
    if (!merge.acts.empty()) append_to_desk(session.paths().desk(), merge.acts);
    report(archive, merge, people);
    if (other.unread.empty()) return Exit::Ok;
    fmt::print(stderr, "morgue: {} lines could not be read and were left out\n",
               other.unread.size());
    return Exit::SomeFailed;
  }

  void report(const ArchiveReader& archive, const DeskMerge& merge, std::size_t people) const {
    std::set<ArticleId> missing;
    for (const DeskAct& act : merge.acts)
      for (const ArticleId id : act.articles)
        if (!archive.find(id)) missing.insert(id);
    fmt::print(stderr, "{} acts restored\n", merge.acts.size());
    if (!missing.empty())
      note(
          fmt::format("{} of the articles are not in this archive; what is kept about them waits "
                      "until they come",
                      missing.size()));
    for (const auto& [name, other] : merge.renamed)
      note(fmt::format("the query {} stands for something else here; the other one is {}", name,
                       other));
    if (people > 0)
      note(
          fmt::format("{} decisions about people: morgue-index person restore {}", people, which_));
  }

  // What a line of a dump begins with.
  static constexpr std::string_view kDesk = "desk\t";
  static constexpr std::string_view kPeople = "person\t";
  static constexpr std::string_view kDumpHead =
      "# morgue dump 1: what was kept about articles (desk) and decided about people (person)";

  Act act_ = Act::Log;
  std::string which_;
};

}  // namespace

std::unique_ptr<Verb> desk_verb() { return std::make_unique<DeskVerb>(); }

}  // namespace morgue
