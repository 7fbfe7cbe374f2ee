#include "common/people_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <sstream>

#include "common/instant.h"
#include "common/text.h"

namespace morgue {
namespace {

/// Nobody's name has more words; SQL could not ask for all of them.
constexpr std::size_t kMostNameWords = 64;

constexpr std::string_view kAppearanceColumns =
    "SELECT a.id, p.entity, p.name, p.role, p.person, p.identity FROM appearances p "
    "JOIN articles a ON a.no = p.article ";

PeopleTable::Appearance appearance_of(const sqlite::Statement& row) {
  PeopleTable::Appearance out;
  out.article = parse_article_id(row.text(0)).value_or(ArticleId{});
  out.entity = static_cast<std::uint32_t>(row.integer(1));
  out.name = row.text(2);
  out.role = row.text(3);
  out.person = static_cast<std::uint32_t>(row.integer(4));
  out.identity = static_cast<std::uint32_t>(row.integer(5));
  return out;
}

std::vector<PeopleTable::Appearance> appearances(sqlite::Statement& statement) {
  std::vector<PeopleTable::Appearance> out;
  while (statement.step()) out.push_back(appearance_of(statement));
  return out;
}

std::vector<std::uint32_t> numbers(sqlite::Statement& statement) {
  std::vector<std::uint32_t> out;
  while (statement.step()) out.push_back(static_cast<std::uint32_t>(statement.integer(0)));
  return out;
}

std::optional<int> year_of(const sqlite::Statement& row, int column) {
  if (row.is_null(column)) return {};
  const Instant time{std::chrono::seconds{row.integer(column)}};
  const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(time));
  return static_cast<int>(day.year());
}

}  // namespace

std::optional<std::uint32_t> parse_person_number(std::string_view text) {
  if (text.starts_with('@')) text.remove_prefix(1);
  if (!text.starts_with('p')) return {};
  text.remove_prefix(1);
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number == 0 ||
      number > kHighestPerson)
    return {};
  return number;
}

std::string whole_name_key(std::string_view name) { return '=' + word_key(name); }

struct PeopleTable::Statements {
  explicit Statements(sqlite::Database& db)
      : find(db, "SELECT no, name, identity, hidden, traits FROM people WHERE no = ?"),
        put(db,
            "INSERT INTO people (no, name, identity, hidden, traits) VALUES (?1, ?2, ?3, ?4, ?5) "
            "ON CONFLICT (no) DO UPDATE SET name = ?2, identity = ?3, hidden = ?4, traits = ?5"),
        put_traits(db, "UPDATE people SET traits = ?2 WHERE no = ?1"),
        add_key(db, "INSERT OR IGNORE INTO person_keys VALUES (?, ?)"),
        holders(db,
                "SELECT person FROM person_keys WHERE key = ?1 UNION "
                "SELECT person FROM decided_keys WHERE key = ?1 ORDER BY person LIMIT ?2"),
        decided(db, "SELECT coalesce(person, 0) FROM decided_names WHERE key = ?") {}

  sqlite::Statement find, put, put_traits, add_key, holders, decided;
};

PeopleTable::PeopleTable(sqlite::Database& db)
    : db_(&db), statements_(std::make_unique<Statements>(db)) {}
PeopleTable::~PeopleTable() = default;
PeopleTable::PeopleTable(PeopleTable&&) noexcept = default;

std::optional<Person> PeopleTable::find(std::uint32_t number) {
  auto& s = statements_->find;
  s.bind(1, std::int64_t{number});
  if (!s.step()) return {};
  Person person{number, std::string(s.text(1)), static_cast<std::uint32_t>(s.integer(2)),
                s.integer(3) != 0, std::string(s.bytes(4))};
  s.reset();
  return person;
}

std::uint32_t PeopleTable::highest_number() {
  sqlite::Statement s(*db_,
                      "SELECT max(coalesce((SELECT max(no) FROM people), 0), coalesce((SELECT "
                      "value FROM meta WHERE key = 'highest person'), 0))");
  return s.step() ? static_cast<std::uint32_t>(s.integer(0)) : 0;
}

