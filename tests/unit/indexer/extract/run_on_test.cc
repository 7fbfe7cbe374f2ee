#include "indexer/extract/run_on.h"

#include <gtest/gtest.h>

namespace morgue {
namespace {

/// What is left of the paragraph, and the people of the part that was cut off.
std::string read(std::string_view paragraph) {
  const RunOn run = read_run_on(paragraph);
  std::string out(paragraph.substr(run.bytes));
  for (const auto& name : run.people) out += " [" + name + "]";
  return out;
}

TEST(RunOn, CutsWhatWasGluedInFrontOfTheText) {
  const std::vector<std::pair<std::string_view, std::string_view>> cases = {
      {"By and Dana Okafor Updated on Save Norland will raise its fees.",
       "Norland will raise its fees. [Dana Okafor]"},
      {"By Dana Okafor and Li Wei March 3, 2031 at 6:40 PM EST Share Norland will raise its fees.",
       "Norland will raise its fees. [Dana Okafor] [Li Wei]"},
      {"By Dana Okafor The harbour fees will rise.", "The harbour fees will rise. [Dana Okafor]"},
      {"By Dana Okafor AMSEL (Reuters) - The fees will rise.",
       "AMSEL (Reuters) - The fees will rise. [Dana Okafor]"},
      {"Ships wait in the roads. Photo by Li Wei/CBN | License Photo July 4 (CBN) -- The fees "
       "rise.",
       "July 4 (CBN) -- The fees rise."},
  };
  for (const auto& [paragraph, expected] : cases) EXPECT_EQ(read(paragraph), expected) << paragraph;
}

TEST(RunOn, LeavesSentencesAlone) {
  for (const std::string_view paragraph :
       {"By the time the ferry came the harbour was empty.", "By Monday The Calder Herald had it.",
        "By Dana Okafor's count nine ships waited.",
        "By Dana Okafor Save the harbour fees for later, she says.",
        "Ships wait, he said. AMSEL (Reuters) - was written on the wall.", "By", ""})
    EXPECT_EQ(read(paragraph), paragraph);
}

}  // namespace
}  // namespace morgue
