#include "indexer/extract/agency.h"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace morgue {
namespace {

TEST(Agency, IsKnownByManyNamesAndHasOne) {
  const std::vector<std::pair<std::string_view, std::string_view>> credits = {
      {"By Dana Okafor, Associated Press", "AP"},
      {"The Associated Press", "AP"},
      {"dpa/Ana Solberg", "dpa"},
      {"Deutsche Presse-Agentur", "dpa"},
      {"(Quelle: APA/dpa)", "APA"},
      {"Le Calder et AFP", "AFP"},
      {"AFP, AMSEL", "AFP"},
      {"© dpa-infocom, dpa:310428-99", "dpa"},
      {"By Reuters", "Reuters"},
      {"Dana Okafor (Reuters)", "Reuters"},
      {"Anadolu Ajansı", "Anadolu"},
      {"ТАСС", "TASS"},
  };
  for (const auto& [credit, name] : credits) EXPECT_EQ(credited_agency(credit), name) << credit;
}

TEST(Agency, IsNotFoundInOtherWords) {
  for (const std::string_view credit :
       {"", "By Dana Okafor", "Pa Okafor", "Eta Solberg, Calder", "Ani Solberg", "Reuters Solberg",
        "Anadolu Kültür Merkezi", "tt, pa, cp", "Associated Press Club"})
    EXPECT_EQ(credited_agency(credit), "") << credit;
}

}  // namespace
}  // namespace morgue
