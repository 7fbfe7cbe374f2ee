#include "common/forward_file.h"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/temporary_directory.h"

namespace morgue::test {
namespace {

using forward::name_code;
using forward::word_code;

TEST(WordCode, FormsOfAStemShareIt) {
  const WordCode port = word_code("port", "port");
  const WordCode ports = word_code("ports", "port");
  EXPECT_NE(port, ports);
  EXPECT_EQ(forward::stem_of(port), forward::stem_of(ports));
  EXPECT_EQ(forward::form_of(port), forward::kItself);
  EXPECT_EQ(forward::stem_of(port), forward::stem_number("port"));
}

TEST(WordCode, NamesAreTheirOwnStem) {
  EXPECT_EQ(forward::form_of(name_code("banks")), forward::kName);
  EXPECT_EQ(forward::stem_of(name_code("banks")), forward::stem_number("banks"));
  EXPECT_NE(forward::stem_of(name_code("banks")), forward::stem_of(word_code("banks", "bank")));
}

TEST(WordCode, CommonWordsTakeOneByte) {
  std::string out;
  forward::append(out, word_code("the", ""));
  EXPECT_EQ(out.size(), 1U);
  forward::append(out, word_code("through", ""));  // a function word, but not one of the commonest
  EXPECT_EQ(out.size(), 4U);
  forward::append(out, word_code("harbour", "harbour"));
  EXPECT_EQ(out.size(), 7U);
}

class ForwardFileTest : public testing::Test {
 protected:
  void write(const std::string& bytes) { std::ofstream(path_, std::ios::binary) << bytes; }

  TemporaryDirectory directory_;
  std::filesystem::path path_ = directory_ / "forward";
};

std::string three_documents() {
  ForwardHead head;
  head.add(3);
  head.add(0);
  head.add(2);
  return head.bytes() + "abcde";
}

TEST_F(ForwardFileTest, GivesTheWordsOfEachDocument) {
  write(three_documents());
  const ForwardFile file(path_);
  EXPECT_EQ(file.documents(), 3U);
  EXPECT_EQ(file.words(1), "abc");
  EXPECT_EQ(file.words(2), "");
  EXPECT_EQ(file.words(3), "de");
  EXPECT_EQ(file.words(4), "");
}

TEST_F(ForwardFileTest, WhatIsMissingOrDamagedHasNoDocuments) {
  EXPECT_EQ(ForwardFile(path_).documents(), 0U);
  const std::string whole = three_documents();
  for (std::size_t size = 0; size < whole.size(); ++size) {
    write(whole.substr(0, size));
    EXPECT_EQ(ForwardFile(path_).documents(), 0U) << size;
  }
  write("x" + whole.substr(1));
  EXPECT_EQ(ForwardFile(path_).documents(), 0U);
}

TEST_F(ForwardFileTest, DamagedEndsStayInTheFile) {
  const std::string whole = three_documents();
  for (std::size_t at = 16; at < 32; ++at)  // the ends of the first two
    for (const char byte : {'\x00', '\x04', '\x7f', '\xff'}) {
      std::string bytes = whole;
      bytes[at] = byte;
      write(bytes);
      const ForwardFile file(path_);
      for (std::uint32_t document = 1; document <= 3; ++document)
        EXPECT_LE(file.words(document).size(), 5U);
    }
}

}  // namespace
}  // namespace morgue::test
