#include <gtest/gtest.h>

#include "query/match/search.h"
#include "tests/unit/query/archive_for_test.h"
#include "tests/unit/query/language/query_for_test.h"

// org:, place: and entity:; person: has its tests in check_test.cc.

namespace morgue::test {
namespace {

class Names : public testing::Test {
 protected:
  TestArchive archive_{
      {{.id = 1,
        .title = "WHO warns",
        .text = "The World Health Organization (WHO) warned Calder.",
        .names =
            {{EntityKind::Org, "World Health Organization", {"World Health Organization", "WHO"}},
             {EntityKind::Place, "Calder Bay", {"Calder"}}}},
       {.id = 2,
        .title = "B",
        .text = "Calder United lost to Meridian Freight Lines.",
        .names = {{EntityKind::Org, "Calder United", {"Calder United"}},
                  {EntityKind::Org, "Meridian Freight Lines", {"Meridian Freight Lines"}}}},
       {.id = 3,
        .title = "C",
        .text = "Ana Calder, who knows, won the Calder Cup.",
        .people = {"Ana Calder"},
        .names = {{EntityKind::Misc, "Calder Cup", {"Calder Cup"}}}},
       {.id = 4,
        .title = "D",
        .text = "In Geneva it rained. They had met WHO.",
        .names = {{EntityKind::Place, "Geneva", {"Geneva"}}}}}};

  /// The places that a query marks in an article, "|" after the title.
  std::string marked(std::string_view query, std::uint64_t id) {
    for (const Hit& hit : answer(archive_, query).hits) {
      if (hit.article.id.value != id) continue;
      const Article& article = hit.article.content.article;
      std::string out;
      for (const Span mark : hit.title_marks) out += std::string(mark.of(article.title)) + ' ';
      out += '|';
      for (const Passage& passage : hit.passages)
        for (const Span mark : passage.marks) out += ' ' + std::string(mark.of(article.text));
      return out;
    }
    return "not found";
  }
};

TEST_F(Names, AreOfTheirKind) {
  EXPECT_EQ(set_of(archive_, "org:calder"), "2");
  EXPECT_EQ(set_of(archive_, "place:calder"), "1");
  EXPECT_EQ(set_of(archive_, "person:calder"), "3");
  EXPECT_EQ(set_of(archive_, "entity:calder"), "1 2 3");
  EXPECT_EQ(set_of(archive_, "entity:\"calder cup\""), "3");
  EXPECT_EQ(set_of(archive_, "org:*"), "1 2");
  EXPECT_EQ(set_of(archive_, "place:*"), "1 4");
  EXPECT_EQ(set_of(archive_, "entity:*"), "1 2 3 4");
}

TEST_F(Names, AreFoundByWhatTheArticleCallsThem) {
  EXPECT_EQ(set_of(archive_, "org:WHO"), "1");
  EXPECT_EQ(set_of(archive_, "entity:who"), "1");
  EXPECT_EQ(set_of(archive_, "org:wh*"), "1");
  EXPECT_EQ(set_of(archive_, "org:whoo~"), "1");
  EXPECT_EQ(set_of(archive_, "-org:WHO"), "2 3 4");
  EXPECT_EQ(marked("org:WHO", 1), "WHO | World Health Organization WHO");
}

TEST_F(Names, OfSeveralWordsStandInOrderInALongerOne) {
  EXPECT_EQ(set_of(archive_, "org:\"Meridian Lines\""), "2");
  EXPECT_EQ(set_of(archive_, "org:\"Meridian Freight\""), "2");
  EXPECT_EQ(set_of(archive_, "org:\"Freight Meridian\""), "");
  EXPECT_EQ(set_of(archive_, "entity:\"Meridian Freight\""), "2");
  EXPECT_EQ(set_of(archive_, "-entity:\"Meridian Freight\""), "1 3 4");
}

TEST_F(Names, MayBePatternsOrDoubtful) {
  EXPECT_EQ(set_of(archive_, "org:merid*"), "2");
  EXPECT_EQ(set_of(archive_, "place:g*eva"), "4");
  EXPECT_EQ(set_of(archive_, "place:genava~"), "4");
  EXPECT_EQ(set_of(archive_, "entity:c*"), "1 2 3");
  EXPECT_EQ(set_of(archive_, "entity:caldar~"), "1 2 3");
}

TEST_F(Names, HavePlacesInTheText) {
  EXPECT_EQ(set_of(archive_, "org:WHO w/s place:calder"), "1");
  EXPECT_EQ(set_of(archive_, "org:WHO w/2 place:calder"), "1");
  EXPECT_EQ(set_of(archive_, "org:WHO pre/1 place:calder"), "");
  EXPECT_EQ(set_of(archive_, "place:geneva w/s met"), "");
  EXPECT_EQ(set_of(archive_, "place:geneva w/p met"), "4");
  EXPECT_EQ(set_of(archive_, "entity:calder w/s entity:calder"), "3") << "Ana and the cup";
}

TEST_F(Names, AreMarked) {
  EXPECT_EQ(marked("place:calder", 1), "| Calder");
  EXPECT_EQ(marked("entity:calder", 3), "| Ana Calder Calder Cup");
}

TEST_F(Names, OnlyPeopleHaveNumbers) {
  for (const std::string field : {"org", "entity", "by"})
    EXPECT_EQ(search(archive_.open(), query_of(field + ":@p12"), {}).error().message,
              field + ": takes no number of a person");
}

TEST(NamesOfDamagedArticles, AreSkipped) {
  TestArchive archive;
  const std::vector<PieceName> names = {{EntityKind::Org, "Calder United", {"Calder United"}}};
  archive.add({{.id = 1, .title = "A", .text = "Calder United won.", .names = names},
               {.id = 2, .title = "B", .text = "Calder United lost.", .names = names}},
              {}, {2});
  const SearchResult result = answer(archive, "org:* lost OR org:united");
  EXPECT_EQ(result.hits.size(), 1U);
  EXPECT_EQ(result.damaged, 1U);
}

}  // namespace
}  // namespace morgue::test
