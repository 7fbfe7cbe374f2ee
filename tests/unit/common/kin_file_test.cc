#include "common/kin_file.h"

#include <gmock/gmock.h>

#include "common/schema.h"
#include "tests/support/articles.h"
#include "tests/support/temporary_directory.h"

namespace morgue {
namespace {

using testing::ElementsAre;
using testing::ElementsAreArray;
using testing::IsEmpty;

KinRecord record_of(std::uint64_t id) { return kin_record_of(test::small_article(id)); }

KinRecord copy_of(std::uint64_t family, std::uint64_t id) {
  KinRecord record = record_of(id);
  record.copy = true;
  record.family = ArticleId{family};
  return record;
}

KinRecord version_of(std::uint64_t lineage, std::uint64_t id) {
  KinRecord record = record_of(id);
  record.version = true;
  record.lineage = ArticleId{lineage};
  return record;
}

class KinFileTest : public testing::Test {
 protected:
  KinFile written(const std::vector<KinRecord>& records) {
    test::write_file(path_, kin_file_of(records));
    return KinFile(path_);
  }
  static std::vector<std::uint32_t> copies(const KinFile& file, std::uint64_t family) {
    std::vector<std::uint32_t> out;
    file.find_copies(ArticleId{family}, out);
    return out;
  }

  test::TemporaryDirectory directory_;
  std::filesystem::path path_ = directory_ / "kin";
};

TEST_F(KinFileTest, KeepsWhatAnArticleIs) {
  const KinRecord record = kin_record_of(test::full_article());
  EXPECT_EQ(record.family, test::full_article().id);
  EXPECT_EQ(record.source, source_number("THE CALDER HERALD"));
  EXPECT_EQ(record.day, make_day(2025, 3, 11));
  EXPECT_TRUE(record.wire);
  StoredArticle month = test::small_article(2);
  month.content.article.published = parse_iso8601("1871-05");
  month.content.article.published_from = DateOrigin::FileTime;
  const std::vector<KinRecord> records = {record, kin_record_of(month), copy_of(2, 3),
                                          version_of(2, 4), KinRecord{}};
  EXPECT_THAT(written(records).records(), ElementsAreArray(records));
  EXPECT_TRUE(records[1].guessed);
  EXPECT_EQ(records[1].precision, Precision::Month);
}

TEST_F(KinFileTest, FindsTheMembersOfAFamily) {
  const KinFile file = written({copy_of(9, 1), record_of(2), copy_of(2, 3), copy_of(9, 4),
                                version_of(2, 5), copy_of(700, 6)});
  EXPECT_EQ(file.copies(), 4U);
  EXPECT_THAT(copies(file, 9), ElementsAre(1U, 4U));
  EXPECT_THAT(copies(file, 2), ElementsAre(3U));
  EXPECT_THAT(copies(file, 700), ElementsAre(6U));
  EXPECT_THAT(copies(file, 8), IsEmpty());
  std::vector<std::uint32_t> versions;
  file.find_versions(ArticleId{2}, versions);
  EXPECT_THAT(versions, ElementsAre(5U));
  EXPECT_EQ(file.family(4), 9U);
  EXPECT_EQ(file.family(2), 2U);
}

TEST_F(KinFileTest, KnowsNothingOfDocumentsThatItHasNot) {
  const KinFile file = written({copy_of(9, 1)});
  EXPECT_EQ(file.family(2), 0U);
  EXPECT_EQ(file.source(2), 0U);
  EXPECT_EQ(file.record(2), KinRecord{});
}

TEST_F(KinFileTest, IsEmptyIfItIsMissingOrCutOrOfAnotherKind) {
  EXPECT_EQ(KinFile(path_).documents(), 0U);
  const std::string whole = kin_file_of(std::vector<KinRecord>{copy_of(9, 1), version_of(2, 5)});
  for (std::size_t size = 0; size < whole.size(); ++size) {
    test::write_file(path_, whole.substr(0, size));
    ASSERT_EQ(KinFile(path_).documents(), 0U) << size;
  }
  test::write_file(path_, "MPAIRS 1" + whole.substr(8));
  EXPECT_EQ(KinFile(path_).documents(), 0U);
  test::write_file(path_, whole);
  EXPECT_EQ(KinFile(path_).documents(), 2U);
}

TEST(SourceNumber, IsThatOfTheKey) {
  EXPECT_EQ(source_number(""), 0U);
  EXPECT_EQ(source_number("The Calder Herald"), source_number("the CALDER herald"));
  EXPECT_NE(source_number("Calder Herald"), source_number("The Calder Herald"));
}

}  // namespace
}  // namespace morgue
