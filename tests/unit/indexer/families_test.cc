#include "indexer/store/families.h"

#include <gmock/gmock.h>

#include <map>
#include <set>

#include "common/archive.h"
#include "common/forward_file.h"
#include "common/sqlite.h"
#include "indexer/ingest.h"
#include "indexer/store/archive_writer.h"
#include "tests/support/archive_dump.h"
#include "tests/support/temporary_directory.h"

namespace morgue {
namespace {

namespace fs = std::filesystem;

using test::write_file;
using testing::ElementsAre;
using testing::IsEmpty;

class Silent : public IngestWatcher {
 public:
  void progress(const IngestCounts&) override {}
  void refused(const ReadError&) override {}
  void merging(const IngestCounts&) override {}
};

/// A text of one topic; no two topics share a shingle.
std::string story(const std::string& topic, int sentences) {
  std::string out;
  for (int i = 0; i < sentences; ++i)
    out += "The " + topic + " " + std::string(static_cast<std::size_t>(i % 5) + 1, 'a') + topic +
           " sailed " + topic + std::to_string(i) + " past the " + topic + "pier today. ";
  return out;
}

struct Piece {
  std::string id, source, date, text;
  std::string url{}, title{};
};

std::string line(const Piece& piece) {
  return R"({"id":")" + piece.id + R"(","title":")" +
         (piece.title.empty() ? "Headline of " + piece.id : piece.title) + R"(","source":")" +
         piece.source + R"(","date":")" + piece.date + R"(","url":")" + piece.url +
         R"(","text":")" + piece.text + "\"}\n";
}

class FamiliesTest : public testing::Test {
 protected:
  void add(const std::vector<Piece>& pieces, std::size_t chunk = 100,
           const std::string& file = "news.jsonl") {
    std::string lines;
    for (const Piece& piece : pieces) lines += line(piece);
    write_file(directory_ / "news" / file, lines);
    load(chunk);
  }
  void load(std::size_t chunk = 100, bool prune = false) {
    IngestOptions options;
    options.paths = {(directory_ / "news").string()};
    options.chunks.articles = chunk;
    options.prune = prune;
    Silent watcher;
    const std::atomic<bool> stop{false};
    static_cast<void>(ingest(archive_, options, watcher, stop));
  }
  /// Both halves of the archive say the same of everybody's kin (tests/support/archive_dump.h).
  void expect_whole() { EXPECT_THAT(test::broken(test::dump(archive_)), IsEmpty()); }
  std::vector<std::string> select(const std::string& sql) {
    sqlite::Database db(archive_.metadata(), sqlite::Mode::ReadOnly);
    sqlite::Statement statement(db, sql);
    std::vector<std::string> out;
    while (statement.step()) out.emplace_back(statement.text(0));
    return out;
  }
  /// The external ids of each family.
  std::set<std::set<std::string>> families() {
    std::map<std::string, std::set<std::string>> by_family;
    sqlite::Database db(archive_.metadata(), sqlite::Mode::ReadOnly);
    sqlite::Statement statement(
        db, "SELECT family, external_id FROM articles WHERE family IS NOT NULL");
    while (statement.step())
      by_family[std::string(statement.text(0))].insert(std::string(statement.text(1)));
    std::set<std::set<std::string>> out;
    for (auto& [family, members] : by_family) out.insert(std::move(members));
    return out;
  }
  /// Those that a newer version has replaced; both halves of the archive must say the same.
  std::vector<std::string> superseded() {
    const auto listed = select("SELECT id FROM articles WHERE NOT current ORDER BY id");
    EXPECT_EQ(read_manifest(archive_).superseded.size(), listed.size());
    return select("SELECT external_id FROM articles WHERE NOT current ORDER BY external_id");
  }
  test::TemporaryDirectory directory_;
  ArchivePaths archive_{directory_ / "archive"};
};

using Families = std::set<std::set<std::string>>;

TEST_F(FamiliesTest, CopiesOfOnePieceAreOneFamilyHoweverTheyCome) {
  const std::vector<Piece> pieces = {
      {"wire", "North Wire", "2025-03-11", story("ferry", 20)},
      {"other", "Herald", "2025-03-11", story("bridge", 20)},
      {"cut", "Herald", "2025-03-12", story("ferry", 8)},
      {"long", "Coast", "2025-03-13", story("ferry", 20) + story("port", 6)},
      {"background", "Post", "2025-03-13", story("port", 6) + story("court", 20)}};
  for (const std::size_t chunk : {1U, 2U, 100U}) {
    fs::remove_all(archive_.root());
    add(pieces, chunk);
    EXPECT_EQ(families(), (Families{{"wire", "cut", "long"}})) << chunk;
    EXPECT_THAT(superseded(), IsEmpty());
    expect_whole();
  }
  EXPECT_THAT(select("SELECT members || ' ' || sources FROM families"), ElementsAre("3 3"));
  EXPECT_THAT(select("SELECT external_id FROM articles JOIN families ON first = id"),
              ElementsAre("wire"));
  EXPECT_THAT(select("SELECT external_id FROM articles JOIN families ON longest = id"),
              ElementsAre("long"));
}

TEST_F(FamiliesTest, FamiliesOutliveMerging) {
  add({{"wire", "North Wire", "2025-03-11", story("ferry", 20)}}, 1, "a.jsonl");
  add({{"other", "Herald", "2025-03-11", story("bridge", 20)}}, 1, "b.jsonl");
  ArchiveWriter(archive_, std::chrono::milliseconds{0}).compact();
  add({{"cut", "Herald", "2025-03-12", story("ferry", 10)},
       {"bridge", "Post", "2025-03-12", story("bridge", 10)}},
      1, "c.jsonl");
  EXPECT_EQ(families(), (Families{{"wire", "cut"}, {"other", "bridge"}}));
  ArchiveWriter(archive_, std::chrono::milliseconds{0}).compact();
  expect_whole();
}

TEST_F(FamiliesTest, TheSameAddressLaterIsANewVersion) {
  add({{"v1", "Herald", "2025-03-11T08:00:00Z", story("ferry", 20), "https://herald.example/a?x=1"},
       {"v3", "Herald", "2025-03-11T12:00:00Z", story("ferry", 24),
        "http://www.herald.example/a/?x=1&utm_source=feed"},
       {"v2", "Herald", "2025-03-11T10:00:00Z", story("ferry", 22), "https://herald.example/a?x=1"},
       {"other", "Herald", "2025-03-11T10:00:00Z", story("ferry", 2), "https://herald.example/b"}},
      2);
  EXPECT_THAT(superseded(), ElementsAre("v1", "v2"));
  EXPECT_THAT(
      select("SELECT (SELECT external_id FROM articles a WHERE a.id = v.id) FROM versions v"),
      ElementsAre("v1", "v2", "v3"));
}

TEST_F(FamiliesTest, AnAddressThatAlwaysShowsSomethingNewHasNoVersions) {
  add({{"mon", "Herald", "2025-03-10", story("ferry", 20), "https://herald.example/today"},
       {"tue", "Herald", "2025-03-11", story("bridge", 20), "https://herald.example/today"},
       {"home1", "Herald", "2025-03-10", story("port", 20), "https://herald.example/"},
       {"home2", "Post", "2025-03-10", story("port", 20), "https://herald.example"}});
  EXPECT_THAT(superseded(), IsEmpty());
}

TEST_F(FamiliesTest, ACopyOfTheSameSourceIsAVersionIfItComesSoon) {
  add({{"first", "Herald", "2025-03-11", story("ferry", 20)},
       {"elsewhere", "Post", "2025-03-12", story("ferry", 20)},
       {"update", "Herald", "2025-03-12", story("ferry", 22)},
       {"reprint", "Herald", "2025-06-12", story("ferry", 21)}});
  EXPECT_EQ(families(), (Families{{"first", "elsewhere", "update", "reprint"}}));
  EXPECT_THAT(superseded(), ElementsAre("first"));
}

TEST_F(FamiliesTest, WithoutTheNewestTheOneBeforeIsSearchedAgain) {
  const Piece v1{"v1", "Herald", "2025-03-11", story("ferry", 20), "https://herald.example/a"};
  const Piece v2{"v2", "Herald", "2025-03-12", story("ferry", 22), "https://herald.example/a"};
  add({v1}, 100, "a.jsonl");
  add({v2}, 100, "b.jsonl");
  EXPECT_THAT(superseded(), ElementsAre("v1"));
  fs::remove(directory_ / "news/b.jsonl");
  load(100, true);
  EXPECT_THAT(superseded(), IsEmpty());
  EXPECT_THAT(select("SELECT external_id FROM articles"), ElementsAre("v1"));
}

TEST_F(FamiliesTest, AFileThatIsOverwrittenKeepsWhatItSaidBefore) {
  const Piece v1{"v1", "Herald", "2025-03-11", story("ferry", 20), "https://herald.example/a"};
  const Piece v2{"v2", "Herald", "2025-03-12", story("ferry", 22), "https://herald.example/a"};
  add({v1});
  add({v2});
  EXPECT_THAT(select("SELECT external_id FROM articles ORDER BY 1"), ElementsAre("v1", "v2"));
  EXPECT_THAT(superseded(), ElementsAre("v1"));
  add({{"v3", "Herald", "2025-03-13", story("bridge", 20), "https://herald.example/c"}});
  EXPECT_THAT(select("SELECT external_id FROM articles ORDER BY 1"), ElementsAre("v1", "v3"));
}

TEST_F(FamiliesTest, AreMadeAgainWithSqlite) {
  add({{"wire", "North Wire", "2025-03-11", story("ferry", 20)},
       {"cut", "Herald", "2025-03-12", story("ferry", 8)},
       {"v1", "Herald", "2025-03-11", story("bridge", 20), "https://herald.example/a"},
       {"v2", "Herald", "2025-03-12", story("bridge", 22), "https://herald.example/a"}},
      2);
  const Families before = families();
  const auto rows = select(
      "SELECT id || coalesce(family, '-') || coalesce(lineage, '-') || current FROM articles "
      "ORDER BY id");
  fs::remove(archive_.metadata());
  load();
  EXPECT_EQ(families(), before);
  expect_whole();
  EXPECT_EQ(select("SELECT id || coalesce(family, '-') || coalesce(lineage, '-') || current FROM "
                   "articles ORDER BY id"),
            rows);
  EXPECT_THAT(superseded(), ElementsAre("v1"));
}

TEST_F(FamiliesTest, OutliveWhoeverBeganThem) {
  const Piece wire{"wire", "North Wire", "2025-03-11", story("ferry", 20)};
  add({wire}, 100, "a.jsonl");
  add({{"cut", "Herald", "2025-03-12", story("ferry", 8)},
       {"long", "Coast", "2025-03-13", story("ferry", 22)}},
      1, "b.jsonl");
  fs::remove(directory_ / "news/a.jsonl");
  load(100, true);
  EXPECT_EQ(families(), (Families{{"cut", "long"}}));
  expect_whole();
  add({wire}, 100, "c.jsonl");  // and comes back
  EXPECT_EQ(families(), (Families{{"wire", "cut", "long"}}));
  expect_whole();
  const test::ArchiveDump before = test::dump(archive_);
  fs::remove(archive_.metadata());
  load();
  EXPECT_EQ(test::difference(before, test::dump(archive_)), "");
}

TEST_F(FamiliesTest, AreReadFromTheSegmentsNotFoundAgain) {
  add({{"wire", "North Wire", "2025-03-11", story("ferry", 20)},
       {"cut", "Herald", "2025-03-12", story("ferry", 8)},
       {"v1", "Post", "2025-03-11", story("bridge", 20), "https://post.example/a"},
       {"v2", "Post", "2025-03-12", story("bridge", 22), "https://post.example/a"}},
      1);
  const test::ArchiveDump before = test::dump(archive_);
  for (const std::string& name : read_manifest(archive_).segments)
    fs::remove(archive_.segment(name) / kAnchorFile);  // nobody could be found by these
  fs::remove(archive_.metadata());
  load();
  EXPECT_EQ(test::difference(before, test::dump(archive_)), "");
}

TEST_F(FamiliesTest, AreWrittenBesideTheSegmentsAgainIfTheyAreLostThere) {
  add({{"wire", "North Wire", "2025-03-11", story("ferry", 20)},
       {"cut", "Herald", "2025-03-12", story("ferry", 8)},
       {"v1", "Post", "2025-03-11", story("bridge", 20), "https://post.example/a"},
       {"v2", "Post", "2025-03-12", story("bridge", 22), "https://post.example/a"}},
      2);
  const test::ArchiveDump before = test::dump(archive_);
  for (const std::string& name : read_manifest(archive_).segments)
    write_file(archive_.segment(name) / kKinFile, "damaged");
  load();
  EXPECT_EQ(test::difference(before, test::dump(archive_)), "");
  for (const std::string& name : read_manifest(archive_).segments)
    fs::remove(archive_.segment(name) / kKinFile);
  fs::remove(archive_.metadata());  // and both at once
  load();
  EXPECT_EQ(test::difference(before, test::dump(archive_)), "");
}

TEST_F(FamiliesTest, ForwardIndexesAreWrittenAgainIfTheyAreLost) {
  add({{"wire", "North Wire", "2025-03-11", story("ferry", 20)},
       {"other", "Herald", "2025-03-12", story("bridge", 8)}},
      2);
  const test::ArchiveDump before = test::dump(archive_);
  for (const std::string& name : read_manifest(archive_).segments)
    fs::remove(archive_.segment(name) / kForwardFile);
  EXPECT_NE(test::difference(before, test::dump(archive_)), "");
  load();
  EXPECT_EQ(test::difference(before, test::dump(archive_)), "");
}

TEST_F(FamiliesTest, SupersededDocumentsMoveWithTheirSegment) {
  add({{"v1", "Herald", "2025-03-11", story("ferry", 20), "https://herald.example/a"}}, 1,
      "a.jsonl");
  std::vector<Piece> many;
  for (int i = 0; i < 6; ++i)
    many.push_back({"n" + std::to_string(i), "Post", "2025-03-11",
                    story("topic" + std::string(static_cast<std::size_t>(i) + 1, 'z'), 10)});
  add(many, 2, "b.jsonl");
  add({{"v2", "Herald", "2025-03-12", story("ferry", 22), "https://herald.example/a"}}, 1,
      "c.jsonl");
  fs::remove(directory_ / "news/b.jsonl");
  load(100, true);
  ArchiveWriter(archive_, std::chrono::milliseconds{0}).compact();
  EXPECT_THAT(read_manifest(archive_).dead, IsEmpty());
  EXPECT_THAT(superseded(), ElementsAre("v1"));
  expect_whole();
}

}  // namespace
}  // namespace morgue
