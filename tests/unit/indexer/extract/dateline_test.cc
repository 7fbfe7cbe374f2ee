#include "indexer/extract/dateline.h"

#include <gtest/gtest.h>

namespace morgue {
namespace {

/// "place|agency|year-month-day|rest of the text"
std::string read(std::string_view text) {
  const auto found = read_dateline(text);
  if (!found) return "none";
  return found->place + "|" + found->agency + "|" + std::to_string(found->year) + "-" +
         std::to_string(found->month) + "-" + std::to_string(found->day) + "|" +
         std::string(text.substr(found->bytes));
}

TEST(Dateline, ReadsPlaceAgencyAndDay) {
  const std::vector<std::pair<std::string_view, std::string_view>> cases = {
      {"AMSEL, Norland—The mayor", "AMSEL, Norland||0-0-0|The mayor"},
      {"PORT AMSEL, Norland (Reuters) - The mayor", "PORT AMSEL, Norland|Reuters|0-0-0|The mayor"},
      {"AMSEL  (Reuters) - The mayor", "AMSEL|Reuters|0-0-0|The mayor"},
      {"July 4 (UPI) -- The mayor", "|UPI|0-7-4|The mayor"},
      {"AMSEL, March 3 (AP) — The mayor", "AMSEL|AP|0-3-3|The mayor"},
      {"AMSEL, Mar. 3, 2031 (CBN) -- The mayor", "AMSEL|CBN|2031-3-3|The mayor"},
      {"AMSEL, 3 March (AFP) – \"The mayor", "AMSEL|AFP|0-3-3|\"The mayor"},
      {"AMSEL, Mass. (AP) _ The mayor", "AMSEL, Mass.|AP|0-0-0|The mayor"},
      {"ST. AMSEL — The mayor", "ST. AMSEL||0-0-0|The mayor"},
      {"AMSEL-SUR-MER — The mayor", "AMSEL-SUR-MER||0-0-0|The mayor"},
      {"AMSEL/CALDER (Reuters) - The mayor", "AMSEL/CALDER|Reuters|0-0-0|The mayor"},
      {"Amsel (AFP) - The mayor", "Amsel|AFP|0-0-0|The mayor"},
      {"Amsel, March 3 - The mayor", "Amsel||0-3-3|The mayor"},
      {"AMSEL, March 3 (AFP) The mayor", "AMSEL|AFP|0-3-3|The mayor"},
      {"AMSEL (AP): The mayor", "AMSEL|AP|0-0-0|The mayor"},
      {"(Reuters) - The mayor", "|Reuters|0-0-0|The mayor"},
      {"ŁÓDŹ, Poland — The mayor", "ŁÓDŹ, Poland||0-0-0|The mayor"},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(read(text), expected) << text;
}

TEST(Dateline, RefusesWhatOnlyLooksAlike) {
  for (const auto text :
       {"", "AMSEL", "AMSEL —", "The mayor — a former sailor — said so.", "EXCLUSIVE - The mayor",
        "BREAKING NEWS — The mayor", "CBN — the network — closed", "NATO - The alliance",
        "Amsel - The mayor", "Mayor Okafor (left) - A former sailor", "AMSEL: The mayor",
        "On March 3 - a Monday - it rained", "Dana Okafor, Norland (pictured) — The mayor",
        "UPDATE 2-AMSEL port reopens - The mayor", "A (b) - C",
        "Amsel, Calder, Norland, Westmark, Ostmark (AFP) - The mayor"})
    EXPECT_EQ(read(text), "none") << text;
}

TEST(Dateline, IsFoundBehindAGluedCaption) {
  const std::string_view text =
      "Police stand at the quay in Amsel on June 27, 2031. Photo by Li Wei/CBN | License Photo "
      "July "
      "4 (CBN) -- The harbour reopened.";
  ASSERT_TRUE(find_glued_dateline(text));
  EXPECT_EQ(text.substr(*find_glued_dateline(text)), "July 4 (CBN) -- The harbour reopened.");
  const std::string_view place =
      "Ships wait in the roads AMSEL, Norland (AP) — The harbour reopened.";
  ASSERT_TRUE(find_glued_dateline(place));
  EXPECT_EQ(place.substr(*find_glued_dateline(place)),
            "AMSEL, Norland (AP) — The harbour reopened.");
  EXPECT_EQ(find_glued_dateline("The harbour (a deep one) - Amsel's pride - reopened."),
            std::nullopt);
  EXPECT_EQ(find_glued_dateline("AMSEL (AP) — The harbour reopened."), std::nullopt);
}

}  // namespace
}  // namespace morgue
