#include "query/views/diff.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "query/render/pieces.h"
#include "tests/unit/query/archive_for_test.h"

namespace morgue::test {
namespace {

std::string signs(std::string_view before, std::string_view after) {
  return with_diff_signs(diff_words(before, after)).text;
}

/// "¶1>1 the [-old-] {+new+} text", a changed paragraph a line.
std::string changes(const std::string& before, const std::string& after) {
  std::string out;
  for (const DiffParagraph& paragraph :
       diff_articles(article_of({.id = 1, .title = "T", .text = before}),
                     article_of({.id = 2, .title = "T", .text = after}))
           .changed)
    out += fmt::format("{} {}>{} {}\n", paragraph.field, paragraph.before, paragraph.after,
                       with_diff_signs(paragraph.pieces).text);
  return out;
}

TEST(DiffWords, MarksWhatWasCutAndAdded) {
  EXPECT_EQ(signs("off for nine minutes", "off for eleven minutes"),
            "off for [-nine-] {+eleven+} minutes");
  EXPECT_EQ(signs("one  two\nthree", "one two three"), "one two three");
  EXPECT_EQ(signs("", "new"), "{+new+}");
  EXPECT_EQ(signs("old", ""), "[-old-]");
}

TEST(DiffArticles, PairsParagraphsThatWereChanged) {
  EXPECT_EQ(changes("The ferry left at nine in the evening.\n\nNobody was hurt.",
                    "The ferry left at ten in the evening.\n\nNobody was hurt."),
            "text 1>1 The ferry left at [-nine-] {+ten+} in the evening.\n");
}

TEST(DiffArticles, ListsParagraphsThatOnlyOneHas) {
  EXPECT_EQ(changes("First one here.\n\nSecond one gone.\n\nThird stays as is.",
                    "First one here.\n\nThird stays as is.\n\nCorrection, 12 March: eleven."),
            "text 2>0 [-Second one gone.-]\ntext 0>3 {+Correction, 12 March: eleven.+}\n");
  EXPECT_EQ(changes("The pier is closed for a week now.",
                    "Something else entirely new.\n\nThe pier is closed for a month now."),
            "text 0>1 {+Something else entirely new.+}\n"
            "text 1>2 The pier is closed for a [-week-] {+month+} now.\n");
}

TEST(DiffArticles, TellsHeadlineAndByline) {
  const ArticleDiff diff =
      diff_articles(article_of({.id = 1, .title = "Ferry late", .text = "x"}),
                    article_of({.id = 2, .title = "Ferry sunk", .text = "x", .authors = {"Ana"}}));
  ASSERT_EQ(diff.changed.size(), 2U);
  EXPECT_EQ(diff.changed[0].field, "title");
  EXPECT_EQ(with_diff_signs(diff.changed[1].pieces).text, "{+Ana+}");
  EXPECT_EQ(changes("Same text.", "Same text."), "");
}

TEST(FindBase, TakesTheVersionBeforeOrTheFirstCopy) {
  const TestArchive archive(
      {{.id = 0x11, .title = "A", .text = "one", .date = "2025-03-01"},
       {.id = 0x22, .title = "A", .text = "two", .date = "2025-03-02", .lineage = 0x11},
       {.id = 0x33, .title = "B", .text = "three", .date = "2025-03-03", .family = 0x11}});
  const ArchiveReader reader = archive.open();
  const auto base = [&](std::uint64_t id, std::string_view with) {
    const auto found = find_base(reader, article_of({.id = id, .title = "", .text = ""}), with);
    return found ? fmt::format("{:x}", found->id.value) : found.error();
  };
  EXPECT_EQ(base(0x22, ""), "11");
  EXPECT_EQ(base(0x22, "v2"), "22");
  EXPECT_EQ(base(0x33, ""), "11");
  EXPECT_EQ(base(0x33, "0000000000000022"), "22");
  EXPECT_EQ(base(0x33, "v2"), "there is no version 2; the archive keeps 1");
}

}  // namespace
}  // namespace morgue::test
