#include "indexer/store/archive_check.h"

#include <sys/stat.h>

#include <fstream>
#include <random>

#include "common/catalog.h"
#include "common/error.h"
#include "common/files.h"
#include "indexer/store/archive_writer.h"
#include "tests/support/invented_news.h"
#include "tests/unit/indexer/ingest_fixture.h"

namespace morgue {
namespace {

namespace fs = std::filesystem;

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr std::uint64_t kSeed = 8;
constexpr std::size_t kArticles = 60;
/// Of each kind of file.
constexpr int kFlips = 12;

class ArchiveCheckTest : public test::IngestTest {
 protected:
  void SetUp() override {
    test::write_invented_tree(news(), kSeed, kArticles);
    (void)add();
  }
  CheckReport check() const {
    const std::atomic<bool> stop{false};
    return check_archive(
        archive(), [](std::uint64_t, std::uint64_t) {}, stop);
  }
  std::vector<Finding> findings() const { return check().findings.all(); }
  std::string segment() const { return read_manifest(archive()).segments.at(0); }
  fs::path in_segment(const std::string& file) const { return archive().segment(segment()) / file; }
  void change(const std::string& sql) const {
    sqlite::Database db(archive().metadata(), sqlite::Mode::ReadWrite);
    db.execute(sql);
  }
  /// One bit of a file, somewhere.
  static void flip(const fs::path& path, std::mt19937_64& random) {
    std::string bytes = file_bytes(path);
    ASSERT_FALSE(bytes.empty()) << path;
    char& byte = bytes[random() % bytes.size()];
    byte = static_cast<char>(byte ^ static_cast<char>(1U << random() % 8));
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
  }
  /// Everything that is asked of metadata.sqlite, or why it can't be.
  std::vector<std::string> all_rows() const {
    std::vector<std::string> out;
    try {
      for (const char* select :
           {"SELECT group_concat(quote(no)||quote(id)||quote(source)||quote(title)||"
            "quote(published)||quote(authors)||quote(url)||quote(family)||quote(lineage)||"
            "quote(current)) FROM (SELECT * FROM articles ORDER BY id)",
            "SELECT group_concat(quote(name)||quote(key)) FROM (SELECT * FROM sources ORDER BY no)",
            "SELECT group_concat(article||':'||entity||kind||quote(name)||quote(role)||mentions||"
            "quote(person)||quote(identity)) FROM (SELECT * FROM appearances ORDER BY 1, 2)",
            "SELECT group_concat(article||':'||in_title||':'||start||':'||end||':'||entity) "
            "FROM (SELECT * FROM mentions ORDER BY 1, 2, 3)",
            "SELECT group_concat(article||':'||start||':'||end||kind||continues||quote(speaker)) "
            "FROM (SELECT * FROM quotations ORDER BY 1, 2)",
            "SELECT group_concat(article||':'||start||':'||end||':'||first||':'||last) "
            "FROM (SELECT * FROM days ORDER BY 1, 2, 3)",
            "SELECT group_concat(quote(file)||quote(article)) FROM (SELECT * FROM members "
            "ORDER BY 1, 2)"})
        for (std::string& row : column(select)) out.push_back(std::move(row));
    } catch (const Error& error) {
      out = {error.what()};
    }
    return out;
  }
};

TEST_F(ArchiveCheckTest, AWholeArchiveHasNoFindings) {
  const CheckReport report = check();
  EXPECT_THAT(report.findings.all(), IsEmpty());
  EXPECT_EQ(report.articles, test::dump(archive()).articles.size());
  EXPECT_EQ(report.segments, read_manifest(archive()).segments.size());
  EXPECT_EQ(report.without_sums, 0U);
}

TEST_F(ArchiveCheckTest, AfterPruningMergingAndDecidingItHasNone) {
  fs::remove_all(fs::directory_iterator(news())->path());
  (void)prune();
  {
    ArchiveWriter writer(archive(), std::chrono::milliseconds{0});
    writer.compact();
    Act act;
    act.kind = Act::Kind::Rename;
    act.time = "2026-11-24T10:00:00Z";
    const auto number =
        static_cast<std::uint32_t>(std::stoul(column("SELECT max(person) FROM appearances").at(0)));
    PeopleTable& people = writer.catalog().people();
    act.person = {number, people.find(number)->name, {people.of_person(number, 1).at(0).article}};
    act.name = "The Captain";
    EXPECT_TRUE(writer.decide(act));
  }
  EXPECT_THAT(findings(), IsEmpty());
}

TEST_F(ArchiveCheckTest, EveryTurnedBitIsFoundOrChangesNothing) {
  const auto rows = all_rows();
  const auto before = test::dump(archive());
  const fs::path kept = directory_ / "kept";
  fs::copy(archive().root(), kept, fs::copy_options::recursive);
  std::vector<fs::path> files = {"metadata.sqlite", "index/XAPIANDB"};
  for (const auto& entry : fs::directory_iterator(archive().segment(segment())))
    if (fs::file_size(entry.path()) > 0)
      files.push_back(fs::relative(entry.path(), archive().root()));
  EXPECT_EQ(files.size(), 10U);
  std::mt19937_64 random(kSeed);
  for (const fs::path& file : files) {
    for (int i = 0; i < (file == "metadata.sqlite" ? 10 * kFlips : kFlips); ++i) {
      fs::remove_all(archive().root());
      fs::copy(kept, archive().root(), fs::copy_options::recursive);
      fs::remove(archive().metadata().string() + "-wal");
      fs::remove(archive().metadata().string() + "-shm");
      flip(archive().root() / file, random);
      bool well = false;
      try {
        well = check().findings.count() == 0;
      } catch (const Error& error) {
        EXPECT_EQ(error.status(), Exit::Archive);  // of another format, it says
      }
      if (!well) continue;
      EXPECT_EQ(all_rows(), rows) << file << " " << i;
      EXPECT_EQ(test::difference(before, test::dump(archive())), "") << file << " " << i;
    }
  }
}

TEST_F(ArchiveCheckTest, NamesWhatIsGone) {
  fs::remove(in_segment("forward"));
  fs::remove(in_segment("people"));
  EXPECT_THAT(findings(),
              AllOf(Contains(Finding{Damage::SideFile, "index/" + segment(), "forward is gone"}),
                    Contains(Finding{Damage::SideFile, "index/" + segment(), "people is gone"})));
  const std::string name = segment();
  fs::remove_all(archive().segment(name));
  EXPECT_THAT(findings(),
              ElementsAre(Finding{Damage::Segment, "index/" + name, "the segment is gone"}));
  fs::remove(archive().manifest());
  make_private_directory(archive().segment(name));
  EXPECT_THAT(findings(),
              ElementsAre(Finding{Damage::Manifest, "index/XAPIANDB", "the manifest is gone"}));
}

TEST_F(ArchiveCheckTest, RowsAreThoseOfTheArticles) {
  const std::vector<std::pair<std::string, std::string>> changes = {
      {"UPDATE articles SET title = 'x' WHERE no = 1", "articles.title is not as stored"},
      {"UPDATE mentions SET start = start + 1 WHERE article = 2 AND start = (SELECT max(start) "
       "FROM mentions WHERE article = 2)",
       "mentions"},
      {"DELETE FROM quotations WHERE article = (SELECT min(article) FROM quotations)",
       "quotations has too few rows"},
      {"INSERT INTO days VALUES (99999, 0, 0, 1, 20250101, 20250101)",
       "1 rows of days are of no article"},
      {"UPDATE articles SET family = '0123456789abcdef' WHERE no = 3", "articles.family"},
      {"UPDATE articles SET lineage = '0123456789abcdef' WHERE no = 3", "articles.lineage"},
      {"UPDATE articles SET current = 1 - current WHERE no = 3", "articles.current"},
      {"UPDATE appearances SET identity = 1 + person % (SELECT max(no) FROM people) "
       "WHERE person = 1",
       "appearances.identity"},
      {"DELETE FROM articles WHERE no = 4", "has no row"},
      {"DROP INDEX articles_by_time", "its tables are not those of morgue"},
      {"DELETE FROM person_keys WHERE person = 1", "@p1 is not found by the name"},
  };
  const fs::path kept = directory_ / "kept";
  fs::copy(archive().root(), kept, fs::copy_options::recursive);
  for (const auto& [sql, what] : changes) {
    fs::remove_all(archive().root());
    fs::copy(kept, archive().root(), fs::copy_options::recursive);
    change(sql);
    EXPECT_THAT(findings(), Contains(AllOf(Field(&Finding::damage, Damage::Catalog),
                                           Field(&Finding::what, HasSubstr(what)))))
        << sql;
  }
}

TEST_F(ArchiveCheckTest, ALostCommitOfSqliteIsNoDamage) {
  change("UPDATE meta SET value = value - 1 WHERE key = 'batch'");
  EXPECT_THAT(findings(), ElementsAre(Field(&Finding::damage, Damage::Unfinished)));
  { const ArchiveWriter writer(archive(), std::chrono::milliseconds{0}); }
  EXPECT_THAT(findings(), IsEmpty());
}

TEST_F(ArchiveCheckTest, FindsWhatOthersMayRead) {
  ASSERT_EQ(::chmod(in_segment("kin").c_str(), 0644), 0);
  ASSERT_EQ(::chmod(archive().root().c_str(), 0750), 0);
  EXPECT_THAT(findings(), testing::UnorderedElementsAre(
                              Finding{Damage::Mode, ".", "others may reach it (mode 0750)"},
                              Finding{Damage::Mode, "index/" + segment() + "/kin",
                                      "others may reach it (mode 0644)"}));
}

TEST_F(ArchiveCheckTest, FindsLinesThatDoNothing) {
  append_to_file(archive().ledger(), "# a remark\n1\tnever\tmarry\tp1\n");
  append_to_file(archive().desk(), "tag this\n");
  EXPECT_THAT(findings(), ElementsAre(Finding{Damage::Text, "ledger.txt", "line 2 can't be read"},
                                      Finding{Damage::Text, "desk.txt", "line 1 can't be read"}));
}

TEST_F(ArchiveCheckTest, ASegmentWithoutSumsIsReadThrough) {
  fs::remove(in_segment("sums"));
  const CheckReport report = check();
  EXPECT_THAT(report.findings.all(), IsEmpty());
  EXPECT_EQ(report.without_sums, 1U);
  std::mt19937_64 random(kSeed);
  for (int i = 0; i < 200; ++i) flip(in_segment("docdata.glass"), random);
  EXPECT_THAT(findings(), Not(IsEmpty()));
}

TEST_F(ArchiveCheckTest, NoMergeGivesNewSumsToWhatIsDamaged) {
  std::mt19937_64 random(kSeed);
  flip(in_segment("postlist.glass"), random);
  ArchiveWriter writer(archive(), std::chrono::milliseconds{0});
  EXPECT_THROW(writer.compact(), Error);
}

TEST_F(ArchiveCheckTest, TurnedBitsBringNoCheckDown) {
  const std::string whole = file_bytes(in_segment("postlist.glass"));
  fs::remove(in_segment("sums"));  // Xapian is asked, and has to bear it
  std::mt19937_64 random(kSeed);
  int found = 0;
  for (int round = 0; round < 40; ++round) {
    for (int i = 0; i < 50; ++i) flip(in_segment("postlist.glass"), random);
    found += check().findings.count() > 0 ? 1 : 0;
    std::ofstream(in_segment("postlist.glass"), std::ios::binary | std::ios::trunc) << whole;
  }
  EXPECT_GT(found, 30);
}

TEST_F(ArchiveCheckTest, ThereMustBeAnArchive) {
  const std::atomic<bool> stop{false};
  try {
    (void)check_archive(
        archive("none"), [](std::uint64_t, std::uint64_t) {}, stop);
    ADD_FAILURE() << "checked nothing";
  } catch (const Error& error) {
    EXPECT_EQ(error.status(), Exit::Archive);
  }
}

}  // namespace
}  // namespace morgue
