#include "indexer/annotate/annotate.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "common/stored_article.h"

namespace morgue {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Article article(std::string title, std::string text) {
  Article made;
  made.title = std::move(title);
  made.text = std::move(text);
  return made;
}

std::vector<std::string> people(const AnnotatedArticle& annotated) {
  std::vector<std::string> names;
  for (const Entity& entity : annotated.entities)
    if (entity.kind == EntityKind::Person) names.push_back(entity.name);
  return names;
}

/// The words that name the person called `name`, title first.
std::vector<std::string> mentions_of(const AnnotatedArticle& annotated, std::string_view name) {
  std::vector<std::string> found;
  for (const Mention& mention : annotated.mentions) {
    if (annotated.entities[mention.entity].name != name) continue;
    const auto& where = mention.in_title ? annotated.article.title : annotated.article.text;
    found.emplace_back(mention.where.of(where));
  }
  return found;
}

TEST(Annotator, FindsThePeopleOfAnArticle) {
  Annotator annotator;
  const auto annotated = annotator.annotate(article(
      "Mayor Helen Amari Reopens the Calder Dam",
      "Mayor Helen Amari reopened the dam on Monday with Vladimir Kowalski, who built it.\n\n"
      "\"It will hold,\" Amari said. Mr. Kowalski's firm was paid by the Ministry of Water, "
      "and the White House sent Assistant Secretary Tricia O'Hara. O'Hara left early."));
  EXPECT_THAT(people(annotated), ElementsAre("Helen Amari", "Vladimir Kowalski", "Tricia O'Hara"));
  EXPECT_THAT(mentions_of(annotated, "Helen Amari"),
              ElementsAre("Helen Amari", "Helen Amari", "Amari"));
  EXPECT_THAT(mentions_of(annotated, "Vladimir Kowalski"),
              ElementsAre("Vladimir Kowalski", "Kowalski"));
  EXPECT_THAT(mentions_of(annotated, "Tricia O'Hara"), ElementsAre("Tricia O'Hara", "O'Hara"));
}

TEST(Annotator, DoesNotTakePlacesAndOfficesForPeople) {
  Annotator annotator;
  const auto annotated = annotator.annotate(
      article("",
              "The Supreme Court met in Washington on Thursday. The Pentagon said that Air "
              "Force planes left South Africa for Wall Street."));
  EXPECT_THAT(people(annotated), IsEmpty());
}

TEST(Annotator, SortsMentionsAndKeepsThemApart) {
  Annotator annotator;
  const auto annotated = annotator.annotate(
      article("Kowalski meets Amari",
              "Helen Amari met Vladimir Kowalski in Paris, France. The Amari-Kowalski talks "
              "failed, Amari said, and Kowalski flew to London."));
  EXPECT_TRUE(std::is_sorted(annotated.mentions.begin(), annotated.mentions.end(),
                             [](const Mention& a, const Mention& b) {
                               if (a.in_title != b.in_title) return a.in_title;
                               return a.where.end <= b.where.begin;
                             }));
  EXPECT_THAT(mentions_of(annotated, "Helen Amari"),
              ElementsAre("Amari", "Helen Amari", "Amari", "Amari"));
}

TEST(Annotator, DetectsTheLanguageOnlyWhereNoneIsStated) {
  const std::string german =
      "Die Wasserbehörde teilte am Montag mit, dass die alte Talsperre oberhalb der Stadt bis zum "
      "Ende des Sommers geschlossen bleibt.";
  Annotator annotator;
  EXPECT_EQ(annotator.annotate(article("", german)).article.language, "de");
  Article stated = article("", german);
  stated.language = "nl";
  EXPECT_EQ(annotator.annotate(stated).article.language, "nl");
}

TEST(Annotator, LeavesTheArticleItselfAlone) {
  Article given = article("Holt wins", "Mr. Holt won.");
  given.language = "en";
  given.extra = {{"x-desk", "metro"}};
  Annotator annotator;
  EXPECT_EQ(annotator.annotate(given).article, given);
}

TEST(Annotator, GivesTheSameAnswerEveryTime) {
  const Article given = article("Amari wins", "Helen Amari won in Paris. Mr. Kowalski lost.");
  Annotator annotator;
  const auto first = annotator.annotate(given);
  EXPECT_EQ(annotator.annotate(given), first);
  EXPECT_EQ(Annotator().annotate(given), first);
}

TEST(Annotator, SurvivesTextsWithoutSense) {
  Annotator annotator;
  EXPECT_THAT(annotator.annotate(article("", "")).mentions, IsEmpty());
  std::string capitals;
  for (int i = 0; i < 30'000; ++i) capitals += "Aa ";
  EXPECT_EQ(annotator.annotate(article("", capitals)).article.text, capitals);
}

TEST(Annotator, CountsDaysFromTheDayOfPublication) {
  Annotator annotator;
  Article story = article("", "The ferry sailed yesterday. It was built in 1998.");
  story.published = parse_iso8601("2024-06-12T23:30:00-05:00");
  const Day eve = *make_day(2024, 6, 11);
  const DateMention year{{44, 48}, *make_day(1998, 1, 1), *make_day(1998, 12, 31)};
  EXPECT_THAT(annotator.annotate(story).dates, ElementsAre(DateMention{{17, 26}, eve, eve}, year));
}

TEST(Annotator, HasNoYesterdayWhereOnlyTheMonthIsKnown) {
  Annotator annotator;
  Article story = article("", "The ferry sailed yesterday. It was built in 1998.");
  story.published = parse_iso8601("2024-06");
  EXPECT_EQ(annotator.annotate(story).dates.size(), 1U);
}

/// Words that begin, end and join what annotators look for, in an order that no writer would use.
std::string jumble(std::mt19937_64& random, std::size_t words) {
  constexpr auto kWords = std::to_array<std::string_view>(
      {"Gen",   "Dourkam", "Merk", "Lena", "Amari",  "Justice", "Mr.",    "Utah", "Sen.",
       "the",   "of",      "and",  "said", "Calder", "Port",    "Bank",   "June", "14",
       "2024",  "last",    "week", "\"",   "\u201c", "\u201d",  ",",      ".",    "\n\n",
       "first", "quarter", "She",  "told", "that",   "1990s",   "Müller", "-",    "O'Hara's",
       "until", "Monday",  "WHO",  "Kyiv", "who",    ":",       "(",      ")",    "mayor"});
  std::string text;
  for (std::size_t i = 0; i < words; ++i) {
    text += kWords[random() % kWords.size()];
    if (random() % 8 != 0) text += ' ';
  }
  return text;
}

TEST(Annotator, FindsThingsInsideTheirTextAndInOrder) {
  Annotator annotator;
  ArticleEncoder encoder;
  ArticleDecoder decoder;
  for (std::uint64_t seed = 0; seed < 1500; ++seed) {
    std::mt19937_64 random(seed);
    StoredArticle stored;
    stored.content = annotator.annotate(article(jumble(random, 9), jumble(random, 60)));
    // What lies outside its text can be written, but not be read.
    ASSERT_TRUE(decoder.open(encoder.encode(stored))) << "seed " << seed;
    const auto read = decoder.article();
    ASSERT_TRUE(read.has_value()) << "seed " << seed << ": " << read.error();
    EXPECT_EQ(*read, stored) << "seed " << seed;
  }
}

}  // namespace
}  // namespace morgue
