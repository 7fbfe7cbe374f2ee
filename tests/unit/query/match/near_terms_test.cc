#include "query/match/near_terms.h"

#include <gmock/gmock.h>

#include <random>

#include "common/schema.h"
#include "common/suggest.h"
#include "tests/unit/query/archive_for_test.h"

namespace morgue::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> near(const TestArchive& archive, std::string_view word, int most) {
  std::vector<std::string> out;
  for (const NearTerm& term : near_terms(archive.open(), schema::kSurface, word, most))
    out.push_back(term.value + ' ' + std::to_string(term.distance) + ' ' +
                  std::to_string(term.articles));
  return out;
}

TEST(NearTerms, AreTheNearestThenTheCommonest) {
  const TestArchive archive({{.id = 1, .title = "Ferries", .text = "inquiry ferry"},
                             {.id = 2, .title = "Ferry", .text = "merry fury"},
                             {.id = 3, .title = "Ferry", .text = "fury"}});
  EXPECT_THAT(near(archive, "fery", 2), ElementsAre("ferry 1 3", "fury 1 2"));
}

TEST(NearTerms, CountAnotherFirstLetterTwice) {
  const TestArchive archive({{.id = 1, .title = "Ferry", .text = "quay"}});
  EXPECT_THAT(near(archive, "berry", 1), IsEmpty());
  EXPECT_THAT(near(archive, "berry", 2), ElementsAre("ferry 2 1"));
  EXPECT_THAT(near(archive, "efrry", 2), ElementsAre("ferry 2 1"));
  EXPECT_THAT(near(archive, "frery", 1), ElementsAre("ferry 1 1"));
}

TEST(NearTerms, AreNotTheWordItself) {
  const TestArchive archive({{.id = 1, .title = "Ferry", .text = "ferry"}});
  EXPECT_THAT(near(archive, "ferry", 2), IsEmpty());
}

/// The walk passes over most of the dictionary: it must not pass over what is near.
TEST(NearTerms, AreAllThatAComparisonWithEveryTermFinds) {
  std::mt19937 random(11);
  const auto word = [&] {
    std::string out;
    for (std::size_t n = 3 + random() % 6; n > 0; --n) out += static_cast<char>('a' + random() % 4);
    return out + 'y';  // no word is its own stem: all have terms
  };
  std::string text;
  for (int i = 0; i < 3000; ++i) text += word() + ' ';
  const TestArchive archive({{.id = 1, .title = "Words", .text = text}});
  const ArchiveReader reader = archive.open();
  for (int round = 0; round < 50; ++round) {
    const std::string wanted = word();
    std::size_t expected = 0;
    reader.for_each_term("", [&](const std::string& term, std::uint64_t) {
      const bool lower = term[0] >= 'a';
      // With the same first letter both count alike, unless the slip is in it.
      if (lower && term != wanted && term.substr(0, 2) == wanted.substr(0, 2) &&
          edit_distance(term, wanted, 1) <= 1)
        ++expected;
      return true;
    });
    std::size_t got = 0;
    for (const NearTerm& near : near_terms(reader, schema::kSurface, wanted, 1))
      if (near.value.substr(0, 2) == wanted.substr(0, 2)) ++got;
    EXPECT_EQ(got, std::min(expected, kMostNearTerms)) << wanted;
  }
}

}  // namespace
}  // namespace morgue::test
