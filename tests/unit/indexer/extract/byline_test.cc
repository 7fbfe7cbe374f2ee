#include "indexer/extract/byline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace morgue {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Case {
  std::string_view line;
  std::vector<std::string> people;
};

TEST(Byline, NamesThePeopleAndNobodyElse) {
  const std::vector<Case> cases = {
      {"By Dana Okafor and Li Wei, Staff Writers | March 3", {"Dana Okafor", "Li Wei"}},
      {"By  Dana Okafor", {"Dana Okafor"}},
      {"Dana Okafor, Li Wei", {"Dana Okafor", "Li Wei"}},
      {"Dana Okafor,Li Wei", {"Dana Okafor", "Li Wei"}},
      {"By Dana Okafor, Li Wei, and Ana Prieto", {"Dana Okafor", "Li Wei", "Ana Prieto"}},
      {"By Dana Okafor & Li Wei", {"Dana Okafor", "Li Wei"}},
      {"By Dana Okafor with Li Wei", {"Dana Okafor", "Li Wei"}},
      {"Written by Dana Okafor", {"Dana Okafor"}},
      {"March 3, 2031 by Dana Okafor", {"Dana Okafor"}},
      {"Posted on Tuesday by Dana Okafor in Politics", {"Dana Okafor"}},
      {"Dana Okafor • 3 min read", {"Dana Okafor"}},
      {"Dana Okafor/Li Wei", {"Dana Okafor", "Li Wei"}},
      {"By Dana Okafor in Calder and Li Wei in Port Amsel", {"Dana Okafor", "Li Wei"}},
      {"Author: Dana Okafor", {"Dana Okafor"}},
      {"Von Dana Okafor und Li Wei", {"Dana Okafor", "Li Wei"}},
      {"Dana Okafor, Dana Okafor", {"Dana Okafor"}},
  };
  for (const auto& [line, people] : cases) EXPECT_EQ(byline_people(line), people) << line;
}

TEST(Byline, LeavesOutAgenciesRolesTimesAndButtons) {
  const std::vector<Case> cases = {
      {"By Reuters", {}},
      {"By The Associated Press", {}},
      {"By Staff", {}},
      {"By Herald Staff Writer", {}},
      {"Calder Bay Herald", {}},
      {"By Dana Okafor, Home Affairs Correspondent", {"Dana Okafor"}},
      {"By Dana Okafor, Senior Political Correspondent, BBC News", {"Dana Okafor"}},
      {"By Dana Okafor BBC News", {"Dana Okafor"}},
      {"By Dana Okafor Staff Writer", {"Dana Okafor"}},
      {"By Dana Okafor Herald Staff", {"Dana Okafor"}},
      {"By New Calder Herald Staff", {}},
      {"By Dana Okafor CNN", {"Dana Okafor"}},
      {"By Dana Okafor For The Calder Herald Online", {"Dana Okafor"}},
      {"By Dana Okafor 3 Minutes Ago", {"Dana Okafor"}},
      {"3 Minutes Ago", {}},
      {"Dana Okafor dana.okafor@calderherald.example @danaokafor", {"Dana Okafor"}},
      {"https://calderherald.example/people/Dana-Okafor", {}},
      {"By Dana Okafor (Reuters)", {"Dana Okafor"}},
      {"By and Dana Okafor Updated on Save Real estate agents", {"Dana Okafor"}},
      {"By Dana Okafor, New Calder", {"Dana Okafor"}},
      {"By Dana Okafor, Amsel City", {"Dana Okafor"}},
      {"By Dana Okafor, photographs by Li Wei", {"Dana Okafor"}},
      {"Photograph by Li Wei", {}},
      {"Dana Okafor; Editing by Li Wei", {"Dana Okafor"}},
      {"Reporting by Dana Okafor and Ana Prieto; Editing by Li Wei", {"Dana Okafor", "Ana Prieto"}},
      {"Dana", {}},
      {"admin", {}},
      {"", {}},
      {"By", {}},
      {"J. K.", {}},
      {"By Dana Okafor March 3, 2031", {"Dana Okafor"}},
      {"By Dana Okafor AMSEL Nov 29 (CBN)", {"Dana Okafor"}},
  };
  for (const auto& [line, people] : cases) EXPECT_EQ(byline_people(line), people) << line;
}

