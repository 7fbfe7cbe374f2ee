#include "indexer/train/mend.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace morgue::train {
namespace {

std::vector<std::string> mended(Document document) {
  const auto packed =
      annotate::pack_gazetteer({{annotate::key_of("ida"), {annotate::Known::FirstName, {}}},
                                {annotate::key_of("utah"), {annotate::Known::Region, {}}}});
  mend_names(document, annotate::Gazetteer({packed.data(), packed.size()}));
  std::vector<std::string> tags;
  for (const Sentence& sentence : document)
    for (const TaggedToken& token : sentence) tags.push_back(token.tag);
  return tags;
}

using Tags = std::vector<std::string>;

TEST(Mend, WhoeverHasATitleIsAPerson) {
  EXPECT_EQ(mended({{{"Mr.", "O"}, {"Holt", "B-ORG"}, {"left", "O"}}}), (Tags{"O", "B-PER", "O"}));
  EXPECT_EQ(mended({{{"President", "B-ORG"}, {"Holt", "I-ORG"}}}), (Tags{"O", "B-PER"}));
  EXPECT_EQ(mended({{{"General", "B-ORG"}, {"Ida", "I-ORG"}, {"Holt", "I-ORG"}}}),
            (Tags{"O", "B-PER", "I-PER"}));
}

TEST(Mend, OfficesStayOrganisations) {
  const Tags tags{"B-ORG", "I-ORG", "O"};
  EXPECT_EQ(mended({{{"General", "B-ORG"}, {"Motors", "I-ORG"}, {"fell", "O"}}}), tags);
}

TEST(Mend, TheSameNameElsewhereIsAPersonToo) {
  EXPECT_EQ(
      mended({{{"Mrs.", "O"}, {"Holt", "B-PER"}, {"met", "O"}, {"Mr.", "O"}, {"Holt", "B-PER"}},
              {{"Holt", "B-LOC"}, {"left", "O"}}}),
      (Tags{"O", "B-PER", "O", "O", "B-PER", "B-PER", "O"}));
  EXPECT_EQ(mended({{{"Mrs.", "O"}, {"Holt", "B-PER"}}, {{"Holt", "B-LOC"}, {"County", "I-LOC"}}}),
            (Tags{"O", "B-PER", "B-LOC", "I-LOC"}));
}

TEST(Mend, CountriesAndStatesArePlaces) {
  EXPECT_EQ(mended({{{"Utah", "B-ORG"}, {"won", "O"}}, {{"Utah", "B-ORG"}, {"Herald", "I-ORG"}}}),
            (Tags{"B-LOC", "O", "B-ORG", "I-ORG"}));
}

TEST(Mend, BrokenNamesArePutTogether) {
  EXPECT_EQ(mended({{{"Abu", "B-ORG"}, {"Karim", "I-ORG"}, {"al-Amari", "B-PER"}}}),
            (Tags{"B-PER", "I-PER", "I-PER"}));
}

}  // namespace
}  // namespace morgue::train
