#include "query/passages/question.h"

#include <gtest/gtest.h>

#include <sstream>
#include <vector>

namespace morgue {
namespace {

Question read(const std::string& typed) {
  std::istringstream in(typed);
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return read_question(words);
}

Asked asked(const std::string& typed) { return read(typed).asked; }

TEST(Question, IsOfWhatItsWordSays) {
  EXPECT_EQ(asked("who ran the search"), Asked::Person);
  EXPECT_EQ(asked("When was the ferry built"), Asked::Day);
  EXPECT_EQ(asked("In which year did it sink"), Asked::Day);
  EXPECT_EQ(asked("At what time did it sink"), Asked::Clock);
  EXPECT_EQ(asked("Where was the service held"), Asked::Place);
  EXPECT_EQ(asked("Which city was flooded"), Asked::Place);
  EXPECT_EQ(asked("How many dockers struck"), Asked::Number);
  EXPECT_EQ(asked("How deep is the channel"), Asked::Number);
  EXPECT_EQ(asked("What percentage voted for it"), Asked::Number);
  EXPECT_EQ(asked("How long was the radar off"), Asked::Duration);
  EXPECT_EQ(asked("Why did the mayor resign"), Asked::Reason);
  EXPECT_EQ(asked("What did Pike say of the bend"), Asked::Words);
  EXPECT_EQ(asked("What is the new ferry called"), Asked::Name);
  EXPECT_EQ(asked("Which team won"), Asked::Name);
  EXPECT_EQ(asked("What happened to the ferry"), Asked::Anything);
  EXPECT_EQ(asked("How did the mayor resign"), Asked::Anything);
}

TEST(Question, HowMuchIsOfMoneyOnlyIfItIsPaid) {
  EXPECT_EQ(asked("How much did the inquiry cost"), Asked::Money);
  EXPECT_EQ(asked("What did the inquiry cost"), Asked::Money);
  EXPECT_EQ(asked("How much was the firm fined"), Asked::Money);
  EXPECT_EQ(asked("How much water does the plant take"), Asked::Number);
}

TEST(Question, NamesWhatIsCounted) {
  EXPECT_EQ(read("How many of the dockers struck").thing, "dockers");
  EXPECT_EQ(read("How much water does it take").thing, "water");
  EXPECT_EQ(read("Wie viele Boote sanken").thing, "boote");
}

TEST(Question, SpeaksOtherLanguages) {
  EXPECT_EQ(asked("Wer leitet den Hafen"), Asked::Person);
  EXPECT_EQ(asked("Wie viel Wasser"), Asked::Number);
  EXPECT_EQ(asked("De combien seront-ils relevés"), Asked::Number);
  EXPECT_EQ(asked("Pourquoi la grève"), Asked::Reason);
  EXPECT_EQ(asked("¿Cuándo llega el barco"), Asked::Day);
}

TEST(Question, StandsInItsLastSentence) {
  EXPECT_EQ(asked("A dress was damaged when she wore it Who designed it"), Asked::Person);
  EXPECT_EQ(asked("What did he say when he came"), Asked::Words) << "a clause is no question";
}

TEST(Question, IsNothingWithoutAQuestionWord) {
  EXPECT_EQ(read("ferry crash inquiry"), Question());
  EXPECT_EQ(read("WHO measles"), Question()) << "an organisation";
  EXPECT_EQ(read(""), Question());
  EXPECT_EQ(asked("how"), Asked::Anything);
}

}  // namespace
}  // namespace morgue
