#include "common/as_of.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <iterator>
#include <random>

#include "common/catalog.h"
#include "query/match/matches.h"
#include "query/match/people.h"
#include "query/match/search.h"
#include "query/views/facets.h"
#include "query/views/result_rows.h"
#include "tests/support/temporary_directory.h"
#include "tests/unit/query/archive_for_test.h"
#include "tests/unit/query/language/query_for_test.h"
#include "tests/unit/query/loaded_archive.h"

namespace morgue::test {
namespace {

using std::chrono::days;

Day day(std::string_view text) { return parse_iso8601(text)->local_day(); }

StoredArticle dated(const std::string& date, const std::string& updated = {}) {
  return article_of({.id = 1, .title = "t", .text = "t", .date = date, .updated = updated});
}

TEST(AsOf, KnowsWhatWasPublishedOnThePublishersClock) {
  const AsOf as_of{.published = day("2024-06-20"), .added = {}};
  EXPECT_TRUE(was_known(as_of, dated("2024-06-20T23:59:00-08:00")));
  EXPECT_FALSE(was_known(as_of, dated("2024-06-21T00:30:00+09:00")));
  EXPECT_TRUE(was_known(as_of, dated("2024-05")));
  EXPECT_FALSE(was_known(as_of, dated("2024-06"))) << "it may have been the 25th";
  EXPECT_FALSE(was_known(as_of, dated("2024")));
  EXPECT_TRUE(was_known(as_of, dated("2023")));
  EXPECT_FALSE(was_known(as_of, dated(""))) << "added in 2026";
}

TEST(AsOf, KnowsATextFromItsLastUpdate) {
  const AsOf as_of{.published = day("2024-06-20"), .added = {}};
  EXPECT_FALSE(was_known(as_of, dated("2024-06-19", "2024-06-21T08:00:00Z")));
  EXPECT_TRUE(was_known(as_of, dated("2024-06-19", "2024-06-20T08:00:00Z")));
  EXPECT_TRUE(was_known(as_of, dated("2024-06-20T20:00:00-08:00", "2024-06-20T21:00:00-08:00")));
}

TEST(AsOf, KnowsWhatWasAdded) {
  EXPECT_FALSE(was_known({.published = {}, .added = day("2026-11-19")}, dated("2024-06-19")));
  EXPECT_TRUE(was_known({.published = {}, .added = day("2026-11-20")}, dated("2024-06-19")));
}

TEST(AsOf, SearchesTheVersionThatCameLastUnlessItIsDatedEarlier) {
  EXPECT_EQ(searched_version(std::vector<VersionTime>{{5, true}, {7, true}, {6, true}}), 1U);
  EXPECT_EQ(searched_version(std::vector<VersionTime>{{5, true}, {7, true}, {0, false}}), 2U);
  EXPECT_EQ(searched_version(std::vector<VersionTime>{{5, true}, {5, true}}), 1U);
}

/// News of some weeks: stories that outlets take from each other and write on, people, offsets,
/// updates, and dates that say no more than a month or nothing.
class Past : public testing::Test {
 protected:
  struct Record {
    std::string line;
    Day known{};  ///< from when it is known
  };

  std::size_t below(std::size_t n) { return engine_() % n; }
  const std::string& of(const std::vector<std::string>& all) { return all[below(all.size())]; }

  std::string text(std::size_t story) {
    std::string out;
    const std::size_t sentences = 12 + below(6);
    for (std::size_t i = 0; i < sentences; ++i)
      out += fmt::format("The {0} number{1} of place{1} met the {0}men at pier{2} on deck{2}x{1}. ",
                         kTopics[story % kTopics.size()], story, i);
    out += fmt::format("\\\"It is over,\\\" said {}, the harbour master. ", of(kPeople));
    if (below(3) == 0) out += fmt::format("Only {} said so.", of(kWords));
    return out;
  }

