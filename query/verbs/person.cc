#include "query/views/person.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <string>
#include <vector>

#include "common/text.h"
#include "query/render/render_views.h"
#include "query/verbs/session.h"
#include "query/verbs/verbs.h"
#include "query/views/person_page.h"

namespace morgue {
namespace {

constexpr const char* kPersonFooter = R"(Examples:
  morgue person Pike                everybody with that name, most articles first
  morgue person "Rowan Pike"        all about the one who is named most: roles, names,
                                    namesakes, course over time, company, quotations
  morgue person @p17                all about one of them
  morgue with @p17 "Ilse Marten"    sentences that name both
  morgue search 'person:@p17'       articles that mean this one

Company is ordered by how sure it is that it is no chance (log-likelihood of the
articles that name both, without copies; one # more is ten times as sure), with
the latest sentence as proof; those of whom there is one come first. Quotations are direct ones of four words or more;
"in N articles" counts copies. Of somebody in more than 400 articles so many are
read for sentences and quotations, evenly spread (--all: all).

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
    app.add_flag("--list", list_, "Only who there is, even if it is one");
    app.add_flag("--all", all_, "Read all articles, however many");
    app.add_flag("--json", json_, "As JSON, one person a line");
  }

  [[nodiscard]] Exit run(Session& session) override {
    const ArchiveReader archive = session.open_archive();
    const std::string name = fmt::format("{}", fmt::join(name_, " "));
    Catalog catalog = session.open_catalog();
    const auto people = find_persons(catalog.database(), name, kMostShown);
    if (people.empty()) {
      fmt::print(stderr, "nobody in this archive is known as {}\n", safe(name));
      return Exit::NothingFound;
    }
    // Who gives a whole name, or a number, means one; the namesakes stand on his page.
    const bool one = people.size() == 1 || words(name).size() > 1;
    if (one && !list_) {
      PersonPageOptions options;
      if (all_) options.read = 0;
      const PersonPage page =
          person_page(catalog.database(), archive, people[0].summary.number, options);
      fmt::print("{}", json_
                           ? render_person_page_json(people[0], page)
                           : render_person_page(people[0], page, session.render_options(archive)));
      return Exit::Ok;
    }
    fmt::print("{}", json_ ? render_people_jsonl(people)
                           : render_people(people, session.render_options()));
    return Exit::Ok;
  }

 private:
  std::vector<std::string> name_;
  bool json_ = false, list_ = false, all_ = false;
};

}  // namespace

std::unique_ptr<Verb> person_verb() { return std::make_unique<PersonVerb>(); }

}  // namespace morgue
