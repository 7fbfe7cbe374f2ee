#include "indexer/store/ledger.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "common/error.h"
#include "tests/support/temporary_directory.h"

namespace morgue {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

using Kind = Act::Kind;

const PersonReference kPike{12, "Rowan Pike", {ArticleId{0xa7f3}, ArticleId{0xb1}}};
const PersonReference kMarten{40, "Ilse Marten", {ArticleId{0x9be}}};

Act act_of(std::int64_t number, Kind kind) {
  Act act;
  act.number = number;
  act.time = "2026-11-24T10:00:00Z";
  act.kind = kind;
  return act;
}

Act merge(std::int64_t number, const PersonReference& person = kPike,
          const PersonReference& other = kMarten) {
  Act act = act_of(number, Kind::Merge);
  act.person = person;
  act.other = other;
  return act;
}

Act undo(std::int64_t number, std::int64_t undone) {
  Act act = act_of(number, Kind::Undo);
  act.undone = undone;
  return act;
}

/// One of each kind.
std::vector<Act> all_kinds() {
  std::vector<Act> acts{merge(1)};
  acts.push_back(act_of(2, Kind::Split));
  acts.back().person = kPike;
  acts.back().other = {41, "Rowan Pike", {ArticleId{0xb1}}};
  acts.back().articles = {ArticleId{0xb1}, ArticleId{0xb2}};
  for (const Kind kind : {Kind::Alias, Kind::Rename}) {
    acts.push_back(act_of(std::ssize(acts) + 1, kind));
    acts.back().person = kMarten;
    acts.back().name = "The Captain [retired], p9 & Co.";
  }
  acts.push_back(act_of(5, Kind::Forget));
  acts.back().person = {7, "", {}};
  acts.push_back(act_of(6, Kind::NotAPerson));
  acts.back().name = "# Calder \"Quay\" \xE2\x82\xAC";
  acts.push_back(undo(7, 3));
  return acts;
}

std::string lines_of(const std::vector<Act>& acts, const char* end = "\n") {
  std::string out;
  for (const Act& act : acts) out += to_line(act) + end;
  return out;
}

std::vector<std::int64_t> numbers(const std::vector<Act>& acts) {
  std::vector<std::int64_t> out;
  for (const Act& act : acts) out.push_back(act.number);
  return out;
}

TEST(Ledger, ALineIsWhatTheHeaderSays) {
  EXPECT_EQ(to_line(merge(1)),
            "1\t2026-11-24T10:00:00Z\tmerge\tp12 Rowan Pike [000000000000a7f3,00000000000000b1]\t"
            "p40 Ilse Marten [00000000000009be]");
}

TEST(Ledger, EveryKindOfActIsReadAsItWasWritten) {
  const auto read = parse_ledger(lines_of(all_kinds()));
  EXPECT_EQ(read.acts, all_kinds());
  EXPECT_THAT(read.unread, IsEmpty());
  EXPECT_EQ(read.last, 7);
}

TEST(Ledger, LinesMayEndAsInWindowsAndTheLastNeedNoEnd) {
  EXPECT_EQ(parse_ledger(lines_of(all_kinds(), "\r\n")).acts, all_kinds());
  std::string text = lines_of(all_kinds());
  text.pop_back();
  EXPECT_EQ(parse_ledger(text).acts, all_kinds());
}

TEST(Ledger, NamesMayBeOdd) {
  for (const char* name : {"", "a [b] c", "[", "]", " [0]", "p1 x [0000000000000001]", "#",
                           "Løw-O’Neill 陈", "x,y", "a\\tb"}) {
    const std::vector<Act> acts{merge(1, {3, name, {ArticleId{1}}}, {4, name, {}})};
    const auto read = parse_ledger(lines_of(acts));
    ASSERT_EQ(read.acts.size(), 1U) << name;
    // Blanks at the ends are no part of a name.
    const std::string kept = std::string(name) == " [0]" ? "[0]" : name;
    EXPECT_EQ(read.acts[0].person, (PersonReference{3, kept, {ArticleId{1}}})) << name;
    EXPECT_EQ(read.acts[0].other, (PersonReference{4, kept, {}})) << name;
  }
}

TEST(Ledger, NamesCanNotBreakALine) {
  Act act = act_of(1, Kind::Alias);
  act.person = {3, "Rowan\tPike\n2\tx\tforget\tp1 A []", {}};
  act.name = "The\r\nCaptain\t\x1b[31m";
  const std::string line = to_line(act);
  EXPECT_EQ(std::count(line.begin(), line.end(), '\t'), 4);
  EXPECT_EQ(line.find_first_of("\r\n\x1b"), std::string::npos);
  const auto read = parse_ledger(line + '\n');
  ASSERT_EQ(read.acts.size(), 1U);
  EXPECT_EQ(read.acts[0].person.name, "Rowan Pike 2 x forget p1 A []");
  EXPECT_EQ(read.acts[0].name, "The Captain [31m");
}

TEST(Ledger, DamagedLinesAreCountedAndTheOthersKept) {
  const std::string good = to_line(merge(1));
  const char* const bad[] = {
      "no act at all",
      "2\t2026-11-24T10:00:00Z\tnot-a-person\t ",
      "2",
      "2\tt",
      "2\tt\tmarry\tp1 A []",
      "0\tt\tforget\tp1 A []",
      "-2\tt\tforget\tp1 A []",
      "2x\tt\tforget\tp1 A []",
      "99999999999999999999\tt\tforget\tp1 A []",
      "9223372036854775807\tt\tforget\tp1 A []",
      "2\tt\tforget",
      "2\tt\tforget\tp0 A []",
      "2\tt\tforget\tp4294967295 A []",
      "2\tt\tforget\tA []",
      "2\tt\tforget\tp1 A",
      "2\tt\tforget\tp1 A [12]",
      "2\tt\tforget\tp1 A [0000000000000001,]",
      "2\tt\tforget\tp1 A []\tmore",
      "2\tt\tmerge\tp1 A []",
      "2\tt\tsplit\tp1 A []\tp2 A []\t",
      "2\tt\talias\tp1 A []\t",
      "2\tt\tnot-a-person\t",
      "2\tt\tundo\t2",
      "2\tt\tundo\t0",
      "2\tt\tundo\tone",
  };
  std::string text = "# remark\n\n" + good + '\n';
  std::vector<std::size_t> expected;
  for (std::size_t i = 0; i < std::size(bad); ++i) {
    text += std::string(bad[i]) + '\n';
    expected.push_back(4 + i);
  }
  Act last = undo(3, 1);
  text += to_line(last) + '\n';
  const auto read = parse_ledger(text);
  EXPECT_EQ(read.unread, expected);
  EXPECT_EQ(read.acts, (std::vector<Act>{merge(1), last}));
  EXPECT_EQ(read.last, 3);
}

TEST(Ledger, NumbersThatDoNotAscendAreDamage) {
  const auto read = parse_ledger(lines_of({merge(1), merge(3), merge(3), merge(2), merge(4)}));
  EXPECT_THAT(numbers(read.acts), ElementsAre(1, 3, 4));
  EXPECT_THAT(read.unread, ElementsAre(3, 4));
}

TEST(Ledger, TheNumberOfALineThatCanNotBeReadIsTaken) {
  const auto read = parse_ledger(to_line(merge(1)) + "\n9\tt\tmarry\tp1 A []\n");
  EXPECT_EQ(read.last, 9);
}

TEST(Ledger, AnyBytesAreRead) {
  std::string bytes;
  for (int i = 0; i < 20'000; ++i) bytes += static_cast<char>(i * 7919 >> 3);
  static_cast<void>(parse_ledger(bytes));
  EXPECT_THAT(parse_ledger("").acts, IsEmpty());
  const std::string name(8'000'000, 'x');
  EXPECT_EQ(parse_ledger(to_line(merge(1, {1, name, {}}))).acts.at(0).person.name, name);
}

TEST(Ledger, AnUndoneActDoesNotHold) {
  EXPECT_THAT(numbers(acts_that_hold<Act>({merge(1), merge(2), undo(3, 1)})), ElementsAre(2));
  EXPECT_THAT(acts_that_hold<Act>({}), IsEmpty());
}

TEST(Ledger, AnUndoThatIsUndoneDoesNothing) {
  const std::vector<Act> acts{merge(1), undo(2, 1), undo(3, 2), undo(4, 3), undo(5, 4)};
  for (const auto& [count, expected] :
       std::vector<std::pair<std::size_t, std::vector<std::int64_t>>>{
           {1, {1}}, {2, {}}, {3, {1}}, {4, {}}, {5, {1}}})
    EXPECT_EQ(numbers(acts_that_hold<Act>(
                  {acts.begin(), acts.begin() + static_cast<std::ptrdiff_t>(count)})),
              expected)
        << count;
  // Twice undone is undone.
  EXPECT_THAT(acts_that_hold<Act>({merge(1), undo(2, 1), undo(3, 1)}), IsEmpty());
}

class LedgerFile : public testing::Test {
 protected:
  test::TemporaryDirectory directory_;
  std::filesystem::path path_ = directory_ / "ledger.txt";
};

TEST_F(LedgerFile, NoFileIsNoActs) { EXPECT_THAT(read_ledger(path_).acts, IsEmpty()); }

TEST_F(LedgerFile, IsPrivateAndHasOneHeader) {
  for (const Act& act : all_kinds()) {
    append_to_ledger(path_, act);
    EXPECT_EQ(test::mode_of(path_), 0600U);
  }
  EXPECT_EQ(read_ledger(path_).acts, all_kinds());
  const std::string text = test::read_file(path_);
  EXPECT_THAT(text, testing::StartsWith("# morgue ledger 1"));
  EXPECT_EQ(text.find("# morgue", 1), std::string::npos);
  EXPECT_THAT(text, testing::EndsWith("\n" + lines_of(all_kinds())));
}

TEST_F(LedgerFile, AnEmptyFileGetsItsHeaderToo) {
  test::write_file(path_, "");
  append_to_ledger(path_, merge(1));
  EXPECT_THAT(test::read_file(path_), testing::StartsWith("# morgue ledger 1"));
  EXPECT_EQ(read_ledger(path_).acts, std::vector<Act>{merge(1)});
}

TEST_F(LedgerFile, AnActDoesNotHangOnToATornLine) {
  test::write_file(path_, to_line(merge(1)) + "\n2\tt\tmer");
  append_to_ledger(path_, merge(3));
  const auto read = read_ledger(path_);
  EXPECT_THAT(numbers(read.acts), ElementsAre(1, 3));
  EXPECT_THAT(read.unread, ElementsAre(2));
}

TEST_F(LedgerFile, BrokenBytesAreMended) {
  test::write_file(path_,
                   "1\tt\tnot-a-person\tCal\xff"
                   "der\n");
  ASSERT_EQ(read_ledger(path_).acts.size(), 1U);
  EXPECT_EQ(read_ledger(path_).acts[0].name,
            "Cal\xEF\xBF\xBD"
            "der");
}

TEST_F(LedgerFile, WhatCanNotBeReadIsAnErrorAndNotNoActs) {
  std::filesystem::create_directory(path_);
  EXPECT_THROW(static_cast<void>(read_ledger(path_)), Error);
  EXPECT_THROW(append_to_ledger(path_, merge(1)), Error);
}

TEST(MissingActs, AreThoseThatHoldThereAndWereNeverDoneHere) {
  LedgerText there;
  there.acts = {merge(1), act_of(2, Kind::NotAPerson), merge(3, kMarten, kPike), undo(4, 3)};
  there.acts[1].name = "Bay Holt";
  LedgerText here;
  here.acts = {act_of(1, Kind::NotAPerson), undo(2, 1)};
  here.acts[0].name = "Bay Holt";  // done and taken back: it is not done again
  const auto missing = missing_acts(here, there);
  ASSERT_EQ(missing.size(), 1U);
  EXPECT_EQ(missing[0], merge(1));
}

TEST(LedgerText, IsFoundInADump) {
  const std::string line = to_line(merge(1));
  EXPECT_EQ(ledger_in("# morgue dump 1\ndesk\t1\tx\nperson\t" + line + "\n").acts,
            std::vector<Act>{merge(1)});
  EXPECT_EQ(ledger_in(line + "\n").acts, std::vector<Act>{merge(1)});
}

}  // namespace
}  // namespace morgue
