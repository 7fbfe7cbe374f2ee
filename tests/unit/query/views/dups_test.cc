#include "query/views/dups.h"

#include <gtest/gtest.h>

#include "tests/unit/query/archive_for_test.h"

namespace morgue::test {
namespace {

constexpr const char* kRadar =
    "A frozen radar picture sent the Skarra ferry into the west pier on Friday night.";
constexpr const char* kJudge =
    "Judge Anna Pyke had heard sixty-four witnesses and read four thousand pages.";
constexpr const char* kQuote = "\"We had asked for the part in May,\" said Rowan Pike.";

std::string text_of(const std::vector<std::string>& paragraphs) {
  std::string out;
  for (const std::string& one : paragraphs) out += (out.empty() ? "" : "\n\n") + one;
  return out;
}

class Dups : public testing::Test {
 protected:
  Dups()
      : archive_({{.id = 0x11,
                   .title = "Radar blamed",
                   .text = text_of({kRadar, kJudge}),
                   .date = "2025-03-11T05:58:00Z",
                   .source = "North Wire",
                   .authors = {"Dana Okafor"},
                   .agency = "North Wire"},
                  {.id = 0x22,
                   .title = "Radar blamed",
                   .text = text_of({kRadar}),
                   .date = "2025-03-11T06:40:00Z",
                   .source = "Herald",
                   .family = 0x11},
                  {.id = 0x33,
                   .title = "Pike speaks",
                   .text = text_of({kRadar, kJudge, kQuote}),
                   .date = "2025-03-10T09:00:00Z",
                   .source = "Daily",
                   .authors = {"Dana Okafor"},
                   .quotes = {{"\"We had asked for the part in May,\"", "Rowan Pike"}},
                   .family = 0x11},
                  {.id = 0x44,
                   .title = "Radar blamed",
                   .text = text_of({std::string(kRadar) + " It was snowing."}),
                   .date = "2025-03-12",
                   .source = "Herald",
                   .family = 0x11,
                   .lineage = 0x22,
                   .corrected = true},
                  {.id = 0x55, .title = "Alone", .text = "Nothing else is like this."}}) {
    archive_.supersede("seg-00000001", 2);
  }
  FamilyView view(std::uint64_t id) {
    const ArchiveReader reader = archive_.open();
    return family_view(reader, *reader.find(ArticleId{id}), ArticleId{id});
  }
  TestArchive archive_;
};

TEST_F(Dups, ListsCopiesAndVersionsOldestFirst) {
  const FamilyView family = view(0x11);
  ASSERT_EQ(family.members.size(), 4U);
  EXPECT_EQ(family.id.value, 0x11U);
  EXPECT_EQ(family.sources, 3U);
  EXPECT_EQ(family.agency, "North Wire");
  EXPECT_EQ(family.members[0].id.value, 0x33U);
  EXPECT_EQ(family.members[1].id.value, 0x11U);
  EXPECT_EQ(family.members[2].id.value, 0x22U);
  EXPECT_EQ(family.members[3].id.value, 0x44U);
  EXPECT_TRUE(family.members[0].first);
  EXPECT_FALSE(family.members[2].searched);
  EXPECT_DOUBLE_EQ(family.members[1].kept, 1);
  EXPECT_GT(family.members[3].kept, 0.5);
  EXPECT_LT(family.members[3].kept, 1);
}

TEST_F(Dups, IsTheSameFromEveryMember) {
  for (const std::uint64_t id : {0x22, 0x33, 0x44}) EXPECT_EQ(view(id).members.size(), 4U) << id;
}

TEST_F(Dups, SaysWhatDiffers) {
  const FamilyView family = view(0x11);
  EXPECT_EQ(difference_text(family.members[0]), "first in this archive");
  EXPECT_EQ(difference_text(family.members[1]), "other headline, 1 para cut");
  EXPECT_EQ(difference_text(family.members[2]), "other headline, other byline, 2 paras cut");
  EXPECT_EQ(difference_text(family.members[3]), "version 2, correction");
}

TEST_F(Dups, NamesWhoIsQuotedBesides) {
  CopyView copy;
  copy.added = 1;
  copy.added_quotes = {"T. Brandt", "", "T. Brandt"};
  EXPECT_EQ(difference_text(copy), "1 para added, + quotation of T. Brandt, + quotation");
  EXPECT_EQ(difference_text(CopyView{}), "the same");
}

TEST_F(Dups, OneThatStandsAlone) {
  const FamilyView family = view(0x55);
  ASSERT_EQ(family.members.size(), 1U);
  EXPECT_TRUE(family.members[0].first);
}

}  // namespace
}  // namespace morgue::test