  Record record(std::size_t number) {
    const std::size_t story = below(50);
    const std::string& source = of(kSources);
    const Day day = kFirst + days{below(40)};
    Record out;
    std::string dates;
    switch (below(12)) {
      case 0:  // no date at all: known when it was added
        out.known = kAdded;
        break;
      case 1: {
        const std::chrono::year_month_day date{day};
        out.known = Day{date.year() / date.month() / std::chrono::last};
        dates = fmt::format(R"(,"date":"{}")", to_iso8601(day).substr(0, 7));
        break;
      }
      case 2:  // just before or after midnight, far from UTC
        out.known = day;
        dates = fmt::format(R"(,"date":"{}T{}")", to_iso8601(day),
                            below(2) == 0 ? "23:30:00-08:00" : "00:30:00+09:00");
        break;
      case 3:
        out.known = day + days{1};
        dates = fmt::format(R"(,"date":"{}T20:00:00-05:00","updated":"{}T01:00:00-05:00")",
                            to_iso8601(day), to_iso8601(out.known));
        break;
      case 4:
        out.known = day;
        dates = fmt::format(R"(,"date":"{}T20:00:00-05:00","updated":"{}T22:00:00-05:00")",
                            to_iso8601(day), to_iso8601(day));
        break;
      default:
        out.known = day;
        dates = fmt::format(R"(,"date":"{}T{:02}:{:02}:{:02}Z")", to_iso8601(day), below(24),
                            below(60), below(60));
    }
    // Later versions have the address of the story and the outlet.
    const std::string address = below(3) == 0 ? fmt::format("{}/{}", source, story)
                                              : fmt::format("{}/{}/{}", source, story, number);
    out.line =
        fmt::format(R"({{"id":"{}","title":"{} {}","text":"{}{}","source":"{}",)"
                    R"("url":"https://news.example/{}"{}}})"
                    "\n",
                    number, of(kTopics), of(kWords), below(6) == 0 ? "LONDON (Reuters) - " : "",
                    text(story), source, address, dates);
    return out;
  }

  std::vector<Record> records(std::size_t count) {
    std::vector<Record> out;
    for (std::size_t i = 0; i < count; ++i) out.push_back(record(i));
    return out;
  }

  /// An archive of those that were known on a day, in the order given.
  ArchivePaths load(const std::string& name, const std::vector<Record>& records,
                    std::optional<Day> last = {}) {
    std::string lines;
    for (const Record& record : records)
      if (!last || record.known <= *last) lines += record.line;
    write_file(directory_ / (name + ".jsonl"), lines);
    const ArchivePaths paths(directory_ / name);
    load_archive(paths, directory_ / (name + ".jsonl"), 30,
                 Instant{kAdded} + std::chrono::hours{9});
    return paths;
  }

  std::string query() {
    const auto unit = [&]() -> std::string {
      switch (below(12)) {
        case 0:
          return "source:" + of(kSources);
        case 1:
          return "date:2025-03";
        case 2:
          return fmt::format("\"the {}\"", of(kTopics));
        case 3:
          return fmt::format("copies:>{}", below(4));
        case 4:
          return of({"is:first", "is:dup", "is:updated", "is:wire", "sources:>1"});
        case 5:
          return fmt::format("person:\"{}\"", of(kPeople));
        case 6:
          return fmt::format("said:\"{}\"", of(kPeople));
        case 7:
          return "title:" + of(kWords);
        case 8:
          return of(kWords).substr(0, 3) + "*";
        default:
          return of(below(2) == 0 ? kTopics : kWords);
      }
    };
    std::string out = unit();
    for (std::size_t n = below(3); n > 0; --n)
      out += (below(2) == 0 ? " AND " : " OR ") + std::string(below(5) == 0 ? "NOT " : "") + unit();
    return out;
  }

