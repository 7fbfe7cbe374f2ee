#include "indexer/extract/html_blocks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/extract/html_hints.h"
#include "indexer/extract/html_prune.h"

namespace morgue {
namespace {

using testing::ElementsAre;

std::vector<std::string> block_texts(std::string_view html) {
  const auto page = *parse_html(html);
  std::vector<std::string> out;
  for (const Block& block : page_blocks(*page, std::vector<bool>(page->size(), false)))
    out.push_back(block.text);
  return out;
}

/// The blocks that are not furniture.
std::vector<std::string> kept_texts(std::string_view html) {
  const auto page = *parse_html(html);
  std::vector<std::string> out;
  for (const Block& block : page_blocks(*page, furniture(view_of(*page))))
    out.push_back(block.text);
  return out;
}

TEST(HtmlBlocks, BlockElementsAndDoubleBreaksPartText) {
  EXPECT_THAT(block_texts("<div>a <b>b</b>\n  c<p>d</p>e<br>f<br><br>g</div>"),
              ElementsAre("a b c", "d", "e\nf", "g"));
}

TEST(HtmlBlocks, InlineElementsDoNotPartWords) {
  EXPECT_THAT(block_texts("<p>fer<i>ry</i>, <a href=x>the&nbsp;pier</a>"),
              ElementsAre("ferry, the pier"));
}

TEST(HtmlBlocks, WideCharactersWeighMore) {
  const auto page = *parse_html("<p>ab <a href=x>渡船</a></p>");
  const auto blocks = page_blocks(*page, std::vector<bool>(page->size(), false));
  ASSERT_EQ(blocks.size(), 1U);
  EXPECT_EQ(blocks[0].weight, 2 + 2 * kWideCharacter);
  EXPECT_EQ(blocks[0].link_weight, 2 * kWideCharacter);
}

constexpr std::string_view kProse =
    "<p>The ferry between Calder and Port Anselm sailed again on Monday after eleven weeks, and"
    " forty people were on board when it left the pier.</p>";

TEST(Furniture, IsKnownByItsNames) {
  const std::string page = "<body class=has-sidebar><div class=articleBody>" + std::string(kProse) +
                           std::string(kProse) + std::string(kProse) + "</div>" +
                           "<div class=relatedArticles><p>Bridge shut for the third time.</p></div>"
                           "<div id=cookie-notice><p>We use cookies.</p></div>"
                           "<p style='display: none'>Unseen words.</p>"
                           "<figure><figcaption>The ferry.</figcaption></figure>";
  EXPECT_EQ(kept_texts(page).size(), 3U);
}

TEST(Furniture, ANameIsNotBelievedOfMostOfThePage) {
  EXPECT_EQ(kept_texts("<div class=related>" + std::string(kProse) + "</div>").size(), 1U);
}

TEST(Furniture, AWordInsideASentenceNeverIs) {
  EXPECT_THAT(kept_texts("<p>The ferry of the <a class=meta-org href=x>Calder Line</a> sailed again"
                         " on Monday after eleven weeks in dock.</p>"),
              ElementsAre("The ferry of the Calder Line sailed again on Monday after eleven weeks"
                          " in dock."));
}

}  // namespace
}  // namespace morgue