void PeopleTable::remove(std::uint32_t person) {
  const std::uint32_t highest = highest_number();
  remove_keys(person);
  sqlite::Statement(*db_, "DELETE FROM people WHERE no = ?").bind(1, std::int64_t{person}).run();
  sqlite::Statement(*db_, "INSERT OR REPLACE INTO meta VALUES ('highest person', ?)")
      .bind(1, std::int64_t{highest})
      .run();
}

void PeopleTable::remove_keys(std::uint32_t person) {
  sqlite::Statement(*db_, "DELETE FROM person_keys WHERE person = ?")
      .bind(1, std::int64_t{person})
      .run();
}

std::vector<std::pair<std::uint32_t, std::string>> PeopleTable::named_in(ArticleId article) {
  sqlite::Statement s(*db_,
                      "SELECT coalesce(person, 0), name FROM appearances WHERE article = "
                      "(SELECT no FROM articles WHERE id = ?)");
  s.bind(1, to_string(article));
  std::vector<std::pair<std::uint32_t, std::string>> out;
  while (s.step()) out.emplace_back(static_cast<std::uint32_t>(s.integer(0)), s.text(1));
  return out;
}

std::map<std::uint32_t, std::vector<std::string>> PeopleTable::names_left(
    const std::set<std::uint32_t>& people) {
  sqlite::Statement s(*db_,
                      "SELECT person, name FROM appearances WHERE person IS NOT NULL "
                      "ORDER BY article, entity");
  std::map<std::uint32_t, std::vector<std::string>> out;
  while (s.step()) {
    const auto person = static_cast<std::uint32_t>(s.integer(0));
    if (!people.contains(person)) continue;
    std::vector<std::string>& names = out[person];
    if (std::find(names.begin(), names.end(), s.text(1)) == names.end())
      names.emplace_back(s.text(1));
  }
  return out;
}

std::vector<std::string> PeopleTable::unused_names(const std::set<std::string>& names) {
  std::set<std::string, std::less<>> left(names.begin(), names.end());
  sqlite::Statement s(*db_, "SELECT DISTINCT name FROM appearances");
  while (s.step())
    if (const auto used = left.find(s.text(0)); used != left.end()) left.erase(used);
  return {left.begin(), left.end()};
}

void PeopleTable::put(const Person& person) {
  auto& s = statements_->put;
  s.bind(1, std::int64_t{person.number}).bind(2, person.name);
  s.bind(3, std::int64_t{person.identity}).bind(4, person.hidden ? 1 : 0);
  s.bind_bytes(5, person.traits).run();
}

void PeopleTable::put_traits(std::uint32_t person, std::string_view traits) {
  statements_->put_traits.bind(1, std::int64_t{person}).bind_bytes(2, traits).run();
}

std::string PeopleTable::ledger_state() {
  sqlite::Statement s(*db_, "SELECT value FROM meta WHERE key = 'ledger'");
  return s.step() ? std::string(s.text(0)) : std::string();
}

void PeopleTable::put_ledger_state(std::string_view state) {
  sqlite::Statement(*db_, "INSERT OR REPLACE INTO meta VALUES ('ledger', ?)").bind(1, state).run();
}

std::map<std::int64_t, std::uint32_t> PeopleTable::made_by_acts() {
  sqlite::Statement s(*db_, "SELECT value FROM meta WHERE key = 'made by acts'");
  std::map<std::int64_t, std::uint32_t> out;
  if (!s.step()) return out;
  std::istringstream text{std::string(s.text(0))};
  std::int64_t act = 0;
  for (std::uint32_t person = 0; text >> act >> person;) out[act] = person;
  s.reset();
  return out;
}

void PeopleTable::put_made_by_acts(const std::map<std::int64_t, std::uint32_t>& made) {
  std::string text;
  for (const auto& [act, person] : made) text += fmt::format("{} {}\n", act, person);
  sqlite::Statement(*db_, "INSERT OR REPLACE INTO meta VALUES ('made by acts', ?)")
      .bind(1, text)
      .run();
}

