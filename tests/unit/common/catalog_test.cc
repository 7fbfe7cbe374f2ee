#include "common/catalog.h"

#include <gmock/gmock.h>

#include "common/error.h"
#include "tests/support/articles.h"
#include "tests/support/temporary_directory.h"

namespace morgue {
namespace {

using test::small_article;
using testing::ElementsAre;
using testing::IsEmpty;

using State = FileRecord::State;

class CatalogTest : public testing::Test {
 protected:
  std::int64_t add_file(const std::string& path, const std::string& hash = "h",
                        State state = State::Done) {
    return catalog_.put_file({0, path, 10, 20, hash, state, ""});
  }
  std::vector<std::string> paths_below(std::string_view path) {
    std::vector<std::string> out;
    for (const FileRecord& file : catalog_.files_below(path)) out.push_back(file.path);
    return out;
  }

  test::TemporaryDirectory directory_;
  Catalog catalog_ = Catalog::open_for_writing(directory_ / "metadata.sqlite");
};

TEST_F(CatalogTest, BeginsEmptyWithBatchZero) {
  EXPECT_EQ(catalog_.batch(), 0U);
  EXPECT_THAT(catalog_.article_ids(), IsEmpty());
  EXPECT_EQ(catalog_.file("/a"), std::nullopt);
  EXPECT_EQ(catalog_.totals().articles, 0);
  EXPECT_EQ(catalog_.totals().first_published, std::nullopt);
}

TEST_F(CatalogTest, IsFoundAgainWhenOpenedAgain) {
  catalog_.set_batch(7);
  Catalog again = Catalog::open_for_writing(directory_ / "metadata.sqlite");
  EXPECT_EQ(again.batch(), 7U);
  EXPECT_EQ(Catalog::open_for_reading(directory_ / "metadata.sqlite").batch(), 7U);
}

TEST_F(CatalogTest, IsPrivateWhateverTheUmask) {
  EXPECT_EQ(test::mode_of(directory_ / "metadata.sqlite"), 0600U);
  EXPECT_EQ(test::mode_of(directory_ / "metadata.sqlite-wal"), 0600U);
}

TEST_F(CatalogTest, RefusesAnotherFormat) {
  sqlite::Database(directory_ / "metadata.sqlite", sqlite::Mode::ReadWrite)
      .execute("UPDATE meta SET value = 99 WHERE key = 'format'");
  for (const bool writing : {true, false}) {
    try {
      const std::filesystem::path path = directory_ / "metadata.sqlite";
      (void)(writing ? Catalog::open_for_writing(path) : Catalog::open_for_reading(path));
      ADD_FAILURE() << "opened";
    } catch (const Error& error) {
      EXPECT_EQ(error.what(), (directory_ / "metadata.sqlite").string() +
                                  " is of format 99, this program reads 5");
      EXPECT_EQ(error.status(), Exit::Archive);
    }
  }
}

TEST_F(CatalogTest, SaysWhatToDoAboutAFileThatIsNoDatabase) {
  test::write_file(directory_ / "other.sqlite", std::string(5000, 'x'));
  try {
    (void)Catalog::open_for_writing(directory_ / "other.sqlite");
    ADD_FAILURE() << "opened";
  } catch (const Error& error) {
    EXPECT_EQ(error.status(), Exit::Archive);
    EXPECT_EQ(error.hint(), "move it away: morgue-index add makes it again from the index");
  }
}

TEST_F(CatalogTest, KnowsAFileByItsPath) {
  const FileRecord file{0, "/news/a.txt", 11, 22, "abc", State::Partial, "line 3: torn"};
  const std::int64_t row = catalog_.put_file(file);
  const auto found = catalog_.file("/news/a.txt");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->number, row);
  EXPECT_EQ(found->path, file.path);
  EXPECT_EQ(found->size, 11);
  EXPECT_EQ(found->mtime_ns, 22);
  EXPECT_EQ(found->hash, "abc");
  EXPECT_EQ(found->state, State::Partial);
  EXPECT_EQ(found->error, "line 3: torn");
}

TEST_F(CatalogTest, PutsAFileInPlaceOfWhatItKnew) {
  const std::int64_t row = add_file("/a", "old", State::Failed);
  EXPECT_EQ(add_file("/a", "new"), row);
  EXPECT_EQ(catalog_.file("/a")->hash, "new");
  EXPECT_EQ(catalog_.file("/a")->state, State::Done);
}

TEST_F(CatalogTest, FindsFilesByWhatIsInThem) {
  add_file("/a", "same", State::Reading);
  EXPECT_EQ(catalog_.file_with_hash("same"), std::nullopt);
  add_file("/b", "same", State::Failed);
  EXPECT_EQ(catalog_.file_with_hash("same"), std::nullopt);
  add_file("/c", "same");
  EXPECT_EQ(catalog_.file_with_hash("same")->path, "/c");
}

TEST_F(CatalogTest, ListsFilesBelowADirectory) {
  for (const char* path : {"-", "/n", "/n/b", "/n/a/x", "/n0", "/n-", "/nn/a"}) add_file(path);
  EXPECT_THAT(paths_below("/n"), ElementsAre("/n", "/n/a/x", "/n/b"));
  EXPECT_THAT(paths_below("/n/"), ElementsAre("/n", "/n/a/x", "/n/b"));
  EXPECT_THAT(paths_below("/n/b"), ElementsAre("/n/b"));
  EXPECT_THAT(paths_below("/"), ElementsAre("/n", "/n-", "/n/a/x", "/n/b", "/n0", "/nn/a"));
  EXPECT_THAT(paths_below("/none"), IsEmpty());
}

TEST_F(CatalogTest, HoldsArticlesOnce) {
  catalog_.add_article(test::full_article(), 7);
  catalog_.add_article(test::full_article(), 7);
  catalog_.add_article(small_article(1), 7);
  EXPECT_TRUE(catalog_.has_article(ArticleId{1}));
  EXPECT_FALSE(catalog_.has_article(ArticleId{2}));
  EXPECT_THAT(catalog_.article_ids(), ElementsAre(ArticleId{1}, test::full_article().id));
  const auto totals = catalog_.totals();
  EXPECT_EQ(totals.articles, 2);
  EXPECT_EQ(totals.sources, 2);
  EXPECT_EQ(totals.first_published, 1741669080);
  EXPECT_EQ(totals.last_published, 1741669080);
}

TEST_F(CatalogTest, KeepsWhatAnArticleStates) {
  catalog_.add_article(test::full_article(), 7);
  sqlite::Database db(directory_ / "metadata.sqlite", sqlite::Mode::ReadOnly);
  sqlite::Statement row(
      db,
      "SELECT a.id, s.name, s.key, title, published, published_offset, published_precision, "
      "published_from, updated, authors, language, section, url, external_id, added "
      "FROM articles a JOIN sources s ON s.no = a.source");
  ASSERT_TRUE(row.step());
  std::string all;
  for (int i = 0; i < 15; ++i) all += (i > 0 ? "|" : "") + std::string(row.text(i));
  EXPECT_EQ(all,
            "0123456789abcdef|The Calder Herald|the calder herald|Løw shuts the Calder bridge|"
            "1741669080|60|second|json-ld|1741762801|Ida Holm; Per Sand|en|Local News|"
            "https://news.calder.example/bridge?id=7|cb-77|1743501600");
}

TEST_F(CatalogTest, WhatAnArticleDoesNotStateIsNull) {
  catalog_.add_article(StoredArticle{}, 7);
  sqlite::Database db(directory_ / "metadata.sqlite", sqlite::Mode::ReadOnly);
  sqlite::Statement row(
      db,
      "SELECT count(*) FROM articles WHERE coalesce(source, published, published_offset, "
      "published_precision, published_from, updated, authors, language, section, url, "
      "external_id) IS NULL");
  ASSERT_TRUE(row.step());
  EXPECT_EQ(row.integer(0), 1);
}

TEST_F(CatalogTest, ASourceGoesWithItsLastArticle) {
  catalog_.add_article(small_article(1), 7);
  catalog_.add_article(small_article(2), 7);
  catalog_.remove_article(ArticleId{1});
  EXPECT_EQ(catalog_.totals().sources, 1);
  catalog_.remove_article(ArticleId{2});
  EXPECT_EQ(catalog_.totals().sources, 0);
  catalog_.add_article(small_article(3), 7);
  EXPECT_EQ(catalog_.totals().sources, 1);
}

TEST_F(CatalogTest, FilesHoldArticles) {
  for (const std::uint64_t id : {1, 2, 3}) catalog_.add_article(small_article(id), 7);
  const std::int64_t a = add_file("/a");
  const std::int64_t b = add_file("/b");
  for (const std::uint64_t id : {3, 1, 1, 99}) catalog_.add_member(a, ArticleId{id});
  catalog_.add_member(b, ArticleId{3});
  EXPECT_THAT(catalog_.members(a), ElementsAre(ArticleId{1}, ArticleId{3}));
  catalog_.remove_member(a, ArticleId{3});
  EXPECT_THAT(catalog_.members(a), ElementsAre(ArticleId{1}));
  EXPECT_THAT(catalog_.members(b), ElementsAre(ArticleId{3}));
  catalog_.remove_file(b);
  EXPECT_THAT(catalog_.members(b), IsEmpty());
  EXPECT_TRUE(catalog_.has_article(ArticleId{3}));
  catalog_.remove_article(ArticleId{1});
  EXPECT_THAT(catalog_.members(a), IsEmpty());
}

TEST_F(CatalogTest, OrphansAreThoseThatNoFileHoldsNow) {
  for (const std::uint64_t id : {1, 2}) {
    catalog_.add_article(small_article(id), 7);
    catalog_.add_orphan(ArticleId{id});
  }
  catalog_.add_member(add_file("/a"), ArticleId{2});
  EXPECT_THAT(catalog_.take_orphans(), ElementsAre(ArticleId{1}));
  EXPECT_THAT(catalog_.take_orphans(), IsEmpty());
}

TEST_F(CatalogTest, FilesThatHeldALostArticleAreToBeReadAgain) {
  catalog_.add_article(small_article(1), 7);
  catalog_.add_member(add_file("/a"), ArticleId{1});
  catalog_.add_member(add_file("/b"), ArticleId{1});
  add_file("/c");
  catalog_.reread_holders(ArticleId{1});
  EXPECT_EQ(catalog_.file("/a")->state, State::Reading);
  EXPECT_EQ(catalog_.file("/b")->state, State::Reading);
  EXPECT_EQ(catalog_.file("/c")->state, State::Done);
}

TEST_F(CatalogTest, CountsAndListsTroubledFiles) {
  add_file("/ok");
  add_file("/part", "h", State::Partial);
  add_file("/bad", "", State::Failed);
  add_file("-", "h", State::Done);
  const auto totals = catalog_.totals();
  EXPECT_EQ(totals.files, 3);
  EXPECT_EQ(totals.failed_files, 1);
  EXPECT_EQ(totals.partial_files, 1);
  const auto troubled = catalog_.troubled_files();
  ASSERT_EQ(troubled.size(), 2U);
  EXPECT_EQ(troubled[0].path, "/bad");
  EXPECT_EQ(troubled[1].path, "/part");
}

TEST_F(CatalogTest, ATransactionThatIsNotCommittedLeavesNothing) {
  {
    const auto transaction = catalog_.begin();
    catalog_.add_article(small_article(1), 7);
  }
  EXPECT_FALSE(catalog_.has_article(ArticleId{1}));
  catalog_.add_article(small_article(2), 7);  // of the same source, which was rolled back too
  EXPECT_EQ(catalog_.totals().sources, 1);
}

TEST_F(CatalogTest, KeepsBytesThatAreNotUtf8) {
  const std::string path = "/caf\xe9\x01";
  add_file(path);
  EXPECT_EQ(catalog_.file(path)->path, path);
}

TEST_F(CatalogTest, TwoReadersSeeWhatIsCommitted) {
  Catalog one = Catalog::open_for_reading(directory_ / "metadata.sqlite");
  Catalog two = Catalog::open_for_reading(directory_ / "metadata.sqlite");
  auto transaction = catalog_.begin();
  catalog_.add_article(small_article(1), 7);
  EXPECT_FALSE(one.has_article(ArticleId{1}));
  transaction.commit();
  EXPECT_TRUE(one.has_article(ArticleId{1}));
  EXPECT_TRUE(two.has_article(ArticleId{1}));
}

}  // namespace
}  // namespace morgue
