#include "indexer/store/traits.h"

#include <gmock/gmock.h>

namespace morgue {
namespace {

using testing::Gt;
using testing::Lt;

Evidence told(std::initializer_list<Trait> traits) {
  Evidence evidence(traits);
  std::sort(evidence.begin(), evidence.end());
  return evidence;
}

const Evidence kPort = told(
    {{TraitKind::Person, 1}, {TraitKind::Org, 2}, {TraitKind::Topic, 3}, {TraitKind::Near, 2}});
const Evidence kFootball = told(
    {{TraitKind::Person, 11}, {TraitKind::Org, 12}, {TraitKind::Topic, 13}, {TraitKind::Near, 12}});

/// An archive of a hundred articles of other things.
TraitCounts archive() {
  TraitCounts counts;
  for (std::uint32_t i = 0; i < 100; ++i) {
    const std::vector<Evidence> article{
        told({{TraitKind::Org, 1000 + i}, {TraitKind::Topic, 2000 + i}, {TraitKind::Place, 5}})};
    counts.add(article);
  }
  return counts;
}

TEST(Traits, KnownCompanySupports) {
  Traits pike;
  pike.add(kPort);
  EXPECT_THAT(pike.support(kPort, archive()), Gt(3));
  EXPECT_THAT(pike.support(kFootball, archive()), Lt(-0.3));
}

TEST(Traits, WhatEverybodyHasSaysNothing) {
  Traits pike;
  const Evidence common = told({{TraitKind::Place, 5}});
  pike.add(common);
  EXPECT_NEAR(pike.support(common, archive()), 0, 0.15);
}

TEST(Traits, WhoIsSeenEverywhereIsNotDoubtedInNewCompany) {
  Traits minister;
  Traits pilot;
  for (std::uint32_t i = 0; i < 40; ++i) {
    minister.add(told({{TraitKind::Org, 100 + i}, {TraitKind::Person, 200 + i}}));
    pilot.add(told({{TraitKind::Org, 2}, {TraitKind::Person, 1}}));
  }
  EXPECT_THAT(minister.support(kFootball, archive()), Gt(pilot.support(kFootball, archive())));
}

TEST(Traits, WhoIsCreditedIsNobodyWhomArticlesAreAbout) {
  AnnotatedArticle article;
  article.article.text = "Rowan Pike resigned.\n\n(Editing by Ilse Marten and Tom Reyes)";
  article.entities = {{EntityKind::Person, "Rowan Pike"},
                      {EntityKind::Person, "Ilse Marten"},
                      {EntityKind::Person, "Tom Reyes"}};
  article.mentions = {{0, {0, 10}, false}, {1, {34, 45}, false}, {2, {50, 59}, false}};
  const auto evidence = evidence_of(article);
  ASSERT_EQ(evidence.size(), 3U);
  EXPECT_EQ(evidence[1], evidence[2]);
  Traits marten;
  marten.add(evidence[1]);
  EXPECT_THAT(marten.support(evidence[2], archive()), Gt(3));
  EXPECT_THAT(marten.support(evidence[0], archive()), Lt(-2));
}

TEST(Traits, ComeBackFromTheirBytes) {
  Traits pike;
  for (int i = 0; i < 300; ++i) pike.add(kPort);  // counts fade on the way
  pike.add(kFootball);
  const Traits back(pike.bytes());
  EXPECT_EQ(back.bytes(), pike.bytes());
  EXPECT_EQ(back.support(kPort, archive()), pike.support(kPort, archive()));
  EXPECT_EQ(Traits("damaged").articles(), 0U);
}

TEST(Traits, AreBounded) {
  Traits pike;
  for (std::uint32_t i = 0; i < 5000; ++i)
    pike.add(told({{TraitKind::Org, i}, {TraitKind::Topic, i}}));
  EXPECT_THAT(pike.bytes().size(), Lt(1000U));
}

TEST(TraitCounts, ComeBackFromTheirBytes) {
  const TraitCounts counts = archive();
  const TraitCounts back(counts.bytes());
  EXPECT_EQ(back.share({TraitKind::Place, 5}), counts.share({TraitKind::Place, 5}));
  EXPECT_NEAR(back.share({TraitKind::Place, 5}), 0.67, 0.01);
  EXPECT_NEAR(TraitCounts("short").share({TraitKind::Place, 5}), 0.01, 0.001);
}

}  // namespace
}  // namespace morgue
