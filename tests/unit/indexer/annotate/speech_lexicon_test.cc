#include "indexer/annotate/speech_lexicon.h"

#include <gtest/gtest.h>

namespace morgue::annotate {
namespace {

TEST(SpeechLexicon, KnowsWhatAVerbAsksFor) {
  EXPECT_EQ(talk_of(key_of("said")), Talk::Say);
  EXPECT_EQ(talk_of(key_of("argued")), Talk::That);
  EXPECT_EQ(talk_of(key_of("told")), Talk::Tell);
  EXPECT_EQ(talk_of(key_of("sagte")), Talk::Utter);
}

TEST(SpeechLexicon, LetsAWordDoSeveralThings) {
  EXPECT_EQ(talk_of(key_of("saying")), Talk::Say | Talk::Gerund);
  EXPECT_EQ(talk_of(key_of("spokeswoman")), Talk::Speaker | Talk::Female);
}

TEST(SpeechLexicon, KnowsNothingOfMostWords) { EXPECT_EQ(talk_of(key_of("harbour")), Talk::None); }

}  // namespace
}  // namespace morgue::annotate
