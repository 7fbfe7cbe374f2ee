#include "common/schema.h"

#include <gtest/gtest.h>

#include "common/utf8.h"

namespace morgue {
namespace {

Instant at(const char* time) { return parse_iso8601(time)->instant; }

TEST(Schema, MinutesSortAsTimesDo) {
  const char* const times[] = {"0000-01-01T00:00:00Z", "0000-01-01T00:01:00Z",
                               "1912-04-15T02:20:00Z", "1969-12-31T23:59:00Z",
                               "1970-01-01T00:00:00Z", "2025-03-11T05:58:00Z",
                               "2025-03-11T05:59:00Z", "8000-01-01T00:00:00Z"};
  for (std::size_t i = 1; i < std::size(times); ++i)
    EXPECT_LT(schema::sortable_minutes(at(times[i - 1])), schema::sortable_minutes(at(times[i])))
        << times[i];
}

TEST(Schema, MinutesComeBackWithoutTheirSeconds) {
  EXPECT_EQ(schema::sortable_minutes(at("2025-03-11T05:58:59Z")),
            schema::sortable_minutes(at("2025-03-11T05:58:00Z")));
  EXPECT_EQ(schema::instant_of_sortable(schema::sortable_minutes(at("2025-03-11T05:58:59Z"))),
            at("2025-03-11T05:58:00Z"));
  EXPECT_EQ(schema::instant_of_sortable(schema::sortable_minutes(at("1912-04-15T02:20:00Z"))),
            at("1912-04-15T02:20:00Z"));
  EXPECT_EQ(schema::instant_of_sortable(""), std::nullopt);
  EXPECT_EQ(schema::instant_of_sortable("12345"), std::nullopt);
}

TEST(Schema, TimesBeyondTheRangeTakeItsEnds) {
  EXPECT_EQ(schema::sortable_minutes(at("0000-01-01T00:00:00+14:00")), std::string(4, '\0'));
  EXPECT_EQ(schema::sortable_minutes(at("9999-12-31T23:59:00Z")), "\xff\xff\xff\xff");
  EXPECT_LT(schema::sortable_minutes(at("8165-12-31T23:59:00Z")), "\xff\xff\xff\xff");
}

TEST(Schema, ADayEndsAMinuteBeforeTheNext) {
  const Day day = *make_day(2024, 2, 28);
  EXPECT_EQ(schema::instant_of_sortable(schema::sortable_first_minute(day)),
            at("2024-02-28T00:00:00Z"));
  EXPECT_EQ(schema::instant_of_sortable(schema::sortable_last_minute(day)),
            at("2024-02-28T23:59:00Z"));
}

TEST(Schema, NumbersSortAsNumbersDo) {
  EXPECT_EQ(schema::sortable_number(0x01020304), "\x01\x02\x03\x04");
  EXPECT_LT(schema::sortable_number(255), schema::sortable_number(256));
}

TEST(Schema, AnIdIsEightBytesMostSignificantFirst) {
  const ArticleId id{0x0102030405060708U};
  EXPECT_EQ(schema::id_bytes(id), "\x01\x02\x03\x04\x05\x06\x07\x08");
  EXPECT_EQ(schema::id_of_bytes(schema::id_bytes(id)), id);
  EXPECT_EQ(schema::id_of_bytes("1234567"), std::nullopt);
}

TEST(Schema, DateTermsNameYearMonthAndDay) {
  const Day day = *make_day(987, 3, 1);
  EXPECT_EQ(schema::year_term(day), "Y0987");
  EXPECT_EQ(schema::month_term(day), "M098703");
  EXPECT_EQ(schema::day_term(day), "D09870301");
}

TEST(Schema, TermsAreCutAtACharacterBorder) {
  std::string euros;
  for (int i = 0; i < 100; ++i) euros += "€";
  const std::string term = schema::term("XSRC", euros);
  EXPECT_EQ(term.size(), 244U);  // 4 and 80 times 3: a further one would make 247
  EXPECT_TRUE(utf8::valid(term));
  EXPECT_EQ(schema::term("Q", "00ff"), "Q00ff");
}

}  // namespace
}  // namespace morgue
