#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "common/sqlite.h"
#include "query/match/search.h"
#include "tests/support/temporary_directory.h"
#include "tests/unit/query/language/query_for_test.h"
#include "tests/unit/query/loaded_archive.h"

// Random queries over stories that outlets take from each other, loaded as they are loaded by
// people. What is folded and counted is compared with the tables of metadata.sqlite, which the
// search does not read.

namespace morgue::test {
namespace {

const std::vector<std::string> kTopics = {"ferry", "bridge", "storm", "mayor", "radar", "court"};
const std::vector<std::string> kSources = {"Herald", "Radio", "Post", "Coast", "North Wire", ""};
const std::vector<std::string> kDays = {"2025-03-10", "2025-03-11", "2025-03-12", "2025-04-01", ""};

struct Row {
  std::string family;
  std::int64_t source = 0;
  std::optional<std::int64_t> published;
  bool wire = false;
};

class FoldedQueries : public testing::Test {
 protected:
  std::size_t below(std::size_t n) { return engine_() % n; }
  const std::string& of(const std::vector<std::string>& all) { return all[below(all.size())]; }

  /// A whole story or the greater part of one, maybe with a sentence that others have not.
  std::string text(std::size_t story) {
    std::string out;
    const std::size_t sentences = 12 + below(8);
    for (std::size_t i = 0; i < sentences; ++i)
      out += fmt::format("The {0} number{1} of place{1} met the {0}men at pier{2} on deck{2}x{1}. ",
                         kTopics[story % kTopics.size()], story, i);
    if (below(3) == 0) out += fmt::format("Only {} said so.", of(kTopics));
    return out;
  }

  void load() {
    std::string lines;
    for (int i = 0; i < 240; ++i) {
      const std::size_t story = below(60);
      lines +=
          fmt::format(R"({{"id":"{}","title":"{} {}","text":"{}{}","source":"{}","date":"{}"}})"
                      "\n",
                      i, of(kTopics), of(kTopics), below(6) == 0 ? "LONDON (Reuters) - " : "",
                      text(story), of(kSources), of(kDays));
    }
    write_file(directory_ / "news.jsonl", lines);
    load_archive(paths_, directory_ / "news.jsonl", 40);
    sqlite::Database db(paths_.metadata(), sqlite::Mode::ReadOnly);
    sqlite::Statement row(
        db,
        "SELECT id, coalesce(family, id), coalesce(source, 0), published, agency IS NOT NULL "
        "FROM articles WHERE current");
    while (row.step()) {
      Row& known = rows_[std::string(row.text(0))];
      known.family = row.text(1);
      known.source = row.integer(2);
      if (!row.is_null(3)) known.published = row.integer(3);
      known.wire = row.integer(4) != 0;
    }
  }

  std::string query() {
    const auto unit = [&]() -> std::string {
      switch (below(7)) {
        case 0:
          return "source:" + kSources[below(5)];
        case 1:
          return "date:" + kDays[below(4)];
        case 2:
          return fmt::format("\"the {}\"", of(kTopics));
        case 3:
          return fmt::format("copies:>{}", below(5));
        case 4:
          return "title:" + of(kTopics);
        default:
          return of(kTopics);
      }
    };
    std::string out = unit();
    const char* const joint = below(2) == 0 ? " AND " : " OR ";
    for (std::size_t n = 1 + below(2); n > 0; --n)
      out += joint + std::string(below(4) == 0 ? "NOT " : "") + unit();
    return out;
  }

  std::vector<std::string> ids(const SearchResult& result) {
    std::vector<std::string> out;
    for (const Hit& hit : result.hits) out.push_back(to_string(hit.article.id));
    return out;
  }

  SearchResult ask(const ArchiveReader& reader, const std::string& text, GroupBy group,
                   SortOrder sort, std::size_t limit = 0) {
    SearchOptions options;
    options.limit = limit;
    options.group = group;
    options.sort = sort;
    auto result = search(reader, query_of(text), options);
    EXPECT_TRUE(result) << text;
    return result ? *std::move(result) : SearchResult();
  }

  /// Of a list, the first of each family or outlet.
  std::vector<std::string> folded(const std::vector<std::string>& all, GroupBy group) {
    std::set<std::string> seen;
    std::vector<std::string> out;
    for (const std::string& id : all) {
      const Row& row = rows_.at(id);
      if (seen.insert(group == GroupBy::Dup ? row.family : std::to_string(row.source)).second)
        out.push_back(id);
    }
    return out;
  }

