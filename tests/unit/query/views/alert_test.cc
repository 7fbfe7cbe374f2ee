#include "query/views/alert.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <random>

#include "common/catalog.h"
#include "query/match/search.h"
#include "tests/support/temporary_directory.h"
#include "tests/unit/query/language/query_for_test.h"
#include "tests/unit/query/loaded_archive.h"

namespace morgue::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

AlertMark mark_of(std::int64_t second, std::set<ArticleId> told) {
  return {second, std::make_shared<const std::set<ArticleId>>(std::move(told))};
}

TEST(AlertMarks, AreReadAsTheyAreWritten) {
  const AlertMark shared = mark_of(1764000000, {ArticleId{1}, ArticleId{2}});
  const AlertMarks marks = {{"ferry", shared}, {"harbour", shared}, {"late", {5, {}}}};
  const std::string text = to_text(marks);
  EXPECT_EQ(text,
            "ferry\t1764000000\t0000000000000001,0000000000000002\n"
            "harbour\t1764000000\t=ferry\n"
            "late\t5\t\n");
  const AlertMarks read = parse_alert_marks(text);
  EXPECT_EQ(to_text(read), text);
  EXPECT_EQ(*read.at("harbour").told, *shared.told);
  EXPECT_EQ(read.at("harbour").told, read.at("ferry").told) << "they share the list";
  EXPECT_THAT(parse_alert_marks("nonsense\nferry\tsoon\t\nfog\t5\t=nobody\n"), IsEmpty());
}

TEST(AlertMarks, KnowWhatOfTheirSecondWasTold) {
  const AlertMark mark = mark_of(10, {ArticleId{1}});
  EXPECT_FALSE(is_new({ArticleId{1}, 1, 10}, mark));
  EXPECT_TRUE(is_new({ArticleId{2}, 1, 10}, mark));
  EXPECT_TRUE(is_new({ArticleId{1}, 1, 11}, mark));
  EXPECT_FALSE(is_new({ArticleId{3}, 1, 9}, mark));
  EXPECT_TRUE(is_new({ArticleId{1}, 1, 10}, {10, {}}));
}

TEST(AlertMarks, MoveToTheLastSecond) {
  const AlertMark mark = mark_of(10, {ArticleId{1}});
  EXPECT_EQ(mark_after(mark, {}).told, mark.told);
  const AlertMark same = mark_after(mark, {{ArticleId{2}, 1, 10}});
  EXPECT_EQ(same.second, 10);
  EXPECT_THAT(*same.told, ElementsAre(ArticleId{1}, ArticleId{2}));
  const AlertMark later =
      mark_after(mark, {{ArticleId{2}, 1, 10}, {ArticleId{3}, 1, 12}, {ArticleId{4}, 1, 12}});
  EXPECT_EQ(later.second, 12);
  EXPECT_THAT(*later.told, ElementsAre(ArticleId{3}, ArticleId{4}));
}

/// Stories that outlets take from each other, loaded in two goes.
class Alerts : public testing::Test {
 protected:
  void load(int first, int last) {
    std::string lines;
    for (int i = first; i < last; ++i) {
      const std::size_t story = engine_() % 40;
      std::string text;
      for (int sentence = 0; sentence < 14; ++sentence)
        text +=
            fmt::format("The {} number{} of place{} met the crew at pier{} on deck{}x{}. ",
                        kTopics[story % kTopics.size()], story, story, sentence, sentence, story);
      lines += fmt::format(
          R"({{"id":"{}","title":"{} {}","text":"{}","source":"{}","date":"2025-03-{:02}"}})"
          "\n",
          i, kTopics[engine_() % kTopics.size()], kTopics[engine_() % kTopics.size()], text,
          kSources[engine_() % kSources.size()], 1 + i % 28);
    }
    const auto file = directory_ / fmt::format("{}.jsonl", first);
    write_file(file, lines);
    load_archive(paths_, file, 40);
  }

  std::set<ArticleId> ids(const ArchiveReader& archive, const Query& query,
                          std::shared_ptr<const DocumentList> within) {
    MatchOptions options;
    options.within = std::move(within);
    const auto found = find_matches(archive, query, options);
    std::set<ArticleId> out;
    EXPECT_TRUE(found);
    if (found)
      for (const Match& match : found->articles) out.insert(match.id);
    return out;
  }

