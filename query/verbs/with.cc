#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <optional>
#include <string>

#include "common/fields.h"
#include "common/text.h"
#include "query/render/render_views.h"
#include "query/verbs/output.h"
#include "query/verbs/session.h"
#include "query/verbs/verbs.h"
#include "query/views/person.h"
#include "query/views/person_page.h"

namespace morgue {
namespace {

constexpr const char* kWithFooter = R"(Examples:
  morgue with "Rowan Pike" "Ilse Marten"   sentences that name both, the earliest first
  morgue with @p17 @p40 -n 0               all of them
  morgue with @p17 org:"Port Authority"    a person and an organisation
  morgue with org:Meridian place:Calder    org:, place: and entity: as in a search

People are given by name or number (morgue person NAME lists numbers). A name that
several people bear means the one with most articles; a note says so. Of copies
the first alone is read.
In a pipe: article, date, source and sentence, by tabs.)";

class WithVerb : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "with"; }
  [[nodiscard]] std::string_view summary() const override {
    return "Sentences that name two people, or what else has a name";
  }
  [[nodiscard]] std::string_view footer() const override { return kWithFooter; }

  void define(CLI::App& app) override {
    app.add_option("A", a_, "One: a name, a number (@p17), org:NAME or place:NAME")->required();
    app.add_option("B", b_, "The other")->required();
    app.add_option("-n,--limit", most_, "Sentences to print (20; 0: all)")
        ->type_name("N")
        ->check(CLI::NonNegativeNumber);
    output_.define(app);
  }

  [[nodiscard]] Exit run(Session& session) override {
    const ArchiveReader archive = session.open_archive();
    Catalog catalog = session.open_catalog();
    const auto a = find(catalog.database(), archive, a_);
    const auto b = a ? find(catalog.database(), archive, b_) : std::nullopt;
    if (!a || !b) return Exit::NothingFound;
    if (is_same(*a, *b))
      throw Error(Exit::Usage,
                  fmt::format("{} and {} are one{}", safe(a_), safe(b_),
                              a->field == FieldId::Person ? " person" : ""),
                  "who there is: morgue person NAME");
    const Meetings meetings = find_meetings(catalog.database(), archive, *a, *b);
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
  static bool is_same(const Party& a, const Party& b) {
    return a.field == b.field && a.identity == b.identity &&
           (a.identity != 0 || word_key(a.name) == word_key(b.name));
  }

  /// "org:Port Authority": which field, and the name. Anything else is a person's name.
  static Party read(const std::string& given) {
    const std::size_t colon = given.find(':');
    const FieldInfo* const field =
        colon == std::string::npos ? nullptr : find_field(given.substr(0, colon));
    if (field == nullptr) return {FieldId::Person, 0, given};
    if (field->id != FieldId::Person && field->id != FieldId::Org && field->id != FieldId::Place &&
        field->id != FieldId::Entity)
      throw Error(Exit::Usage, fmt::format("{}: names nobody", field->name),
                  "person:, org:, place: and entity: do");
    std::string name = given.substr(colon + 1);
    if (name.size() > 1 && name.front() == '"' && name.back() == '"')
      name = name.substr(1, name.size() - 2);
    return {field->id, 0, name};
  }

  static std::optional<Party> find(sqlite::Database& db, const ArchiveReader& archive,
                                   const std::string& given) {
    Party party = read(given);
    if (party.field != FieldId::Person) {
      if (is_named(archive, party)) return party;
      fmt::print(stderr, "nothing in this archive is known as {}\n", safe(given));
      return {};
    }
    const auto people = find_persons(db, party.name, 2);
    if (people.empty()) {
      fmt::print(stderr, "nobody in this archive is known as {}\n", safe(party.name));
      return {};
    }
    const PersonSummary& person = people[0].summary;
    if (people.size() > 1)
      note(fmt::format("\"{}\" is read as @p{}, {}", party.name, person.number,
                       person_line(person)));
    return Party{FieldId::Person, person.number, person.name};
  }

  std::string a_, b_;
  int most_ = 20;
  OutputChoice output_;
};

}  // namespace

std::unique_ptr<Verb> with_verb() { return std::make_unique<WithVerb>(); }

}  // namespace morgue
