#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <string>
#include <vector>

#include "query/language/arguments.h"
#include "query/verbs/desk_session.h"
#include "query/verbs/query_arguments.h"
#include "query/verbs/verbs.h"

namespace morgue {
namespace {

constexpr const char* kSaveFooter = R"(Examples:
  morgue save ferry 'ferry crash -football'   keeps a query under a name
  morgue save                                 all of them
  morgue save --delete ferry
  morgue search query:ferry date:yesterday    asks it, with more
  morgue alert run                            what is new of each since the last time

A saved query is read anew whenever it is asked: date:yesterday in it is always yesterday.)";

class SaveVerb : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "save"; }
  [[nodiscard]] std::string_view summary() const override {
    return "Keep a query under a name, for query:NAME and for alerts";
  }
  [[nodiscard]] std::string_view footer() const override { return kSaveFooter; }

  [[nodiscard]] bool looks_back() const override { return false; }
  void define(CLI::App& app) override {
    app.add_option("NAME", name_, "What to call it: no blanks, commas or colons");
    query_.define_words(app, "The query");
    app.add_flag("--delete", delete_, "Forget it");
  }

  [[nodiscard]] Exit run(Session& session) override {
    const ArchiveReader archive = session.open_archive();
    const DeskState desk = session_desk(session);
    if (name_.empty()) {
      for (const auto& [name, saved] : desk.queries)
        fmt::print("{}\t{}\n", safe(name), safe(saved.text));
      return desk.queries.empty() ? Exit::NothingFound : Exit::Ok;
    }
    if (!is_desk_name(name_))
      throw Error(Exit::Usage,
                  fmt::format("\"{}\" can't be the name of a query: no blanks, commas or colons",
                              safe(name_)));
    DeskAct act;
    act.name = name_;
    if (delete_) {
      if (!desk.queries.contains(name_)) {
        fmt::print(stderr, "morgue: no query is saved as \"{}\"\n", safe(name_));
        return Exit::NothingFound;
      }
      act.kind = DeskAct::Kind::Drop;
    } else {
      if (query_.empty()) return show(desk);
      auto read = query_.read(session, archive);
      if (!read) return read.error();
      act.kind = DeskAct::Kind::Save;
      act.text = safe(read->text);
    }
    put_on_desk(session, std::move(act));
    return Exit::Ok;
  }

 private:
  [[nodiscard]] Exit show(const DeskState& desk) const {
    const auto found = desk.queries.find(name_);
    if (found == desk.queries.end()) {
      fmt::print(stderr,
                 "morgue: no query is saved as \"{}\"\n  to save one: morgue save {} QUERY\n",
                 safe(name_), safe(name_));
      return Exit::NothingFound;
    }
    fmt::print("{}\n", safe(found->second.text));
    return Exit::Ok;
  }

  std::string name_;
  QueryArguments query_;
  bool delete_ = false;
};

}  // namespace

std::unique_ptr<Verb> save_verb() { return std::make_unique<SaveVerb>(); }

}  // namespace morgue
