#include "query/passages/answers.h"

#include <gtest/gtest.h>

namespace morgue {
namespace {

/// An article of one sentence, in which things are named as they are written.
class Sentence {
 public:
  explicit Sentence(std::string_view text) { article_.article.text = text; }

  Sentence& name(EntityKind kind, std::string_view words) {
    article_.mentions.push_back({std::uint32_t(article_.entities.size()), place(words), false});
    article_.entities.push_back({kind, std::string(words)});
    return *this;
  }
  Sentence& day(std::string_view words) {
    article_.dates.push_back({place(words), Day{}, Day{}, false});
    return *this;
  }
  Sentence& quote(std::string_view words, std::optional<std::uint32_t> speaker) {
    Quotation quotation{place(words)};
    quotation.entity = speaker;
    article_.quotations.push_back(quotation);
    return *this;
  }

  /// How well it answers; the query has found these words in it.
  [[nodiscard]] double answers(Asked asked, const std::vector<std::string>& found = {},
                               const std::string& thing = "") const {
    const std::string& text = article_.article.text;
    std::vector<Span> marks;
    for (const std::string& word : found) marks.push_back(place(word));
    const Span whole{0, std::uint32_t(text.size())};
    return Answers(article_, marks, {asked, thing}).in(whole, words_of(text, whole, 100));
  }

 private:
  [[nodiscard]] Span place(std::string_view words) const {
    const auto at = std::uint32_t(article_.article.text.find(words));
    return {at, at + std::uint32_t(words.size())};
  }

  AnnotatedArticle article_;
};

double of(std::string_view text, Asked asked, const std::vector<std::string>& found = {},
          const std::string& thing = "") {
  return Sentence(text).answers(asked, found, thing);
}

TEST(Answers, AreNamesThatTheQueryHasNot) {
  Sentence sentence("Rowan Pike met Ilse Marten in Geneva.");
  sentence.name(EntityKind::Person, "Rowan Pike")
      .name(EntityKind::Person, "Ilse Marten")
      .name(EntityKind::Place, "Geneva");
  EXPECT_EQ(sentence.answers(Asked::Person, {"Pike"}), 1);
  EXPECT_EQ(sentence.answers(Asked::Person, {"Pike", "Marten"}), 0);
  EXPECT_EQ(sentence.answers(Asked::Place), 1);
  EXPECT_LT(sentence.answers(Asked::Place, {"Geneva"}), 0.5);
}

TEST(Answers, AreNumbersBestOfWhatIsCounted) {
  EXPECT_EQ(of("410 of the dockers left.", Asked::Number, {}, "dockers"), 1);
  EXPECT_EQ(of("Eleven ships left.", Asked::Number, {}, "ship"), 1);
  EXPECT_EQ(of("410 left the port.", Asked::Number, {"port"}, "dockers"), 0.7);
  EXPECT_EQ(of("410 left.", Asked::Number, {}, "dockers"), 0.5);
  EXPECT_EQ(of("It left in 1997.", Asked::Number, {}, "dockers"), 0.2) << "a year counts nothing";
  EXPECT_EQ(of("410 left.", Asked::Number, {"410"}), 0) << "it is in the query";
  EXPECT_EQ(of("Nobody left.", Asked::Number), 0);
}

TEST(Answers, AreMeasures) {
  EXPECT_EQ(of("It cost 3.4 million euros.", Asked::Money), 1);
  EXPECT_EQ(of("It cost $3.", Asked::Money), 1);
  EXPECT_LT(of("It took 3 men.", Asked::Money), 0.5);
  EXPECT_EQ(of("It was off for eleven minutes.", Asked::Duration), 1);
  EXPECT_LT(of("It has eleven masts.", Asked::Duration), 0.5);
}

TEST(Answers, AreHours) {
  EXPECT_EQ(of("It struck at 22:10.", Asked::Clock), 1);
  EXPECT_EQ(of("It struck at ten o’clock.", Asked::Clock), 1);
  EXPECT_EQ(of("It struck at 5 p.m. sharp.", Asked::Clock), 1);
  EXPECT_GT(of("It struck at noon.", Asked::Clock), 0.5);
  EXPECT_EQ(of("It struck 22 men, 10 of them twice.", Asked::Clock), 0);
}

TEST(Answers, AreDaysBestOnesWithFigures) {
  EXPECT_EQ(Sentence("It failed on 29 April.").day("29 April").answers(Asked::Day), 1);
  EXPECT_EQ(Sentence("It failed on Monday.").day("Monday").answers(Asked::Day), 0.7);
  EXPECT_EQ(Sentence("It failed on Monday.").day("Monday").answers(Asked::Day, {"Monday"}), 0);
  EXPECT_EQ(of("Built in 1997, she sank.", Asked::Day), 0.8);
}

TEST(Answers, AreReasons) {
  EXPECT_EQ(of("It halted because of eelgrass.", Asked::Reason), 1);
  EXPECT_LT(of("It halted after a storm.", Asked::Reason), 0.5);
  EXPECT_EQ(of("It halted.", Asked::Reason), 0);
}

TEST(Answers, AreTheWordsOfWhomTheQueryNames) {
  Sentence sentence("“No,” said Rowan Pike; Ana Lund wept.");
  sentence.name(EntityKind::Person, "Rowan Pike").name(EntityKind::Person, "Ana Lund");
  sentence.quote("“No,”", 0);
  EXPECT_EQ(sentence.answers(Asked::Words, {"Pike"}), 1);
  EXPECT_LT(sentence.answers(Asked::Words, {"Lund"}), 0.5);
  EXPECT_GT(sentence.answers(Asked::Words, {"wept"}), 0.5);
}

TEST(Answers, AreNothingToNoQuestion) {
  EXPECT_EQ(of("It cost 3 euros on Monday.", Asked::Nothing), 0);
  EXPECT_EQ(of("It cost 3 euros on Monday.", Asked::Anything), 0);
}

TEST(WordsOf, KnowTheirPlacesAndStop) {
  const std::string_view text = "One. The Pier’s end.";
  const auto words = words_of(text, {5, std::uint32_t(text.size())}, 2);
  ASSERT_EQ(words.size(), 2U);
  EXPECT_EQ(words[1].folded, "pier");
  EXPECT_EQ(words[1].where.of(text), "Pier");
}

}  // namespace
}  // namespace morgue
