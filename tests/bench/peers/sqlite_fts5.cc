// SQLite's FTS5 on the same articles and queries as morgue, for run.sh: stems (porter unicode61),
// BM25 with the headline counting threefold, FTS5's own snippet().
//
//   sqlite_fts5 index ARTICLES.jsonl DATABASE        one transaction, then 'optimize'
//   sqlite_fts5 update ARTICLES.jsonl DATABASE       adds, in a transaction of its own
//   sqlite_fts5 ask DATABASE ASKED.tsv ROUNDS PASSAGES
//
// Indexing is as fast as SQLite gets: no journal is synced, but the end is.

#include <simdjson.h>

#include <filesystem>
#include <string>
#include <string_view>

#include "common/sqlite.h"
#include "tests/bench/asked.h"

namespace {

using namespace morgue;

constexpr const char* kTable =
    "CREATE VIRTUAL TABLE articles USING fts5(title, text, source UNINDEXED, date UNINDEXED, "
    "id UNINDEXED, tokenize='porter unicode61')";

void add(sqlite::Database& db, const std::string& file) {
  sqlite::Statement insert(db,
                           "INSERT INTO articles (title, text, source, date, id) "
                           "VALUES (?, ?, ?, ?, ?)");
  simdjson::dom::parser parser;
  simdjson::dom::document_stream records = parser.load_many(file, std::size_t{32} << 20U);
  for (auto record : records) {
    const simdjson::dom::element article = record.value();
    int parameter = 0;
    for (const char* field : {"title", "text", "source", "date", "id"}) {
      std::string_view value;
      if (article[field].get(value) != simdjson::SUCCESS) value = {};
      insert.bind(++parameter, value);
    }
    insert.run();
  }
}

void index(const std::string& file, const std::string& path) {
  std::filesystem::remove(path);
  sqlite::Database db(path, sqlite::Mode::Create);
  db.execute("PRAGMA synchronous = OFF; PRAGMA cache_size = -200000");
  db.execute(kTable);
  sqlite::Transaction transaction(db);
  add(db, file);
  transaction.commit();
  db.execute("INSERT INTO articles (articles) VALUES ('optimize')");
  db.execute("PRAGMA synchronous = FULL; PRAGMA wal_checkpoint(TRUNCATE)");
}

void update(const std::string& file, const std::string& path) {
  sqlite::Database db(path, sqlite::Mode::ReadWrite);
  sqlite::Transaction transaction(db);
  add(db, file);
  transaction.commit();
}

void ask(const std::string& path, const std::string& asked, int rounds, bool passages) {
  sqlite::Database db(path, sqlite::Mode::ReadOnly);
  sqlite::Statement best(
      db, std::string("SELECT id, title, source, date") +
              (passages ? ", snippet(articles, 1, '[', ']', '...', 40)" : ", ''") +
              " FROM articles WHERE articles MATCH ? AND rank MATCH 'bm25(3.0, 1.0)' "
              "ORDER BY rank LIMIT 10");
  sqlite::Statement count(db, "SELECT count(*) FROM articles WHERE articles MATCH ?");
  std::vector<bench::Asked> all = bench::read_asked(asked);
  bench::ask_all(all, rounds, [&](const std::string& query) {
    bench::Answer answer;
    best.bind(1, query);
    while (best.step()) {
      answer.ids.emplace_back(best.text(0));
      for (const int column : {1, 2, 3, 4}) answer.bytes += best.text(column).size();
    }
    return answer;
  });
  for (bench::Asked& one : all) {  // not among what is timed
    count.bind(1, one.query);
    if (count.step()) one.answer.found = static_cast<std::uint64_t>(count.integer(0));
    count.reset();
  }
  bench::print_answers(all);
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view verb = argc > 1 ? argv[1] : "";
  if (verb == "index" && argc == 4) {
    index(argv[2], argv[3]);
  } else if (verb == "update" && argc == 4) {
    update(argv[2], argv[3]);
  } else if (verb == "ask" && argc == 6) {
    ask(argv[2], argv[3], std::stoi(argv[4]), std::stoi(argv[5]) > 0);
  } else {
    fmt::print(stderr,
               "sqlite_fts5 index|update ARTICLES.jsonl DATABASE | "
               "ask DATABASE ASKED.tsv ROUNDS PASSAGES\n");
    return 2;
  }
  return 0;
}
