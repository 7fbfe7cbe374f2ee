#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <optional>
#include <string>

#include "query/render/render_views.h"
#include "query/verbs/output.h"
#include "query/verbs/session.h"
#include "query/verbs/verbs.h"
#include "query/views/person.h"
#include "query/views/person_page.h"

namespace morgue {
namespace {

constexpr const char* kFooter = R"(Examples:
  morgue with "Rowan Pike" "Ilse Marten"   sentences that name both, the earliest first
  morgue with @p17 @p40 -n 0               all of them

Both are given by name or number (morgue person NAME lists numbers). A name that
several people bear means the one with most articles; a note says so. Of copies
the first alone is read.
In a pipe: article, date, source and sentence, by tabs.)";

class WithVerb : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "with"; }
  [[nodiscard]] std::string_view summary() const override {
    return "Sentences that name two people";
  }
  [[nodiscard]] std::string_view footer() const override { return kFooter; }

  void define(CLI::App& app) override {
    app.add_option("A", a_, "One: a name or a number (@p17)")->required();
    app.add_option("B", b_, "The other")->required();
    app.add_option("-n,--limit", most_, "Sentences to print (20; 0: all)")
        ->type_name("N")
        ->check(CLI::NonNegativeNumber);
    output_.define(app);
  }

  [[nodiscard]] Exit run(Session& session) override {
    const ArchiveReader archive = session.open_archive();
    Catalog catalog = session.open_catalog();
    const auto a = find(catalog.database(), a_);
    const auto b = a ? find(catalog.database(), b_) : std::nullopt;
    if (!a || !b) return Exit::NothingFound;
    if (a->number == b->number)
      throw Error(Exit::Usage, fmt::format("{} and {} are one person", safe(a_), safe(b_)),
                  "who there is: morgue person NAME");
    const Meetings meetings = find_meetings(catalog.database(), archive, a->number, b->number);
    const auto most = static_cast<std::size_t>(most_);
    const RenderOptions render = session.render_options(archive);
    switch (output_.format()) {
      case OutputFormat::Json:
        fmt::print("{}", render_meetings_json(meetings, *a, *b));
        break;
      case OutputFormat::JsonLines:
        fmt::print("{}", render_meetings_jsonl(meetings));
        break;
      case OutputFormat::Plain:
        fmt::print("{}", render_meetings_plain(meetings, most, render));
        break;
      default:
        fmt::print("{}", render_meetings(meetings, most, render));
    }
    return meetings.sentences.empty() ? Exit::NothingFound : Exit::Ok;
  }

 private:
  static std::optional<PersonSummary> find(sqlite::Database& db, const std::string& name) {
    const auto people = find_persons(db, name, 2);
    if (people.empty()) {
      fmt::print(stderr, "nobody in this archive is known as {}\n", safe(name));
      return {};
    }
    if (people.size() > 1)
      note(fmt::format("\"{}\" is read as @p{}, {}", name, people[0].summary.number,
                       person_line(people[0].summary)));
    return people[0].summary;
  }

  std::string a_, b_;
  int most_ = 20;
  OutputChoice output_;
};

}  // namespace

std::unique_ptr<Verb> with_verb() { return std::make_unique<WithVerb>(); }

}  // namespace morgue
