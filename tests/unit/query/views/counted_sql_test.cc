#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <map>
#include <random>

#include "common/catalog.h"
#include "common/text.h"
#include "query/views/facets.h"
#include "query/views/names.h"
#include "query/views/timeline.h"
#include "tests/support/temporary_directory.h"
#include "tests/unit/query/language/query_for_test.h"
#include "tests/unit/query/loaded_archive.h"

// What facets, names and timelines count of random queries, against the SQL that an analyst would
// type into sqlite3 over the same articles. (counted_views_test.cc compares them with a scan.)

namespace morgue::test {
namespace {

using Counts = std::map<std::string, std::int64_t>;

const std::vector<std::string> kWords = {"ferry", "bridge", "storm", "mayor", "radar", "court"};
const std::vector<std::string> kWho = {"Rowan Pike", "Ilse Marten", "Tomas Brandt", "Dana Okafor"};

class CountedSql : public testing::Test {
 protected:
  std::size_t below(std::size_t n) { return engine_() % n; }
  const std::string& of(const std::vector<std::string>& all) { return all[below(all.size())]; }

  void SetUp() override {
    const std::vector<std::string> sources = {"Calder Herald", "Post", ""};
    const std::vector<std::string> days = {"2025-03-10", "2025-04-12T05:00:00+02:00", "2024-12-01",
                                           "2025-05", ""};
    std::string lines;
    for (int i = 0; i < 200; ++i) {
      std::string text =
          fmt::format("{} met {} of the Bridge Office in Geneva. ", of(kWho), of(kWho));
      const std::size_t story = below(70);
      for (std::size_t k = 0; k < 12; ++k)
        text += fmt::format("The {0} number{1} of hold{1} met a crew at pier{2} on deck{2}x{1}. ",
                            kWords[story % kWords.size()], story, k);
      lines += fmt::format(
          R"({{"id":"{}","title":"{} {}","text":"{}","source":"{}","section":"{}","date":"{}"}})"
          "\n",
          i, of(kWords), i, text, of(sources), below(2) == 0 ? "News" : "Sport", of(days));
    }
    write_file(directory_ / "news.jsonl", lines);
    load_archive(paths_, directory_ / "news.jsonl", 50);
  }

  std::string query() {
    switch (below(5)) {
      case 0:
        return fmt::format("{} OR {}", of(kWords), of(kWords));
      case 1:
        return fmt::format("{} -source:post", of(kWords));
      case 2:
        return fmt::format("person:\"{}\" {}", of(kWho), of(kWords));
      case 3:
        return fmt::format("{} date:2025", of(kWords));
      default:
        return of(kWords);
    }
  }

  static Matches matches(const ArchiveReader& archive, const std::string& text) {
    auto found = find_matches(archive, query_of(text, false), {});
    if (found) return *std::move(found);
    ADD_FAILURE() << text << ": " << found.error().message;
    return {};
  }

  /// The articles that are counted, as a list for IN.
  static std::string ids(const Matches& matches, CountedArticles what) {
    std::string out = "(''";
    for (const Match& match : matches.articles)
      if (what == CountedArticles::All || match.head)
        out += fmt::format(",'{}'", to_string(match.id));
    return out + ")";
  }

  static Counts asked(sqlite::Database& db, const std::string& sql) {
    sqlite::Statement rows(db, sql);
    Counts out;
    while (rows.step()) out[std::string(rows.text(0))] = rows.integer(1);
    return out;
  }

