#include "common/names.h"

#include <gmock/gmock.h>

namespace morgue {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(NameForms, AreTheWholeFirstWithLastAndEveryPart) {
  EXPECT_THAT(name_forms("Ana M. Løw"), ElementsAre("ana m low", "ana low", "ana", "m", "low"));
  EXPECT_THAT(name_forms("Ana Løw"), ElementsAre("ana low", "ana", "low"));
}

TEST(NameForms, OfASinglePartAreThatPart) {
  EXPECT_THAT(name_forms("Løw"), ElementsAre("low"));
  EXPECT_THAT(name_forms("Tom Tom"), ElementsAre("tom tom", "tom"));
}

TEST(NameForms, OfNoLettersAreNone) {
  EXPECT_THAT(name_forms(""), IsEmpty());
  EXPECT_THAT(name_forms(" - "), IsEmpty());
}

}  // namespace
}  // namespace morgue
