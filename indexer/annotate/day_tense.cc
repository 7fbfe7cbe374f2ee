#include "indexer/annotate/day_tense.h"

#include <algorithm>
#include <array>

namespace morgue::annotate {
namespace {

constexpr std::size_t kWindow = 16;  // atoms to look at on either side: a clause and a half

bool ends_clause(const Atom& atom) {
  return atom.mark == '.' || atom.mark == '!' || atom.mark == '?' || atom.mark == ';';
}

/// "announced", "died"; not "red".
bool regular_past(const Atom& atom, std::string_view text) {
  constexpr std::size_t kShortest = 4;
  const std::string_view written = atom.where.of(text);
  const bool verb = atom.kind == DayWord::None || atom.kind == DayWord::Ended;
  return verb && !atom.capital && written.size() >= kShortest && written.ends_with("ed");
}

/// "they'll meet": the clitic is no word of its own.
bool shortened_will(const Atom& atom, std::string_view text) {
  const std::string_view rest = text.substr(atom.where.end);
  return rest.starts_with("'ll") || rest.starts_with("’ll");
}

constexpr WordKey kBe = key_of("be");
constexpr WordKey kBeing = key_of("being");
constexpr WordKey kIs = key_of("is");
constexpr WordKey kAre = key_of("are");

/// "will be released", "to be held": the participle says nothing of its own.
bool after_be(const std::vector<Atom>& atoms, std::size_t at) {
  return at > 0 && (atoms[at - 1].key == kBe || atoms[at - 1].key == kBeing);
}

/// "plans to", "set for": nouns, or past, without what follows.
Tense promise(const std::vector<Atom>& atoms, std::size_t at) {
  static constexpr std::array kNeedObject = {key_of("plans"), key_of("plan"), key_of("going"),
                                             key_of("hopes"), key_of("set")};
  static constexpr WordKey kFor = key_of("for");
  const WordKey key = atoms[at].key;
  if (std::find(kNeedObject.begin(), kNeedObject.end(), key) == kNeedObject.end())
    return Tense::Future;
  const bool goes_on =
      at + 1 < atoms.size() && (atoms[at + 1].is(DayWord::To) || atoms[at + 1].key == kFor);
  if (goes_on) return Tense::Future;
  return key == kNeedObject.back() ? Tense::Past : Tense::Unknown;
}

/// "is to meet", "are to", "to be".
bool destined(const std::vector<Atom>& atoms, std::size_t at) {
  if (!atoms[at].is(DayWord::To)) return false;
  const bool to_be = at + 1 < atoms.size() && atoms[at + 1].key == kBe;
  const bool is_to = at > 0 && (atoms[at - 1].key == kIs || atoms[at - 1].key == kAre);
  return to_be || is_to;
}

Tense tense_at(const std::vector<Atom>& atoms, std::string_view text, std::size_t at) {
  const Atom& atom = atoms[at];
  if (shortened_will(atom, text)) return Tense::Future;
  if (destined(atoms, at)) return Tense::Future;
  if (atom.is(DayWord::Future)) return promise(atoms, at);
  const bool past = atom.is(DayWord::Past) || regular_past(atom, text);
  if (!past || after_be(atoms, at)) return Tense::Unknown;
  // "might hit", "to cut": verbs that have one form for both.
  if (at > 0 && atoms[at - 1].is(DayWord::Future)) return promise(atoms, at - 1);
  if (at > 0 && atoms[at - 1].is(DayWord::To)) return Tense::Unknown;
  return Tense::Past;
}

/// "Will it open on Monday? Or on Tuesday?": the question mark in front of atom `at` ends nothing.
bool asks_on(const std::vector<Atom>& atoms, std::size_t at) {
  return atoms[at].is(DayWord::Or) && at > 0 && atoms[at - 1].mark == '?';
}

Tense tense_before(const std::vector<Atom>& atoms, std::string_view text, std::size_t begin) {
  const std::size_t stop = begin - std::min(begin, kWindow);
  if (begin < atoms.size() && atoms[begin].starts_sentence) return Tense::Unknown;
  for (std::size_t at = begin; at > stop; --at) {
    if (at < begin && asks_on(atoms, at)) continue;
    if (ends_clause(atoms[at - 1])) break;
    if (const Tense tense = tense_at(atoms, text, at - 1); tense != Tense::Unknown) return tense;
    const bool first = atoms[at - 1].starts_sentence;
    if (first && !(at > 1 && asks_on(atoms, at - 1))) break;
  }
  return Tense::Unknown;
}

Tense tense_behind(const std::vector<Atom>& atoms, std::string_view text, std::size_t end) {
  const std::size_t stop = std::min(atoms.size(), end + kWindow);
  for (std::size_t at = end; at < stop; ++at) {
    if (ends_clause(atoms[at]) || atoms[at].starts_sentence) break;
    if (const Tense tense = tense_at(atoms, text, at); tense != Tense::Unknown) return tense;
  }
  return Tense::Unknown;
}

}  // namespace

Tense tense_around(const std::vector<Atom>& atoms, std::string_view text, std::size_t begin,
                   std::size_t end) {
  // "said Friday's vote would": what belongs to the day is behind it.
  constexpr std::size_t kNear = 5;
  if (end > begin && atoms[end - 1].possessive) {
    const std::size_t stop = std::min(atoms.size(), end + kNear);
    for (std::size_t at = end; at < stop && !ends_clause(atoms[at]); ++at)
      if (tense_at(atoms, text, at) == Tense::Future) return Tense::Future;
  }
  // "those arriving on Monday will have to", "plans that on Monday fell"
  if (end < atoms.size() && !atoms[end].starts_sentence) {
    const Tense next = tense_at(atoms, text, end);
    if (next != Tense::Unknown) return next;
  }
  const Tense before = tense_before(atoms, text, begin);
  return before != Tense::Unknown ? before : tense_behind(atoms, text, end);
}

}  // namespace morgue::annotate