  /// Some by hand, others of whatever can be joined.
  std::vector<std::string> queries() {
    std::vector<std::string> out = {"ferry",
                                    "storm OR radar",
                                    "source:herald",
                                    "title:bridge",
                                    "\"the ferry\"",
                                    "mayor source:post",
                                    "*"};
    const auto unit = [&]() -> std::string {
      const std::string& topic = kTopics[engine_() % kTopics.size()];
      switch (engine_() % 7) {
        case 0:
          return "source:" + kSources[engine_() % kSources.size()];
        case 1:
          return fmt::format("date:2025-03-{:02}..", 1 + engine_() % 28);
        case 2:
          return fmt::format("\"the {}\"", topic);
        case 3:
          return "title:" + topic;
        case 4:
          return topic.substr(0, 3) + "*";
        case 5:
          return fmt::format("number{}", engine_() % 40);
        default:
          return topic;
      }
    };
    for (int i = 0; i < 80; ++i)
      out.push_back(unit() + (engine_() % 2 == 0 ? " AND " : " OR ") +
                    (engine_() % 4 == 0 ? "NOT " : "") + unit());
    return out;
  }

  const std::vector<std::string> kTopics = {"ferry", "bridge", "storm", "mayor", "radar"};
  const std::vector<std::string> kSources = {"Herald", "Radio", "Post"};
  std::mt19937 engine_{7};
  TemporaryDirectory directory_;
  ArchivePaths paths_{directory_ / "archive"};
};

TEST_F(Alerts, TellWhatAFullSearchFindsAmongTheNewAndHoldCopiesBack) {
  load(0, 60);
  std::set<ArticleId> before;
  {
    const ArchiveReader archive = ArchiveReader::open(paths_);
    before = ids(archive, query_of("*"), nullptr);
  }
  load(60, 140);
  const ArchiveReader archive = ArchiveReader::open(paths_);
  Catalog catalog = Catalog::open_for_reading(paths_.metadata());
  const auto arrivals = arrivals_since(archive, catalog.database(), 0);
  EXPECT_EQ(arrivals.size(), ids(archive, query_of("*"), nullptr).size());
  // Both loads may be of one second: the mark names all that was there.
  const AlertMark mark = mark_of(arrivals.back().added, before);

  const NewArticles fresh_articles = new_articles(archive, arrivals, mark);
  std::size_t held = 0;
  for (const std::string& text : queries()) {
    const Query query = query_of(text);
    auto plan = insisting_plan(archive, query, {});
    ASSERT_TRUE(plan) << text;
    const AlertNews news = news_of(archive, *plan, fresh_articles);
    const std::set<ArticleId> told = ids(archive, query, news.articles);
    EXPECT_EQ(told.size(), news.count) << text;
    // The naive way: all that answers, old ones first, each family once.
    sqlite::Statement family(catalog.database(),
                             "SELECT coalesce(family, id) FROM articles WHERE id = ?1");
    const auto family_of = [&](ArticleId id) {
      family.bind(1, to_string(id));
      EXPECT_TRUE(family.step());
      std::string out(family.text(0));
      family.reset();
      return out;
    };
    std::set<std::string> known;
    std::size_t fresh = 0;
    const std::set<ArticleId> all = ids(archive, query, nullptr);
    for (const ArticleId id : all)
      if (before.contains(id)) known.insert(family_of(id));
    std::set<std::string> wanted;
    for (const ArticleId id : all) {
      if (before.contains(id)) continue;
      ++fresh;
      if (!known.contains(family_of(id))) wanted.insert(family_of(id));
    }
    std::set<std::string> got;
    for (const ArticleId id : told) {
      EXPECT_FALSE(before.contains(id)) << text;
      got.insert(family_of(id));
    }
    EXPECT_EQ(got, wanted) << text;
    // Of several new copies the newest.
    MatchOptions newest_first;
    newest_first.sort = SortOrder::Newest;
    const auto in_order = find_matches(archive, query, newest_first);
    ASSERT_TRUE(in_order) << text;
    std::set<ArticleId> newest;
    for (const Match& match : in_order->articles)
      if (!before.contains(match.id) && known.insert(family_of(match.id)).second)
        newest.insert(match.id);
    EXPECT_EQ(told, newest) << text;
    EXPECT_EQ(news.count, wanted.size()) << text;
    EXPECT_EQ(news.held_back, fresh - news.count) << text;
    held += news.held_back;
  }
  EXPECT_GT(held, 0U);
}

TEST_F(Alerts, HaveNothingToTellTwice) {
  load(0, 30);
  const ArchiveReader archive = ArchiveReader::open(paths_);
  Catalog catalog = Catalog::open_for_reading(paths_.metadata());
  const auto arrivals = arrivals_since(archive, catalog.database(), 0);
  auto plan = insisting_plan(archive, query_of("*"), {});
  ASSERT_TRUE(plan);
  const AlertNews news =
      news_of(archive, *plan, new_articles(archive, arrivals, mark_after({}, arrivals)));
  EXPECT_EQ(news.count, 0U);
  EXPECT_EQ(news.held_back, 0U);
}

}  // namespace
}  // namespace morgue::test
