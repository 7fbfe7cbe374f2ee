#include "indexer/extract/outlets.h"

#include <gtest/gtest.h>

namespace morgue {
namespace {

TEST(Outlets, KnowsCommonNamesInTheirUsualSpellings) {
  for (const auto name :
       {"Reuters", "THE GUARDIAN", "Wall Street Journal", "The Wall Street Journal", "cnn.com",
        "Agence France-Presse", "Tom's Guide", "El País", "www.politico.com"})
    EXPECT_TRUE(is_known_outlet(name)) << name;
  for (const auto name : {"", "The", "Calder Herald", "Reuters said", "Dana Okafor"})
    EXPECT_FALSE(is_known_outlet(name)) << name;
  EXPECT_TRUE(is_known_agency("Associated Press"));
  EXPECT_FALSE(is_known_agency("The Guardian"));
}

TEST(Outlets, JudgesUnknownNamesByTheirLook) {
  EXPECT_EQ(outlet_look("UPI"), OutletLook::Known);
  EXPECT_EQ(outlet_look("North Coast Radio"), OutletLook::Noun);
  EXPECT_EQ(outlet_look("The Echo of Calder"), OutletLook::Noun);
  EXPECT_EQ(outlet_look("calderherald.example"), OutletLook::Noun);
  EXPECT_EQ(outlet_look("Calderwatch"), OutletLook::Plain);
  EXPECT_EQ(outlet_look("Dana Okafor"), OutletLook::Plain);
  EXPECT_EQ(outlet_look("Ferry runs again after the storm"), OutletLook::None);
  EXPECT_EQ(outlet_look("The Herald closed."), OutletLook::None);
  EXPECT_EQ(outlet_look(""), OutletLook::None);
}

TEST(Outlets, LoseTheCapitalsOfAPrintedHead) {
  EXPECT_EQ(outlet_name("THE CALDER HERALD"), "The Calder Herald");
  EXPECT_EQ(outlet_name("THE ECHO OF CALDER"), "The Echo of Calder");
  EXPECT_EQ(outlet_name("CBN NEWS"), "CBN NEWS");
  EXPECT_EQ(outlet_name("USA TODAY"), "USA TODAY");
  EXPECT_EQ(outlet_name("REUTERS"), "REUTERS");
  EXPECT_EQ(outlet_name("The Calder Herald"), "The Calder Herald");
}

TEST(Outlets, FindsAKnownNameInRunningText) {
  EXPECT_EQ(find_known_outlet("Newsweek AI is in beta."), "Newsweek");
  EXPECT_EQ(find_known_outlet("The mayor told The Boston Globe on Friday"), "The Boston Globe");
  EXPECT_EQ(find_known_outlet("with reporting by The Associated Press"), std::nullopt);
  EXPECT_EQ(find_known_outlet("People had a great Time in Nature"), std::nullopt);
  EXPECT_EQ(find_known_outlet("the slate was wired by politicos"), std::nullopt);
}

}  // namespace
}  // namespace morgue
