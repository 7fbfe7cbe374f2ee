#include "indexer/store/fresh_segment.h"

#include <gmock/gmock.h>
#include <xapian.h>

#include <map>

#include "common/files.h"
#include "common/forward_file.h"
#include "indexer/store/sums.h"
#include "tests/support/temporary_directory.h"
#include "tests/unit/indexer/store/batches.h"

namespace morgue {
namespace {

namespace fs = std::filesystem;

using testing::ElementsAre;

/// What the tables say: each document's data, and each term's postings.
std::map<std::string, std::string> told(const fs::path& segment) {
  std::map<std::string, std::string> out;
  const Xapian::Database db(segment.string());
  for (auto doc = db.postlist_begin({}); doc != db.postlist_end({}); ++doc)
    out["document " + std::to_string(*doc)] = db.get_document(*doc).get_data();
  for (auto term = db.allterms_begin(); term != db.allterms_end(); ++term)
    for (auto doc = db.postlist_begin(*term); doc != db.postlist_end(*term); ++doc)
      out["term " + *term] += std::to_string(*doc) + ":" + std::to_string(doc.get_wdf()) + " ";
  return out;
}

class FreshSegmentTest : public testing::Test {
 protected:
  /// Eight articles; the first is of person 101, the second of 102 ...
  fs::path written(const std::string& name, std::size_t run_articles) {
    FreshSegment fresh(directory_ / name, run_articles);
    for (const StoredArticle& article : test::small_articles(1, 8)) {
      const std::uint32_t person[] = {static_cast<std::uint32_t>(article.id.value) + 100};
      numbers_.push_back(fresh.add(article, person, kin_record_of(article)));
    }
    fresh.finish();
    return directory_ / name;
  }

  test::TemporaryDirectory directory_;
  std::vector<std::uint32_t> numbers_;
};

TEST_F(FreshSegmentTest, HoldsTheSameWhateverItsRuns) {
  const fs::path one = written("one", 100);
  numbers_.clear();
  const fs::path many = written("many", 3);
  EXPECT_THAT(numbers_, ElementsAre(1, 2, 3, 4, 5, 6, 7, 8));
  EXPECT_EQ(told(one), told(many));
  for (const char* file : {kAnchorFile, kPeopleFile, kKinFile, kForwardFile})
    EXPECT_EQ(file_bytes(one / file), file_bytes(many / file)) << file;
  EXPECT_EQ(ForwardFile(many / kForwardFile).documents(), 8U);
  std::vector<std::uint32_t> people;
  PairFile(many / kPeopleFile).find(7, 9, people);
  EXPECT_THAT(people, ElementsAre(107));
}

TEST_F(FreshSegmentTest, LeavesNothingBesideItAndKnowsItsSums) {
  const fs::path many = written("many", 3);
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(many.parent_path()))
    names.push_back(entry.path().filename().string());
  EXPECT_THAT(names, ElementsAre("many"));
  const Sums sums = read_sums(many);
  ASSERT_TRUE(sums.whole);
  EXPECT_TRUE(sums.of.contains("postlist.glass"));
  for (const auto& [file, sum] : sums.of) EXPECT_EQ(file_hash(many / file), sum) << file;
}

TEST_F(FreshSegmentTest, KinThatNobodyKnowsIsLeftToTheNextWriter) {
  const auto articles = test::small_articles(1, 2);
  FreshSegment fresh(directory_ / "s");
  fresh.add(articles[0], {}, kin_record_of(articles[0]));
  fresh.add(articles[1], {}, {});
  fresh.finish();
  EXPECT_EQ(KinFile(directory_ / "s" / kKinFile).documents(), 1U);
}

}  // namespace
}  // namespace morgue
