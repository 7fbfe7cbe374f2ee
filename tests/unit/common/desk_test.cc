#include "common/desk.h"

#include <gmock/gmock.h>

#include <thread>

#include "tests/support/temporary_directory.h"

namespace morgue::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

using Kind = DeskAct::Kind;

const ArticleId kFerry{0xa7f31c};
const ArticleId kBridge{0x9be4};

DeskAct act(Kind kind, std::string name, std::vector<ArticleId> articles = {},
            std::string text = {}) {
  DeskAct out;
  out.time = "2026-11-24T10:00:00Z";
  out.kind = kind;
  out.name = std::move(name);
  out.articles = std::move(articles);
  out.text = std::move(text);
  return out;
}

DeskAct undo(std::int64_t number) {
  DeskAct out = act(Kind::Undo, "");
  out.undone = number;
  return out;
}

/// Numbered as a file would number them.
DeskText text_of(std::vector<DeskAct> acts) {
  std::int64_t number = 0;
  for (DeskAct& one : acts) one.number = ++number;
  return {acts, {}, number};
}

TEST(DeskText, ReadsWhatItWrites) {
  const DeskText all = text_of(
      {act(Kind::Tag, "to-do", {kFerry, kBridge}), act(Kind::Untag, "to-do", {kBridge}),
       act(Kind::Note, "", {kFerry}, "ask: the \"harbour\" office, # 2"),
       act(Kind::Save, "ferry", {}, "ferry crash -football"), act(Kind::Drop, "ferry"), undo(2)});
  std::string text = "# a remark\n\n";
  for (const DeskAct& one : all.acts) text += to_line(one) + "\n";
  const DeskText read = parse_desk(text);
  EXPECT_EQ(read.acts, all.acts);
  EXPECT_THAT(read.unread, IsEmpty());
  EXPECT_EQ(read.last, 6);
}

TEST(DeskText, PassesOverLinesThatCannotBeRead) {
  const DeskText read = parse_desk(
      "1\t2026-11-24\ttag\ttodo\t00000000000009be\n"
      "2\t2026-11-24\ttag\ttodo\tnonsense\n"
      "3\t2026-11-24\tfrown\ttodo\n"
      "4\t2026-11-24\tundo\t4\n"
      "1\t2026-11-24\tdrop\tferry\n"
      "torn");
  EXPECT_EQ(read.acts.size(), 1U);
  EXPECT_THAT(read.unread, ElementsAre(2U, 3U, 4U, 5U, 6U));
  EXPECT_EQ(read.last, 4) << "numbers that stood there are never given again";
}

TEST(DeskText, KeepsATextOnOneLine) {
  EXPECT_EQ(to_line(act(Kind::Note, "", {kBridge}, "one\ntwo\tthree\x1b[31m")).find('\n'),
            std::string::npos);
  EXPECT_EQ(
      parse_desk(to_line(text_of({act(Kind::Note, "", {kBridge}, "a\n2\tb")}).acts[0])).acts.size(),
      1U);
}

TEST(DeskNames, AreOneValueOfAQuery) {
  for (const char* name : {"todo", "to-do", "Küste", "2024", "a.b_c"})
    EXPECT_TRUE(is_desk_name(name)) << name;
  for (const char* name :
       {"", "to do", "a,b", "a:b", "\"a\"", "-a", "a*", "a\nb", "a\x1b[0m", "(a)"})
    EXPECT_FALSE(is_desk_name(name)) << name;
}

TEST(DeskState, HoldsWhatWasPutAndNotTaken) {
  const DeskState desk = desk_of(
      text_of({act(Kind::Tag, "todo", {kFerry, kBridge}), act(Kind::Untag, "todo", {kBridge}),
               act(Kind::Tag, "done", {kBridge}), act(Kind::Untag, "done", {kBridge}),
               act(Kind::Note, "", {kFerry}, "first"), act(Kind::Note, "", {kFerry}, "second"),
               act(Kind::Save, "watch", {}, "old"), act(Kind::Save, "watch", {}, "new"),
               act(Kind::Save, "gone", {}, "x"), act(Kind::Drop, "gone")}));
  EXPECT_THAT(desk.tags, ElementsAre(Pair("todo", ElementsAre(kFerry))));
  EXPECT_THAT(desk.tags_of(kFerry), ElementsAre("todo"));
  ASSERT_EQ(desk.notes.at(kFerry).size(), 2U);
  EXPECT_EQ(desk.notes.at(kFerry)[1].text, "second");
  ASSERT_EQ(desk.queries.size(), 1U);
  EXPECT_EQ(desk.queries.at("watch").text, "new");
}

