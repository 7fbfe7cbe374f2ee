#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>

#include "common/catalog.h"
#include "common/text.h"
#include "query/views/facets.h"
#include "query/views/name_counts.h"
#include "query/views/names.h"
#include "query/views/person_page.h"
#include "query/views/significant.h"
#include "query/views/timeline.h"
#include "query/views/unusual.h"
#include "tests/support/temporary_directory.h"
#include "tests/unit/query/language/query_for_test.h"
#include "tests/unit/query/loaded_archive.h"

// Facets, names and timelines of random queries over stories that outlets take from each other.
// What they count is compared with a scan that reads every article of the answer, and asks plain
// SQL for nothing but who somebody is.

namespace morgue::test {
namespace {

const std::vector<std::string> kTopics = {"ferry", "bridge", "storm", "mayor", "radar", "court"};
const std::vector<std::string> kPeople = {"Rowan Pike", "Ilse Marten", "Tomas Brandt",
                                          "Dana Okafor", "Hugo Delmar"};
const std::vector<std::string> kSources = {"Calder Herald", "North Coast Radio", "Post", ""};
const std::vector<std::string> kSections = {"News", "news", "Opinion", ""};
const std::vector<std::string> kBylines = {"Ana Solberg, Associated Press", "Reuters",
                                           "Ana Solberg", ""};
const std::vector<std::string> kDays = {"2025-03-10", "2025-03-11", "2025-04-12",
                                        "2024-12-01", "2025-05",    ""};

class CountedViews : public testing::Test {
 protected:
  std::size_t below(std::size_t n) { return engine_() % n; }
  const std::string& of(const std::vector<std::string>& all) { return all[below(all.size())]; }

  std::string text(std::size_t story) {
    std::string out = fmt::format("{} met {} in Geneva. ", kPeople[story % kPeople.size()],
                                  kPeople[story / 2 % kPeople.size()]);
    const std::size_t sentences = 12 + below(6);
    for (std::size_t i = 0; i < sentences; ++i)
      out += fmt::format("The {0} number{1} of place{1} met the {0}men at pier{2} on deck{2}x{1}. ",
                         kTopics[story % kTopics.size()], story, i);
    if (below(3) == 0) out += fmt::format("{} said nothing of the {}.", of(kPeople), of(kTopics));
    return out;
  }

  void SetUp() override {
    std::string lines;
    for (int i = 0; i < 200; ++i)
      lines += fmt::format(
          R"({{"id":"{}","title":"{} {}","text":"{}","source":"{}","section":"{}","author":"{}","date":"{}"}})"
          "\n",
          i, of(kTopics), of(kTopics), text(below(60)), of(kSources), of(kSections), of(kBylines),
          of(kDays));
    write_file(directory_ / "news.jsonl", lines);
    load_archive(paths_, directory_ / "news.jsonl", 60);
  }

  std::string query() {
    switch (below(5)) {
      case 0:
        return fmt::format("{} OR {}", of(kTopics), of(kTopics));
      case 1:
        return fmt::format("{} -source:post", of(kTopics));
      case 2:
        return "date:2025";
      case 3:
        return fmt::format("\"{} said\"", of(kPeople));
      default:
        return of(kTopics);
    }
  }

  Matches matches(const ArchiveReader& archive, const std::string& text) {
    auto found = find_matches(archive, query_of(text, false), {});
    if (found) return *std::move(found);
    ADD_FAILURE() << text << ": " << found.error().message;
    return {};
  }

  /// The articles that are counted, unpacked.
  std::vector<StoredArticle> read(const ArchiveReader& archive, const Matches& matches,
                                  CountedArticles what) {
    std::vector<StoredArticle> out;
    ArticleDecoder decoder;
    for (const Match& match : matches.articles) {
      if (what == CountedArticles::Heads && !match.head) continue;
      EXPECT_TRUE(decoder.open(archive.data(match.document)));
      out.push_back(*decoder.article());
    }
    return out;
  }

