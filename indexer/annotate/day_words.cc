#include "indexer/annotate/day_words.h"

#include <array>
#include <string_view>

namespace morgue::annotate {
namespace {

struct Group {
  DayWord word;
  int value;               ///< of the first word
  std::string_view words;  ///< folded, separated by blanks
  int step = 0;            ///< from each word's value to the next one's
};

constexpr int value_of(Relation relation) { return static_cast<int>(relation); }

constexpr auto kGroups = std::to_array<Group>({
    {DayWord::Ones, 1,
     "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
     "sixteen seventeen eighteen nineteen",
     1},
    {DayWord::Tens, 20, "twenty thirty forty fifty sixty seventy eighty ninety", 10},
    {DayWord::Hundred, 100, "hundred"},
    {DayWord::Thousand, 1000, "thousand"},
    {DayWord::Ordinal, 1,
     "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
     "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
     1},
    {DayWord::Ordinal, 30, "thirtieth"},
    {DayWord::Decade, 20, "twenties thirties forties fifties sixties seventies eighties nineties",
     10},
    {DayWord::Month, 1,
     "january february march april may june july august september october november december", 1},
    {DayWord::ShortMonth, 1, "jan feb mar apr _ jun jul aug sep oct nov dec", 1},
    {DayWord::ShortMonth, 9, "sept"},
    {DayWord::Weekday, 0, "sunday monday tuesday wednesday thursday friday saturday", 1},
    {DayWord::ShortWeekday, 0, "sun mon tue wed thu fri sat", 1},
    {DayWord::ShortWeekday, 2, "tues"},
    {DayWord::ShortWeekday, 4, "thur"},
    {DayWord::ShortWeekday, 4, "thurs"},
    {DayWord::Weekdays, 0, "sundays mondays tuesdays wednesdays thursdays fridays saturdays", 1},
    {DayWord::Unit, 0, "day weekend week fortnight month quarter half year decade century", 1},
    {DayWord::Units, 0,
     "days weekends weeks fortnights months quarters halves years decades centuries", 1},
    {DayWord::Season, 0, "spring summer autumn winter", 1},
    {DayWord::Season, 2, "fall"},
    {DayWord::DayPart, 0, "morning afternoon evening night noon midnight lunchtime"},
    {DayWord::DayName, 0, "today tonight"},
    {DayWord::DayName, -1, "yesterday"},
    {DayWord::DayName, 1, "tomorrow tmrw"},
    {DayWord::Quarter, 1, "q1 q2 q3 q4", 1},
    {DayWord::Quarter, 1, "1q 2q 3q 4q", 1},
    {DayWord::Half, 1, "h1 h2", 1},
    {DayWord::Half, 1, "1h 2h", 1},
    {DayWord::Fiscal, 0, "fiscal calendar financial fy cy"},
    {DayWord::Relation, value_of(Relation::Last), "last latest recent"},
    {DayWord::Relation, value_of(Relation::Past), "past"},
    {DayWord::Relation, value_of(Relation::This), "this current"},
    {DayWord::Relation, value_of(Relation::Next), "next"},
    {DayWord::Relation, value_of(Relation::Coming), "coming upcoming"},
    {DayWord::Relation, value_of(Relation::That), "that same"},
    {DayWord::Relation, value_of(Relation::Preceding), "previous preceding prior"},
    {DayWord::Relation, value_of(Relation::Following), "following"},
    {DayWord::Edge, 0, "early mid late"},
    {DayWord::Edge, 1, "end middle start"},
    {DayWord::EndOf, 2, "eow"},
    {DayWord::EndOf, 4, "eom"},
    {DayWord::EndOf, 7, "eoy"},
    {DayWord::Ago, -1, "ago"},
    {DayWord::Shift, -1, "earlier"},
    {DayWord::Shift, 1, "later"},
    {DayWord::Around, -1, "before"},
    {DayWord::Around, 1, "after"},
    {DayWord::From, 0, "from"},
    {DayWord::To, 0, "to until till through thru"},
    {DayWord::Between, 0, "between"},
    {DayWord::And, 0, "and"},
    {DayWord::Or, 0, "or"},
    {DayWord::Of, 0, "of"},
    {DayWord::The, 0, "the"},
    {DayWord::A, 0, "a an"},
    {DayWord::In, 0, "in"},
    {DayWord::On, 0, "on"},
    {DayWord::Few, 2, "couple"},
    {DayWord::Few, 3, "few several"},
    {DayWord::Now, 0, "now"},
    {DayWord::Every, 0, "every each any per most all"},
    {DayWord::At, 0, "by since during for at as with within around about throughout over circa"},
    {DayWord::Ended, 0, "ended ending ends"},
    {DayWord::Begun, 0, "beginning starting commencing"},
    {DayWord::Feast, 0,
     "christmas xmas easter thanksgiving halloween juneteenth new martin mlk inauguration "
     "groundhog "
     "valentine valentines president presidents st saint earth anzac international cinco mother "
     "mothers memorial father fathers canada independence bastille labor columbus guy bonfire "
     "veterans armistice remembrance black cyber boxing mardi shrove ash palm maundy holy good "
     "whit "
     "ascension pentecost corpus eid"},
    {DayWord::Future, 0,
     "will shall would scheduled due expected expects expect plans planned planning plan set going "
     "hopes intends aims might could must should ahead deadline forthcoming slated poised begins "
     "starts opens resumes likely postponed delayed proposed"},
    {DayWord::Past, 0,
     "said says was were had did told won lost fell rose made met held took came went "
     "began beat struck shot found saw gave left led sent hit became got ran spoke wrote grew drew "
     "broke kept sold bought paid brought thought stood understood felt heard knew put cut quit "
     "sank swam sang rang drove flew threw withdrew dropped chose rode woke fought caught taught "
     "sought been done seen slid sprang swept slipped dealt lay"},
});

constexpr std::size_t kSlots = 1024;  // Under half full, so that a search ends after a step or two.
constexpr std::size_t kFilterBits = 8192;  // A word that is none passes it one time in thirty.

struct Slot {
  WordKey key{};
  DayWordEntry entry{};
};

struct Table {
  std::array<std::uint64_t, kFilterBits / 64> filter{};
  std::array<Slot, kSlots> slots{};
};

constexpr std::size_t slot_of(WordKey key) { return static_cast<std::size_t>(key) % kSlots; }
constexpr std::size_t filter_bit(WordKey key) {
  return static_cast<std::size_t>(static_cast<std::uint64_t>(key) >> 40U) % kFilterBits;
}

constexpr void add(Table& table, WordKey key, DayWordEntry entry) {
  std::size_t slot = slot_of(key);
  while (table.slots[slot].key != WordKey{} && table.slots[slot].key != key)
    slot = (slot + 1) % kSlots;
  if (table.slots[slot].key == key) return;  // What a word is first is what it is.
  table.slots[slot] = {key, entry};
  const std::size_t bit = filter_bit(key);
  table.filter[bit / 64] |= std::uint64_t{1} << (bit % 64);
}

constexpr Table build() {
  Table table{};
  for (const Group& group : kGroups) {
    int value = group.value;
    for (std::string_view left = group.words; !left.empty(); value += group.step) {
      const std::size_t blank = left.find(' ');
      add(table, key_of(left.substr(0, blank)), {group.word, static_cast<std::int16_t>(value)});
      left.remove_prefix(blank == std::string_view::npos ? left.size() : blank + 1);
    }
  }
  return table;
}

}  // namespace

DayWordEntry day_word(WordKey key) {
  static constexpr Table kTable = build();
  const std::size_t bit = filter_bit(key);
  if ((kTable.filter[bit / 64] >> (bit % 64) & 1U) == 0) return {};
  for (std::size_t slot = slot_of(key); kTable.slots[slot].key != WordKey{};
       slot = (slot + 1) % kSlots)
    if (kTable.slots[slot].key == key) return kTable.slots[slot].entry;
  return {};
}

}  // namespace morgue::annotate