  /// All that an answer shows, but for what depends on statistics.
  static std::vector<std::string> shown(const SearchResult& result, bool family_names) {
    std::vector<std::string> out;
    for (const Hit& hit : result.hits)
      out.push_back(fmt::format("{} of {}: {} copies, {} sources, head {}, {} older",
                                to_string(hit.article.id),
                                family_names ? to_string(hit.family.id) : "", hit.family.copies,
                                hit.family.sources, hit.family.head, hit.older_versions));
    out.push_back(fmt::format("{} {}", result.total, result.total_exact));
    return out;
  }

  static PeopleInQuery people(const Query& query, Catalog& catalog) {
    auto found = find_people(query.root, catalog.database());
    return found ? found->known : PeopleInQuery();
  }

  /// What stands in the tables, without what only the order of adding decides.
  static std::vector<std::string> rows(Catalog& catalog) {
    std::vector<std::string> out;
    for (const char* sql :
         {"SELECT id || ' ' || current || ' ' || coalesce(title, '') FROM articles",
          "SELECT a.id || ' ' || p.name || ' ' || coalesce(p.role, '') || ' ' || p.mentions FROM "
          "appearances p JOIN articles a ON a.no = p.article",
          "SELECT a.id || ' ' || q.start || coalesce(q.speaker, '') FROM quotations q JOIN "
          "articles a ON a.no = q.article",
          // Whoever is alone now may have been given a lineage since.
          "SELECT 'version ' || id || ' ' || current FROM versions WHERE lineage IN (SELECT "
          "lineage FROM versions GROUP BY lineage HAVING count(*) > 1)",
          "SELECT 'family ' || members || ' ' || sources || ' ' || first || ' ' || longest || ' ' "
          "|| coalesce(agency, '') FROM families",
          "SELECT coalesce(shown, name) FROM people"}) {
      sqlite::Statement all(catalog.database(), sql);
      while (all.step()) out.emplace_back(all.text(0));
    }
    std::sort(out.begin(), out.end());
    return out;
  }

  /// What stands in one and not in the other.
  static std::vector<std::string> difference(const std::vector<std::string>& a,
                                             const std::vector<std::string>& b) {
    std::vector<std::string> out;
    std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
    return out;
  }

  static std::vector<std::string> facets(const ArchiveReader& archive, Catalog& catalog,
                                         const Query& query) {
    const auto found = find_matches(archive, query, {SortOrder::Newest, false, {}});
    if (!found) return {};
    const std::vector<FacetField> fields = {FacetField::Source, FacetField::Month,
                                            FacetField::Person, FacetField::Agency};
    std::vector<std::string> out;
    for (const Facet& facet : count_facets(catalog.database(), *found, fields, {}).facets)
      for (const FacetValue& value : facet.values)
        out.push_back(fmt::format("{} {}", value.name, value.articles));
    std::sort(out.begin(), out.end());
    return out;
  }

  /// Compares an archive as of a day with one of what was known then. How many answers had hits.
  std::size_t compare(const ArchivePaths& whole, const AsOf& as_of, const ArchivePaths& part,
                      bool family_names) {
    const ArchiveReader then = ArchiveReader::open(whole, as_of);
    const ArchiveReader built = ArchiveReader::open(part);
    Catalog then_tables = Catalog::open_for_reading(whole.metadata(), as_of);
    Catalog built_tables = Catalog::open_for_reading(part.metadata());
    EXPECT_EQ(then.articles(), built.articles());
    EXPECT_THAT(difference(rows(then_tables), rows(built_tables)), testing::IsEmpty());
    EXPECT_THAT(difference(rows(built_tables), rows(then_tables)), testing::IsEmpty());
    std::size_t answers = 0;
    for (int round = 0; round < 60; ++round) {
      const std::string text = query();
      const Query asked = query_of(text);
      SearchOptions options;
      options.limit = below(2) == 0 ? 0 : 5;
      options.sort = std::vector{SortOrder::Newest, SortOrder::Oldest, SortOrder::Words,
                                 SortOrder::Copies, SortOrder::Source}[below(5)];
      options.group = std::vector{GroupBy::Dup, GroupBy::None, GroupBy::Source}[below(3)];
      options.people = people(asked, then_tables);
      const auto got = search(then, asked, options);
      options.people = people(asked, built_tables);
      const auto wanted = search(built, asked, options);
      EXPECT_TRUE(got && wanted) << text;
      if (!got || !wanted) continue;
      EXPECT_EQ(shown(*got, family_names), shown(*wanted, family_names))
          << text << " sort " << static_cast<int>(options.sort);
      EXPECT_EQ(got->extent, wanted->extent) << text;
      EXPECT_EQ(facets(then, then_tables, asked), facets(built, built_tables, asked)) << text;
      answers += got->hits.empty() ? 0 : 1;
      if (HasFailure()) break;
    }
    return answers;
  }

