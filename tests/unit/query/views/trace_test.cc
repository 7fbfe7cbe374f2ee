#include "query/views/trace.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "query/render/pieces.h"
#include "tests/unit/query/archive_for_test.h"
#include "tests/unit/query/language/query_for_test.h"

namespace morgue::test {
namespace {

class TraceText : public testing::Test {
 protected:
  TraceText()
      : archive_(
            {{.id = 1,
              .title = "Inquiry",
              .text = "It rained. The second radar had been switched off for eleven minutes, the "
                      "judge found.",
              .date = "2025-03-12",
              .source = "Herald"},
             {.id = 2,
              .title = "Wire",
              .text = "The second radar had been switched off for eleven minutes.\n\nMore later.",
              .date = "2025-03-11",
              .source = "Wire"},
             {.id = 3,
              .title = "Radio",
              .text = "Its second radar had been switched off for nine long minutes. Snow fell.",
              .date = "2025-03-13",
              .source = "Radio"},
             {.id = 4,
              .title = "Minutes",
              .text = "The minutes of eleven meetings were switched. A second radar was bought.",
              .date = "2025-03-01",
              .source = "Daily"},
             {.id = 5,
              .title = "Undated",
              .text = "The second radar had been switched off for eleven minutes.",
              .source = "Blog"}}) {}
  Trace trace(std::string_view text, std::string_view filters = "*") {
    auto found = trace_text(archive_.open(), text, query_of(filters), {});
    EXPECT_TRUE(found);
    return *std::move(found);
  }
  std::string carriers(const Trace& trace) {
    std::string out;
    for (const Carrier& carrier : trace.carriers)
      for (const CarriedSentence& sentence : carrier.sentences)
        out += fmt::format("{} {} ¶{} {}\n", carrier.id.value, to_string(sentence.kind),
                           sentence.paragraph, with_diff_signs(sentence.pieces).text);
    return out;
  }
  TestArchive archive_;
};

TEST_F(TraceText, FindsCarriersInOrderOfTime) {
  const std::string whole = "The second radar had been switched off for eleven minutes\n";
  EXPECT_EQ(carriers(trace("The second radar had been switched off for eleven minutes.")),
            "2 exact ¶1 " + whole + "1 exact ¶1 " + whole +
                "3 altered ¶1 [-The-] {+Its+} second radar had been switched off for [-eleven-] "
                "{+nine long+} minutes\n5 exact ¶1 " +
                whole);
}

TEST_F(TraceText, KeepsToTheFilters) {
  EXPECT_EQ(trace("The second radar had been switched off for eleven minutes.", "source:radio")
                .carriers.size(),
            1U);
}

TEST_F(TraceText, CountsTheSentencesOfAText) {
  const Trace found = trace(
      "The second radar had been switched off for eleven minutes. The port authority denies "
      "every word of this report.");
  EXPECT_EQ(found.sentences.size(), 2U);
  ASSERT_EQ(found.carriers.size(), 4U);
  EXPECT_EQ(found.carriers[0].sentences.size(), 1U);
}

TEST_F(TraceText, APartThatIsASentenceIsACut) {
  const Trace found = trace(
      "The second radar had been switched off for eleven minutes because the harbour master of "
      "Calder had asked the crew to save power during a long and stormy January night at sea.");
  ASSERT_FALSE(found.carriers.empty());
  EXPECT_EQ(found.carriers[0].sentences[0].kind, CarriedSentence::Kind::Cut);
}

TEST_F(TraceText, NobodyCarriesIt) {
  EXPECT_TRUE(trace("Wholly different words about lithium prices.").carriers.empty());
  EXPECT_TRUE(trace("of the").carriers.empty());
  EXPECT_TRUE(trace("").carriers.empty());
}

/// Long articles are told by their words in the forward index first: names, words that an umlaut
/// or a language of their own stems, and what stands in no sentence in one piece.
TEST(TraceLongTexts, FindsWithoutTextsWhatTextsHave) {
  std::string padding;
  for (int i = 0; i < 30; ++i) padding += fmt::format("On pier {0} nothing moved all day{0}. ", i);
  std::vector<Piece> pieces = {
      {.id = 1,
       .title = "Court",
       .text = "Ida Banks denied that ferries were delayed. " + padding,
       .people = {"Ida Banks"}},
      {.id = 2,
       .title = "Gericht",
       .text = padding + "Die Fähren wurden mehrmals verspätet gemeldet.",
       .language = "de"},
      {.id = 3,
       .title = "Copy",
       .text = padding + "She denied that the ferries were often delayed."},
      {.id = 4,
       .title = "Parts",
       .text = "Ida denied it. " + padding + "The banks delayed ferries."},
      {.id = 5, .title = "Other", .text = padding}};
  const auto carriers = [&](const TestArchive& archive, std::string_view text) {
    const auto found = trace_text(archive.open(), text, query_of("*"), {});
    std::string out;
    for (const Carrier& carrier : found->carriers)
      out += fmt::format("{} {} ", carrier.id.value, to_string(carrier.sentences.front().kind));
    return out;
  };
  const TestArchive words(pieces);
  const ArchiveOfTexts texts(pieces);
  for (const char* text : {"Ida Banks denied that ferries were delayed.",
                           "Die Fähren wurden mehrmals verspätet gemeldet.",
                           "Often the ferries were delayed, she denied that."}) {
    SCOPED_TRACE(text);
    EXPECT_EQ(carriers(words, text), carriers(texts, text));
  }
  EXPECT_EQ(carriers(words, "Ida Banks denied that ferries were delayed."), "1 exact 3 altered ");
  EXPECT_EQ(carriers(words, "Die Fähren wurden mehrmals verspätet gemeldet."), "2 exact ");
}

}  // namespace
}  // namespace morgue::test
