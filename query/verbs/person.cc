#include "query/views/person.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <string>
#include <vector>

#include "query/render/render.h"
#include "query/verbs/session.h"
#include "query/verbs/verbs.h"

namespace morgue {
namespace {

constexpr const char* kPersonFooter = R"(Examples:
  morgue person Pike                everybody with that name, most articles first
  morgue person @p17                one of them
  morgue search 'person:@p17'       articles that mean this one

What is wrong can be put right; it is remembered and can be undone:
  morgue person merge @p17 @p40     they are one
  morgue person split @p17 a7f31c   in that article it is somebody else
  morgue person alias, rename, forget, not-a-person, undo, log
  morgue-index person --help        all of these)";

constexpr std::size_t kMostShown = 20;

class PersonVerb : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "person"; }
  [[nodiscard]] std::string_view summary() const override {
    return "Who a name means, and what they are called";
  }
  [[nodiscard]] std::string_view footer() const override { return kPersonFooter; }

  void define(CLI::App& app) override {
    app.add_option("NAME", name_, "A name, part of one, or a number (@p17)")->required();
    app.add_flag("--json", json_, "As JSON, one person a line");
  }

  [[nodiscard]] Exit run(Session& session) override {
    static_cast<void>(session.open_archive());  // says what is wrong with it
    const std::string name = fmt::format("{}", fmt::join(name_, " "));
    Catalog catalog = session.open_catalog();
    const auto people = find_persons(catalog.database(), name, kMostShown);
    if (people.empty()) {
      fmt::print(stderr, "nobody in this archive is known as {}\n", safe(name));
      return Exit::NothingFound;
    }
    fmt::print("{}", json_ ? render_people_jsonl(people)
                           : render_people(people, session.render_options()));
    return Exit::Ok;
  }

 private:
  std::vector<std::string> name_;
  bool json_ = false;
};

}  // namespace

std::unique_ptr<Verb> person_verb() { return std::make_unique<PersonVerb>(); }

}  // namespace morgue