  static std::string sql_of(FacetField field, const std::string& ids) {
    const auto names = [&](std::string_view kind) {
      return fmt::format(
          "SELECT coalesce('@p' || p.identity, p.name), count(DISTINCT a.no) FROM articles a JOIN "
          "appearances p ON p.article = a.no WHERE p.kind = '{}' AND a.id IN {} GROUP BY 1",
          kind, ids);
    };
    switch (field) {
      case FacetField::Source:
        return fmt::format(
            "SELECT s.name, count(*) FROM articles a JOIN sources s ON s.no = a.source WHERE a.id "
            "IN {} GROUP BY 1",
            ids);
      case FacetField::Section:
        return fmt::format(
            "SELECT section, count(*) FROM articles WHERE section <> '' AND id IN {} GROUP BY 1",
            ids);
      case FacetField::Month:
        return fmt::format(
            "SELECT strftime('%Y-%m', published + 60 * coalesce(published_offset, 0), "
            "'unixepoch'), count(*) FROM articles WHERE published IS NOT NULL AND "
            "published_precision <> 'year' AND id IN {} GROUP BY 1",
            ids);
      case FacetField::Person:
        return names("person");
      case FacetField::Org:
        return names("org");
      default:
        return names("place");
    }
  }

  std::mt19937 engine_{29};
  TemporaryDirectory directory_;
  ArchivePaths paths_{directory_ / "archive"};
};

constexpr auto kBy =
    std::to_array<FacetField>({FacetField::Source, FacetField::Section, FacetField::Month,
                               FacetField::Person, FacetField::Org, FacetField::Place});

TEST_F(CountedSql, FacetsAndNamesAreWhatSqlCounts) {
  const ArchiveReader archive = ArchiveReader::open(paths_);
  Catalog catalog = Catalog::open_for_reading(paths_.metadata());
  sqlite::Database& db = catalog.database();
  std::size_t values = 0;
  for (int i = 0; i < 60; ++i) {
    const std::string text = query();
    SCOPED_TRACE(text);
    const Matches found = matches(archive, text);
    const CountedArticles what = below(2) == 0 ? CountedArticles::Heads : CountedArticles::All;
    const FacetsView view = count_facets(db, found, kBy, {.what = what, .most = 0});
    for (const Facet& facet : view.facets) {
      Counts counts;
      for (const FacetValue& value : facet.values)
        counts[value.identity != 0 ? fmt::format("@p{}", value.identity) : value.name] =
            value.articles;
      EXPECT_EQ(counts, asked(db, sql_of(facet.field, ids(found, what))))
          << facet_name(facet.field);
      values += counts.size();
    }
    for (const EntityKind kind : {EntityKind::Person, EntityKind::Org, EntityKind::Place}) {
      Counts counts;
      for (const NamedInAnswer& name :
           count_names(db, found, kind, {.what = what, .most = 0}).names)
        counts[name.identity != 0 ? fmt::format("@p{}", name.identity) : name.name] = name.articles;
      const FacetField field = kind == EntityKind::Person ? FacetField::Person
                               : kind == EntityKind::Org  ? FacetField::Org
                                                          : FacetField::Place;
      EXPECT_EQ(counts, asked(db, sql_of(field, ids(found, what)))) << to_string(kind);
    }
  }
  EXPECT_GT(values, 300U);
}

TEST_F(CountedSql, TimelinesAreWhatSqlCounts) {
  const ArchiveReader archive = ArchiveReader::open(paths_);
  Catalog catalog = Catalog::open_for_reading(paths_.metadata());
  std::int64_t all = 0;
  for (int i = 0; i < 40; ++i) {
    const std::string text = query();
    SCOPED_TRACE(text);
    const Matches found = matches(archive, text);
    const TimelineView view = make_timeline(
        archive, {{text, found}}, {.unit = TimeUnit::Month, .what = CountedArticles::All});
    Counts counts;
    for (std::size_t b = 0; b < view.buckets.size(); ++b)
      if (const std::int64_t n = view.series[0].counts[b]; n > 0) {
        counts[to_iso8601(view.buckets[b].first).substr(0, 7)] = n;
        all += n;
      }
    EXPECT_EQ(counts, asked(catalog.database(),
                            sql_of(FacetField::Month, ids(found, CountedArticles::All))));
  }
  EXPECT_GT(all, 100);
}

}  // namespace
}  // namespace morgue::test
