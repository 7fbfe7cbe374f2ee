#include <gmock/gmock.h>

#include "query/match/search.h"
#include "tests/unit/query/archive_for_test.h"

// What is found under another spelling, and what is not: at the level of a whole search.

namespace morgue::test {
namespace {

using testing::ElementsAre;
using testing::UnorderedElementsAre;

/// Articles 1, 2, ... with these texts, all people named by `people`.
TestArchive texts(const std::vector<std::string>& all,
                  const std::vector<std::string>& people = {}) {
  std::vector<Piece> pieces;
  for (const std::string& text : all)
    pieces.push_back({.id = pieces.size() + 1, .title = "Notice", .text = text, .people = people});
  return TestArchive(pieces);
}

/// The id of the best article.
std::string first(const TestArchive& archive, std::string_view query) {
  const std::string all = found(archive, query);
  return all.substr(0, all.find(' '));
}

/// What is marked in the first passage of each hit, in the order of the hits.
std::vector<std::string> marked(const TestArchive& archive, std::string_view query) {
  std::vector<std::string> out;
  for (const Hit& hit : answer(archive, query).hits) {
    std::string& marks = out.emplace_back();
    for (const Passage& passage : hit.passages)
      for (const Span mark : passage.marks)
        marks +=
            (marks.empty() ? "" : " ") + std::string(mark.of(hit.article.content.article.text));
  }
  return out;
}

TEST(Spellings, UmlautsAreFoundBothWays) {
  const TestArchive archive = texts({"Mayor Müller spoke.", "Mayor Mueller spoke.",
                                     "Mayor Muller spoke.", "Mayor Miller spoke."});
  EXPECT_EQ(first(archive, "Müller"), "1");
  EXPECT_EQ(set_of(archive, "Müller"), "1 2 3");
  EXPECT_EQ(first(archive, "mueller"), "2");
  EXPECT_EQ(set_of(archive, "mueller"), "1 2 3");
  EXPECT_EQ(first(archive, "Muller"), "3");
  EXPECT_EQ(set_of(archive, "Muller"), "1 2 3");
  EXPECT_EQ(set_of(archive, "\"mayor mueller\""), "1 2 3") << "phrases fold as well";
  EXPECT_EQ(found(archive, "exact(Müller)"), "1");
  EXPECT_EQ(set_of(archive, "title:müller"), "");
  EXPECT_THAT(marked(archive, "mueller"), UnorderedElementsAre("Mueller", "Müller", "Muller"));
}

TEST(Spellings, ScandinavianAndSlavicLetters) {
  const TestArchive archive =
      texts({"Across the Øresund.", "Across the Oeresund.", "Across the Oresund.", "In Łódź.",
             "In Lodz.", "With Đoković.", "With Djokovic.", "With Erdoğan.", "With Erdogan."});
  EXPECT_EQ(first(archive, "oeresund"), "2");
  EXPECT_EQ(set_of(archive, "oeresund"), "1 2 3");
  EXPECT_EQ(first(archive, "oresund"), "3");
  EXPECT_EQ(set_of(archive, "oresund"), "1 2 3");
  EXPECT_EQ(first(archive, "Øresund"), "1");
  EXPECT_EQ(set_of(archive, "Øresund"), "1 2 3");
  EXPECT_EQ(found(archive, "Łódź"), "4 5");
  EXPECT_EQ(found(archive, "lodz"), "5 4");
  EXPECT_EQ(found(archive, "djokovic"), "7 6");
  EXPECT_EQ(found(archive, "Đoković"), "6 7");
  EXPECT_EQ(found(archive, "erdogan"), "9 8");
}

TEST(Spellings, CommonWordsAreNotJoined) {
  const TestArchive archive =
      texts({"A poet spoke.", "A pot stood.", "A Pöt stood.", "It does.", "Dos systems.",
             "Dös spoke.", "blue", "blu", "Samuel", "Samul"});
  EXPECT_EQ(set_of(archive, "poet"), "1");
  EXPECT_EQ(set_of(archive, "pot"), "2 3");
  EXPECT_EQ(set_of(archive, "Pöt"), "2 3");
  EXPECT_EQ(set_of(archive, "dös"), "5 6");
  EXPECT_EQ(set_of(archive, "blue"), "7");
  EXPECT_EQ(set_of(archive, "blu"), "8");
  EXPECT_EQ(set_of(archive, "samuel"), "9") << "nobody here is Samül";
}

TEST(Spellings, TransliterationsAreThoseThatTheArchiveHas) {
  const TestArchive archive = texts({"Zelensky spoke.", "Zelenskyy spoke.", "Zelenskiy spoke.",
                                     "Kyiv", "Kiev", "Sikorsky", "Sikorski"},
                                    {"Sikorsky", "Sikorski"});
  EXPECT_EQ(found(archive, "zelensky"), "1 2 3");
  EXPECT_EQ(found(archive, "zelenskyy"), "2 1 3");
  EXPECT_EQ(found(archive, "zelenskiy"), "3 1 2");
  EXPECT_EQ(found(archive, "zelenskyi"), "1 2 3");
  EXPECT_EQ(found(archive, "kyiv"), "4 5");
  EXPECT_EQ(found(archive, "sikorsky"), "6");
  EXPECT_EQ(found(archive, "exact(zelenskyy)"), "2");
}

TEST(Spellings, TheExactFormStandsFirstHoweverOftenTheOtherOccurs) {
  const TestArchive archive =
      texts({"Résumé, résumé, résumé: the résumé.",
             "The editors of the Post met in the old hall by the harbour and talked of a resume.",
             "Mueller, Mueller, Mueller.", "Nobody in the hall by the harbour but Herr Müller."});
  EXPECT_EQ(found(archive, "resume"), "2 1");
  EXPECT_EQ(found(archive, "résumé"), "1 2");
  EXPECT_EQ(found(archive, "exact(résumé)"), "1");
  EXPECT_EQ(found(archive, "müller"), "4 3");
}

TEST(Elisions, TheWordBehindIsFoundByItselfAndTheWhole) {
  const TestArchive archive = texts({"Vers l'Europe unie.", "Europe unie.", "Mr. d’Amico left.",
                                     "Mr. Amico left.", "Il dit qu'il part."});
  EXPECT_EQ(set_of(archive, "europe"), "1 2");
  EXPECT_EQ(found(archive, "l'Europe"), "1 2");
  EXPECT_EQ(set_of(archive, "\"europe unie\""), "1 2");
  EXPECT_EQ(set_of(archive, "\"l'europe unie\""), "1");
  EXPECT_EQ(set_of(archive, "amico"), "3 4");
  EXPECT_EQ(set_of(archive, "d'Amico"), "3") << "another name";
  EXPECT_EQ(set_of(archive, "europ*"), "1 2");
  EXPECT_EQ(set_of(archive, "il"), "5");
  EXPECT_THAT(marked(archive, "europe"), ElementsAre("Europe", "Europe"));
  EXPECT_THAT(marked(archive, "exact(l'europe)"), ElementsAre("l'Europe"));
}

TEST(Elisions, CountOnce) {
  const TestArchive archive = texts({"L'Europe, l'Europe.", "L'Europe."});
  EXPECT_EQ(set_of(archive, "atleast2(l'europe)"), "1");
}

TEST(Hyphens, AreThereOrNot) {
  const TestArchive archive =
      texts({"A data-centre opens.", "Two data centres open.", "A datacentre opens.",
             "Data of the centre.", "They co-operate.", "They cooperated."});
  EXPECT_EQ(set_of(archive, "datacentre"), "1 2 3") << "few articles have it as one word";
  EXPECT_EQ(set_of(archive, "data-centre"), "1 2 3") << "side by side, the last in all forms";
  EXPECT_EQ(set_of(archive, "\"data-centre\""), "1 3") << "as it stands";
  EXPECT_EQ(set_of(archive, "data centre"), "1 2 3 4");
  EXPECT_EQ(set_of(archive, "\"datacentre opens\""), "1 3");
  EXPECT_EQ(set_of(archive, "\"data-centre opens\""), "1 3");
  EXPECT_EQ(set_of(archive, "cooperate"), "5 6");
  EXPECT_EQ(set_of(archive, "co-operate"), "5 6");
  EXPECT_EQ(set_of(archive, "datacent*"), "1 3");
  EXPECT_EQ(set_of(archive, "datacentrs~"), "1 3");
  EXPECT_THAT(marked(archive, "exact(data-centre)"), ElementsAre("data-centre"));
  EXPECT_EQ(found(archive, "co-operate"), "5 6");
  EXPECT_EQ(found(archive, "cooperated"), "6 5");
}

TEST(Hyphens, JoinNothingThatNobodyWritesWithOne) {
  const TestArchive archive = texts({"A car pet.", "A carpet.", "The 10-70 vote.", "1070 votes."});
  EXPECT_EQ(set_of(archive, "carpet"), "2");
  EXPECT_EQ(set_of(archive, "\"car pet\""), "1");
  EXPECT_EQ(set_of(archive, "1070"), "4");
}

TEST(NamesOfPeople, AreNeverJoinedByStems) {
  const TestArchive archive =
      texts({"Ida Banks spoke.", "The bank spoke.", "Ida Banks spoke of the banks.",
             "Tony Keating left.", "Toni Keats left.", "They were keating."},
            {"Ida Banks", "Tony Keating", "Toni Keats"});
  EXPECT_EQ(set_of(archive, "bank"), "2 3");
  EXPECT_EQ(set_of(archive, "banks"), "1 2 3") << "a name, and any bank";
  EXPECT_EQ(set_of(archive, "tony"), "4");
  EXPECT_EQ(set_of(archive, "toni"), "5");
  EXPECT_EQ(set_of(archive, "keating"), "4 6");
  EXPECT_EQ(set_of(archive, "keats"), "5 6");
  EXPECT_EQ(set_of(archive, "\"ida banks\""), "1 3");
  EXPECT_EQ(set_of(archive, "ban?s"), "1 3");
  EXPECT_EQ(set_of(archive, "bank w/1 spoke"), "2") << "Banks is none";
  EXPECT_THAT(marked(archive, "keats AND left"), ElementsAre("Keats left"));
}

TEST(NamesOfPeople, InHeadlinesToo) {
  TestArchive archive;
  archive.add({{.id = 1, .title = "Banks resigns", .text = "x", .people = {"Banks"}},
               {.id = 2, .title = "Banks close", .text = "x"}});
  EXPECT_EQ(set_of(archive, "title:bank"), "2");
  EXPECT_EQ(set_of(archive, "title:banks"), "1 2");
}

TEST(ScriptsWithoutSpaces, ARunMeansItsCharactersSideBySide) {
  const TestArchive archive =
      texts({"北京市の天気", "京北市", "北の京市", "东京天气", "天気は北京"});
  EXPECT_EQ(set_of(archive, "北京"), "1 5");
  EXPECT_EQ(set_of(archive, "北京 天気"), "1 5");
  EXPECT_EQ(set_of(archive, "北京市"), "1");
  EXPECT_EQ(set_of(archive, "京"), "1 2 3 4 5");
  EXPECT_EQ(set_of(archive, "北*"), "1 2 3 5");
  EXPECT_THAT(marked(archive, "北京市"), ElementsAre("北京市"));
}

TEST(ScriptsWithoutSpaces, ThaiVowelsAndVoicingMarksCount) {
  const TestArchive archive = texts({"ภาษีใหม่", "ภาษา", "ガソリン", "カソリン", "ｶﾞｿﾘﾝ"});
  EXPECT_EQ(set_of(archive, "ภาษี"), "1");
  EXPECT_EQ(set_of(archive, "ภาษา"), "2");
  EXPECT_EQ(set_of(archive, "ガソリン"), "3 5");
}

TEST(Marks, OfArabicHebrewAndIndicScripts) {
  const TestArchive archive =
      texts({"مُحَمَّد", "محمد", "أحمد", "احمد", "שָׁלוֹם", "שלום", "हिन्दी", "हिन्द"});
  EXPECT_EQ(set_of(archive, "محمد"), "1 2");
  EXPECT_EQ(set_of(archive, "احمد"), "3 4");
  EXPECT_EQ(set_of(archive, "שלום"), "5 6");
  EXPECT_EQ(set_of(archive, "\"हिन्दी\""), "7");
}

}  // namespace
}  // namespace morgue::test