  Extent extent(const std::vector<std::string>& all) {
    Extent out;
    std::set<std::int64_t> sources;
    std::optional<std::int64_t> first, last;
    for (const std::string& id : all) {
      const Row& row = rows_.at(id);
      ++out.articles;
      if (row.source != 0) sources.insert(row.source);
      if (!row.published) continue;
      first = std::min(first.value_or(*row.published), *row.published);
      last = std::max(last.value_or(*row.published), *row.published);
    }
    out.sources = sources.size();
    const auto day = [](std::int64_t seconds) {
      return EndDay{std::chrono::floor<std::chrono::days>(Instant{std::chrono::seconds{seconds}})};
    };
    if (first) out.first = day(*first);
    if (last) out.last = day(*last);
    return out;
  }

  std::mt19937 engine_{20261129};
  TemporaryDirectory directory_;
  ArchivePaths paths_{directory_ / "archive"};
  std::map<std::string, Row> rows_;
};

TEST_F(FoldedQueries, AreCountedAsTheTablesOfFamiliesSay) {
  load();
  const ArchiveReader reader = ArchiveReader::open(paths_);
  std::size_t folding = 0;
  for (int round = 0; round < 150; ++round) {
    const std::string text = query();
    const auto parsed = parse_query(text, {.today = kToday, .loose = false});
    if (!parsed) continue;  // "date:2025-03-10 AND date:2025-04-01" is refused
    const SortOrder sort = std::vector{SortOrder::Relevance, SortOrder::Newest, SortOrder::Oldest,
                                       SortOrder::Source, SortOrder::Copies}[below(5)];
    const auto all = ids(ask(reader, text, GroupBy::None, sort));
    for (const GroupBy group : {GroupBy::Dup, GroupBy::Source}) {
      const SearchResult lines = ask(reader, text, group, sort);
      const auto expected = folded(all, group);
      ASSERT_EQ(ids(lines), expected) << text << " sort " << static_cast<int>(sort);
      ASSERT_EQ(lines.total, expected.size()) << text;
      ASSERT_TRUE(lines.total_exact) << text;
      ASSERT_EQ(lines.extent, extent(all)) << text;
      const SearchResult page = ask(reader, text, group, sort, 3);
      ASSERT_EQ(page.total, lines.total) << text;
      ASSERT_EQ(page.extent, lines.extent) << text;
      if (group == GroupBy::Dup && expected.size() < all.size()) ++folding;
    }
  }
  EXPECT_GT(folding, 50U) << "most answers should hold copies";
}

TEST_F(FoldedQueries, KnowFamiliesAsTheTablesDo) {
  load();
  const ArchiveReader reader = ArchiveReader::open(paths_);
  std::map<std::string, std::vector<const Row*>> families;
  for (const auto& [id, row] : rows_) families[row.family].push_back(&row);
  std::set<std::string> many, wire;
  for (const auto& [id, row] : rows_) {
    const auto& members = families.at(row.family);
    if (members.size() > 3) many.insert(id);
    const auto is_wire = [](const Row* member) { return member->wire; };
    if (std::any_of(members.begin(), members.end(), is_wire)) wire.insert(id);
  }
  const auto asked = [&](const std::string& text) {
    const auto all = ids(ask(reader, text, GroupBy::None, SortOrder::Newest));
    return std::set<std::string>(all.begin(), all.end());
  };
  EXPECT_EQ(asked("copies:>2"), many);
  EXPECT_EQ(asked("is:wire"), wire);
  EXPECT_GT(many.size(), 20U);
  EXPECT_GT(wire.size(), 20U);
  EXPECT_LT(wire.size(), rows_.size());
  // One first of each family, the earliest that has a date.
  std::map<std::string, std::string> firsts;
  for (const std::string& id : asked("is:first"))
    EXPECT_TRUE(firsts.emplace(rows_.at(id).family, id).second);
  ASSERT_EQ(firsts.size(), families.size());
  for (const auto& [id, row] : rows_) {
    const Row& first = rows_.at(firsts.at(row.family));
    if (!row.published) continue;
    EXPECT_TRUE(first.published && *first.published <= *row.published);
  }
  for (const Hit& hit : ask(reader, "*", GroupBy::Dup, SortOrder::Newest).hits) {
    const Row& row = rows_.at(to_string(hit.article.id));
    std::set<std::int64_t> others;
    for (const Row* member : families.at(row.family)) others.insert(member->source);
    others.erase(0);
    others.erase(row.source);
    EXPECT_EQ(hit.family.copies, families.at(row.family).size() - 1);
    EXPECT_EQ(hit.family.sources, others.size());
  }
}

}  // namespace
}  // namespace morgue::test
