#include "indexer/annotate/foreign.h"

#include <gmock/gmock.h>

#include <string>
#include <string_view>
#include <vector>

#include "indexer/annotate/model.h"
#include "indexer/annotate/recognise.h"

namespace morgue::annotate {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

/// The names of a text as the program finds them: "p Rowan Pike" (also o, l, m).
std::vector<std::string> found(std::string_view text, std::string_view language) {
  ArticleWords article;
  read_words("", text, article);
  Recogniser recogniser(Gazetteer::built_in(), Model::built_in());
  std::vector<std::string> found;
  for (const Name& name : recogniser.names(article, language)) {
    const Span where{article.words[name.begin].where.begin, article.words[name.end - 1].where.end};
    constexpr std::string_view kLetters = "polm";
    found.push_back(std::string(1, kLetters[static_cast<std::size_t>(name.kind)]) + " " +
                    std::string(where.of(text)));
  }
  return found;
}

TEST(Foreign, GermanNounsAreNoNames) {
  EXPECT_THAT(found("Nach Angaben der Behörde stimmten zwölf Prozent der Bürger für den Hafen. Der "
                    "Sprecher der Partei nannte das Ergebnis einen Erfolg.",
                    "de"),
              IsEmpty());
}

TEST(Foreign, GermanPeopleHaveAFirstNameOrATitle) {
  EXPECT_THAT(
      found("Am Montag kam Thomas Pike nach Berlin. Pike sprach mit Ministerin Marten.", "de"),
      ElementsAre("p Thomas Pike", "l Berlin", "p Pike", "p Marten"));
  EXPECT_THAT(found("Dort wartete Anna Maria von Reyes.", "de"),
              ElementsAre("p Anna Maria von Reyes"));
}

TEST(Foreign, GermanMonthsAreNobody) {
  EXPECT_THAT(found("Sie kam im Mai Abend für Abend.", "de"), IsEmpty());
}

TEST(Foreign, SmallWordsAtTheHeadOfASentenceAreNoNames) {
  EXPECT_THAT(found("El puerto no existe. Además llueve. Los barcos duermen.", "es"), IsEmpty());
}

TEST(Foreign, TwoPeopleJoinedByAnAndAreTwo) {
  const auto names = found("Dijo que Carlos Reyes y María Pike llegaron.", "es");
  EXPECT_THAT(names, Contains("p Carlos Reyes"));
  EXPECT_THAT(names, Contains("p María Pike"));
}

TEST(Foreign, EnglishIsLeftAsItIs) {
  const std::string_view text = "Mayor Thomas Pike and Mr. Marten came to Berlin.";
  EXPECT_EQ(found(text, "en"), found(text, ""));
  EXPECT_THAT(found(text, "en"), Contains("p Marten"));
  EXPECT_THAT(found(text, "en"), Not(Contains("p Mayor")));
}

}  // namespace
}  // namespace morgue::annotate
