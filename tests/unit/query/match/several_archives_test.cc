#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <map>
#include <random>

#include "common/catalog.h"
#include "query/match/people.h"
#include "query/views/facets.h"
#include "query/views/names.h"
#include "query/views/person.h"
#include "query/views/timeline.h"
#include "tests/support/temporary_directory.h"
#include "tests/unit/query/archive_for_test.h"
#include "tests/unit/query/language/query_for_test.h"
#include "tests/unit/query/loaded_archive.h"

// The law: archives that are opened together answer as one that holds all of their articles.

namespace morgue::test {
namespace {

const std::vector<std::string> kWords = {"ferry", "bridge", "storm",   "mayor",
                                         "radar", "court",  "harbour", "lithium"};
const std::vector<std::string> kWho = {"Rowan Pike", "Ilse Marten", "Tomas Brandt", "Dana Okafor"};
const std::vector<std::string> kSources = {"Calder Herald", "Post", "Radio Skarra"};
const std::vector<std::string> kDates = {"2025-03-10", "2025-04-12", "2024-12-01", "2025-05"};

/// The same articles in one archive, and spread over three.
class SeveralArchives : public testing::Test {
 protected:
  std::size_t below(std::size_t n) { return engine_() % n; }
  const std::string& of(const std::vector<std::string>& all) { return all[below(all.size())]; }

  void SetUp() override {
    std::string all;
    std::array<std::string, 3> parts;
    for (int i = 0; i < 240; ++i) {
      std::string text =
          fmt::format("{} met {} of the Bridge Office in Geneva. ", of(kWho), of(kWho));
      for (std::size_t k = 0; k < 6; ++k)
        text += fmt::format("The {} number{} of the {} was near a {} on deck{}x{}. ", of(kWords), i,
                            of(kWords), of(kWords), k, i);
      const std::string line =
          fmt::format(R"({{"id":"{}","title":"{} {}","text":"{}","source":"{}","date":"{}"}})"
                      "\n",
                      i, of(kWords), i, text, of(kSources), of(kDates));
      all += line;
      parts[below(3)] += line;
    }
    load(all_, all);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      parts_.emplace_back(directory_ / fmt::format("part{}", i));
      load(parts_.back(), parts[i]);
    }
  }

  void load(const ArchivePaths& archive, const std::string& lines) {
    write_file(directory_ / "news.jsonl", lines);
    load_archive(archive, directory_ / "news.jsonl", 50);
  }

  std::string query() {
    switch (below(7)) {
      case 0:
        return fmt::format("{} OR {}", of(kWords), of(kWords));
      case 1:
        return fmt::format("{} -source:post", of(kWords));
      case 2:
        return fmt::format("person:\"{}\" {}", of(kWho), of(kWords));
      case 3:
        return fmt::format("{} date:2025", of(kWords));
      case 4:
        return fmt::format("\"{} number{}\"", of(kWords), below(240));
      case 5:
        return fmt::format("{} w/5 {}", of(kWords), of(kWords));
      default:
        return of(kWords) + ' ' + of(kWords);
    }
  }

  [[nodiscard]] std::vector<std::filesystem::path> metadata() const {
    std::vector<std::filesystem::path> out;
    for (const ArchivePaths& part : parts_) out.push_back(part.metadata());
    return out;
  }

