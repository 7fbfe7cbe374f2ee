#include "indexer/read/double_encoding.h"

#include <gtest/gtest.h>

#include "indexer/read/charset.h"

namespace morgue {
namespace {

TEST(DoubleEncoding, MendsWhatWasEncodedTwice) {
  EXPECT_EQ(undoubled("CafÃ© am FluÃŸ: â€œIch gehe schwimmenâ€\u009D, Ã¼ber alles"),
            "Café am Fluß: “Ich gehe schwimmen”, über alles");
}

TEST(DoubleEncoding, LeavesEverythingElse) {
  EXPECT_EQ(undoubled("Café am Fluß, “schwimmen”, über alles"), std::nullopt);
  EXPECT_EQ(undoubled("CAFÉ» RIVÉ» PASSÉ» – à côté de l’été"), std::nullopt) << "mostly in order";
  EXPECT_EQ(undoubled("CafÃ© und â€”"), std::nullopt) << "too little to be sure";
  EXPECT_EQ(undoubled("plain"), std::nullopt);
}

TEST(DoubleEncoding, PagesAreMended) {
  const auto text = to_utf8("<p>CafÃ© MÃ¼ller, StraÃŸe 5</p>");
  ASSERT_TRUE(text);
  EXPECT_EQ(text->utf8, "<p>Café Müller, Straße 5</p>");
}

}  // namespace
}  // namespace morgue
