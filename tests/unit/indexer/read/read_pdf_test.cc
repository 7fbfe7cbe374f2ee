#include <fmt/format.h>
#include <gtest/gtest.h>

#include "indexer/read/readers.h"

namespace morgue {
namespace {

/// A document of one page that shows `content` (operators of PDF).
std::string pdf(const std::string& content) {
  const std::vector<std::string> objects = {
      "<</Type/Catalog/Pages 2 0 R>>",
      "<</Type/Pages/Kids[3 0 R]/Count 1>>",
      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
      "/Resources<</Font<</F 5 0 R>>>>>>",
      fmt::format("<</Length {}>>stream\n{}\nendstream", content.size(), content),
      "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
      "<</Title(The storm of March)/Author(Ann Oakes)/CreationDate(D:20250311080000Z)>>"};
  std::string out = "%PDF-1.4\n";
  std::string table = "0000000000 65535 f \n";
  for (std::size_t i = 0; i < objects.size(); ++i) {
    table += fmt::format("{:010} 00000 n \n", out.size());
    out += fmt::format("{} 0 obj{}endobj\n", i + 1, objects[i]);
  }
  const std::size_t start = out.size();
  return out +
         fmt::format(
             "xref\n0 {}\n{}trailer<</Size {}/Root 1 0 R/Info 6 0 R>>\nstartxref\n{}\n%%EOF\n",
             objects.size() + 1, table, objects.size() + 1, start);
}

std::string outcome(const std::string& bytes, const std::string& helper = MORGUE_PDF_HELPER) {
  RawDocument raw;
  raw.bytes = bytes;
  const auto drafts = read_pdf(raw, pdf_program(helper));
  if (drafts.size() != 1) return "not one draft";
  if (!drafts[0]) return "refused: " + drafts[0].error().why;
  const Article& given = drafts[0]->given;
  return given.title + " | " + (given.authors.empty() ? "" : given.authors[0]) + " | " +
         (given.published ? to_iso8601(*given.published) : "") + " | " + given.text;
}

TEST(ReadPdf, TheTextLayerIsTheArticle) {
  EXPECT_EQ(outcome(pdf("BT /F 12 Tf 50 700 Td (It blew all night.) Tj ET")),
            "The storm of March | Ann Oakes | 2025-03-11T08:00:00Z | It blew all night.");
}

TEST(ReadPdf, WhatHasNoTextSaysSo) {
  EXPECT_EQ(outcome(pdf("0 0 m 10 10 l S")), "refused: PDF without a text layer");
  EXPECT_EQ(outcome("%PDF-1.4\nnothing"), "refused: damaged PDF document");
}

TEST(ReadPdf, WithoutTheProgramThereIsAReason) {
  EXPECT_EQ(outcome("%PDF-1.4", ""), "refused: PDF document, and morgue-read-pdf is not installed");
  EXPECT_EQ(outcome("%PDF-1.4", "/no/such/program"),
            "refused: PDF document that takes too much time or memory, or is damaged");
}

}  // namespace
}  // namespace morgue