  const Day kFirst = day("2025-03-01");
  const Day kAdded = day("2025-06-01");
  const std::vector<std::string> kTopics = {"ferry", "bridge", "storm", "mayor", "radar"};
  const std::vector<std::string> kWords = {"lantern", "Müller",     "mueller",   "data-centre",
                                           "orchard", "datacentre", "Zelenskyy", "zelensky"};
  const std::vector<std::string> kSources = {"Herald", "Radio", "Post", "Gazette"};
  const std::vector<std::string> kPeople = {"Rowan Pike", "Ilse Marten", "Anna Pike",
                                            "Tomas Brandt"};
  std::mt19937 engine_{20261130};
  TemporaryDirectory directory_;
};

TEST_F(Past, IsAnArchiveOfWhatWasPublishedByThen) {
  std::vector<Record> all = records(300);
  std::stable_sort(all.begin(), all.end(),
                   [](const Record& a, const Record& b) { return a.known < b.known; });
  const ArchivePaths whole = load("whole", all);
  std::size_t answers = 0;
  for (const int after : {0, 6, 20, 33, 120}) {
    const Day last = kFirst + days{after};
    SCOPED_TRACE(to_iso8601(last));
    const ArchivePaths part = load(fmt::format("part{}", after), all, last);
    answers += compare(whole, {.published = last, .added = {}}, part, true);
    if (HasFailure()) return;
  }
  EXPECT_GT(answers, 120U);
}

TEST_F(Past, IsTheSameInWhateverOrderArticlesCame) {
  const std::vector<Record> all = records(300);
  const ArchivePaths whole = load("whole", all);
  for (const int after : {6, 20, 33}) {
    const Day last = kFirst + days{after};
    SCOPED_TRACE(to_iso8601(last));
    const ArchivePaths part = load(fmt::format("part{}", after), all, last);
    compare(whole, {.published = last, .added = {}}, part, true);
    if (HasFailure()) return;
  }
}

TEST_F(Past, IsWhatHadBeenAddedByThen) {
  const std::vector<Record> all = records(240);
  const ArchivePaths paths(directory_ / "whole");
  for (int go = 0; go < 4; ++go) {
    std::string lines;
    for (std::size_t i = 0; i < 60; ++i) lines += all[static_cast<std::size_t>(go) * 60 + i].line;
    const auto file = directory_ / fmt::format("go{}.jsonl", go);
    write_file(file, lines);
    const Day last = kAdded + days{2 * go};
    load_archive(paths, file, 30, Instant{last} + std::chrono::hours{23});
    const ArchivePaths part(directory_ / fmt::format("part{}", go));
    for (int before = 0; before <= go; ++before)
      load_archive(part, directory_ / fmt::format("go{}.jsonl", before), 30,
                   Instant{kAdded + days{2 * before}} + std::chrono::hours{23});
  }
  for (int go = 0; go < 4; ++go) {
    const Day last = kAdded + days{2 * go + 1};
    SCOPED_TRACE(to_iso8601(last));
    compare(paths, {.published = {}, .added = last},
            ArchivePaths(directory_ / fmt::format("part{}", go)), true);
    if (HasFailure()) return;
  }
}

}  // namespace
}  // namespace morgue::test
