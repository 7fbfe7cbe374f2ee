#include "indexer/train/corpus.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace morgue::train {
namespace {

const Sentence kSentence = {
    {"Mr.", "O"},      {"Holt", "B-PER"}, {"'s", "O"},      {"\"", "O"},         {"dam", "O"},
    {"\"", "O"},       {"in", "O"},       {"New", "B-LOC"}, {"Calder", "I-LOC"}, {"(", "O"},
    {"Ohio", "B-LOC"}, {")", "O"},        {".", "O"}};

TEST(Corpus, IsSetAsItWouldBePrinted) {
  const GoldText gold = set_in_print({kSentence, {{"It", "O"}, {"held", "O"}}}, Setting::Plain);
  EXPECT_EQ(gold.text, "Mr. Holt's \"dam\" in New Calder (Ohio). It held");
  EXPECT_EQ(gold.names, (std::vector<GoldName>{{{4, 8}, EntityKind::Person},
                                               {{20, 30}, EntityKind::Place},
                                               {{32, 36}, EntityKind::Place}}));
}

TEST(Corpus, CanBeSetAsAHeadline) {
  const Sentence sentence = {{"dam", "O"}, {"breaks", "O"}, {"in", "O"}, {"Calder", "B-LOC"}};
  EXPECT_EQ(set_in_print({sentence}, Setting::Capitals).text, "DAM BREAKS IN CALDER");
  EXPECT_EQ(set_in_print({sentence}, Setting::Headline).text, "dam Breaks in Calder");
}

TEST(Corpus, IsReadFromColumns) {
  const auto file = std::filesystem::path(testing::TempDir()) / "corpus_test.bio";
  std::ofstream(file) << "-DOCSTART-\tO\n\nIda\tB-PER\n-\tI-PER\nRose\tI-PER\nran\tO\n\n"
                         "-DOCSTART-\tO\n\nNo\tO\n";
  const auto whole = read_bio(file, true);
  ASSERT_EQ(whole.size(), 2U);
  EXPECT_EQ(set_in_print(whole[0], Setting::Plain).text, "Ida-Rose ran");
  EXPECT_EQ(set_in_print(read_bio(file, false)[0], Setting::Plain).text, "Ida - Rose ran");
  std::filesystem::remove(file);
}

}  // namespace
}  // namespace morgue::train
