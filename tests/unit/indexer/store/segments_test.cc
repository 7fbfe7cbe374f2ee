#include "indexer/store/segments.h"

#include <gmock/gmock.h>
#include <xapian.h>

#include "common/error.h"
#include "common/schema.h"
#include "indexer/store/index_document.h"
#include "tests/support/articles.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/xapian_document.h"
#include "tests/unit/indexer/store/batches.h"

namespace morgue {
namespace {

namespace fs = std::filesystem;

using test::small_article;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<ArticleId> range(std::uint64_t first, std::uint64_t last) {
  std::vector<ArticleId> out;
  for (; first <= last; ++first) out.push_back(ArticleId{first});
  return out;
}

class SegmentsTest : public testing::Test {
 protected:
  SegmentsTest() { make_archive_directories(paths_); }

  Segments open() { return {paths_, read_or_make_manifest(paths_)}; }
  /// Commits a run of small articles.
  void publish(Segments& segments, std::uint64_t first, std::uint64_t last,
               std::vector<std::uint32_t> copies = {}) {
    const fs::path run = Segments::run_path(paths_, first);
    (void)test::batch_of(run, "f", test::small_articles(first, last));
    segments.publish({.run = run, .copies = copies});
  }
  std::set<std::string> directories() const {
    std::set<std::string> out;
    for (const auto& entry : fs::directory_iterator(paths_.index()))
      if (entry.is_directory()) out.insert(entry.path().filename().string());
    return out;
  }
  std::vector<StoredArticle> visited(const Segments& segments, std::vector<ArticleId> wanted) {
    std::vector<StoredArticle> out;
    damaged_ = segments.visit(
        wanted, [&](const StoredArticle& a, const Segments::Beside&) { out.push_back(a); });
    return out;
  }

