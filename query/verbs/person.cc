#include "query/views/person.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <limits>
#include <string>
#include <vector>

#include "common/command_line.h"
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
  morgue person @p17 --format csv   company and all quotations as a table
  morgue person @p17 --format graphml > pike.graphml     the company as a graph
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
    app.add_option("--format", form_,
                   "text, json (one person a line), csv or graphml (of one person)")
        ->type_name("FORMAT")
        ->transform(named<Form>({{"text", Form::Text},
                                 {"json", Form::Json},
                                 {"csv", Form::Csv},
                                 {"graphml", Form::GraphMl}}));
    app.add_flag("--json", json_, "The same as --format json");
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
    if (json_) form_ = Form::Json;
    if (one && !list_) {
      print_page(session, archive, catalog.database(), people[0]);
      return Exit::Ok;
    }
    if (is_table())
      throw Error(Exit::Usage, fmt::format("{} may be several people", safe(name)),
                  "csv and graphml are of one: morgue person @p17 --format csv");
    fmt::print("{}", form_ == Form::Json ? render_people_jsonl(people)
                                         : render_people(people, session.render_options()));
    return Exit::Ok;
  }

 private:
  enum class Form { Text, Json, Csv, GraphMl };

  [[nodiscard]] bool is_table() const { return form_ == Form::Csv || form_ == Form::GraphMl; }

  void print_page(const Session& session, const ArchiveReader& archive, sqlite::Database& db,
                  const PersonView& person) const {
    PersonPageOptions options;
    if (all_) options.read = 0;
    // A table is not read by eye: it need not end with what is most telling.
    if (is_table()) options.company = options.quotations = std::numeric_limits<std::size_t>::max();
    const PersonPage page = person_page(db, archive, person.summary.number, options);
    switch (form_) {
      case Form::Json:
        fmt::print("{}", render_person_page_json(person, page));
        break;
      case Form::Csv:
        fmt::print("{}", render_person_page_csv(page));
        break;
      case Form::GraphMl:
        fmt::print("{}", render_person_page_graphml(person, page));
        break;
      case Form::Text:
        fmt::print("{}", render_person_page(person, page, session.render_options(archive)));
        break;
    }
  }

  std::vector<std::string> name_;
  Form form_ = Form::Text;
  bool json_ = false, list_ = false, all_ = false;
};

}  // namespace

std::unique_ptr<Verb> person_verb() { return std::make_unique<PersonVerb>(); }

}  // namespace morgue
