#include "query/views/story.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/unit/query/archive_for_test.h"

namespace morgue::test {
namespace {

/// A ferry crash from the night to the settlement two years later, with a copy and an older
/// version; a strike in the same port; and what else a paper prints.
std::vector<Piece> pieces() {
  const PieceName skarra{EntityKind::Place, "Skarra", {"Skarra"}};
  const PieceName heron{EntityKind::Misc, "Heron", {"Heron"}};
  std::vector<Piece> out = {
      {.id = 1,
       .title = "Ferry Heron hits pier at Skarra, two dead",
       .text = "The ferry Heron struck the pier of Skarra in fog. Two people were killed when the "
               "ferry struck the pier, police in Skarra said.",
       .date = "2024-06-14T22:10:00Z",
       .source = "Wire",
       .names = {skarra, heron}},
      {.id = 2,
       .title = "Ferry Heron hits pier at Skarra, two dead",
       .text = "The ferry Heron struck the pier of Skarra in fog. Two people were killed when the "
               "ferry struck the pier, police in Skarra said.",
       .date = "2024-06-14T23:10:00Z",
       .source = "Herald",
       .names = {skarra, heron},
       .family = 1},
      {.id = 3,
       .title = "Four dead as ferry Heron strikes Skarra pier",
       .text = "Four people were killed when the ferry Heron struck the pier of Skarra, police "
               "said. The radar of the ferry had failed, said Rowan Pike, harbour master.",
       .date = "2024-06-15T07:30:00Z",
       .source = "Wire",
       .people = {"Rowan Pike", "Pike"},
       .names = {skarra, heron}},
      {.id = 4,
       .title = "Radar fault blamed for Heron ferry crash",
       .text = "An inquiry into the crash of the ferry Heron at the pier of Skarra blames the "
               "radar. Ilse Marten led the inquiry. Three people were killed, it found.",
       .date = "2024-06-18T09:00:00Z",
       .source = "Herald",
       .people = {"Ilse Marten", "Marten"},
       .names = {skarra, heron}},
      {.id = 5,
       .title = "Heron ferry families settle with Skarra port",
       .text = "Families of those who were killed when the ferry Heron struck the pier of Skarra "
               "settle for $2.1 million. The radar of the ferry had failed, an inquiry found.",
       .date = "2026-01-10T09:00:00Z",
       .source = "Herald",
       .names = {skarra, heron}},
      {.id = 6,
       .title = "Dockers strike over pay",
       .text = "Dockers walked out over wages and shifts. The union wants nine per cent more.",
       .date = "2024-06-16T09:00:00Z",
       .source = "Herald"},
      {.id = 7,
       .title = "Union and port agree on dockers' pay",
       .text = "The dockers' strike over wages ends. The union gets six per cent more for shifts.",
       .date = "2024-06-20T09:00:00Z",
       .source = "Herald"}};
  for (std::uint64_t i = 0; i < 40; ++i)
    out.push_back({.id = 100 + i,
                   .title = fmt::format("Notes on subject{} and theme{}", i, i % 7),
                   .text = fmt::format("A column on subject{} with theme{} and topic{}. Nothing "
                                       "happened, theme{} aside.",
                                       i, i % 7, i % 5, i % 7),
                   .date = fmt::format("2024-{:02}-{:02}", 1 + i % 12, 1 + i % 28),
                   .source = "Daily"});
  return out;
}

class Stories : public testing::Test {
 protected:
  Stories() : archive_(pieces()) {}
  std::string members(std::string_view name) {
    const ArchiveReader reader = archive_.open();
    const auto thread = thread_called(reader, name);
    if (!thread) return thread.error();
    std::string out = fmt::format("s-{}:", thread->name.value);
    for (const ThreadMember& member : thread->members)
      out += fmt::format(" {}{}", member.id.value,
                         member.copies.empty() ? "" : fmt::format("+{}", member.copies.size()));
    return out;
  }
  StoryView story() {
    const ArchiveReader reader = archive_.open();
    return story_view(reader, *thread_called(reader, to_string(ArticleId{1})));
  }
  TestArchive archive_;
};

TEST_F(Stories, HoldWhatTellsOneCourseOfEvents) {
  EXPECT_EQ(members(to_string(ArticleId{1})), "s-1: 1+1 3 4 5");
}

TEST_F(Stories, AreTheSameFromEachOfTheirArticles) {
  for (const std::uint64_t id : {2U, 3U, 4U, 5U})
    EXPECT_EQ(members(to_string(ArticleId{id})), "s-1: 1+1 3 4 5") << id;
  EXPECT_EQ(members("s-" + to_string(ArticleId{1})), "s-1: 1+1 3 4 5");
  EXPECT_EQ(members("#" + to_string(ArticleId{7})), "s-6: 6 7");
}

TEST_F(Stories, AreNamedOrRefused) {
  EXPECT_EQ(members("s-harbour"), "s-harbour names no story");
  EXPECT_EQ(members("s-ffff"), "no article's id begins with ffff");
  EXPECT_EQ(members("0000"), "several articles' ids begin with 0000");
}

TEST_F(Stories, AreFieldsAndLinesOfASearch) {  // of 1 and its copy 2 one is shown
  EXPECT_EQ(set_of(archive_, "story:s-" + to_string(ArticleId{1})), "2 3 4 5");
  EXPECT_EQ(set_of(archive_, "inquiry story:" + to_string(ArticleId{3})), "4 5");
  EXPECT_EQ(set_of(archive_, "has:figure"), "2 3 4 5 6 7");
  SearchOptions options;
  options.group = GroupBy::Story;
  options.sort = SortOrder::Oldest;
  EXPECT_EQ(found(archive_, "ferry OR dockers", options), "1 6");
  EXPECT_EQ(answer(archive_, "ferry OR dockers", options).total, 2U);
}

TEST_F(Stories, SayWhatEachArticleAdded) {
  const StoryView view = story();
  ASSERT_EQ(view.members.size(), 4U);
  EXPECT_EQ(view.articles, 5U);
  EXPECT_EQ(view.sources, 2U);
  EXPECT_EQ(view.members[0].figures, std::vector<std::string>{"2 dead"});
  EXPECT_EQ(view.members[1].people, std::vector<std::string>{"Rowan Pike"});
  EXPECT_EQ(view.members[1].figures, std::vector<std::string>{"4 dead"});
  EXPECT_EQ(view.members[2].people, std::vector<std::string>{"Ilse Marten"});
  EXPECT_EQ(view.members[3].figures, std::vector<std::string>{"$2.1 million"});
  EXPECT_EQ(view.members[3].silent, 571);
  EXPECT_TRUE(view.members[0].turning_point);
  EXPECT_EQ(view.members[0].articles, 2U);
  EXPECT_FALSE(view.members[0].linked_to);
  ASSERT_TRUE(view.members[1].linked_to);
  EXPECT_EQ(view.members[1].linked_to->value, 1U);
  EXPECT_FALSE(view.members[1].linked_by.empty());
}

TEST_F(Stories, CompareTheirFigures) {
  const StoryView view = story();
  ASSERT_FALSE(view.figures.things.empty());
  const FigureThing& dead = view.figures.things.front();
  std::string out;
  for (const FigureValue& value : dead.values)
    out += fmt::format("{} x{} {};", figure_text(value.figure), value.articles,
                       to_string(value.label));
  EXPECT_EQ(dead.name, "dead");
  EXPECT_EQ(out, "2 x2 ;4 x1 update;3 x1 revised down;");
}

TEST(FiguresView, ComparesOnlyLikeWithLike) {
  const PieceName skarra{EntityKind::Place, "Skarra", {"Skarra"}};
  const auto piece = [&](std::uint64_t id, std::string text, std::string date, std::string source,
                         bool place = true) {
    Piece out{.id = id, .title = "News", .text = std::move(text), .date = std::move(date)};
    out.source = std::move(source);
    if (place) out.names = {skarra};
    return out;
  };
  const TestArchive archive({
      piece(1, "Nine people died in Skarra.", "2024-06-14", "Wire"),
      piece(2, "Seven people died in Skarra.", "2024-06-14", "Herald"),   // one day
      piece(3, "Twelve soldiers died in Skarra.", "2024-06-15", "Wire"),  // other people
      piece(4, "Thirty people died in Skarra since 2019.", "2024-06-15", "Wire"),
      piece(5, "Eleven people died far away.", "2024-06-15", "Wire", false),
      piece(6, "At least 6 people died in Skarra.", "2024-06-15", "Wire"),  // 7 may be true
      piece(7, "Forty people died in Skarra.", "2024-09-15", "Wire"),       // long after
      piece(8, "Two people died in Skarra, then 5 people died.", "2024-09-16", "Wire"),
  });
  const ArchiveReader reader = archive.open();
  std::vector<FigureSource> sources;
  for (std::uint64_t id = 1; id <= 8; ++id) sources.push_back({*reader.find(ArticleId{id}), 0});
  const auto labels = [&](bool one_story) {
    std::string out;
    for (const FigureThing& thing : figures_view(reader, sources, one_story).things)
      for (const FigureValue& value : thing.values)
        if (value.label != FigureLabel::None)
          out += fmt::format("{} {}\n", figure_text(value.figure), to_string(value.label));
    return out;
  };
  EXPECT_EQ(labels(true), "7 disagreement\n");
  EXPECT_EQ(labels(false), "");
}

TEST(SilenceText, IsAsPeopleSayIt) {
  EXPECT_EQ(silence_text(45), "6 weeks");
  EXPECT_EQ(silence_text(571), "19 months");
  EXPECT_EQ(silence_text(1100), "3 years");
}

}  // namespace
}  // namespace morgue::test