TEST(DeskState, TakesActsBackAndUndosToo) {
  const std::vector<DeskAct> acts = {act(Kind::Save, "watch", {}, "old"),
                                     act(Kind::Save, "watch", {}, "new"), undo(2)};
  EXPECT_EQ(desk_of(text_of(acts)).queries.at("watch").text, "old");
  std::vector<DeskAct> again = acts;
  again.push_back(undo(3));
  EXPECT_EQ(desk_of(text_of(again)).queries.at("watch").text, "new");
}

TEST(DeskFile, NumbersWhatTwoProcessesWriteAtOnce) {
  TemporaryDirectory directory;
  const auto path = directory / "desk.txt";
  const auto write = [&](const std::string& name) {
    for (int i = 0; i < 50; ++i) {
      std::vector<DeskAct> acts{act(Kind::Tag, name, {kFerry})};
      append_to_desk(path, acts);
      EXPECT_GT(acts[0].number, 0);
    }
  };
  std::thread other(write, "a");
  write("b");
  other.join();
  const DeskText read = read_desk(path);
  EXPECT_EQ(read.acts.size(), 100U);
  EXPECT_THAT(read.unread, IsEmpty());
  EXPECT_EQ(read.last, 100);
}

TEST(DeskFile, DoesNotHangOnToATornLine) {
  TemporaryDirectory directory;
  const auto path = directory / "desk.txt";
  write_file(path, "1\t2026-11-24\ttag\ttodo\t0000");
  std::vector<DeskAct> acts{act(Kind::Tag, "todo", {kFerry})};
  append_to_desk(path, acts);
  const DeskText read = read_desk(path);
  ASSERT_EQ(read.acts.size(), 1U);
  EXPECT_EQ(read.acts[0].number, 2);
  EXPECT_THAT(read.unread, ElementsAre(1U));
}

TEST(DeskFile, IsNothingIfThereIsNone) {
  TemporaryDirectory directory;
  EXPECT_THAT(read_desk(directory / "desk.txt").acts, IsEmpty());
}

TEST(DeskMerge, TellsWhatIsLeftOfAllActs) {
  const DeskText all =
      text_of({act(Kind::Tag, "todo", {kFerry, kBridge}), act(Kind::Untag, "todo", {kBridge}),
               act(Kind::Save, "ferry", {}, "ferry"), act(Kind::Save, "ferry", {}, "ferry crash"),
               act(Kind::Note, "", {kFerry}, "ask"), act(Kind::Note, "", {kFerry}, "no"), undo(6)});
  const auto made = acts_that_made(all);
  ASSERT_EQ(made.size(), 3U);
  EXPECT_THAT(made[0].articles, ElementsAre(kFerry));
  EXPECT_EQ(made[1].text, "ferry crash");
  EXPECT_EQ(made[2].text, "ask");
}

TEST(DeskMerge, LosesNothingAndDoesNothingTwice) {
  const DeskText here =
      text_of({act(Kind::Tag, "todo", {kBridge}), act(Kind::Save, "ferry", {}, "ferry crash")});
  const DeskText there = text_of(
      {act(Kind::Tag, "todo", {kFerry, kBridge}), act(Kind::Save, "ferry", {}, "ferry -crash"),
       act(Kind::Note, "", {kFerry}, "ask"), act(Kind::Save, "late", {}, "date:yesterday")});
  const DeskMerge merge = merged_into(desk_of(here), acts_that_made(there));
  EXPECT_THAT(merge.renamed, ElementsAre(Pair("ferry", "ferry-2")));
  std::vector<DeskAct> both = here.acts;
  both.insert(both.end(), merge.acts.begin(), merge.acts.end());
  const DeskState desk = desk_of(text_of(both));
  EXPECT_THAT(desk.tags.at("todo"), ElementsAre(kBridge, kFerry));
  EXPECT_EQ(desk.queries.at("ferry").text, "ferry crash");
  EXPECT_EQ(desk.queries.at("ferry-2").text, "ferry -crash");
  EXPECT_EQ(desk.notes.at(kFerry).size(), 1U);
  const DeskMerge again = merged_into(desk, acts_that_made(there));
  EXPECT_THAT(again.acts, IsEmpty());
  EXPECT_THAT(again.renamed, IsEmpty());
}

TEST(Desk, ANoteOfBlanksIsNone) {
  const DeskText desk = parse_desk("1\t2026-11-24T10:00:00Z\tnote\t00000000000000a7\t \n");
  EXPECT_TRUE(desk.acts.empty());
  EXPECT_EQ(desk.unread.size(), 1U);
}

}  // namespace
}  // namespace morgue::test