std::string PeopleTable::trait_counts() {
  sqlite::Statement s(*db_, "SELECT value FROM meta WHERE key = 'trait counts'");
  return s.step() ? std::string(s.bytes(0)) : std::string();
}

void PeopleTable::put_trait_counts(std::string_view bytes) {
  sqlite::Statement(*db_, "INSERT OR REPLACE INTO meta VALUES ('trait counts', ?)")
      .bind_bytes(1, bytes)
      .run();
}

void PeopleTable::add_key(std::string_view key, std::uint32_t person) {
  statements_->add_key.bind(1, key).bind(2, std::int64_t{person}).run();
}

std::vector<std::uint32_t> PeopleTable::holders(std::string_view key, std::size_t most) {
  auto& s = statements_->holders;
  s.bind(1, key).bind(2, static_cast<std::int64_t>(most));
  return numbers(s);
}

std::optional<std::uint32_t> PeopleTable::decided(std::string_view key) {
  auto& s = statements_->decided;
  s.bind(1, key);
  if (!s.step()) return {};
  const auto person = static_cast<std::uint32_t>(s.integer(0));
  s.reset();
  return person;
}

std::vector<std::string> PeopleTable::no_persons() {
  sqlite::Statement s(*db_, "SELECT key FROM decided_names WHERE person IS NULL ORDER BY key");
  std::vector<std::string> out;
  while (s.step()) out.emplace_back(s.text(0));
  return out;
}

std::vector<PeopleTable::Appearance> PeopleTable::of_person(std::uint32_t person,
                                                            std::size_t most) {
  // Who was not decided away from himself has the person's own identity: the index finds him.
  sqlite::Statement s(
      *db_, fmt::format("{} WHERE p.identity IN (SELECT identity FROM people WHERE no = ?1 UNION "
                        "SELECT ?1) AND p.person = ?1 ORDER BY p.article LIMIT ?2",
                        kAppearanceColumns));
  s.bind(1, std::int64_t{person}).bind(2, static_cast<std::int64_t>(most));
  return appearances(s);
}

std::vector<PeopleTable::Appearance> PeopleTable::of_article(ArticleId article) {
  sqlite::Statement s(*db_, fmt::format("{} WHERE a.id = ? AND p.kind = 'person' "
                                        "ORDER BY p.entity",
                                        kAppearanceColumns));
  s.bind(1, to_string(article));
  return appearances(s);
}

void PeopleTable::reset_decisions() {
  db_->execute(
      "UPDATE appearances SET identity = person WHERE identity IS NOT person;"
      "UPDATE people SET identity = no, hidden = 0, shown = NULL "
      "WHERE identity <> no OR hidden OR shown IS NOT NULL;"
      "DELETE FROM decided_names; DELETE FROM decided_keys;");
}

void PeopleTable::merge(std::uint32_t person, std::uint32_t into) {
  const auto from = find(person);
  const auto to = find(into);
  if (!from || !to || from->identity == to->identity) return;
  for (const char* sql : {"UPDATE appearances SET identity = ?2 WHERE identity = ?1",
                          "UPDATE people SET identity = ?2 WHERE identity = ?1"})
    sqlite::Statement(*db_, sql)
        .bind(1, std::int64_t{from->identity})
        .bind(2, std::int64_t{to->identity})
        .run();
}

void PeopleTable::split(std::uint32_t identity, std::uint32_t fresh,
                        const std::vector<ArticleId>& articles) {
  sqlite::Statement move(*db_,
                         "UPDATE appearances SET identity = ?2 WHERE identity = ?1 AND "
                         "article = (SELECT no FROM articles WHERE id = ?3)");
  for (const ArticleId id : articles)
    move.bind(1, std::int64_t{identity}).bind(2, std::int64_t{fresh}).bind(3, to_string(id)).run();
}

void PeopleTable::claim_name(std::string_view name, std::uint32_t person) {
  claim_name(name, person, rows_named({word_key(name)}));
}

