#include <gmock/gmock.h>

#include "common/error.h"
#include "query/match/interrupt.h"
#include "query/match/search.h"
#include "tests/unit/query/archive_for_test.h"

// Verifying is bounded by work, and ends on Ctrl-C.

namespace morgue::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// So many articles with all words of "pier of light", every fourth with the phrase.
std::vector<Piece> piers(std::size_t count) {
  std::vector<Piece> pieces;
  for (std::size_t i = 1; i <= count; ++i)
    pieces.push_back({.id = i,
                      .title = "Notice",
                      .text = i % 4 == 0 ? "The pier of light opens." : "Light of the old pier."});
  return pieces;
}

SearchOptions at_most(std::uint64_t bytes, std::size_t limit = 20) {
  SearchOptions options;
  options.most_bytes = bytes;
  options.limit = limit;
  return options;
}

TEST(Budget, CutsVerifyingShortAndSaysSo) {
  const ArchiveOfTexts archive(piers(400));
  const std::uint64_t of_article = std::string("NoticeLight of the old pier.").size();
  const SearchResult result = answer(archive, "\"pier of light\"", at_most(100 * of_article));
  EXPECT_TRUE(result.cut_short);
  EXPECT_FALSE(result.total_exact);
  EXPECT_FALSE(result.extent);
  EXPECT_GT(result.total, 0U);
  ASSERT_EQ(result.notes.size(), 1U);
  EXPECT_THAT(result.notes[0], HasSubstr("of about 400 articles that may answer were looked at"));
}

TEST(Budget, GivesTheSameAnswerEachTime) {
  const ArchiveOfTexts archive(piers(400));
  const auto ids = [&] {
    std::vector<std::uint64_t> out;
    for (const Hit& hit : answer(archive, "\"pier of light\"", at_most(2000)).hits)
      out.push_back(hit.article.id.value);
    return out;
  };
  const auto first = ids();
  EXPECT_FALSE(first.empty());
  EXPECT_EQ(ids(), first);
}

TEST(Budget, LooksAtOneArticleAtLeast) {
  const SearchResult result = answer(ArchiveOfTexts(piers(40)), "\"pier of light\"", at_most(1));
  EXPECT_TRUE(result.cut_short);
  EXPECT_THAT(result.notes, ElementsAre(HasSubstr("only 1 of about 40 ")));
}

TEST(Budget, IsNotSpentByWhatIsLookedAtToItsEnd) {
  const ArchiveOfTexts archive(piers(40));
  const SearchResult result = answer(archive, "\"pier of light\"");
  EXPECT_EQ(result.total, 10U);
  EXPECT_TRUE(result.total_exact);
  EXPECT_FALSE(result.cut_short);
  EXPECT_THAT(result.notes, IsEmpty());
}

TEST(Budget, IsNotHeededIfAllAreAskedFor) {
  const SearchResult result =
      answer(ArchiveOfTexts(piers(400)), "\"pier of light\"", at_most(1, 0));
  EXPECT_EQ(result.hits.size(), 100U);
  EXPECT_EQ(result.total, 100U);
  EXPECT_TRUE(result.total_exact);
}

TEST(Budget, IsNotTouchedByWhatTermsDecide) {
  const SearchResult result = answer(ArchiveOfTexts(piers(400)), "pier light", at_most(1));
  EXPECT_EQ(result.total, 400U);
  EXPECT_FALSE(result.cut_short);
}

TEST(Interrupts, EndASearch) {
  const ArchiveOfTexts archive(piers(4));
  {
    const Interruptible interruptible;
    interrupt();
    try {
      static_cast<void>(answer(archive, "\"pier of light\""));
      FAIL() << "it went on";
    } catch (const Error& error) {
      EXPECT_EQ(error.status(), Exit::Interrupted);
    }
  }
  EXPECT_EQ(answer(archive, "\"pier of light\"").total, 1U) << "the next one is not concerned";
}

TEST(InterruptsDeathTest, EndTheProgramAtOnceIfNothingIsSearched) {
  EXPECT_EXIT(interrupt(), testing::ExitedWithCode(130), "");
}

TEST(InterruptsDeathTest, EndTheProgramTheSecondTime) {
  const Interruptible interruptible;
  EXPECT_EXIT(
      {
        interrupt();
        interrupt();
      },
      testing::ExitedWithCode(130), "");
}

}  // namespace
}  // namespace morgue::test