  std::mt19937 engine_{31};
  TemporaryDirectory directory_;
  ArchivePaths all_{directory_ / "all"};
  std::vector<ArchivePaths> parts_;
};

/// An answer as it is compared: articles, scores, where their passages stand.
std::string told(const SearchResult& result) {
  std::string out = fmt::format("{}{}\n", result.total, result.total_exact ? "" : "~");
  for (const Hit& hit : result.hits) {
    out += fmt::format("{} {:.6f}", to_string(hit.article.id), hit.score);
    for (const Passage& passage : hit.passages)
      out += fmt::format(" {}-{}", passage.where.begin, passage.where.end);
    out += '\n';
  }
  return out;
}

TEST_F(SeveralArchives, AnswerAsOneThatHoldsAll) {
  const ArchiveReader one = ArchiveReader::open(all_);
  const ArchiveReader several = ArchiveReader::open(parts_);
  ASSERT_EQ(several.articles(), one.articles());
  std::size_t hits = 0;
  for (int i = 0; i < 120; ++i) {
    const std::string text = query();
    SCOPED_TRACE(text);
    const Query parsed = query_of(text, false);
    SearchOptions options;
    options.sort = below(3) == 0 ? SortOrder::Newest : SortOrder::Relevance;
    const auto expected = search(one, parsed, options);
    const auto found = search(several, parsed, options);
    ASSERT_TRUE(expected && found);
    EXPECT_EQ(told(*found), told(*expected));
    hits += found->hits.size();
  }
  EXPECT_GT(hits, 500U);
}

TEST_F(SeveralArchives, AreCountedAsOneThatHoldsAll) {
  const ArchiveReader one = ArchiveReader::open(all_);
  const ArchiveReader several = ArchiveReader::open(parts_);
  Catalog tables = Catalog::open_for_reading(all_.metadata());
  Catalog joined = Catalog::open_for_reading(metadata());
  constexpr auto kBy = std::to_array<FacetField>(
      {FacetField::Source, FacetField::Month, FacetField::Person, FacetField::Org});
  const auto counts = [&](const ArchiveReader& archive, Catalog& catalog, const std::string& text) {
    const auto matches = find_matches(archive, query_of(text, false), {});
    EXPECT_TRUE(matches);
    std::map<std::string, std::int64_t> out;
    const FacetsView view = count_facets(catalog.database(), *matches, kBy, {.most = 0});
    for (const Facet& facet : view.facets)
      for (const FacetValue& value : facet.values)
        out[fmt::format("{} {}", facet_name(facet.field), value.name)] = value.articles;
    const TimelineView line = make_timeline(archive, {{text, *matches}}, {.unit = TimeUnit::Month});
    for (std::size_t b = 0; b < line.buckets.size(); ++b)
      out["month " + to_iso8601(line.buckets[b].first)] = line.series[0].counts[b];
    return out;
  };
  std::size_t values = 0;
  for (int i = 0; i < 40; ++i) {
    const std::string text = query();
    SCOPED_TRACE(text);
    const auto expected = counts(one, tables, text);
    EXPECT_EQ(counts(several, joined, text), expected);
    values += expected.size();
  }
  EXPECT_GT(values, 100U);
}

TEST_F(SeveralArchives, KnowOnePersonByOneName) {
  Catalog tables = Catalog::open_for_reading(all_.metadata());
  Catalog joined = Catalog::open_for_reading(metadata());
  for (const std::string& name : kWho) {
    const auto expected = find_persons(tables.database(), name, 5);
    const auto found = find_persons(joined.database(), name, 5);
    ASSERT_EQ(expected.size(), 1U) << name;
    ASSERT_EQ(found.size(), 1U) << name;
    EXPECT_EQ(found[0].summary.articles, expected[0].summary.articles) << name;
    EXPECT_EQ(found[0].summary.first_year, expected[0].summary.first_year) << name;
    EXPECT_EQ(articles_of(joined.database(), found[0].summary.number),
              articles_of(tables.database(), expected[0].summary.number))
        << name;
  }
}

TEST_F(SeveralArchives, ShowAnArticleThatTwoHaveOnce) {
  const ArchiveReader one = ArchiveReader::open(all_);
  const ArchiveReader twice = ArchiveReader::open({all_, parts_[0], parts_[2]});
  EXPECT_EQ(twice.articles(), one.articles());
  for (int i = 0; i < 30; ++i) {
    const std::string text = query();
    SCOPED_TRACE(text);
    SearchOptions options;
    options.limit = 0;
    options.sort = SortOrder::Newest;
    const auto expected = search(one, query_of(text, false), options);
    const auto found = search(twice, query_of(text, false), options);
    ASSERT_TRUE(expected && found);
    std::vector<ArticleId> a, b;
    for (const Hit& hit : expected->hits) a.push_back(hit.article.id);
    for (const Hit& hit : found->hits) b.push_back(hit.article.id);
    EXPECT_EQ(b, a);
  }
}

TEST_F(SeveralArchives, OpenACopyOfAnArchiveOnce) {
  std::filesystem::copy(all_.root(), directory_ / "copy", std::filesystem::copy_options::recursive);
  const ArchiveReader one = ArchiveReader::open(all_);
  const ArchiveReader both = ArchiveReader::open({all_, ArchivePaths(directory_ / "copy")});
  EXPECT_EQ(both.articles(), one.articles());
  EXPECT_EQ(both.segments(), one.segments());
}

TEST(SeveralArchivesOfPieces, LeaveOutWhatEachOfThemHides) {
  const auto piece = [](std::uint64_t id) {
    return Piece{.id = id, .title = "Ferry", .text = "A ferry sank.", .date = "2025-01-01"};
  };
  TestArchive a, b;
  a.add({piece(1), piece(2), piece(3)}, {2});
  b.add({piece(4), piece(5), piece(6)}, {6});
  b.supersede("seg-00000001", 1);  // both have a segment of that name
  const ArchiveReader both = ArchiveReader::open({a.paths(), b.paths()});
  const auto result = search(both, query_of("ferry", false), {});
  ASSERT_TRUE(result);
  std::string ids;
  for (const Hit& hit : result->hits) ids += std::to_string(hit.article.id.value);
  EXPECT_EQ(ids, "135");
  EXPECT_EQ(both.articles(), 4U) << "the superseded one is kept";
}

TEST(SeveralArchivesOfPieces, NamesakesOfOneArchiveAreNotJoined) {
  // Whoever bears a name that two of one archive bear can't be told from another archive.
  TemporaryDirectory directory;
  std::vector<std::filesystem::path> metadata;
  for (const int bearers : {1, 2}) {
    metadata.push_back(directory / fmt::format("{}.sqlite", bearers));
    Catalog catalog = Catalog::open_for_writing(metadata.back());
    for (int i = 1; i <= bearers; ++i) {
      const auto number = static_cast<std::uint32_t>(i);
      catalog.people().put({number, "Rowan Pike", number, false, ""});
      catalog.people().add_key(whole_name_key("Rowan Pike"), number);
    }
  }
  Catalog joined = Catalog::open_for_reading(metadata);
  sqlite::Statement all(joined.database(), "SELECT no, identity FROM people ORDER BY no");
  std::string told;
  while (all.step()) told += fmt::format("{}={} ", all.integer(0), all.integer(1));
  EXPECT_EQ(told, "1=1 10000001=10000001 10000002=10000002 ");
}

}  // namespace
}  // namespace morgue::test
