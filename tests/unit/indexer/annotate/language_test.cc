#include "indexer/annotate/language.h"

#include <gtest/gtest.h>

#include <string>

namespace morgue::annotate {
namespace {

TEST(Language, IsTheOneThatMostOfTheTextIsWrittenIn) {
  EXPECT_EQ(detect_language("The water board said on Monday that the old dam above the town would "
                            "be closed for repairs until the end of the summer."),
            "en");
  EXPECT_EQ(detect_language("Die Wasserbehörde teilte am Montag mit, dass die alte Talsperre "
                            "oberhalb der Stadt bis zum Ende des Sommers geschlossen bleibt."),
            "de");
  EXPECT_EQ(detect_language("Управление водных ресурсов сообщило в понедельник, что старая плотина "
                            "над городом будет закрыта на ремонт до конца лета."),
            "ru");
  EXPECT_EQ(
      detect_language("רשות המים הודיעה ביום שני כי הסכר הישן שמעל העיירה ייסגר לצורך שיפוצים "
                      "עד סוף הקיץ, ותושבים רבים מודאגים מכך מאוד."),
      "he");
}

TEST(Language, IsUnknownWhereThereIsTooLittleText) {
  EXPECT_EQ(detect_language(""), "");
  EXPECT_EQ(detect_language("Dam closed"), "");
  EXPECT_EQ(detect_language(std::string(5000, '7')), "");
}

}  // namespace
}  // namespace morgue::annotate
