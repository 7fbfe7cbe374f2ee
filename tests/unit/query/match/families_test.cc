#include "query/match/families.h"

#include <gmock/gmock.h>

#include "query/match/search.h"
#include "tests/unit/query/archive_for_test.h"
#include "tests/unit/query/language/query_for_test.h"

namespace morgue::test {
namespace {

using testing::ElementsAre;

/// 1 is copied by 2 (in the same segment), 3 and 4; 6 by 7; 5 stands alone.
class Syndicated : public TestArchive {
 public:
  Syndicated() {
    add({{.id = 1,
          .title = "Ferry",
          .text = "The ferry sank.",
          .date = "2025-03-11T08:00:00Z",
          .source = "North Wire",
          .agency = "North Wire"},
         {.id = 2,
          .title = "Ferry",
          .text = "The ferry sank. It rained.",
          .date = "2025-03-11T09:00:00Z",
          .source = "Herald",
          .family = 1},
         {.id = 5,
          .title = "Bridge",
          .text = "The bridge holds a ferry.",
          .date = "2025-02-01",
          .source = "Coast"}});
    add({{.id = 3,
          .title = "Ferry",
          .text = "The ferry ferry sank.",
          .date = "2025-03-12",
          .source = "Coast",
          .family = 1},
         {.id = 4, .title = "Ferry", .text = "The ferry sank.", .source = "Herald", .family = 1},
         {.id = 6, .title = "Port", .text = "Port open.", .date = "2025-03-14"},
         {.id = 7, .title = "Port", .text = "Port open.", .date = "2025-03-13", .family = 6}});
  }
};

SearchOptions with(GroupBy group, SortOrder sort = SortOrder::Newest, std::size_t limit = 20) {
  SearchOptions options;
  options.group = group;
  options.sort = sort;
  options.limit = limit;
  return options;
}

std::string all(const TestArchive& archive, std::string_view query) {
  SearchOptions options = with(GroupBy::None);
  return found(archive, query, options);
}

TEST(Folding, ShowsOfEachFamilyWhatStandsHighest) {
  const Syndicated archive;
  EXPECT_EQ(found(archive, "ferry", with(GroupBy::None)), "3 2 1 5 4");
  EXPECT_EQ(found(archive, "ferry", with(GroupBy::Dup)), "3 5");
  EXPECT_EQ(found(archive, "ferry", with(GroupBy::Dup, SortOrder::Oldest)), "5 1");
  EXPECT_EQ(found(archive, "ferry", with(GroupBy::Dup, SortOrder::Source)), "3 5");
  EXPECT_EQ(found(archive, "ferry -source:coast", with(GroupBy::Dup)), "2");
}

TEST(Folding, CountsLinesAndTellsWhatIsInThem) {
  const SearchResult result =
      answer(Syndicated(), "ferry", with(GroupBy::Dup, SortOrder::Newest, 1));
  EXPECT_EQ(result.hits.size(), 1U);
  EXPECT_EQ(result.total, 2U);
  EXPECT_TRUE(result.total_exact);
  const Extent expected{5, 3, EndDay{*make_day(2025, 2, 1)}, EndDay{*make_day(2025, 3, 12)}};
  EXPECT_EQ(result.extent, expected);
}

TEST(Folding, OfOutletsGivesOneLineToEach) {
  const Syndicated archive;
  const SearchResult result = answer(archive, "ferry OR port", with(GroupBy::Source));
  EXPECT_EQ(found(archive, "ferry OR port", with(GroupBy::Source)), "6 3 2 1");
  EXPECT_EQ(result.total, 4U) << "what is of no outlet is one line";
}

TEST(Folding, SaysHowManyCopiesThereAreWhateverTheQueryFinds) {
  const SearchResult result = answer(Syndicated(), "source:coast", with(GroupBy::Dup));
  ASSERT_EQ(result.hits.size(), 2U);
  EXPECT_EQ(result.hits[0].family, (Family{ArticleId{1}, 3, 2, true}));
  EXPECT_EQ(result.hits[1].family, (Family{ArticleId{5}, 0, 0, true}));
}

TEST(Folding, TellsTheHeadFromTheOthersWhereNothingIsFolded) {
  std::vector<bool> heads;
  for (const Hit& hit : answer(Syndicated(), "ferry", with(GroupBy::None)).hits)
    heads.push_back(hit.family.head);
  EXPECT_THAT(heads, ElementsAre(true, false, false, true, false));
}

TEST(Folding, HoldsForVerifiedAndRelaxedQueriesToo) {
  const Syndicated archive;
  EXPECT_EQ(answer(archive, "\"the ferry\"", with(GroupBy::Dup)).total, 1U);
  const SearchResult relaxed = answer(archive, "ferry zyxwv", with(GroupBy::Dup));
  EXPECT_EQ(relaxed.total, relaxed.hits.size());
  EXPECT_EQ(relaxed.hits.size(), 2U);
}

TEST(Folding, IsNotUsualWhereCopiesAreAskedFor) {
  EXPECT_EQ(usual_group(query_of("ferry")), GroupBy::Dup);
  EXPECT_EQ(usual_group(query_of("ferry group:none")), GroupBy::None);
  EXPECT_EQ(usual_group(query_of("dup:f-a7f31c ferry")), GroupBy::None);
  EXPECT_EQ(usual_group(query_of("is:dup ferry")), GroupBy::None);
  EXPECT_EQ(usual_group(query_of("-is:dup ferry")), GroupBy::Dup);
  EXPECT_EQ(usual_group(query_of("is:dup group:dup")), GroupBy::Dup);
}

TEST(Folding, DoesNotCountTheDeadAndTheSuperseded) {
  Syndicated archive;
  archive.supersede("seg-00000001", 1);
  archive.add({{.id = 8, .title = "Ferry", .text = "The ferry sank.", .family = 1}}, {8});
  EXPECT_EQ(all(archive, "dup:f-0000000000000001"), "3 2 4");
  EXPECT_EQ(answer(archive, "ferry", with(GroupBy::Dup)).hits[0].family.copies, 2U);
  EXPECT_EQ(all(archive, "is:first ferry"), "2 5") << "the one before is not searched any more";
}

TEST(Is, FirstIsWhatWasPublishedFirst) {
  const Syndicated archive;
  EXPECT_EQ(set_of(archive, "is:first"), "1 5 7");
  EXPECT_EQ(set_of(archive, "-is:dup"), "1 5 7");
  EXPECT_EQ(all(archive, "is:dup"), "6 3 2 4");
  EXPECT_EQ(all(archive, "is:dup \"ferry sank\""), "3 2 4") << "also where texts are verified";
  EXPECT_EQ(all(archive, "\"it rained\" OR is:dup date:2025-03-12"), "3 2");
}

TEST(Is, WireIsWhatCreditsAnAgencyAndItsCopies) {
  const Syndicated archive;
  EXPECT_EQ(all(archive, "is:wire"), "3 2 1 4");
  EXPECT_EQ(all(archive, "is:wire source:herald"), "2 4");
  EXPECT_EQ(all(archive, "-is:wire ferry"), "5");
}

TEST(Agency, IsTheOneThatTheArticleItselfCredits) {
  const Syndicated archive;
  EXPECT_EQ(all(archive, "agency:\"North Wire\""), "1");
  EXPECT_EQ(all(archive, "agency:north*"), "1");
  EXPECT_EQ(all(archive, "agency:/wire$/"), "1");
  EXPECT_EQ(all(archive, "agency:south"), "");
}

TEST(Copies, AreCountedWithoutTheArticleItself) {
  const Syndicated archive;
  EXPECT_EQ(all(archive, "copies:>2"), "3 2 1 4");
  EXPECT_EQ(all(archive, "copies:1"), "6 7");
  EXPECT_EQ(all(archive, "copies:0"), "5");
  EXPECT_EQ(all(archive, "copies:<2"), "6 7 5");
  EXPECT_EQ(all(archive, "sources:2"), "3 2 1 4");
  EXPECT_EQ(all(archive, "sources:0"), "6 7 5") << "an unknown outlet is none";
}

TEST(Copies, SortWhatHasMostFirst) {
  EXPECT_EQ(found(Syndicated(), "ferry OR port", with(GroupBy::None, SortOrder::Copies)),
            "3 2 1 4 6 7 5");
  EXPECT_EQ(found(Syndicated(), "ferry OR port", with(GroupBy::Dup, SortOrder::Copies)), "3 6 5");
}

TEST(Dup, NamesAFamilyByItsIdAndThatOfAnyMember) {
  const Syndicated archive;
  EXPECT_EQ(all(archive, "dup:f-0000000000000001"), "3 2 1 4");
  EXPECT_EQ(all(archive, "dup:0000000000000003"), "3 2 1 4");
  EXPECT_EQ(all(archive, "dup:f-0000000000000003"), "");
  EXPECT_EQ(all(archive, "dup:f-0000000000000005"), "5");
  EXPECT_EQ(all(archive, "dup:f-00000"), "6 7 3 2 1 5 4");
  EXPECT_EQ(all(archive, "dup:f-0000000000000001,f-0000000000000006 -ferry"), "6 7");
}

TEST(Marks, AreWhatArticlesTellOfThemselves) {
  TestArchive archive;
  archive.add({{.id = 1, .title = "A", .text = "x", .type = ArticleType::Live},
               {.id = 2, .title = "B", .text = "x", .type = ArticleType::Opinion},
               {.id = 3, .title = "C", .text = "x", .date = "2025-03-11", .updated = "2025-03-12"},
               {.id = 4, .title = "D", .text = "x", .corrected = true},
               {.id = 5, .title = "E", .text = "x", .captions = {"The old harbour at dawn"}},
               {.id = 6, .title = "F", .text = "x"}});
  archive.add({{.id = 7, .title = "F", .text = "x", .lineage = 6}});
  archive.supersede("seg-00000001", 6);
  EXPECT_EQ(set_of(archive, "is:live"), "1");
  EXPECT_EQ(set_of(archive, "is:opinion"), "2");
  EXPECT_EQ(set_of(archive, "type:live,opinion"), "1 2");
  EXPECT_EQ(set_of(archive, "type:story"), "3 4 5 7");
  EXPECT_EQ(set_of(archive, "is:updated"), "3 7") << "the archive saw 7 change";
  EXPECT_EQ(set_of(archive, "has:correction"), "4 7");
  EXPECT_EQ(set_of(archive, "has:photo"), "5");
  EXPECT_EQ(set_of(archive, "is:live OR has:photo"), "1 5");
  const SearchResult seven = answer(archive, "id:0000000000000007");
  EXPECT_EQ(seven.hits.at(0).older_versions, 1U);
}

TEST(Captions, AreSearchedApartFromTheText) {
  TestArchive archive;
  archive.add({{.id = 1,
                .title = "A",
                .text = "harbour dawn",
                .captions = {"The old harbours at dawn", "Rain"}},
               {.id = 2, .title = "B", .text = "x", .captions = {"Rain", "Dawn of the harbour"}},
               {.id = 3, .title = "C", .text = "old harbour"}});
  EXPECT_EQ(set_of(archive, "caption:harbour"), "1 2");
  EXPECT_EQ(set_of(archive, "caption:\"old harbours\""), "1");
  EXPECT_EQ(set_of(archive, "caption:(harbour w/3 dawn)"), "1 2");
  EXPECT_EQ(set_of(archive, "caption:(harbour pre/4 dawn)"), "1");
  EXPECT_EQ(set_of(archive, "caption:harb*"), "1 2");
  EXPECT_EQ(set_of(archive, "caption:(rain NOT old)"), "2");
  EXPECT_EQ(set_of(archive, "caption:zyxwv"), "");
  EXPECT_EQ(set_of(archive, "-caption:rain"), "3");
  EXPECT_EQ(set_of(archive, "caption:rain OR \"old harbour\""), "1 2 3");
}

TEST(NotHeld, IsRefusedInOneLine) {
  const Syndicated archive;
  const auto refusal = [&](std::string_view text) {
    const ArchiveReader reader = archive.open();
    const auto result = search(reader, query_of(text), with(usual_group(query_of(text))));
    return result ? "" : result.error().message;
  };
  EXPECT_EQ(refusal("story:s-0917"), "no article's id begins with 0917");
  EXPECT_EQ(refusal("story:harbour"), "harbour names no story");
  EXPECT_EQ(refusal("dup:zyxw"), "dup:zyxw is no family of copies");
}

}  // namespace
}  // namespace morgue::test
