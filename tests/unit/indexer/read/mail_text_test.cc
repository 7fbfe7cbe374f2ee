#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/indexer/read/boxes/opened.h"
#include "tests/unit/indexer/read/boxes/packed.h"

namespace morgue::test {
namespace {

std::string text_of(const std::string& body, const std::string& parameters = {}) {
  const auto articles =
      articles_of("From: a@a.example\nTo: b@b.example\nSubject: S\nContent-Type: text/plain" +
                      parameters + "\n\n" + body,
                  Format::Mail);
  return articles.size() == 1 ? articles[0].text : "not one article";
}

TEST(MailText, WrappedLinesAreJoined) {
  EXPECT_EQ(
      text_of("The harbour master of Skarra had warned of the storm since Sunday and\n"
              "most of the fleet lay safe behind the mole when it came in from the\n"
              "west, she said on Monday in the old custom house at the quay of the\n"
              "town.\n\nNobody was hurt.\n"),
      "The harbour master of Skarra had warned of the storm since Sunday and most of the fleet "
      "lay safe behind the mole when it came in from the west, she said on Monday in the old "
      "custom house at the quay of the town.\n\nNobody was hurt.");
}

TEST(MailText, FlowedLinesGoOnWhereTheyEndInABlank) {
  EXPECT_EQ(text_of("It blew \nall night.\nThen it stopped.\n", "; format=flowed"),
            "It blew all night.\n\nThen it stopped.");
  EXPECT_EQ(text_of("Sturm\xE2\x80\x91 \nflut.\n", "; charset=utf-8; format=flowed; delsp=yes"),
            "Sturm\xE2\x80\x91"
            "flut.");
}

TEST(MailText, WhatStandsAroundTheTextGoes) {
  EXPECT_EQ(text_of("View this email in your browser: https://skarra.example/1\n\n"
                    "It blew all night (https://skarra.example/storm).\n\n-----\n\n"
                    "Unsubscribe: https://skarra.example/u\n\nSkarra Post, Quay 1\n"),
            "It blew all night.");
  EXPECT_EQ(text_of("It blew.\n-- \nAnn Oakes\n"), "It blew.");
}

// What the fuzzer found: a converter passed on what is beyond Unicode.
TEST(MailText, WhatIsNoCharacterIsReplaced) {
  const auto articles = articles_of(
      "From: a@a.example\nTo: b@b.example\nSubject: S\n\n--b\xF5\xBC\x90\x91tent-Type: text/html\n",
      Format::Mail);
  ASSERT_EQ(articles.size(), 1U);
  EXPECT_EQ(articles[0].text,
            "--b\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDtent-Type: text/html");
}

}  // namespace
}  // namespace morgue::test
