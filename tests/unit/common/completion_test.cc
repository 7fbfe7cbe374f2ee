#include "common/completion.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "common/shell_words.h"

namespace morgue {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr const char* kBreaks = " \t\n\"'><=;|&(:";

/// A program with two verbs, one of which may be left out.
CommandInfo program() {
  const OptionInfo help{{"-h", "--help"}, "", "Print help", {}, false, false};
  const OptionInfo archive{{"-A", "--archive"}, "DIR", "The archive", {}, false, false};
  const OptionInfo sort{{"--sort"}, "ORDER", "Which first", {"newest", "oldest"}, false, false};
  const CommandInfo find{
      "find", "Find things", "", {{{"QUERY"}, "", "What", {}, true, true}}, {help, archive, sort},
      {}};
  const CommandInfo show{"show",          "Show one", "", {{{"ID"}, "", "Which", {}, true, false}},
                         {help, archive}, {}};
  return {"tool", "A tool", "", {}, {help, archive}, {find, show}};
}

std::vector<std::string> offered(const std::vector<std::string>& words) {
  const auto live = [](const WantedValue& wanted) {
    return Completions{
        {{wanted.command.name + "/" + wanted.of.names.back() + "/" + std::string(wanted.typed),
          ""}},
        Completions::Paths::None};
  };
  std::vector<std::string> out;
  for (const Offer& offer : complete(program(), words, "find", live).candidates)
    out.push_back(offer.text);
  return out;
}

TEST(Complete, VerbsComeFirst) {
  EXPECT_THAT(offered({""}), ElementsAre("find", "show"));
  EXPECT_THAT(offered({"sh"}), ElementsAre("show"));
}

TEST(Complete, AWordThatBeginsNoVerbBelongsToTheVerbThatMayBeLeftOut) {
  EXPECT_THAT(offered({"ferry"}), ElementsAre("find/QUERY/ferry"));
  EXPECT_THAT(offered({"ferry", "cra"}), ElementsAre("find/QUERY/cra"));
}

TEST(Complete, OptionsAreThoseOfTheVerb) {
  EXPECT_THAT(offered({"find", "--"}), ElementsAre("--help", "--archive", "--sort"));
  EXPECT_THAT(offered({"show", "--s"}), ElementsAre("show/ID/--s"));
  EXPECT_THAT(offered({"--ar"}), ElementsAre("--archive"));
}

TEST(Complete, ValuesOfOptions) {
  EXPECT_THAT(offered({"find", "--sort", ""}), ElementsAre("newest", "oldest"));
  EXPECT_THAT(offered({"find", "--sort=n"}), ElementsAre("--sort=newest"));
  EXPECT_THAT(offered({"show", "-A", "x"}), ElementsAre("show/--archive/x"));
}

TEST(Complete, ValuesOfOptionsAreNoArguments) {
  EXPECT_THAT(offered({"-A", "somewhere", "sh"}), ElementsAre("show"));
  EXPECT_THAT(offered({"show", "-A", "somewhere", "a"}), ElementsAre("show/ID/a"));
  EXPECT_THAT(offered({"show", "-Asomewhere", "a"}), ElementsAre("show/ID/a"));
}

TEST(Complete, OnlyTheLastArgumentMayRepeat) {
  EXPECT_THAT(offered({"show", "a", "b"}), IsEmpty());
  EXPECT_THAT(offered({"find", "a", "b", "c"}), ElementsAre("find/QUERY/c"));
}

TEST(Complete, AfterTwoHyphensThereAreNoOptions) {
  EXPECT_THAT(offered({"find", "--", "--s"}), ElementsAre("find/QUERY/--s"));
}

TEST(ReadShellLine, QuotesAreTakenAway) {
  EXPECT_THAT(read_shell_line(R"(a 'b c' "d \"e" f\ g )").words,
              ElementsAre("a", "b c", "d \"e", "f g", ""));
  EXPECT_THAT(read_shell_line("a ''").words, ElementsAre("a", ""));
  EXPECT_THAT(read_shell_line(R"("a\b")").words, ElementsAre("a\\b"));
}

TEST(ReadShellLine, TheLastWordMayBeOpen) {
  const ShellLine line = read_shell_line("search 'person:\"Row");
  EXPECT_EQ(line.words.back(), "person:\"Row");
  EXPECT_EQ(line.raw, "'person:\"Row");
  EXPECT_EQ(line.quote, '\'');
}

std::string replied(std::string_view typed, std::string_view wanted) {
  return bash_reply(read_shell_line(typed), wanted, kBreaks);
}

TEST(BashReply, BeginsBehindTheLastBreak) {
  EXPECT_EQ(replied("source:nor", "source:north"), "north");
  EXPECT_EQ(replied("--sort=n", "--sort=newest"), "newest");
  EXPECT_EQ(replied("--so", "--sort"), "--sort");
  EXPECT_EQ(replied("source:", "source:\"a b\""), R"(\"a\ b\")");
}

TEST(BashReply, IsQuotedAsTheWordIs) {
  EXPECT_EQ(replied("'source:nor", "source:\"north coast\""), "source:\"north coast\"");
  EXPECT_EQ(replied("'tag:it", "tag:it's"), R"(tag:it'\''s)");
  EXPECT_EQ(replied("\"source:nor", "source:\"$5 a\""), R"(source:\"\$5 a\")");
  EXPECT_EQ(replied("source:\"nor", "source:north coast"), "north coast");
}

TEST(BashReply, NothingReachesTheShellUnquoted) {
  EXPECT_EQ(replied("tag:", "tag:$(rm -r x);`y`&z"), R"(\$\(rm\ -r\ x\)\;\`y\`\&z)");
}

TEST(BashReply, AWordThatCannotBecomeThatIsLeft) {
  EXPECT_EQ(replied("sourc:nor", "source:north"), "");
}

TEST(AnswerCompletion, ControlCharactersAreNeverOffered) {
  const auto complete = [](const std::vector<std::string>&) {
    return Completions{{{"good", "fine\nhelp"}, {"ba\x1b[31md", ""}, {"two\nlines", ""}},
                       Completions::Paths::Files};
  };
  EXPECT_EQ(answer_completion({"zsh", ""}, complete), "good\tfine help\n:files\n");
}

TEST(AnswerCompletion, FishGivesItsLastWordAsItWasTyped) {
  std::vector<std::string> asked;
  const auto complete = [&](const std::vector<std::string>& words) {
    asked = words;
    return Completions{};
  };
  EXPECT_EQ(answer_completion({"fish", "search", "'a b"}, complete), "");
  EXPECT_THAT(asked, ElementsAre("search", "a b"));
}

TEST(CompletionScript, NamesItsProgram) {
  for (const std::string& shell : completion_shells()) {
    const std::string script = completion_script(shell, "tool-x");
    EXPECT_NE(script.find("tool-x __complete " + shell), std::string::npos) << shell;
    EXPECT_EQ(script.find("@program@"), std::string::npos) << shell;
  }
}

}  // namespace
}  // namespace morgue
