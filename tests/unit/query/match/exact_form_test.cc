#include "query/match/exact_form.h"

#include <gtest/gtest.h>

namespace morgue {
namespace {

bool as_typed(std::string_view written, std::string_view typed,
              std::vector<std::string> spellings = {}) {
  return is_as_typed(written, typed_form(0, typed, std::move(spellings)));
}

TEST(IsAsTyped, CaseStopsAndInflectionsAside) {
  EXPECT_TRUE(as_typed("Müller", "müller"));
  EXPECT_TRUE(as_typed("MÜLLERS", "Müller"));
  EXPECT_TRUE(as_typed("dying", "dies"));
  EXPECT_TRUE(as_typed("U.S", "US"));
  EXPECT_TRUE(as_typed("d’Amico", "d'Amico"));
}

TEST(IsAsTyped, OtherSpellingsAreNot) {
  EXPECT_FALSE(as_typed("resume", "résumé"));
  EXPECT_FALSE(as_typed("Résumés", "resume"));
  EXPECT_FALSE(as_typed("Strasse", "Straße"));
  EXPECT_FALSE(as_typed("œuvre", "oeuvre"));
  EXPECT_FALSE(as_typed("Mueller", "Müller", {"mueller"}));
  EXPECT_FALSE(as_typed("Zelenskyy", "Zelensky", {"zelenskyy"}));
  EXPECT_TRUE(as_typed("Zelensky", "Zelensky", {"zelenskyy"}));
  EXPECT_FALSE(as_typed("data-centre", "datacentre"));
  EXPECT_FALSE(as_typed("data centre", "data-centre"));
  EXPECT_FALSE(as_typed("Damico", "d'Amico"));
  EXPECT_FALSE(as_typed("ёлка", "елка"));
}

}  // namespace
}  // namespace morgue