  test::TemporaryDirectory directory_;
  ArchivePaths paths_{directory_ / "archive"};
  std::size_t damaged_ = 0;
};

TEST_F(SegmentsTest, AnArchiveIsMadeEmpty) {
  EXPECT_EQ(read_or_make_manifest(paths_), empty_manifest());
  EXPECT_EQ(read_manifest(paths_), empty_manifest());
  make_archive_directories(paths_);  // once more changes nothing
  EXPECT_EQ(read_or_make_manifest(paths_), empty_manifest());
  EXPECT_THAT(open().article_ids(), IsEmpty());
}

TEST_F(SegmentsTest, APublishedRunIsTheLastSegment) {
  Segments segments = open();
  publish(segments, 1, 3);
  publish(segments, 4, 5);
  const Manifest manifest = read_manifest(paths_);
  EXPECT_EQ(manifest, segments.manifest());
  EXPECT_EQ(manifest.batch, 2U);
  EXPECT_EQ(manifest.next_segment, 3U);
  EXPECT_THAT(manifest.segments, ElementsAre("seg-00000001", "seg-00000002"));
  EXPECT_EQ(segments.article_ids(), range(1, 5));
}

TEST_F(SegmentsTest, ASegmentSaysOfWhichVersionsItIs) {
  Segments segments = open();
  publish(segments, 1, 1);
  const Xapian::Database db(paths_.segment("seg-00000001").string());
  EXPECT_EQ(db.get_metadata(std::string(schema::kVersionKey)), "5");
  EXPECT_EQ(db.get_metadata(std::string(schema::kAnalysisKey)), "2");
}

TEST_F(SegmentsTest, AnyXapianToolOpensTheIndex) {
  Segments segments = open();
  publish(segments, 1, 3);
  publish(segments, 4, 5);
  EXPECT_EQ(Xapian::Database(paths_.index().string()).get_doccount(), 5U);
}

TEST_F(SegmentsTest, CopiesAreDeadFromTheBeginning) {
  Segments segments = open();
  publish(segments, 1, 3, {2});
  EXPECT_THAT(segments.manifest().dead, ElementsAre(DocumentPlace{"seg-00000001", 2}));
  EXPECT_THAT(segments.article_ids(), ElementsAre(ArticleId{1}, ArticleId{3}));
}

TEST_F(SegmentsTest, ForgottenArticlesAreDead) {
  Segments segments = open();
  publish(segments, 1, 30);
  publish(segments, 31, 60);
  segments.publish(
      {.forgotten = std::vector<ArticleId>{ArticleId{5}, ArticleId{33}, ArticleId{99}}});
  EXPECT_THAT(segments.manifest().dead,
              ElementsAre(DocumentPlace{"seg-00000001", 5}, DocumentPlace{"seg-00000002", 3}));
  EXPECT_EQ(segments.manifest().batch, 3U);
  segments.publish({.forgotten = std::vector<ArticleId>{ArticleId{5}}});
  EXPECT_EQ(segments.manifest().dead.size(), 2U);
  EXPECT_EQ(segments.article_ids().size(), 58U);
}

TEST_F(SegmentsTest, AMergeTakesTheDeadAlong) {
  Segments segments = open();
  publish(segments, 1, 30);
  publish(segments, 31, 60, {30});
  publish(segments, 61, 90);
  segments.publish(
      {.forgotten = std::vector<ArticleId>{ArticleId{1}, ArticleId{33}, ArticleId{90}}});
  segments.merge(true);
  EXPECT_THAT(segments.manifest().segments, ElementsAre("seg-00000004"));
  EXPECT_THAT(segments.manifest().dead,
              testing::UnorderedElementsAre(
                  DocumentPlace{"seg-00000004", 1}, DocumentPlace{"seg-00000004", 33},
                  DocumentPlace{"seg-00000004", 60}, DocumentPlace{"seg-00000004", 90}));
  std::vector<ArticleId> living = range(1, 90);
  std::erase_if(living, [](ArticleId id) {
    return id.value == 1 || id.value == 33 || id.value == 60 || id.value == 90;
  });
  EXPECT_EQ(segments.article_ids(), living);
  EXPECT_EQ(segments.manifest().batch, 4U);  // the articles are the same
  EXPECT_EQ(read_manifest(paths_), segments.manifest());
  EXPECT_THAT(directories(), ElementsAre("seg-00000004"));
}

TEST_F(SegmentsTest, ASweepWritesASegmentWithManyDeadAnew) {
  Segments segments = open();
  publish(segments, 1, 30);
  publish(segments, 31, 60);
  segments.publish({.forgotten = range(1, 3)});
  segments.sweep(false);  // a tenth is not yet too much
  EXPECT_EQ(segments.manifest().dead.size(), 3U);
  segments.publish({.forgotten = range(4, 4)});
  segments.sweep(false);
  EXPECT_THAT(segments.manifest().segments, ElementsAre("seg-00000003", "seg-00000002"));
  EXPECT_THAT(segments.manifest().dead, IsEmpty());
  EXPECT_EQ(segments.article_ids(), range(5, 60));
  EXPECT_EQ(Xapian::Database(paths_.index().string()).get_doccount(), 56U);
  EXPECT_EQ(visited(segments, range(5, 5)), std::vector{small_article(5)});
  EXPECT_THAT(directories(), ElementsAre("seg-00000002", "seg-00000003"));
}

TEST_F(SegmentsTest, ASegmentOfTheDeadAloneGoes) {
  Segments segments = open();
  publish(segments, 1, 3);
  publish(segments, 4, 5);
  segments.publish({.forgotten = range(1, 3)});
  segments.sweep(false);
  EXPECT_THAT(segments.manifest().segments, ElementsAre("seg-00000002"));
  segments.publish({.forgotten = range(4, 5)});
  segments.sweep(true);
  EXPECT_THAT(segments.manifest().segments, IsEmpty());
  EXPECT_THAT(segments.article_ids(), IsEmpty());
}

TEST_F(SegmentsTest, MergingAllLeavesOneSegmentOfTheLiving) {
  Segments segments = open();
  publish(segments, 1, 30);
  publish(segments, 31, 60);
  segments.publish({.forgotten = range(7, 7)});
  segments.merge_all();
  EXPECT_EQ(segments.manifest().segments.size(), 1U);
  EXPECT_THAT(segments.manifest().dead, IsEmpty());
  EXPECT_EQ(segments.article_ids().size(), 59U);
  const Manifest once = segments.manifest();
  segments.merge_all();
  EXPECT_EQ(segments.manifest(), once);
}

TEST_F(SegmentsTest, ABulkLoadMergesAtItsEnd) {
  Segments segments = open();
  for (std::uint64_t i = 0; i < 5; ++i) {
    publish(segments, 10 * i + 1, 10 * i + 10);
    segments.merge(false);
  }
  EXPECT_EQ(segments.manifest().segments.size(), 5U);
  segments.merge(true);
  EXPECT_EQ(segments.manifest().segments.size(), 1U);
}

TEST_F(SegmentsTest, ALongLoadMergesOnTheWay) {
  Segments segments = open();
  std::size_t most = 0;
  for (std::uint64_t i = 1; i <= 150; ++i) {
    publish(segments, i, i);
    segments.merge(false);
    most = std::max(most, segments.manifest().segments.size());
  }
  EXPECT_LE(most, 64U);
  EXPECT_EQ(segments.article_ids(), range(1, 150));
}

TEST_F(SegmentsTest, ReadersKeepWhatTheyHaveOpen) {
  Segments segments = open();
  publish(segments, 1, 30);
  publish(segments, 31, 60);
  const Xapian::Database before(paths_.index().string());
  const Xapian::Database beside(paths_.index().string());
  segments.publish({.forgotten = range(1, 10)});
  segments.merge_all();
  publish(segments, 61, 70);
  const Xapian::Database after(paths_.index().string());
  const auto titles = [](const Xapian::Database& db) {
    std::size_t readable = 0;
    ArticleDecoder decoder;
    for (auto doc = db.postlist_begin("Zferri"); doc != db.postlist_end("Zferri"); ++doc)
      readable += decoder.open(db.get_document(*doc).get_data()) ? 1 : 0;
    return readable;
  };
  EXPECT_EQ(titles(before), 60U);
  EXPECT_EQ(titles(beside), 60U);
  EXPECT_EQ(titles(after), 60U);
  EXPECT_EQ(after.get_doccount(), 60U);
}

TEST_F(SegmentsTest, OpeningRemovesWhatNoManifestNames) {
  {
    Segments segments = open();
    publish(segments, 1, 3);
  }
  test::write_file(paths_.segment("seg-00000002") / "postlist.glass", "x");
  test::write_file(paths_.scratch() / "run-7/postlist.glass", "x");
  test::write_file(paths_.scratch() / "merge/postlist.glass", "x");
  Segments segments = open();
  EXPECT_THAT(directories(), ElementsAre("seg-00000001"));
  EXPECT_TRUE(fs::is_empty(paths_.scratch()));
  publish(segments, 4, 5);
  EXPECT_EQ(segments.article_ids(), range(1, 5));
}

TEST_F(SegmentsTest, AFailedPublishLeavesTheArchiveAsItWas) {
  Segments segments = open();
  publish(segments, 1, 3);
  const Manifest before = segments.manifest();
  EXPECT_THROW(segments.publish({.run = paths_.scratch() / "none"}), Error);
  EXPECT_EQ(segments.manifest(), before);
  // A manifest that can't be written: a directory stands in its way.
  fs::create_directories(paths_.index() / "XAPIANDB.new");
  EXPECT_THROW(publish(segments, 4, 5), Error);
  EXPECT_EQ(segments.manifest(), before);
  EXPECT_EQ(read_manifest(paths_), before);
  fs::remove(paths_.index() / "XAPIANDB.new");
  Segments again = open();
  publish(again, 4, 5);
  EXPECT_EQ(again.article_ids(), range(1, 5));
}

TEST_F(SegmentsTest, VisitsTheLivingArticlesThatAreAskedFor) {
  Segments segments = open();
  publish(segments, 1, 3);
  publish(segments, 4, 6);
  segments.publish({.forgotten = range(5, 5)});
  EXPECT_EQ(visited(segments, {ArticleId{6}, ArticleId{2}, ArticleId{5}, ArticleId{77}}),
            (std::vector{small_article(2), small_article(6)}));
  EXPECT_EQ(damaged_, 0U);
}

/// A segment in which one document can't be decoded.
TEST_F(SegmentsTest, ADamagedArticleIsPassedOverAndItsSegmentKept) {
  Segments segments = open();
  const fs::path run = Segments::run_path(paths_, 1);
  {
    Xapian::WritableDatabase db(run.string(), Xapian::DB_CREATE);
    DocumentBuilder builder;
    for (const StoredArticle& article : test::small_articles(1, 3))
      db.add_document(test::xapian_document(builder.build(article)));
    Xapian::Document document;
    document.set_data("\1nonsense");
    document.add_value(schema::kIdSlot, schema::id_bytes(ArticleId{4}));
    db.add_document(document);
    db.commit();
  }
  segments.publish({.run = run});
  EXPECT_EQ(visited(segments, range(1, 4)), test::small_articles(1, 3));
  EXPECT_EQ(damaged_, 1U);
  segments.publish({.forgotten = range(1, 1)});
  segments.sweep(true);  // would lose the damaged one, which a later version may be able to read
  EXPECT_THAT(segments.manifest().segments, ElementsAre("seg-00000001"));
  EXPECT_EQ(segments.manifest().dead.size(), 1U);
}

TEST_F(SegmentsTest, ASegmentThatIsMissingIsAnError) {
  {
    Segments segments = open();
    publish(segments, 1, 3);
  }
  fs::remove_all(paths_.segment("seg-00000001"));
  Segments segments = open();
  try {
    (void)segments.article_ids();
    ADD_FAILURE() << "no error";
  } catch (const Error& error) {
    EXPECT_EQ(error.status(), Exit::Archive);
    EXPECT_THAT(error.what(), testing::StartsWith("the index failed while listing articles: "));
  }
}

}  // namespace
}  // namespace morgue
