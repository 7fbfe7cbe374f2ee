#include "indexer/read/sniff.h"

#include <gtest/gtest.h>

#include "indexer/read/read.h"

namespace morgue {
namespace {

using namespace std::literals;

std::string_view format(std::string_view bytes, std::string_view path = "saved") {
  return to_string(sniff(bytes, path));
}

TEST(Sniff, TellsFormatsByContent) {
  EXPECT_EQ(format("Harbour ferry runs again\n\nThe ferry sailed on Monday."), "text");
  EXPECT_EQ(format("\n <!DOCTYPE html><html><body>Ferry"), "html");
  EXPECT_EQ(format("<?xml version='1.0'?><!-- saved --><html>"), "html");
  EXPECT_EQ(format("Ferry sails<br>at last<p>It ran</p><p>again</p>"), "html");
  EXPECT_EQ(format("{\"title\":\"Ferry\",\n \"text\":\"It sails\"}"), "json");
  EXPECT_EQ(format("[{\"title\":\"Ferry\"}]"), "json");
  EXPECT_EQ(format("{\"title\":\"a}\"}\n{\"title\":\"b\"}\n"), "json lines");
  EXPECT_EQ(format(""), "empty");
  EXPECT_EQ(format("\xEF\xBB\xBF \n\t"), "empty");
}

TEST(Sniff, TextThatMerelyLooksLikeMarkupOrJsonIsText) {
  EXPECT_EQ(format("<dana@calder.example> wrote: the ferry sails."), "text");
  EXPECT_EQ(format("[Editor's note: the ferry sails]"), "text");
  EXPECT_EQ(format("{Ferry} sails"), "text");
  EXPECT_EQ(format("The <b> element makes ferries bold."), "text");
}

TEST(Sniff, TheNameDecidesWhatTheContentLeavesOpen) {
  EXPECT_EQ(format("{\"title\":\"one record\"}\n", "a.jsonl"), "json lines");
  EXPECT_EQ(format("{\"title\":\"one record\"}\n", "a.json"), "json");
  EXPECT_EQ(format("Ferry sails", "a.HTML"), "html");
  EXPECT_EQ(format("{\"title\":\"Ferry\"}", "a.html"), "json");
  EXPECT_EQ(format("not json", "a.ndjson"), "json lines");
}

TEST(Sniff, WideCharactersAreText) {
  EXPECT_EQ(format("\xFF\xFE<\0h\0t\0m\0l\0>\0"sv), "html");
  EXPECT_EQ(format("F\0e\0r\0r\0y\0 \0s\0a\0i\0l\0s\0.\0"sv), "text");
}

TEST(Sniff, NamesBinaryFiles) {
  EXPECT_EQ(format("%PDF-1.7\n1 0 obj"), "pdf");
  EXPECT_EQ(binary_kind("%PDF-1.7\n1 0 obj"), "PDF document");
  EXPECT_EQ(binary_kind("\x89PNG\r\n\x1A\n"), "PNG image");
  EXPECT_EQ(binary_kind("PK\x03\x04\x14"), "ZIP archive");
  EXPECT_EQ(binary_kind("\x7F"
                        "ELF\x02"),
            "ELF program");
  EXPECT_EQ(binary_kind("Ferry"), "");
  EXPECT_EQ(format("ab\0\0\1\2\3\0\0cd\4\5\6\0\0"sv), "binary");
}

TEST(Sniff, AStrayControlCharacterDoesNotMakeTextBinary) {
  const std::string text = std::string(200, 'a') + '\0' + std::string(200, 'b');
  EXPECT_EQ(format(text), "text");
}

}  // namespace
}  // namespace morgue