TEST(Byline, KeepsNamesAsTheirBearersWriteThem) {
  const std::vector<Case> cases = {
      {"By Anna van der Meer", {"Anna van der Meer"}},
      {"By Luis de la Cruz y Soto", {"Luis de la Cruz y Soto"}},
      {"By J.R. Tallis and Mary K. O’Neill-Brandt", {"J.R. Tallis", "Mary K. O’Neill-Brandt"}},
      {"By Omar al-Amari", {"Omar al-Amari"}},
      {"By Zoë Łukasik", {"Zoë Łukasik"}},
      {"By Rowan Pike, Jr.", {"Rowan Pike, Jr."}},
      {"By Rowan Pike III", {"Rowan Pike III"}},
      {"By Dr. Rowan Pike.", {"Rowan Pike"}},
      {"By April Stone and Paul Day", {"April Stone", "Paul Day"}},
      {"Иван Орлов", {"Иван Орлов"}},
  };
  for (const auto& [line, people] : cases) EXPECT_EQ(byline_people(line), people) << line;
}

TEST(Byline, BringsCapitalsToTitleCase) {
  const std::vector<Case> cases = {
      {"BY JOHN SMITH", {"John Smith"}},
      {"BY JOHN MCKAY AND MARY O'NEILL-BRANDT", {"John McKay", "Mary O'Neill-Brandt"}},
      {"By J.R. TALLIS", {"J.R. Tallis"}},
      {"BY JP TALLIS III", {"JP Tallis III"}},
      {"By LUDWIG VAN DER MEER", {"Ludwig van der Meer"}},
      {"By ZOË ÅKESSON", {"Zoë Åkesson"}},
      {"Jean DUPONT", {"Jean Dupont"}},
      {"BY WIRE SERVICES", {}},
  };
  for (const auto& [line, people] : cases) EXPECT_EQ(byline_people(line), people) << line;
}

TEST(Byline, ReadsOnlyTheHeadOfAnEndlessLine) {
  std::string line = "By Dana Okafor";
  for (int i = 0; i < 100'000; ++i) line += " and so on";
  EXPECT_THAT(byline_people(line), ElementsAre("Dana Okafor"));
  EXPECT_THAT(byline_people(std::string(100'000, '(')), IsEmpty());
}

TEST(Byline, TellsABylineFromASentence) {
  for (const auto line :
       {"By Dana Okafor", "BY DANA OKAFOR, STAFF WRITER", "By Reuters", "Written by Dana Okafor",
        "By Dana Okafor and Li Wei | Updated March 3, 2031"})
    EXPECT_TRUE(is_byline(line)) << line;
  for (const auto line :
       {"By the time Dana Okafor reached the quay, the ferry had gone.", "By noon it was over",
        "By Dana Okafor AMSEL Nov 29 (CBN) - The ferry company grew faster than thought",
        "Dana Okafor", "Stand by me", "Von Amsel bis Calder: Im Netz der Alten Agenten", "By", "",
        "By Tuesday Mayor Dana Okafor had lost the vote, and the harbour board "
        "was without a chair."})
    EXPECT_FALSE(is_byline(line)) << line;
}

TEST(Byline, JoinsNamesInManyLanguages) {
  for (const std::string_view line :
       {"Dana Okafor og Li Wei", "Dana Okafor och Li Wei", "Dana Okafor et Li Wei",
        "Dana Okafor y Li Wei", "Dana Okafor e Li Wei", "Dana Okafor ve Li Wei",
        "Dana Okafor en Li Wei", "Dana Okafor ir Li Wei", "Dana Okafor i Li Wei"})
    EXPECT_THAT(byline_people(line), ElementsAre("Dana Okafor", "Li Wei")) << line;
  EXPECT_THAT(byline_people("Ana Solberg y Vega"), ElementsAre("Ana Solberg y Vega"));
}

TEST(Byline, KeepsASurnameInCapitalsBehindTwoGivenNames) {
  EXPECT_THAT(byline_people("Ana Oliver KLEIN"), ElementsAre("Ana Oliver Klein"));
  EXPECT_TRUE(is_byline("Von: Dana Okafor"));
}

TEST(Byline, WhatGoesOnInSmallLettersAfterACommaIsAboutSomebody) {
  EXPECT_THAT(byline_people("Dana Okafor, Amsel Calder universiteto dekanas"),
              ElementsAre("Dana Okafor"));
  EXPECT_THAT(byline_people("Mehr zum Thema: Die Ostereier"), IsEmpty());
}

}  // namespace
}  // namespace morgue