  /// Every value of a field and how many of the articles have it, as "name" or "@p7".
  std::map<std::string, std::int64_t> naive(sqlite::Database& db, FacetField field,
                                            const std::vector<StoredArticle>& articles) {
    std::map<std::string, std::int64_t> out;
    sqlite::Statement who(db,
                          "SELECT p.identity FROM appearances p JOIN articles a ON a.no = "
                          "p.article WHERE a.id = ? AND p.entity = ?");
    for (const StoredArticle& stored : articles) {
      const Article& article = stored.content.article;
      std::set<std::string> values;
      const auto add = [&](const std::string& value) {
        if (!value.empty()) values.insert(value);
      };
      if (field == FacetField::Source) add(word_key(article.source));
      if (field == FacetField::Section) add(word_key(article.section));
      if (field == FacetField::Language) add(article.language);
      if (field == FacetField::Agency) add(word_key(article.agency));
      if (field == FacetField::Month && article.published &&
          article.published->precision != Precision::Year)
        add(to_iso8601(article.published->local_day()).substr(0, 7));
      for (std::size_t i = 0; i < stored.content.entities.size(); ++i) {
        const Entity& entity = stored.content.entities[i];
        const FacetField of_entity = entity.kind == EntityKind::Person ? FacetField::Person
                                     : entity.kind == EntityKind::Org  ? FacetField::Org
                                                                       : FacetField::Place;
        if (entity.kind == EntityKind::Misc || field != of_entity) continue;
        who.bind(1, to_string(stored.id)).bind(2, static_cast<std::int64_t>(i));
        EXPECT_TRUE(who.step());
        add(who.is_null(0) ? word_key(entity.name) : fmt::format("@p{}", who.integer(0)));
        who.reset();
      }
      for (const std::string& value : values) ++out[value];
    }
    return out;
  }

  static std::map<std::string, std::int64_t> counted(const Facet& facet) {
    std::map<std::string, std::int64_t> out;
    for (const FacetValue& value : facet.values)
      out[value.identity != 0                ? fmt::format("@p{}", value.identity)
          : facet.field == FacetField::Month ? value.name
                                             : word_key(value.name)] += value.articles;
    return out;
  }

  static std::map<std::string, std::int64_t> nonzero(const TimelineView& view) {
    std::map<std::string, std::int64_t> out;
    for (std::size_t b = 0; b < view.buckets.size(); ++b)
      if (view.series[0].counts[b] > 0)
        out[to_iso8601(view.buckets[b].first)] = view.series[0].counts[b];
    return out;
  }

  /// Families of an answer by the bucket of their earliest article, as the tables have it.
  std::map<std::string, std::int64_t> earliest(const Matches& matches, TimeUnit unit) {
    sqlite::Database db(paths_.metadata(), sqlite::Mode::ReadOnly);
    sqlite::Statement row(db,
                          "SELECT coalesce(family, id), published FROM articles WHERE id = ? AND "
                          "published IS NOT NULL");
    std::map<std::string, std::int64_t> first;
    for (const Match& match : matches.articles) {
      row.bind(1, to_string(match.id));
      if (row.step()) {
        const auto [at, fresh] = first.try_emplace(std::string(row.text(0)), row.integer(1));
        at->second = std::min(at->second, row.integer(1));
      }
      row.reset();
    }
    std::map<std::string, std::int64_t> out;
    for (const auto& [family, time] : first)
      ++out[to_iso8601(
          bucket_of(std::chrono::floor<std::chrono::days>(Instant{std::chrono::seconds{time}}),
                    unit)
              .first)];
    return out;
  }

