#include "indexer/extract/corrections.h"

#include <gtest/gtest.h>

#include "indexer/extract/extract.h"

namespace morgue {
namespace {

Article given(const std::string& title, const std::string& text) {
  Draft draft;
  draft.as_given = true;
  draft.given.title = title;
  draft.given.text = text;
  return extract(draft).at(0).value();
}

TEST(Corrections, AnArticleThatSaysSoWasCorrected) {
  EXPECT_TRUE(given("Ferry hits pier",
                    "The ferry hit the pier.\n\nCorrection, 12 March: an "
                    "earlier version of this article gave nine minutes.")
                  .corrected);
  EXPECT_TRUE(given("CORRECTED-UPDATE 2-Ferry hits pier", "The ferry hit the pier.").corrected);
  EXPECT_TRUE(
      given("Fähre", "Die Fähre fuhr.\n\nKorrektur: In einer früheren Fassung ...").corrected);
}

TEST(Corrections, OneThatSpeaksOfCorrectionsWasNot) {
  EXPECT_FALSE(given("Market correction feared",
                     "Traders fear a correction.\n\nThe house of "
                     "correction stood here.")
                   .corrected);
  std::string middle = "One.\n\nTwo.\n\nThree.\n\nFour.\n\n";
  middle += "Correction: said the teacher, is what makes a pupil.\n\n";
  EXPECT_FALSE(given("School", middle + middle.substr(0, 27)).corrected);
}

TEST(GivenArticles, TheDatelineOfARecordIsRead) {
  const Article article =
      given("Ferry hits pier", "CALDER BAY, March 11 (Reuters) - The ferry hit the pier.");
  EXPECT_EQ(article.dateline, "CALDER BAY");
  EXPECT_EQ(article.agency, "Reuters");
  EXPECT_EQ(article.text, "CALDER BAY, March 11 (Reuters) - The ferry hit the pier.");
  EXPECT_EQ(given("Ferry", "The ferry hit the pier.").dateline, "");
}

}  // namespace
}  // namespace morgue
