#pragma once

#include <cstdint>

#include "indexer/annotate/word_key.h"

namespace morgue::annotate {

/// What a word can be in an expression of time. The value beside it is what the comment says.
enum class DayWord : std::uint8_t {
  None,
  Number,        ///< digits: the number
  Ordinal,       ///< "15th", "first": the number
  Ones,          ///< "one" to "nineteen"
  Tens,          ///< "twenty" to "ninety"
  Hundred,       ///< "hundred"
  Thousand,      ///< "thousand"
  Decade,        ///< "1990s", "90s", "nineties": its first year, of four digits or two
  Month,         ///< 1 to 12
  ShortMonth,    ///< "jan", "sept"
  Weekday,       ///< 0 is Sunday
  ShortWeekday,  ///< "tue"
  Weekdays,      ///< "mondays": a habit
  Unit,          ///< "week": annotate::Unit
  Units,         ///< "weeks": the same
  Season,        ///< annotate::Season
  DayPart,       ///< "morning"
  DayName,       ///< "yesterday": days from today
  Quarter,       ///< "q3", "3q"
  Half,          ///< "h2"
  Fiscal,        ///< "fiscal", "calendar"; with "fy2008" the year, else 0
  Relation,      ///< "last", "next": annotate::Relation
  Edge,          ///< a part of what follows: 0 "early", 1 "end" (a noun)
  Ago,           ///< "ago"
  Shift,         ///< "earlier" -1, "later" +1
  Around,        ///< "before" -1, "after" +1
  From,          ///< "from"
  To,            ///< "to", "until", "through"
  Between,       ///< "between"
  And,           ///< "and"
  Or,            ///< "or"
  Of,            ///< "of"
  The,           ///< "the"
  A,             ///< "a", "an"
  In,            ///< "in"
  On,            ///< "on"
  Few,           ///< "couple", "few", "several": 2 or 3
  Now,           ///< "now": vague, but one end of a range
  Every,         ///< "every", "each", "per": a habit
  At,            ///< other prepositions that lead to times: "by", "since", "during"
  EndOf,         ///< "EOY": annotate::Unit
  Ended,         ///< "ended", "ending": a period reaches to the day that follows
  Begun,         ///< "beginning", "starting": a period starts with it
  Feast,         ///< the first word of what holiday_named() may know
  Future,        ///< "will", "scheduled": what is said of is to come
  Past,          ///< "was", "won": what is said of is over
};

/// How an expression stands to the present or to what was spoken of before.
enum class Relation : std::uint8_t {
  Last,       ///< "last", "latest"
  Past,       ///< "past": up to the present
  This,       ///< "this", "current"
  Next,       ///< "next"
  Coming,     ///< "coming", "upcoming"
  That,       ///< "that", "same": what was spoken of
  Preceding,  ///< "previous": before what was spoken of
  Following,  ///< "following": after it
};

struct DayWordEntry {
  DayWord word = DayWord::None;
  std::int16_t value = 0;
};

/// What a folded word is. Nearly all words are None, which is decided by one look at a small table.
[[nodiscard]] DayWordEntry day_word(WordKey key);

}  // namespace morgue::annotate
