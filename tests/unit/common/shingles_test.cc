#include "common/shingles.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <string>

namespace morgue {
namespace {

using testing::ElementsAreArray;
using testing::IsEmpty;
using testing::SizeIs;

/// A text of distinct words from `first` on, with a number in every tenth.
std::string text(int first, int count) {
  std::string out;
  for (int i = first; i < first + count; ++i)
    out += (i % 10 == 0 ? std::to_string(i)
                        : "word" + std::string(1, static_cast<char>('a' + i % 26)) +
                              std::string(static_cast<std::size_t>(i) / 26 + 1, 'x')) +
           " ";
  return out;
}

TEST(Fingerprint, ShinglesAreBlindToCasePunctuationAndSpace) {
  EXPECT_EQ(fingerprint("The ferry, they said, didn't stop: \"never\".").shingles,
            fingerprint("THE FERRY\nthey said   didn’t stop -- never").shingles);
  EXPECT_NE(fingerprint("The ferry they said did stop").shingles,
            fingerprint("The ferry they said never stop").shingles);
}

TEST(Fingerprint, HasOneShingleForEachPlaceItBegins) {
  EXPECT_THAT(fingerprint(""), Fingerprint{});
  EXPECT_THAT(fingerprint("Ferry").shingles, SizeIs(1));
  EXPECT_THAT(fingerprint("Ferry hits pier hard").shingles, SizeIs(1));
  EXPECT_THAT(fingerprint("Ferry hits pier very hard").shingles, SizeIs(2));
  EXPECT_THAT(fingerprint("Ferry hits pier hard. Ferry hits pier hard.").shingles, SizeIs(4));
}

TEST(Fingerprint, EveryCharacterIsAWordWithoutSpaces) {
  EXPECT_THAT(fingerprint("渡船撞上码头").shingles, SizeIs(3));
  EXPECT_EQ(fingerprint("渡船撞上码头"), fingerprint("渡船，撞上码头。"));
}

TEST(Fingerprint, NamesAreWordsInCapitalsThatOpenNoSentence) {
  EXPECT_THAT(fingerprint("The 8.15 ferry cost 2m in 2024, 2024.").names, SizeIs(4));
  EXPECT_THAT(fingerprint("No name here. None at all.\n\nAnd: None \"Here\"").names, IsEmpty());
  EXPECT_EQ(fingerprint("On Monday the Skarra Ferry met Ödön and Юрий.").names.size(), 5U);
}

TEST(Fingerprint, ADenserSampleHoldsTheThinnerOne) {
  const Fingerprint whole = fingerprint(text(0, 2000));
  const Fingerprint part = fingerprint(text(300, 200));
  EXPECT_EQ(whole.shingles.size(), 1997U);
  EXPECT_NEAR(static_cast<double>(whole.anchors.size()), 1997.0 / 32, 30);
  EXPECT_NEAR(static_cast<double>(part.anchors.size()), 197.0 / 8, 15);
  std::vector<std::uint32_t> of_the_part;
  std::set_intersection(whole.anchors.begin(), whole.anchors.end(), part.shingles.begin(),
                        part.shingles.end(), std::back_inserter(of_the_part));
  EXPECT_FALSE(of_the_part.empty());
  std::vector<std::uint32_t> both;
  std::set_intersection(whole.anchors.begin(), whole.anchors.end(), part.anchors.begin(),
                        part.anchors.end(), std::back_inserter(both));
  EXPECT_THAT(both, ElementsAreArray(of_the_part));
}

TEST(Overlap, IsTheShareOfEach) {
  const Overlap both = overlap(fingerprint(text(0, 103)), fingerprint(text(0, 203)));
  EXPECT_DOUBLE_EQ(both.of_first, 1.0);
  EXPECT_DOUBLE_EQ(both.of_second, 0.5);
  EXPECT_DOUBLE_EQ(both.names, 1.0);
  EXPECT_DOUBLE_EQ(overlap(fingerprint(text(0, 103)), fingerprint("")).of_first, 0.0);
}

bool copies(const std::string& a, const std::string& b) {
  const bool found = are_copies(fingerprint(a), fingerprint(b));
  EXPECT_EQ(found, are_copies(fingerprint(b), fingerprint(a)));
  return found;
}

TEST(AreCopies, ACutPieceIsACopy) {
  EXPECT_TRUE(copies(text(0, 300), text(0, 300)));
  EXPECT_TRUE(copies(text(0, 300), text(0, 100)));
  EXPECT_TRUE(copies(text(0, 300), text(100, 120) + text(5000, 40)));
}

TEST(AreCopies, SharedBackgroundIsNone) {
  EXPECT_FALSE(copies(text(0, 300), text(200, 300)));
  EXPECT_FALSE(copies(text(0, 300), text(5000, 300)));
}

TEST(AreCopies, ARoundUpIsACopyOfNoneOfItsParts) {
  EXPECT_FALSE(copies(text(0, 1000), text(100, 100)));
}

TEST(AreCopies, FlashesMustBeTheSame) {
  EXPECT_TRUE(copies("Ferry hits pier at Calder Bay, two boats sent out",
                     "FERRY HITS PIER AT CALDER BAY; TWO BOATS SENT OUT"));
  EXPECT_FALSE(copies("Ferry hits pier at Calder Bay, two boats sent out",
                      "Ferry hits pier at Calder Bay, three hurt, radio says"));
}

// A stub of forty words above the same forty words about a newsletter.
TEST(AreCopies, ALongNoticeBelowTwoShortPiecesMakesNoCopies) {
  const std::string notice =
      "\n\nSign up for our letter, which comes to your inbox every morning before breakfast with "
      "the "
      "stories that matter, picked by hand by the people of this house, and with a recipe that has "
      "been cooked by one of us the evening before and was found to be good by the family.";
  const std::string one =
      "Shares of Meridian Freight rose in Calder on Monday after Rowan Pike and Ilse Marten left "
      "the board of the Port Company.";
  const std::string other =
      "Fans of Grenmark Town sang in Skarra on Friday as Anna Pyke and Tomas Brandt signed with "
      "the club of North Island.";
  EXPECT_FALSE(copies(one + notice, other + notice));
  EXPECT_TRUE(copies(one + notice, "It was a surprise. " + one + notice));
}

// Eight lines of fifteen words that are always the same, each before a figure that never is.
TEST(AreCopies, ATemplateIsNoCopy) {
  const auto table = [](int first) {
    std::string out;
    for (int line = 0; line < 8; ++line) {
      for (char word = 'a'; word < 'p'; ++word)
        out += std::string("share") + word + static_cast<char>('a' + line) + " ";
      out += std::to_string(first + 17 * line) + " ";
    }
    return out;
  };
  EXPECT_GT(overlap(fingerprint(table(1000)), fingerprint(table(5003))).of_first, 0.7);
  EXPECT_TRUE(copies(table(1000), table(1000)));
  EXPECT_FALSE(copies(table(1000), table(5003)));
}

}  // namespace
}  // namespace morgue
