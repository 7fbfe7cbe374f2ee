#include "query/verbs/query_arguments.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <iostream>

#include "common/command_line.h"
#include "common/fields.h"
#include "common/terminal.h"
#include "query/language/arguments.h"
#include "query/language/error_text.h"
#include "query/language/parse.h"
#include "query/match/read_query.h"
#include "query/match/suggestions.h"

namespace morgue {
namespace {

/// A flag as the part of the query that it stands for. What one would type without quotes goes
/// without them, so that lists, wildcards and ranges mean the same.
std::string field_value(std::string_view name, const std::string& value) {
  const bool plain = value.find_first_of(" \t()\"") == std::string::npos;
  if (plain && !value.empty()) return fmt::format("{}:{}", name, value);
  const bool list = field(find_field(name)->id).kind == FieldKind::Keyword;
  std::string quoted;
  for (const char c : value) {
    // A quotation mark can't be in a quoted value; nobody searches for one.
    if (c == ',' && list)
      quoted += "\",\"";
    else if (c != '"')
      quoted += c;
  }
  return fmt::format("{}:\"{}\"", name, quoted);
}

/// The tables of people; nothing if they can't be read: then names are only names.
std::optional<Catalog> catalog_of_people(const Session& session) {
  try {
    return session.open_catalog();
  } catch (const Error& error) {
    note(fmt::format("who is who can't be looked up: {}", error.what()));
    return {};
  }
}

/// A list of whom a name may mean.
std::string choices(const AmbiguousName& name) {
  std::string out = fmt::format("\"{}\" may be\n", safe(name.text));
  for (std::size_t i = 0; i < name.people.size(); ++i)
    out += fmt::format("  {:>2}  @p{}  {}\n", i + 1, name.people[i].number,
                       person_line(name.people[i]));
  return out + (name.more ? "      and others\n" : "");
}

/// Asks whom a name means. Nothing: all of them, or whoever asks can't answer.
std::optional<std::uint32_t> ask_whom(const AmbiguousName& name) {
  fmt::print(stderr, "{}[1-{}, a = all] ", choices(name), name.people.size());
  std::string answer;
  if (!std::getline(std::cin, answer)) return {};
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(answer.data(), answer.data() + answer.size(), number);
  if (error != std::errc() || number < 1 || number > name.people.size()) return {};
  return name.people[number - 1].number;
}

}  // namespace

void QueryArguments::define(CLI::App& app, By by) {
  define_words(app, "What to find; see below");
  for (std::size_t i = 0; i < kFields.size(); ++i) {
    const std::string name(kFields[i] == "by" && by == By::Else ? "byline" : kFields[i]);
    const bool date = field(find_field(name)->id).kind == FieldKind::Date;
    const std::string value = date ? "DATE" : "NAME";
    app.add_option("--" + name, fields_[i], "The same as " + name + ":" + value)
        ->type_name(value)
        ->allow_extra_args(false);
  }
  app.add_flag("--loose", loose, "Plain words: any of them, best match first");
  app.add_option("--ask", ask,
                 "Whom a name means that several bear: auto (on a terminal), always, never")
      ->type_name("WHEN")
      ->transform(
          named<Ask>({{"auto", Ask::Auto}, {"always", Ask::Always}, {"never", Ask::Never}}));
}

void QueryArguments::add(std::string_view name, const std::string& value) {
  const auto at = std::find(kFields.begin(), kFields.end(), name);
  fields_[static_cast<std::size_t>(at - kFields.begin())].push_back(value);
}

bool QueryArguments::empty() const {
  for (const auto& values : fields_)
    if (!values.empty()) return false;
  return words.empty();
}

JoinedArguments QueryArguments::joined() const {
  std::vector<std::string> all = words;
  for (std::size_t i = 0; i < kFields.size(); ++i)
    for (const std::string& value : fields_[i]) all.push_back(field_value(kFields[i], value));
  return join_arguments(all);
}

std::optional<Exit> QueryArguments::refused(const Session& session) const {
  const std::string typed = joined().text;
  const auto tried = parse_query(typed, {session.today(), loose});
  if (tried) return {};
  return refuse(session, tried.error(), typed);
}

Result<ReadQuery, Exit> QueryArguments::read(const Session& session,
                                             const ArchiveReader& archive) const {
  const JoinedArguments typed = joined();
  if (typed.note && is_terminal(Stream::Out)) note(*typed.note);
  ReadQuery out{typed.text, {}};
  auto query = read_query(session, archive, out.text, loose);
  if (!query) return failure(refuse(session, query.error(), out.text));
  out.query = *std::move(query);
  if (is_terminal(Stream::Out))
    for (const std::string& remark : out.query.notes) note(remark);
  return out;
}

Result<PeopleInQuery, QueryError> QueryArguments::look_up_people(const Session& session,
                                                                 Query& query) const {
  if (!names_people(query.root)) return PeopleInQuery();
  auto catalog = catalog_of_people(session);
  if (!catalog) return PeopleInQuery();
  auto found = find_people(query.root, catalog->database());
  if (!found) return failure(std::move(found.error()));
  const bool asks =
      ask == Ask::Always || (ask == Ask::Auto && is_terminal(Stream::Out) &&
                             is_terminal(Stream::Err) && input_is_terminal() && !quiet);
  bool chosen = false;
  for (const AmbiguousName& name : found->ambiguous) {
    if (!asks) {
      if (!quiet) fmt::print(stderr, "note: {}", choices(name));
      continue;
    }
    if (const auto number = ask_whom(name)) {
      choose_person(query.root, name.text, *number);
      chosen = true;
    }
  }
  if (!chosen) return std::move(found->known);
  auto again = find_people(query.root, catalog->database());
  if (!again) return failure(std::move(again.error()));
  return std::move(again->known);
}

Result<QueryArguments::Answered, Exit> QueryArguments::find(const Session& session,
                                                            const ArchiveReader& archive,
                                                            SortOrder sort) const {
  auto got = read(session, archive);
  if (!got) return failure(got.error());
  Answered out{*std::move(got), {}};
  auto people = look_up_people(session, out.read.query);
  if (!people) return failure(refuse(session, people.error(), out.read.text));
  auto matches = find_matches(archive, out.read.query, {sort, loose, *std::move(people)});
  if (!matches) return failure(refuse(session, matches.error(), out.read.text));
  out.matches = *std::move(matches);
  for (const std::string& remark : out.matches.notes) note(remark);
  if (out.matches.damaged > 0)
    fmt::print(
        stderr,
        "morgue: {} damaged articles were left out; the archive should be restored from a backup\n",
        out.matches.damaged);
  if (out.matches.articles.empty()) {
    fmt::print(stderr, "{}", render_nothing_found(out.read.query, out.read.text));
    return failure(Exit::NothingFound);
  }
  return out;
}

Result<Query, QueryError> read_query(const Session& session, const ArchiveReader& archive,
                                     std::string_view text, bool loose) {
  const auto desk = [&] { return session.paths().desk(); };
  return read_query(archive, text, {session.today(), desk, loose});
}

void define_sort(CLI::App& app, std::optional<SortOrder>& order) {
  app.add_option("--sort", order, "relevance, newest, oldest, source, words or copies")
      ->type_name("ORDER")
      ->transform(named<SortOrder>({{"relevance", SortOrder::Relevance},
                                    {"newest", SortOrder::Newest},
                                    {"oldest", SortOrder::Oldest},
                                    {"source", SortOrder::Source},
                                    {"words", SortOrder::Words},
                                    {"copies", SortOrder::Copies}}));
}

Exit refuse(const Session& session, const QueryError& error, std::string_view query) {
  fmt::print(stderr, "morgue: {}", error_text(error, query, session.width()));
  return Exit::Usage;
}

}  // namespace morgue
