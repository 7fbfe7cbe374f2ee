#include "indexer/store/catalog_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "common/act_lines.h"
#include "common/text.h"

namespace morgue {
namespace {

/// What two catalogs must say of one article, asked by its row.
struct Question {
  std::string_view table, columns, select;
};
constexpr auto kQuestions = std::to_array<Question>({
    {"articles",
     "id,source,source key,title,published,published_offset,published_precision,published_from,"
     "doubtful,updated,authors,language,section,agency,type,tags,corrected,words,url,url_key,"
     "external_id,added",
     "SELECT a.id, s.name, s.key, a.title, a.published, a.published_offset, a.published_precision, "
     "a.published_from, a.doubtful, a.updated, a.authors, a.language, a.section, a.agency, a.type, "
     "a.tags, a.corrected, a.words, a.url, a.url_key, a.external_id, a.added "
     "FROM articles a LEFT JOIN sources s ON s.no = a.source WHERE a.no = ?"},
    {"appearances", "entity,kind,name,role,mentions,person",
     "SELECT entity, kind, name, role, mentions, person FROM appearances WHERE article = ? "
     "ORDER BY entity"},
    {"mentions", "in_title,start,end,entity",
     "SELECT in_title, start, end, entity FROM mentions WHERE article = ? "
     "ORDER BY in_title, start"},
    {"quotations", "start,end,kind,continues,speaker,entity",
     "SELECT start, end, kind, continues, speaker, entity FROM quotations WHERE article = ? "
     "ORDER BY start"},
    {"days", "in_title,start,end,first,last",
     "SELECT in_title, start, end, first, last FROM days WHERE article = ? "
     "ORDER BY in_title, start"},
});

/// Tables that must agree with each other: each gives the number of rows that don't.
struct Relation {
  std::string_view select, what;
};
constexpr auto kRelations = std::to_array<Relation>({
    {"SELECT count(*) FROM appearances WHERE article NOT IN (SELECT no FROM articles)",
     "rows of appearances are of no article"},
    {"SELECT count(*) FROM mentions WHERE article NOT IN (SELECT no FROM articles)",
     "rows of mentions are of no article"},
    {"SELECT count(*) FROM quotations WHERE article NOT IN (SELECT no FROM articles)",
     "rows of quotations are of no article"},
    {"SELECT count(*) FROM days WHERE article NOT IN (SELECT no FROM articles)",
     "rows of days are of no article"},
    {"SELECT count(*) FROM appearances WHERE person IS NOT NULL AND person NOT IN (SELECT no FROM "
     "people)",
     "rows of appearances name a person that is not there"},
    {"SELECT count(*) FROM appearances WHERE identity IS NOT NULL AND identity NOT IN (SELECT no "
     "FROM people)",
     "rows of appearances mean a person that is not there"},
    {"SELECT count(*) FROM people WHERE identity NOT IN (SELECT no FROM people)",
     "people are somebody who is not there"},
    {"SELECT count(*) FROM person_keys WHERE person NOT IN (SELECT no FROM people)",
     "names lead to people who are not there"},
    {"SELECT count(*) FROM articles WHERE family IS NOT NULL AND length(family) <> 16 OR lineage "
     "IS NOT NULL AND length(lineage) <> 16 OR current NOT IN (0, 1)",
     "articles are of a family or of versions that can't be"},
});

std::vector<std::string> row_text(const sqlite::Statement& row, std::size_t columns) {
  std::vector<std::string> out;
  for (int i = 0; i < static_cast<int>(columns); ++i)
    out.push_back(row.is_null(i) ? std::string("\0", 1) : std::string(row.text(i)));
  return out;
}

std::vector<std::string> schema_of(Catalog& catalog) {
  // An index that archives of this format may have or not.
  sqlite::Statement s(catalog.database(),
                      "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_master "
                      "WHERE name NOT IN ('people_hidden', 'sqlite_stat1') ORDER BY 1");
  std::vector<std::string> out;
  while (s.step()) out.emplace_back(s.text(0));
  return out;
}

}  // namespace

CatalogCheck::CatalogCheck(Catalog& catalog, bool decided, Findings& findings)
    : catalog_(catalog),
      expected_(Catalog::in_memory()),
      decided_(decided),
      findings_(findings),
      row_of_(catalog.database(), "SELECT no FROM articles WHERE id = ?"),
      identities_(catalog.database(),
                  "SELECT count(*) FROM appearances WHERE article = ? AND identity IS NOT person") {
  for (const Question& question : kQuestions)
    rows_.push_back({sqlite::Statement(catalog.database(), question.select),
                     sqlite::Statement(expected_.database(), question.select)});
}

void CatalogCheck::complain(const std::string& what) {
  findings_.add(Damage::Catalog, "metadata.sqlite", what);
}

void CatalogCheck::check_tables() {
  sqlite::Statement integrity(catalog_.database(), "PRAGMA integrity_check(20)");
  while (integrity.step())
    if (integrity.text(0) != "ok") complain(std::string(integrity.text(0)));
  sqlite::Statement keys(catalog_.database(), "PRAGMA foreign_key_check");
  while (keys.step())
    complain(fmt::format("a row of {} refers to one of {} that is not there", keys.text(0),
                         keys.text(2)));
  if (schema_of(catalog_) != schema_of(expected_)) complain("its tables are not those of morgue");
  for (const Relation& relation : kRelations) {
    sqlite::Statement s(catalog_.database(), relation.select);
    if (const std::int64_t rows = s.step() ? s.integer(0) : 0; rows > 0)
      complain(fmt::format("{} {}", rows, relation.what));
  }
  // A person is found by his name.
  sqlite::Statement names(catalog_.database(), "SELECT no, name FROM people");
  sqlite::Statement key(catalog_.database(),
                        "SELECT 1 FROM person_keys WHERE key = ? AND person = ?");
  while (names.step()) {
    const std::string whole = whole_name_key(names.text(1));
    if (whole.empty()) continue;
    key.bind(1, whole).bind(2, names.integer(0));
    if (key.step())
      key.reset();
    else
      complain(fmt::format("@p{} is not found by the name", names.integer(0)));
  }
}

void CatalogCheck::check_article(const CheckedDocument& found, bool superseded) {
  const StoredArticle& stored = found.stored;
  const std::string id = to_string(stored.id);
  seen_.push_back(stored.id);
  row_of_.bind(1, id);
  if (!row_of_.step()) {
    complain(fmt::format("article {} has no row", id));
    return;
  }
  const std::int64_t row = row_of_.integer(0);
  row_of_.reset();
  std::vector<Recognition> recognised(stored.content.entities.size());
  std::size_t next = 0;
  for (std::size_t i = 0; i < recognised.size(); ++i)
    if (stored.content.entities[i].kind == EntityKind::Person && next < found.people.size())
      recognised[i].person = found.people[next++];
  const std::int64_t expected = expected_.add_article(stored, found.words);
  if (expected == 0) return complain(fmt::format("article {} is in the index twice", id));
  expected_.annotations().add(expected, stored.content, recognised);
  for (std::size_t i = 0; i < kQuestions.size(); ++i)
    if (found.people_known || kQuestions[i].table != "appearances")
      compare(kQuestions[i].table, rows_[i].here, rows_[i].there, row, expected, id);
  expected_.remove_article(stored.id);
  if (!decided_) {
    identities_.bind(1, row);
    if (identities_.step() && identities_.integer(0) > 0)
      complain(fmt::format("article {}: appearances.identity is nobody's decision", id));
    identities_.reset();
  }
  compare_kin(found, superseded);
}

void CatalogCheck::compare(std::string_view table, sqlite::Statement& here,
                           sqlite::Statement& there, std::int64_t row_here, std::int64_t row_there,
                           const std::string& article) {
  const auto* const question =
      std::find_if(kQuestions.begin(), kQuestions.end(),
                   [&](const Question& asked) { return asked.table == table; });
  const std::vector<std::string_view> columns = split(question->columns, ',');
  here.bind(1, row_here);
  there.bind(1, row_there);
  bool more_here = here.step();
  bool more_there = there.step();
  std::string what;
  while (what.empty() && more_here && more_there) {
    const auto got = row_text(here, columns.size());
    const auto wanted = row_text(there, columns.size());
    const auto differs = std::mismatch(got.begin(), got.end(), wanted.begin()).first;
    if (differs != got.end())
      what = fmt::format("article {}: {}.{} is not as stored", article, table,
                         columns[static_cast<std::size_t>(differs - got.begin())]);
    more_here = here.step();
    more_there = there.step();
  }
  if (what.empty() && more_here != more_there)
    what =
        fmt::format("article {}: {} has too {} rows", article, table, more_here ? "many" : "few");
  if (more_here) here.reset();
  if (more_there) there.reset();
  if (!what.empty()) complain(what);
}

void CatalogCheck::compare_kin(const CheckedDocument& found, bool superseded) {
  const auto kin = catalog_.kin(found.stored.id);
  const std::string id = to_string(found.stored.id);
  if (!kin) return;
  if (kin->current == superseded)
    complain(fmt::format("article {}: articles.current is not what the index says", id));
  if (!found.kin) return;
  if (kin->family.value_or(kin->id) != found.kin->family)
    complain(fmt::format("article {}: articles.family is not what the index says", id));
  if (kin->lineage.value_or(kin->id) != (found.kin->version ? found.kin->lineage : kin->id))
    complain(fmt::format("article {}: articles.lineage is not what the index says", id));
}

void CatalogCheck::check_counts(bool whole) {
  std::sort(seen_.begin(), seen_.end());
  for (std::size_t i = 1; i < seen_.size(); ++i)
    if (seen_[i] == seen_[i - 1])
      findings_.add(Damage::Manifest, "index/XAPIANDB",
                    fmt::format("article {} is in the index twice", to_string(seen_[i])));
  if (!whole) return;
  sqlite::Statement rows(catalog_.database(), "SELECT id, title FROM articles");
  while (rows.step()) {
    const auto id = parse_article_id(rows.text(0));
    if (!id)
      complain("an article has an id that is none");
    else if (!std::binary_search(seen_.begin(), seen_.end(), *id))
      complain(fmt::format("article {} ({}) is not in the index", rows.text(0), rows.text(1)));
  }
}

}  // namespace morgue
