#include "common/readings.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <functional>
#include <random>

namespace morgue {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// All but the words: "europe 1 (Europe)", numbers of the first and last word.
std::vector<std::string> extras(std::string_view text) {
  std::vector<std::string> out;
  ReadingWalker walker(text);
  for (Reading r; walker.next(r);) {
    if (r.kind == Reading::Kind::Word) continue;
    const std::string numbers =
        r.first == r.last ? fmt::format("{}", r.first) : fmt::format("{}-{}", r.first, r.last);
    out.push_back(fmt::format("{} {} ({})", r.folded, numbers, r.where.of(text)));
  }
  return out;
}

TEST(Readings, WordsBehindElisionsStandByThemselves) {
  EXPECT_THAT(extras("Vers l'Europe, dit d’Amico, qu'il aime; dell'Unità"),
              ElementsAre("europe 1 (Europe)", "amico 3 (Amico)", "il 4 (il)", "unita 6 (Unità)"));
  EXPECT_THAT(extras("O'Neill doesn't say o'clock, I'm told; Kyiv's"), IsEmpty());
}

TEST(Readings, TwoWordsWithAHyphenAreAlsoOne) {
  EXPECT_THAT(extras("the data-centre, co\u2010operation and Al-Amari's F-16"),
              ElementsAre("datacentre 1-2 (data-centre)", "cooperation 3-4 (co\u2010operation)",
                          "alamari 6-7 (Al-Amari)", "f16 8-9 (F-16)"));
}

TEST(Readings, ChainsAndNumbersAreNot) {
  EXPECT_THAT(extras("mother-in-law 10-70 24-hour mid-2020 a - b a--b x- y -z"), IsEmpty());
}

TEST(Readings, AHyphenRemembersItsSeam) {
  ReadingWalker walker("a data-centre");
  Reading reading;
  while (reading.kind != Reading::Kind::Joined) ASSERT_TRUE(walker.next(reading));
  EXPECT_EQ(hyphenated(reading), "data-centre");
  EXPECT_FALSE(walker.next(reading));
  EXPECT_EQ(walker.words(), 3U);
}

TEST(Readings, NeighboursWithoutSpacesArePairs) {
  EXPECT_THAT(extras("北京市 天"), ElementsAre("北京 0-1 (北京)", "京市 1-2 (京市)"));
  EXPECT_THAT(extras("ｶﾞｽ"), ElementsAre("ガス 0-1 (ｶﾞｽ)"));
}

TEST(Readings, WordsAreThoseOfTheTokenizer) {
  const std::string_view text = "L'Europe, data-centre — 北京市 and “Müller’s” U.S. 2.5";
  std::vector<std::string> read;
  ReadingWalker walker(text);
  for (Reading r; walker.next(r);)
    if (r.kind == Reading::Kind::Word) read.emplace_back(r.folded);
  EXPECT_EQ(read, words(text));
}

/// Readings that may be looked for, as the walk gives them that `next` makes.
std::vector<std::string> wanted_readings(
    std::string_view text, const Beginnings& wanted,
    const std::function<bool(ReadingWalker&, Reading&)>& next) {
  std::vector<std::string> out;
  ReadingWalker walker(text);
  for (Reading r; next(walker, r);)
    if (wanted.may_hold(r.folded))
      out.push_back(fmt::format("{} {} {}-{} {} {}", static_cast<int>(r.kind), r.folded, r.first,
                                r.last, r.where.begin, r.where.end));
  out.push_back(fmt::format("{} words", walker.words()));
  return out;
}

TEST(Readings, NoWordThatMayBeWantedIsPassedOver) {
  const std::vector<std::string> pieces = {"a",
                                           "I",
                                           "pier",
                                           "Pier's",
                                           "o'clock",
                                           "U.S.",
                                           "e.g.",
                                           "1,000",
                                           "2.5",
                                           "3,5",
                                           "10",
                                           "é",
                                           "Œil",
                                           "naïve",
                                           "北京",
                                           "-",
                                           "--",
                                           "’",
                                           "'",
                                           ".",
                                           ",",
                                           " ",
                                           " ",
                                           " ",
                                           "\n\n",
                                           "d’",
                                           "l'",
                                           "qu'",
                                           "Al",
                                           "F",
                                           "16",
                                           "\u2010",
                                           "dying",
                                           "die",
                                           "by",
                                           "b",
                                           "x1",
                                           std::string(70, 'p'),
                                           std::string(63, 'i')};
  const std::vector<std::string> beginnings = {"pi", "us", "a", "di", "ei", "10", "b", "al", "oe"};
  std::mt19937 random(7);
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (std::size_t n = random() % 20; n > 0; --n) {
      text += pieces[random() % pieces.size()];
      if (random() % 2 == 0) text += random() % 2 == 0 ? "-" : " ";
    }
    Beginnings wanted;
    wanted.add(beginnings[random() % beginnings.size()]);
    wanted.add_word(beginnings[random() % beginnings.size()]);
    EXPECT_EQ(wanted_readings(text, wanted,
                              [&](ReadingWalker& w, Reading& r) { return w.next(r, wanted); }),
              wanted_readings(text, wanted, [](ReadingWalker& w, Reading& r) { return w.next(r); }))
        << text;
  }
}

}  // namespace
}  // namespace morgue
