#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/indexer/read/boxes/opened.h"
#include "tests/unit/indexer/read/boxes/packed.h"

namespace morgue::test {
namespace {

using ::testing::ElementsAre;

constexpr std::string_view kHead = "From: Skarra Post <post@skarra.example>\nTo: me@me.example\n";

std::string message(std::string_view id, std::string_view body) {
  std::string out = "From post@skarra.example Mon Nov 23 12:30:35 2026\n" + std::string(kHead);
  if (!id.empty()) out += "Message-ID: " + std::string(id) + "\n";
  return out + "Content-Length: 3\nSubject: Storm\n\n" + std::string(body) + "\n";
}

TEST(MboxMembers, MessagesAreNamedByTheirIdsOrNumbers) {
  EXPECT_THAT(opened(message("<1@skarra.example>", "One\n") + message("", "Two\n")),
              ElementsAre("<1@skarra.example> (mail)", "2 (mail)"));
}

TEST(MboxMembers, FromAtTheStartOfALineIsNoBorderByItself) {
  const auto articles = articles_in(
      message("<1@a>", "First line.\n\nFrom the quay it looked small.\n\n>From here, too.\n"));
  ASSERT_EQ(articles.size(), 1U);
  EXPECT_EQ(articles[0].text, "First line.\n\nFrom the quay it looked small.\n\nFrom here, too.");
}

}  // namespace
}  // namespace morgue::test
