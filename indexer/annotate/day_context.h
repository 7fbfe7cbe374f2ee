#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "indexer/annotate/calendar.h"
#include "indexer/annotate/day_atoms.h"
#include "indexer/annotate/day_tense.h"

namespace morgue::annotate {

/// What was spoken of last: "that year", "two days later" lean on it.
struct Reference {
  Stretch stretch;
  Unit unit = Unit::Day;
  std::size_t sentence = 0;
};

/// What the grammar reads and what it knows while it does.
struct DayContext {
  std::vector<Atom> atoms;
  std::string_view text;               ///< what the atoms were read from
  std::optional<Day> anchor;           ///< the day of publication
  std::optional<Reference> reference;  ///< the last stretch spoken of
  std::optional<Reference> quarter;    ///< the last quarter spoken of
  std::size_t sentence = 0;            ///< counts them
  mutable int nesting = 0;             ///< of phrases within phrases that are being read

  /// The atom at an index, or one that is nothing for indices beyond the ends (also -1).
  [[nodiscard]] const Atom& at(std::size_t index) const {
    static constexpr Atom kNothing{};
    return index < atoms.size() ? atoms[index] : kNothing;
  }
  [[nodiscard]] bool is(std::size_t index, DayWord kind) const { return at(index).is(kind); }
  [[nodiscard]] bool is_mark(std::size_t index, char mark) const { return at(index).mark == mark; }
  /// A clause ends in front of the atom at an index; "present-day" goes on.
  [[nodiscard]] bool clause_ends(std::size_t index) const {
    const char mark = at(index).mark;
    return index >= atoms.size() || (mark != 0 && mark != '-');
  }
  [[nodiscard]] bool any_unit(std::size_t index) const {
    return is(index, DayWord::Unit) || is(index, DayWord::Units);
  }
  /// A date may begin here, or a number.
  [[nodiscard]] bool date_word(std::size_t index) const {
    return is(index, DayWord::Month) || is(index, DayWord::ShortMonth) ||
           is(index, DayWord::Weekday) || is(index, DayWord::ShortWeekday) ||
           is(index, DayWord::Ordinal) || is(index, DayWord::Number);
  }
  /// What "that year" and "a month later" lean on: what was spoken of last, else today.
  /// Quarters lean on quarters; nothing leans on what is larger than itself.
  [[nodiscard]] std::optional<Stretch> leaning_on(Unit unit) const {
    if (unit == Unit::Quarter && quarter) return quarter->stretch;
    if (reference && reference->unit > unit) return std::nullopt;
    return reference ? std::optional(reference->stretch) : today();
  }
  /// The day of publication, if it is known.
  [[nodiscard]] std::optional<Stretch> today() const {
    return anchor ? std::optional(Stretch{*anchor, *anchor}) : std::nullopt;
  }
  [[nodiscard]] Relation relation(std::size_t index) const {
    return static_cast<Relation>(at(index).value);
  }
  [[nodiscard]] Unit unit(std::size_t index) const { return static_cast<Unit>(at(index).value); }
  /// A noun follows that these atoms belong to, and no preposition leads to them: "October sales".
  [[nodiscard]] bool attributive(std::size_t begin, std::size_t end) const {
    const Atom& noun = at(end);
    const Atom& lead = is(begin - 1, DayWord::The) ? at(begin - 2) : at(begin - 1);
    const bool led = lead.is(DayWord::In) || lead.is(DayWord::At) || lead.is(DayWord::To) ||
                     lead.is(DayWord::From) || lead.is(DayWord::On);
    return !led && noun.is(DayWord::None) && noun.mark == 0 && noun.key != WordKey{} &&
           !noun.starts_sentence;
  }
  [[nodiscard]] Tense tense(std::size_t begin, std::size_t end) const {
    return tense_around(atoms, text, begin, end);
  }
};

/// The parts of a date that were said; 0 or nothing for the others.
struct DateParts {
  std::optional<int> year;
  unsigned month = 0;
  unsigned day = 0;
  std::optional<std::chrono::weekday> weekday;
};

/// An expression of time that was read.
struct Reading {
  std::size_t begin = 0;  ///< its first atom
  std::size_t end = 0;    ///< the one behind its last
  Unit unit = Unit::Day;  ///< how finely it speaks
  /// Nothing as long as parts are to be completed ("between March" "and May 2023").
  std::optional<Stretch> stretch{};
  DateParts parts{};
  /// What something is measured against ("a year earlier"); nothing leans on it.
  bool comparison = false;
};

/// A reading that needs no more completing.
[[nodiscard]] inline Reading stretch_reading(std::size_t begin, std::size_t end, Unit unit,
                                             std::optional<Stretch> stretch) {
  Reading found;
  found.begin = begin;
  found.end = end;
  found.unit = unit;
  found.stretch = stretch;
  return found;
}

}  // namespace morgue::annotate
