#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <string>

#include "common/act_lines.h"
#include "query/verbs/desk_session.h"
#include "query/verbs/named.h"
#include "query/verbs/verbs.h"

namespace morgue {
namespace {

constexpr const char* kFooter = R"(Examples:
  morgue desk log       all tags, notes and saved queries, an act a line
  morgue desk undo      takes the last act back; undo again does it again
  morgue desk undo 17   takes that one back)";

class DeskVerb : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "desk"; }
  [[nodiscard]] std::string_view summary() const override {
    return "What was tagged, noted and saved, and taking it back";
  }
  [[nodiscard]] std::string_view footer() const override { return kFooter; }

  [[nodiscard]] bool looks_back() const override { return false; }
  void define(CLI::App& app) override {
    app.add_option("ACT", act_, "log or undo")
        ->required()
        ->transform(named<Act>({{"log", Act::Log}, {"undo", Act::Undo}}));
    app.add_option("NUMBER", number_, "undo: which act (the last that holds)");
  }

  [[nodiscard]] Exit run(Session& session) override {
    static_cast<void>(session.open_archive());  // says what is wrong with it
    const DeskText text = read_desk(session.paths().desk());
    if (act_ == Act::Log) return log(session, text);
    const std::vector<DeskAct> holding = acts_that_hold(text.acts);
    if (number_ == 0) {
      if (holding.empty()) throw Error(Exit::Usage, "there is nothing to undo");
      number_ = holding.back().number;
    } else if (std::none_of(text.acts.begin(), text.acts.end(),
                            [&](const DeskAct& act) { return act.number == number_; })) {
      throw Error(Exit::Usage, fmt::format("no act has the number {}", number_),
                  "see: morgue desk log");
    }
    DeskAct undo;
    undo.kind = DeskAct::Kind::Undo;
    undo.undone = number_;
    put_on_desk(session, std::move(undo));
    return Exit::Ok;
  }

 private:
  enum class Act { Log, Undo };

  static Exit log(const Session& session, const DeskText& text) {
    for (const DeskAct& act : text.acts) fmt::print("{}\n", to_line(act));
    for (const std::size_t line : text.unread)
      fmt::print(stderr, "morgue: line {} of {} can't be read and does nothing\n", line,
                 safe(session.paths().desk().string()));
    return text.acts.empty() ? Exit::NothingFound : Exit::Ok;
  }

  Act act_ = Act::Log;
  std::int64_t number_ = 0;
};

}  // namespace

std::unique_ptr<Verb> desk_verb() { return std::make_unique<DeskVerb>(); }

}  // namespace morgue