PeopleTable::NamedRows PeopleTable::rows_named(const std::unordered_set<std::string>& keys) {
  NamedRows out;
  if (keys.empty()) return out;
  // Names are folded here, not in SQL.
  sqlite::Statement rows(*db_,
                         "SELECT article, entity, name FROM appearances WHERE kind = 'person'");
  while (rows.step())
    if (std::string key = word_key(rows.text(2)); keys.contains(key))
      out[std::move(key)].emplace_back(rows.integer(0), rows.integer(1));
  return out;
}

void PeopleTable::claim_name(std::string_view name, std::uint32_t person, const NamedRows& rows) {
  const std::string key = word_key(name);
  sqlite::Statement claim(*db_, "INSERT OR REPLACE INTO decided_names VALUES (?, ?)");
  claim.bind(1, key);
  if (person != 0) claim.bind(2, std::int64_t{person});
  claim.run();
  const auto found = rows.find(key);
  if (found == rows.end()) return;
  const auto claimer = find(person);
  sqlite::Statement move(*db_,
                         "UPDATE appearances SET identity = ?3 WHERE article = ?1 AND entity = ?2");
  for (const auto& [article, entity] : found->second) {
    move.bind(1, article).bind(2, entity);
    if (person != 0) move.bind(3, std::int64_t{claimer ? claimer->identity : person});
    move.run();
  }
}

void PeopleTable::add_decided_name(std::string_view name, std::uint32_t person) {
  for (const std::string& word : words(name)) add_decided_key(word, person);
  add_decided_key(whole_name_key(name), person);
}

void PeopleTable::add_decided_key(std::string_view key, std::uint32_t person) {
  sqlite::Statement(*db_, "INSERT OR IGNORE INTO decided_keys VALUES (?, ?)")
      .bind(1, key)
      .bind(2, std::int64_t{person})
      .run();
}

void PeopleTable::rename(std::uint32_t person, std::string_view name) {
  sqlite::Statement(*db_, "UPDATE people SET shown = ?2 WHERE no = ?1")
      .bind(1, std::int64_t{person})
      .bind(2, name)
      .run();
}

void PeopleTable::hide(std::uint32_t person) {
  sqlite::Statement(*db_, "UPDATE people SET hidden = 1 WHERE identity = ?")
      .bind(1, std::int64_t{person})
      .run();
}

// --- for readers ---

std::vector<std::uint32_t> people_named(sqlite::Database& db, std::string_view name,
                                        std::size_t most) {
  const std::vector<std::string> parts = words(name);
  if (parts.empty()) return {};
  // A name that was decided is somebody's, whoever else has it.
  sqlite::Statement claimed(db,
                            "SELECT p.identity FROM decided_names d JOIN people p ON p.no = "
                            "d.person JOIN people i ON i.no = p.identity "
                            "WHERE d.key = ? AND NOT i.hidden");
  claimed.bind(1, word_key(name));
  std::vector<std::uint32_t> out = numbers(claimed);
  const auto add_by = [&](const std::vector<std::string>& keys) {
    std::string sql =
        "SELECT p.identity FROM people p JOIN people i ON i.no = p.identity WHERE NOT i.hidden "
        "AND EXISTS (SELECT 1 FROM appearances a WHERE a.identity = p.identity)";
    for (std::size_t i = 0; i < keys.size(); ++i)
      sql += fmt::format(
          " AND p.no IN (SELECT person FROM person_keys WHERE key = ?{0} UNION ALL "
          "SELECT person FROM decided_keys WHERE key = ?{0})",
          i + 1);
    sql += fmt::format(
        " GROUP BY p.identity ORDER BY (SELECT count(*) FROM appearances a "
        "WHERE a.identity = p.identity) DESC, p.identity LIMIT {}",
        most);
    sqlite::Statement s(db, sql);
    for (std::size_t i = 0; i < keys.size(); ++i) s.bind(static_cast<int>(i) + 1, keys[i]);
    for (const std::uint32_t number : numbers(s))
      if (std::find(out.begin(), out.end(), number) == out.end()) out.push_back(number);
  };
  if (parts.size() > 1) add_by({whole_name_key(name)});
  if (out.empty() && parts.size() <= kMostNameWords) add_by(parts);
  if (out.size() > most) out.resize(most);
  return out;
}