  std::mt19937 engine_{11};
  TemporaryDirectory directory_;
  ArchivePaths paths_{directory_ / "archive"};
};

constexpr auto kFields = std::to_array<FacetField>(
    {FacetField::Source, FacetField::Section, FacetField::Person, FacetField::Org,
     FacetField::Place, FacetField::Language, FacetField::Month, FacetField::Agency});

TEST_F(CountedViews, FacetsAreWhatAScanCounts) {
  const ArchiveReader archive = ArchiveReader::open(paths_);
  Catalog catalog = Catalog::open_for_reading(paths_.metadata());
  std::size_t people = 0, folded = 0;
  for (int i = 0; i < 60; ++i) {
    const std::string text = query();
    SCOPED_TRACE(text);
    const Matches found = matches(archive, text);
    const CountedArticles what = below(2) == 0 ? CountedArticles::Heads : CountedArticles::All;
    const FacetsView view =
        count_facets(catalog.database(), found, kFields, {.what = what, .most = 0});
    const auto articles = read(archive, found, what);
    EXPECT_EQ(view.articles, articles.size());
    folded += view.copies;
    for (const Facet& facet : view.facets) {
      SCOPED_TRACE(facet_name(facet.field));
      EXPECT_EQ(counted(facet), naive(catalog.database(), facet.field, articles));
      EXPECT_EQ(facet.distinct, facet.values.size());
      if (facet.field == FacetField::Person) people += facet.values.size();
    }
  }
  EXPECT_GT(people, 0U);
  EXPECT_GT(folded, 0U);
}

TEST_F(CountedViews, FacetsAreCutWithoutLosingCount) {
  const ArchiveReader archive = ArchiveReader::open(paths_);
  Catalog catalog = Catalog::open_for_reading(paths_.metadata());
  const Matches found = matches(archive, "ferry OR bridge");
  const FacetsView all = count_facets(catalog.database(), found, kFields, {.most = 0});
  const FacetsView cut =
      count_facets(catalog.database(), found, kFields, {.most = 2, .names_in = 7});
  for (std::size_t i = 0; i < kFields.size(); ++i) {
    EXPECT_LE(cut.facets[i].values.size(), 2U);
    const bool names = kFields[i] == FacetField::Person || kFields[i] == FacetField::Org ||
                       kFields[i] == FacetField::Place;
    EXPECT_EQ(cut.facets[i].counted, names ? 7 : static_cast<std::int64_t>(all.articles));
    if (!names) {
      EXPECT_EQ(cut.facets[i].distinct, all.facets[i].distinct);
    }
  }
}

TEST_F(CountedViews, ValuesNarrowToAsManyArticlesAsTheySay) {
  const ArchiveReader archive = ArchiveReader::open(paths_);
  Catalog catalog = Catalog::open_for_reading(paths_.metadata());
  const Matches found = matches(archive, "ferry OR storm");
  constexpr auto kExact =
      std::to_array<FacetField>({FacetField::Source, FacetField::Section, FacetField::Language,
                                 FacetField::Month, FacetField::Agency});
  std::size_t agencies = 0;
  const FacetsView view =
      count_facets(catalog.database(), found, kExact, {.what = CountedArticles::All, .most = 0});
  for (const Facet& facet : view.facets)
    for (const FacetValue& value : facet.values) {
      EXPECT_EQ(static_cast<std::int64_t>(
                    matches(archive, "(ferry OR storm) AND " + value.query).articles.size()),
                value.articles)
          << value.query;
      if (facet.field == FacetField::Agency) ++agencies;
    }
  EXPECT_GT(agencies, 0U);
}

TEST_F(CountedViews, NamesAreFacetsWithDays) {
  const ArchiveReader archive = ArchiveReader::open(paths_);
  Catalog catalog = Catalog::open_for_reading(paths_.metadata());
  for (const std::string text : {"ferry", "bridge OR court", "date:2025"}) {
    SCOPED_TRACE(text);
    const Matches found = matches(archive, text);
    const NamesView view = count_names(catalog.database(), found, EntityKind::Person, {.most = 0});
    Facet facet;
    for (const NamedInAnswer& name : view.names) {
      facet.values.push_back({name.name, name.identity, name.articles, {}});
      std::int64_t over_time = 0;
      for (const std::int64_t n : name.over_time) over_time += n;
      EXPECT_LE(over_time, name.articles);
      if (name.first) {
        EXPECT_LE(*name.first, *name.last);
      }
    }
    facet.field = FacetField::Person;
    EXPECT_EQ(counted(facet), naive(catalog.database(), FacetField::Person,
                                    read(archive, found, CountedArticles::Heads)));
    // Who is named in one sentence is named in one article.
    for (const NamePair& pair : named_together(archive, found, view)) {
      EXPECT_LT(pair.a, pair.b);
      EXPECT_LE(pair.articles, std::min(view.names[pair.a].articles, view.names[pair.b].articles));
    }
  }
}

TEST_F(CountedViews, TimelinesAreWhatAScanCounts) {
  const ArchiveReader archive = ArchiveReader::open(paths_);
  const Matches everything = matches(archive, "date:1990..2030");
  for (int i = 0; i < 30; ++i) {
    const std::string text = query();
    SCOPED_TRACE(text);
    const Matches found = matches(archive, text);
    const TimeUnit unit = below(2) == 0 ? TimeUnit::Month : TimeUnit::Year;
    TimelineOptions options{unit, false, CountedArticles::All};
    const TimelineView view = make_timeline(archive, {{text, found}}, options);
    const auto scan = [&](const Matches& of) {
      std::map<std::string, std::int64_t> out;
      for (const StoredArticle& stored : read(archive, of, CountedArticles::All))
        if (stored.content.article.published)
          ++out[to_iso8601(bucket_of(stored.content.article.published->local_day(), unit).first)];
      return out;
    };
    std::map<std::string, std::int64_t> counts, shares;
    for (std::size_t b = 0; b < view.buckets.size(); ++b) {
      const std::string day = to_iso8601(view.buckets[b].first);
      if (view.series[0].counts[b] > 0) counts[day] = view.series[0].counts[b];
      if (view.buckets[b].archive > 0) shares[day] = view.buckets[b].archive;
    }
    EXPECT_EQ(counts, scan(found));
    for (const auto& [day, articles] : scan(everything))
      if (shares.contains(day)) {
        EXPECT_EQ(shares[day], articles) << day;
      }
    // Folded, nothing is counted twice and no share is above one.
    options.what = CountedArticles::Heads;
    const TimelineView folded = make_timeline(archive, {{text, found}}, options);
    std::int64_t all = static_cast<std::int64_t>(folded.series[0].undated);
    for (std::size_t b = 0; b < folded.buckets.size(); ++b) {
      all += folded.series[0].counts[b];
      EXPECT_LE(folded.series[0].counts[b], folded.buckets[b].archive);
    }
    EXPECT_EQ(all, static_cast<std::int64_t>(found.lines));
    EXPECT_EQ(nonzero(folded), earliest(found, unit));
  }
}

TEST_F(CountedViews, SignificantWordsAreCountedAsAScanCounts) {
  const ArchiveReader archive = ArchiveReader::open(paths_);
  Catalog catalog = Catalog::open_for_reading(paths_.metadata());
  const Matches found = matches(archive, "ferry");
  const SignificantView view =
      find_significant(catalog.database(), archive, found, "ferry",
                       {.what = CountedArticles::All, .most = 0, .read = 0});
  EXPECT_EQ(view.read, found.articles.size());
  ASSERT_FALSE(view.words.empty());
  const auto articles = read(archive, found, CountedArticles::All);
  double last = view.words[0].g2;
  for (const SignificantTerm& word : view.words) {
    SCOPED_TRACE(word.text);
    EXPECT_NE(word.text, "ferry");
    EXPECT_GE(word.g2, kUnlikely);
    EXPECT_LE(word.g2, last);
    last = word.g2;
    std::int64_t with = 0;
    for (const StoredArticle& stored : articles) {
      const std::vector<std::string> all =
          words(stored.content.article.title + "\n" + stored.content.article.text);
      with += std::find(all.begin(), all.end(), word.text) != all.end() ? 1 : 0;
    }
    EXPECT_LE(with, word.articles);  // other forms of it count as well
    EXPECT_GT(with, 0);
    EXPECT_LE(word.articles, word.archive);
  }
}

TEST_F(CountedViews, TheSurestTermsAreTheBeginningOfAll) {
  const ArchiveReader archive = ArchiveReader::open(paths_);
  Catalog catalog = Catalog::open_for_reading(paths_.metadata());
  const auto texts = [](const std::vector<SignificantTerm>& terms, std::size_t most) {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < std::min(most, terms.size()); ++i) out.push_back(terms[i].text);
    return out;
  };
  for (const char* query : {"ferry", "storm", "bridge"}) {
    SCOPED_TRACE(query);
    const Matches found = matches(archive, query);
    const SignificantView all =
        find_significant(catalog.database(), archive, found, query, {.most = 0});
    for (const std::size_t most : {1U, 2U, 5U}) {
      const SignificantView first =
          find_significant(catalog.database(), archive, found, query, {.most = most});
      EXPECT_EQ(texts(first.words, most), texts(all.words, most));
      EXPECT_EQ(texts(first.people, most), texts(all.people, most));
      EXPECT_EQ(texts(first.orgs, most), texts(all.orgs, most));
      EXPECT_EQ(texts(first.places, most), texts(all.places, most));
    }
  }
}

TEST_F(CountedViews, PagesCountWhatTablesHold) {
  const ArchiveReader archive = ArchiveReader::open(paths_);
  Catalog catalog = Catalog::open_for_reading(paths_.metadata());
  sqlite::Database& db = catalog.database();
  std::size_t together = 0, people = 0;
  for (const std::string& name : kPeople) {
    SCOPED_TRACE(name);
    const auto numbers = people_named(db, name, 1);
    if (numbers.empty()) continue;
    ++people;
    const std::uint32_t one = numbers[0];
    const PersonPage page = person_page(db, archive, one, {.company = 50, .read = 0});
    sqlite::Statement count(
        db,
        "SELECT count(DISTINCT a.no), count(DISTINCT coalesce(a.family, a.id)) FROM appearances p "
        "JOIN articles a ON a.no = p.article WHERE p.identity = ? AND a.current");
    count.bind(1, std::int64_t{one});
    ASSERT_TRUE(count.step());
    EXPECT_EQ(page.articles, count.integer(0));
    EXPECT_EQ(page.heads, count.integer(1));
    EXPECT_EQ(page.read, static_cast<std::size_t>(page.articles));
    std::int64_t in_months = 0;
    for (const auto& [year, months] : page.months)
      for (const std::int64_t n : months) in_months += n;
    EXPECT_LE(in_months, page.heads);
    for (const Company& with : page.company) {
      EXPECT_LE(with.articles, page.heads);
      EXPECT_EQ(with.sentences > 0, with.proof.has_value());
      if (with.identity == 0) continue;
      const Meetings meetings = find_meetings(db, archive, {FieldId::Person, one, {}},
                                              {FieldId::Person, with.identity, {}});
      if (with.proof) {
        EXPECT_FALSE(meetings.sentences.empty());
        ++together;
      }
      for (const NamingSentence& sentence : meetings.sentences) EXPECT_FALSE(sentence.text.empty());
    }
  }
  EXPECT_GT(people, 1U);
  EXPECT_GT(together, 0U);
}

TEST(LogLikelihood, IsDunnings) {
  EXPECT_NEAR(log_likelihood(10, 100, 20, 1000), 21.1770, 0.001);
  EXPECT_EQ(log_likelihood(10, 100, 100, 1000), 0);  // as often as anywhere
  EXPECT_LT(log_likelihood(1, 100, 500, 1000), 0);   // less often
  EXPECT_EQ(log_likelihood(10, 1000, 10, 1000), 0);  // nothing to compare with
  EXPECT_GT(log_likelihood(20, 100, 20, 1000), log_likelihood(10, 100, 20, 1000));
  EXPECT_TRUE(std::isfinite(log_likelihood(100, 100, 100, 1000)));
}

TEST(NameKeys, CountAnArticleOnce) {
  NameKeys keys(EntityKind::Org);
  const std::size_t who = keys.add(1, 0, "Bridge Office");
  EXPECT_EQ(keys.add(1, 0, "BRIDGE OFFICE"), who);
  EXPECT_EQ(keys.add(2, 0, "Bridge Office"), who);
  const std::size_t known = keys.add(2, 7, "Bridge Office");
  EXPECT_NE(known, who);
  EXPECT_EQ(keys.add(2, 7, ""), known);
  EXPECT_EQ(keys.add(2, 0, "..."), NameKeys::kNobody);
  EXPECT_EQ(keys.names()[who].articles, 2);
  EXPECT_EQ(keys.names()[known].articles, 1);
  EXPECT_EQ(keys.most_first(), (std::vector<std::size_t>{who, known}));
}

std::vector<TimeBucket> even(std::size_t count, std::int64_t archive) {
  return std::vector<TimeBucket>(count, TimeBucket{{}, {}, archive, false});
}

TEST(FindBursts, ThereIsNoneInAnEvenCourse) {
  EXPECT_TRUE(find_bursts(std::vector<std::int64_t>{5, 6, 4, 5, 6, 5}, even(6, 100)).empty());
  EXPECT_TRUE(find_bursts(std::vector<std::int64_t>{0, 2, 0, 0}, even(4, 100)).empty());
  EXPECT_TRUE(find_bursts(std::vector<std::int64_t>{1, 50}, even(2, 100)).empty());
}

TEST(FindBursts, NeighboursAreOne) {
  const auto bursts =
      find_bursts(std::vector<std::int64_t>{1, 0, 20, 40, 1, 0, 0, 1}, even(8, 100));
  ASSERT_EQ(bursts.size(), 1U);
  EXPECT_EQ(bursts[0].first, 2U);
  EXPECT_EQ(bursts[0].last, 3U);
  EXPECT_EQ(bursts[0].peak, 3U);
}

TEST(FindBursts, WhatTheArchiveHasMoreOfIsNoBurst) {
  auto buckets = even(6, 10);
  buckets[2].archive = 400;
  EXPECT_TRUE(find_bursts(std::vector<std::int64_t>{1, 1, 40, 1, 1, 1}, buckets).empty());
}

TEST(BucketOf, WeeksBeginOnMonday) {
  const TimeBucket week = bucket_of(*make_day(2024, 6, 16), TimeUnit::Week);
  EXPECT_EQ(to_iso8601(week.first), "2024-06-10");
  EXPECT_EQ(to_iso8601(week.last), "2024-06-16");
  const TimeBucket month = bucket_of(*make_day(2024, 2, 3), TimeUnit::Month);
  EXPECT_EQ(to_iso8601(month.first), "2024-02-01");
  EXPECT_EQ(to_iso8601(month.last), "2024-02-29");
}

TEST(Narrowing, PutsNamesIntoQuotationMarks) {
  EXPECT_EQ(narrowing("source", "herald"), "source:herald");
  EXPECT_EQ(narrowing("source", "Calder Herald"), "source:\"Calder Herald\"");
  EXPECT_EQ(narrowing("org", "a \"b\" (c)"), "org:\"a b (c)\"");
}

}  // namespace
}  // namespace morgue::test
