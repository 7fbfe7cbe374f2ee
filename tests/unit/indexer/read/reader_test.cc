#include <gtest/gtest.h>

#include "indexer/read/read.h"

namespace morgue {
namespace {

std::string outcome(std::string_view bytes, Format format) {
  RawDocument raw;
  raw.path = "saved";
  raw.bytes = std::string(bytes);
  const auto drafts = Reader().read(raw, format);
  if (drafts.size() != 1) return "not one draft";
  return drafts[0] ? drafts[0]->text : "refused: " + drafts[0].error().why;
}

TEST(Reader, TextIsDecodedAndCleaned) {
  EXPECT_EQ(outcome("F\xE4hre f\xE4hrt\r\n\x1B[31mwieder", Format::Text),
            "Fähre fährt\n[31mwieder");
}

TEST(Reader, RefusesWhatHoldsNoText) {
  EXPECT_EQ(outcome("", Format::Empty), "refused: empty");
  EXPECT_EQ(outcome(" \n\u00a0", Format::Text), "refused: empty");
  EXPECT_EQ(outcome("%PDF-1.4", Format::Binary), "refused: PDF document, not supported yet");
  EXPECT_EQ(outcome("\1\2\3\4", Format::Binary), "refused: binary data, not text");
}

TEST(Reader, OtherVocabulariesAreNamedNotReadAsPages) {
  EXPECT_EQ(outcome("<?xml version='1.0'?>\n<rss version='2.0'><channel/></rss>", Format::Xml),
            "refused: a feed without entries");
  EXPECT_EQ(outcome("<?xml version='1.0'?><invoice/>", Format::Xml),
            "refused: XML <invoice>, a vocabulary without articles");
}

TEST(Reader, TheBodyThatThePageDeclaresIsTheDraftsText) {
  EXPECT_EQ(outcome("<html><script type=application/ld+json>{\"@type\":\"NewsArticle\","
                    "\"articleBody\":\"It sails.\"}</script>",
                    Format::Html),
            "It sails.");
}

}  // namespace
}  // namespace morgue