std::optional<PersonSummary> summary_of(sqlite::Database& db, std::uint32_t number) {
  sqlite::Statement s(
      db,
      "SELECT i.no, coalesce(i.shown, i.name), (SELECT count(DISTINCT article) FROM appearances "
      "WHERE identity = "
      "i.no), (SELECT min(a.published) FROM appearances p JOIN articles a ON a.no = p.article "
      "WHERE p.identity = i.no), (SELECT max(a.published) FROM appearances p JOIN articles a ON "
      "a.no = p.article WHERE p.identity = i.no) "
      "FROM people p JOIN people i ON i.no = p.identity WHERE p.no = ? AND NOT i.hidden");
  s.bind(1, std::int64_t{number});
  if (!s.step()) return {};
  PersonSummary out{static_cast<std::uint32_t>(s.integer(0)),
                    std::string(s.text(1)),
                    {},
                    s.integer(2),
                    year_of(s, 3),
                    year_of(s, 4)};
  s.reset();
  if (const auto roles = roles_of(db, out.number, 1); !roles.empty()) out.role = roles[0].text;
  return out;
}

namespace {

std::vector<CountedText> counted(sqlite::Statement& s) {
  std::vector<CountedText> out;
  while (s.step())
    out.push_back({std::string(s.text(0)), s.integer(1), year_of(s, 2), year_of(s, 3)});
  return out;
}

}  // namespace

std::vector<CountedText> names_of(sqlite::Database& db, std::uint32_t identity) {
  sqlite::Statement s(
      db,
      "SELECT p.name, count(*) AS n, min(a.published), max(a.published) FROM appearances p JOIN "
      "articles a ON a.no = p.article WHERE p.identity = ? GROUP BY p.name ORDER BY n DESC, "
      "p.name");
  s.bind(1, std::int64_t{identity});
  return counted(s);
}

std::vector<CountedText> roles_of(sqlite::Database& db, std::uint32_t identity, std::size_t most) {
  sqlite::Statement s(
      db,
      "SELECT min(p.role), count(*) AS n, min(a.published), max(a.published) FROM appearances p "
      "JOIN articles a ON a.no = p.article WHERE p.identity = ? AND p.role IS NOT NULL "
      "GROUP BY lower(p.role) ORDER BY n DESC, max(a.published) DESC, 1 LIMIT ?");
  s.bind(1, std::int64_t{identity}).bind(2, static_cast<std::int64_t>(most));
  return counted(s);
}

std::vector<ArticleId> articles_of(sqlite::Database& db, std::uint32_t identity) {
  sqlite::Statement s(db,
                      "SELECT DISTINCT a.id FROM appearances p JOIN articles a ON a.no = p.article "
                      "WHERE p.identity = ? ORDER BY a.id");
  s.bind(1, std::int64_t{identity});
  std::vector<ArticleId> out;
  while (s.step())
    if (const auto id = parse_article_id(s.text(0))) out.push_back(*id);
  return out;
}

bool shares_names(sqlite::Database& db, std::uint32_t identity) {
  sqlite::Statement other(
      db,
      "SELECT EXISTS (SELECT 1 FROM (SELECT person FROM person_keys WHERE key = ?1 UNION ALL "
      "SELECT person FROM decided_keys WHERE key = ?1) k JOIN people p ON p.no = k.person "
      "WHERE p.identity <> ?2)");
  for (const CountedText& name : names_of(db, identity)) {
    other.bind(1, whole_name_key(name.text)).bind(2, std::int64_t{identity});
    const bool shared = other.step() && other.integer(0) != 0;
    other.reset();
    if (shared) return true;
  }
  return false;
}

}  // namespace morgue
