#include "indexer/read/formats.h"

#include <gtest/gtest.h>

#include <set>

namespace morgue {
namespace {

TEST(Formats, EachIsListedOnceAndFitsATerminal) {
  std::set<std::string_view> names;
  for (const FormatInfo& format : known_formats()) {
    EXPECT_TRUE(names.insert(format.name).second) << format.name;
    EXPECT_NE(formats_text().find(format.what), std::string::npos) << format.name;
  }
  std::size_t widest = 0;
  const std::string text = formats_text();
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t end = rest.find('\n');
    widest = std::max(widest, end);
    rest.remove_prefix(end + 1);
  }
  EXPECT_LE(widest, 100U);
}

}  // namespace
}  // namespace morgue
