#include "indexer/read/pdf_text.h"

#include <gtest/gtest.h>

namespace morgue {
namespace {

/// Lines of ten points, twelve apart, from the left margin to about the right one.
PdfPage lines(const std::vector<std::string>& texts, double top = 100) {
  PdfPage out;
  for (const std::string& text : texts) {
    out.push_back({text, 50, top, 50 + 5.0 * static_cast<double>(text.size()), top + 10});
    top += 12;
  }
  return out;
}

TEST(PdfText, LinesBecomeParagraphsAndWordsBecomeWhole) {
  const PdfText text =
      pdf_text({lines({"The harbour master of Skarra had warned of the sto-",
                       "rm since Sunday, and most of the fleet lay at anch", "safe.",
                       "Nobody was hurt when it came in from the west, of"})});
  EXPECT_EQ(text.text,
            "The harbour master of Skarra had warned of the storm since Sunday, and most of the "
            "fleet lay at anch safe.\n\nNobody was hurt when it came in from the west, of");
}

TEST(PdfText, AGapBeginsAParagraph) {
  PdfPage page = lines({"One line of the text", "and another of them", "and a third one of"});
  for (PdfLine& line : lines({"Then the next part", "goes on like this"}, 150))
    page.push_back(line);
  EXPECT_EQ(
      pdf_text({page}).text,
      "One line of the text and another of them and a third one of\n\nThen the next part goes "
      "on like this");
}

TEST(PdfText, HeadsAndNumbersOfPagesGo) {
  std::vector<PdfPage> pages;
  const std::vector<std::string> words = {"alpha", "beta", "gamma"};
  for (int i = 0; i < 3; ++i) {
    PdfPage page = lines({"SKARRA POST " + std::to_string(i + 1)}, 20);
    for (const PdfLine& line : lines({"It blew " + words[i], "all of the night", "and the morning",
                                      "and on went " + words[i]}))
      page.push_back(line);
    for (const PdfLine& line : lines({std::to_string(i + 1)}, 800)) page.push_back(line);
    pages.push_back(page);
  }
  EXPECT_EQ(pdf_text(pages).text,
            "It blew alpha all of the night and the morning and on went alpha It blew beta all of "
            "the night and the morning and on went beta It blew gamma all of the night and the "
            "morning and on went gamma");
}

TEST(PdfText, TheLargestPrintIsTheHeading) {
  PdfPage page = {{"Storm over Skarra", 50, 50, 300, 74}};
  for (const PdfLine& line : lines({"It blew all night."})) page.push_back(line);
  const PdfText text = pdf_text({page});
  EXPECT_EQ(text.heading, "Storm over Skarra");
  EXPECT_EQ(text.text, "It blew all night.");
}

}  // namespace
}  // namespace morgue
