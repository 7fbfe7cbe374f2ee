#include "indexer/annotate/resolve.h"

#include <gmock/gmock.h>

#include <string>
#include <string_view>
#include <vector>

namespace morgue::annotate {
namespace {

using testing::ElementsAre;

/// A text in which names are marked: "[p Lena Amari] of the [o Water Board]" (also l, m).
struct Marked {
  std::string text;
  std::vector<std::pair<Span, EntityKind>> spans;

  explicit Marked(std::string_view marked) {
    for (std::size_t i = 0; i < marked.size(); ++i) {
      if (marked[i] == '[') {
        spans.push_back({{static_cast<std::uint32_t>(text.size()), 0}, kind_of(marked[i + 1])});
        i += 2;
      } else if (marked[i] == ']') {
        spans.back().first.end = static_cast<std::uint32_t>(text.size());
      } else {
        text += marked[i];
      }
    }
  }

  static EntityKind kind_of(char letter) {
    if (letter == 'p') return EntityKind::Person;
    if (letter == 'o') return EntityKind::Org;
    return letter == 'l' ? EntityKind::Place : EntityKind::Misc;
  }
};

void add_names(const Marked& marked, const ArticleWords& article, bool title,
               std::vector<Name>& names) {
  for (const auto& [span, kind] : marked.spans) {
    Name name{0, 0, kind};
    for (std::uint32_t i = 0; i < article.words.size(); ++i) {
      if (article.in_title(i) != title || !span.contains(article.words[i].where)) continue;
      if (name.end == 0) name.begin = i;
      name.end = i + 1;
    }
    names.push_back(name);
  }
}

/// What each name of an article was resolved to, in order: the title's first.
std::vector<std::string> resolved(std::string_view title, std::string_view text) {
  const Marked marked_title(title);
  const Marked marked_text(text);
  ArticleWords article;
  read_words(marked_title.text, marked_text.text, article);
  std::vector<Name> names;
  add_names(marked_title, article, true, names);
  add_names(marked_text, article, false, names);
  const Resolved result = resolve(article, names);
  std::vector<std::string> who;
  for (const Mention& mention : result.mentions) {
    who.push_back(result.entities[mention.entity].name);
    // Two people of one name must not look like one.
    for (std::size_t i = 0; i < mention.entity; ++i)
      if (result.entities[i].name == who.back()) who.back() += " (another)";
  }
  return who;
}

TEST(Resolve, GivesShortFormsTheFullestName) {
  EXPECT_THAT(resolved("[p Amari] quits", "Mayor [p Lena Amari] quit. Ms. [p Amari]'s party wept."),
              ElementsAre("Lena Amari", "Lena Amari", "Lena Amari"));
  EXPECT_THAT(resolved("", "[p Lena] left. Later [p Lena M. Amari] wrote; [p L. Amari] signed."),
              ElementsAre("Lena M. Amari", "Lena M. Amari", "Lena M. Amari"));
  EXPECT_THAT(resolved("", "[p Juan de la Torre] spoke and [p de la Torre] left."),
              ElementsAre("Juan de la Torre", "Juan de la Torre"));
}

TEST(Resolve, KeepsFamiliesApart) {
  EXPECT_THAT(resolved("", "[p Lena Amari] and [p Paul Amari] came. [p Amari] spoke."),
              ElementsAre("Lena Amari", "Paul Amari", "Lena Amari"));
  EXPECT_THAT(resolved("", "[p Paul Holt] met [p Paul Holt Jr.] at noon."),
              ElementsAre("Paul Holt", "Paul Holt Jr."));
  EXPECT_THAT(resolved("", "Mr. [p Paul Holt] and Mrs. [p Ida Holt] left. Mr. [p Holt] drove."),
              ElementsAre("Paul Holt", "Ida Holt", "Paul Holt"));
  EXPECT_THAT(resolved("", "Mr. [p Holt] and Mrs. [p Holt] left."),
              ElementsAre("Holt", "Holt (another)"));
}

TEST(Resolve, TakesASurnameForTheOneWhoIsNamedInFullMostOften) {
  EXPECT_THAT(resolved("", "[p Ida Holt] met [p Paul Holt]. [p Paul Holt] said so. [p Holt] left."),
              ElementsAre("Ida Holt", "Paul Holt", "Paul Holt", "Paul Holt"));
}

TEST(Resolve, KnowsNicknamesAndSpellings) {
  EXPECT_THAT(resolved("", "[p William Holt] spoke. [p Bill Holt] left."),
              ElementsAre("William Holt", "William Holt"));
  EXPECT_THAT(resolved("", "[p Wilfried \"Willi\" Holt] spoke. [p Willi Holt] left."),
              ElementsAre("Wilfried \"Willi\" Holt", "Wilfried \"Willi\" Holt"));
  EXPECT_THAT(resolved("", "[p Ida Orlensky] spoke. [p Orlenskiy] left."),
              ElementsAre("Ida Orlensky", "Ida Orlensky"));
}

TEST(Resolve, TellsTheOtherOneOfTheNameApart) {
  EXPECT_THAT(resolved("",
                       "[p Rowan Pike] scored. The letters were for the other [p Rowan Pike], a "
                       "pilot. [p Pike] laughed. [p Rowan Pike] leaves."),
              ElementsAre("Rowan Pike", "Rowan Pike (another)", "Rowan Pike", "Rowan Pike"));
}

TEST(Resolve, PrefersASurnameToAFirstName) {
  EXPECT_THAT(resolved("", "[p Grant Moore] met [p Ulla Grant]. [p Grant] smiled."),
              ElementsAre("Grant Moore", "Ulla Grant", "Ulla Grant"));
}

TEST(Resolve, WritesCapitalsAsTheTextDoes) {
  EXPECT_THAT(resolved("[p LENA AMARI] QUITS", "[p Lena Amari] quit."),
              ElementsAre("Lena Amari", "Lena Amari"));
}

TEST(Resolve, JoinsAnOrganisationAndItsInitials) {
  EXPECT_THAT(resolved("", "The [o Calder Water Board] ([o CWB]) met. [o CWB] and [o C.W.B.] won."),
              ElementsAre("Calder Water Board", "Calder Water Board", "Calder Water Board",
                          "Calder Water Board"));
}

TEST(Resolve, JoinsAnOrganisationAndWhatStandsInBracketsBehindIt) {
  EXPECT_THAT(resolved("", "The [o Calder Weather Organisation] ([o CALWO]) met. [o CALWO] won."),
              ElementsAre("Calder Weather Organisation", "Calder Weather Organisation",
                          "Calder Weather Organisation"));
}

TEST(Resolve, DoesNotTakeAPlaceForTheInitialsOfAnOrganisation) {
  EXPECT_THAT(resolved("", "The [o United Sail Agency] left the [l USA]."),
              ElementsAre("United Sail Agency", "USA"));
}

TEST(Resolve, JoinsACompanyAndItsShortNames) {
  EXPECT_THAT(resolved("",
                       "[o Meridian Freight Inc] sank. [o Meridian Freight] and [o Meridian] "
                       "are one."),
              ElementsAre("Meridian Freight Inc", "Meridian Freight Inc", "Meridian Freight Inc"));
  EXPECT_THAT(resolved("", "[o Calder Freight Inc] sank near [l Calder]. [o Calder] won."),
              ElementsAre("Calder Freight Inc", "Calder", "Calder (another)"));
}

TEST(Resolve, JoinsTheAuthorityOnlyIfThereIsOne) {
  EXPECT_THAT(resolved("", "The [o Calder Port Authority] met. The [o Authority] won."),
              ElementsAre("Calder Port Authority", "Calder Port Authority"));
  EXPECT_THAT(
      resolved("", "[o Calder Port Authority], [o Water Authority]. The [o Authority] won."),
      ElementsAre("Calder Port Authority", "Water Authority", "Authority"));
}

TEST(Resolve, KeepsTheLongestRole) {
  const Marked text("Captain [p Rowan Pike] left. [p Pike], harbour master of Calder, smiled.");
  ArticleWords article;
  read_words("", text.text, article);
  std::vector<Name> names;
  add_names(text, article, false, names);
  EXPECT_EQ(resolve(article, names).entities,
            (std::vector<Entity>{{EntityKind::Person, "Rowan Pike", "harbour master of Calder"}}));
}

TEST(Resolve, TellsTheSexThatTitlesAndRolesTell) {
  const Marked text(
      "Ms. [p Ana Reyes], spokeswoman [p Ilse Marten], Mr. [p Holt] and [p Rowan Pike] met in "
      "[l Calder].");
  ArticleWords article;
  read_words("", text.text, article);
  std::vector<Name> names;
  add_names(text, article, false, names);
  EXPECT_THAT(resolve(article, names).sexes,
              ElementsAre(Sex::Female, Sex::Female, Sex::Male, Sex::Unknown, Sex::Unknown));
}

TEST(Resolve, NeverJoinsNamesOfDifferentKinds) {
  EXPECT_THAT(resolved("", "[p Calder] came to [l Calder] for the [m Calder]."),
              ElementsAre("Calder", "Calder (another)", "Calder (another)"));
}

TEST(Resolve, SaysWhereEachNameStands) {
  ArticleWords article;
  read_words("Holt wins", "Mr. Ed Holt won.", article);
  EXPECT_EQ(resolve(article, {{0, 1, EntityKind::Person}, {3, 5, EntityKind::Person}}).mentions,
            (std::vector<Mention>{{0, {0, 4}, true}, {0, {4, 11}, false}}));
}

TEST(Resolve, KeepsALongListOfNamesakesApart) {
  constexpr std::uint32_t kPeople = 20'000;
  std::string text;
  std::vector<Name> names;
  for (std::uint32_t i = 0; i < kPeople; ++i) {
    text += "A" + std::to_string(i) + " Holt ";
    names.push_back({2 * i, 2 * i + 2, EntityKind::Person});
  }
  ArticleWords article;
  read_words("", text, article);
  EXPECT_EQ(resolve(article, names).entities.size(), kPeople);
}

}  // namespace
}  // namespace morgue::annotate
