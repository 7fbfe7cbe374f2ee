#include <algorithm>
#include <array>
#include <string_view>

#include "indexer/annotate/speech_cue.h"

namespace morgue::annotate {
namespace {

/// How many pieces a description may have, and how far an apposition may reach.
constexpr std::size_t kMaxDescription = 12;
constexpr std::size_t kMaxApposition = 40;

/// Prepositions that go on with a description: "the head of", "a spokesman for", "analyst at".
bool goes_on(WordKey word) {
  constexpr std::array kInside =
      std::to_array<WordKey>({key_of("of"), key_of("for"), key_of("from"), key_of("with"),
                              key_of("to"), key_of("at"), key_of("de"), key_of("der")});
  return std::find(kInside.begin(), kInside.end(), word) != kInside.end();
}

}  // namespace

bool SubjectReader::person(std::size_t piece) const {
  const auto& mention = pieces_[piece].mention;
  return mention && names_.entities[names_.mentions[*mention].entity].kind == EntityKind::Person;
}

bool SubjectReader::preposition(std::size_t piece) const {
  return pieces_[piece].plain() && has(pieces_[piece].talk, Talk::Preposition);
}

bool SubjectReader::light(const Piece& piece) const {
  if (!piece.plain()) return false;
  if (has(piece.talk, Talk::Auxiliary | Talk::Adverb)) return true;
  const std::string_view written = article_.written(piece.begin);
  return written.size() > 3 && written.ends_with("ly") &&
         article_.words[piece.begin].shape == Shape::Lower && !has(piece.talk, Talk::Speaker);
}

/// Whether a noun phrase can't reach over this piece.
bool SubjectReader::ends_phrase(std::size_t piece) const {
  const Piece& p = pieces_[piece];
  if (p.quoted) return true;
  if (p.mark != 0) return p.mark != '&' && p.mark != '/' && p.mark != '#';
  if (p.mention) return false;
  if (has(p.talk, Talk::Speaker)) return false;
  return has(p.talk, Talk::Joint | Talk::Complement | kCueVerb | Talk::Who | kPronoun |
                         Talk::Auxiliary | Talk::Gerund);
}

Subject SubjectReader::named(std::size_t begin, std::size_t piece) const {
  return {Subject::Kind::Named, begin, piece + 1, pieces_[piece].mention, Talk::None, true};
}

Subject SubjectReader::described(std::size_t begin, std::size_t end) const {
  Subject subject{Subject::Kind::Described, begin, end, {}, Talk::None, false};
  std::size_t noun = begin;
  while (noun < end && !has(pieces_[noun].talk, Talk::Speaker)) ++noun;
  if (noun == end) return subject;
  subject.sure = true;
  for (std::size_t i = begin; i <= noun; ++i)  // "Earlier this month [a source close to ...]"
    if (pieces_[i].plain() && has(pieces_[i].talk, Talk::Article)) subject.begin = i;
  return subject;
}

/// The phrase [first, last] ends with a name: it is the subject itself ("Mayor Pike"), or says
/// whose somebody is ("a spokesman for Pike").
Subject SubjectReader::name_at_end(std::size_t first, std::size_t last) const {
  if (person(last) && last > first && pieces_[last - 1].mention) return named(first, last);
  std::size_t link = last;
  while (link > first && !preposition(link)) --link;
  if (!preposition(link) || link == last) return named(first, last);
  std::size_t noun = first;
  while (noun < link && !has(pieces_[noun].talk, Talk::Speaker)) ++noun;
  if (!preposition(first) && noun < link) return described(first, last + 1);
  return named(link + 1, last);
}

/// The phrase [first, last] ends with a plain word.
Subject SubjectReader::noun_at_end(std::size_t first, std::size_t last) const {
  std::size_t begin = first;
  if (preposition(first) && first == last) return {};
  if (preposition(first)) {  // "In Calder the mayor"
    begin = last;
    while (begin > first + 1 && !has(pieces_[begin].talk, Talk::Article) && !preposition(begin - 1))
      --begin;
    if (preposition(begin - 1)) return {};
  }
  if (pieces_[last].plain() && preposition(last)) return {};
  return described(begin, last + 1);
}

/// "Pike, president and chief executive of Meridian said": the comma that should close the
/// apposition is missing. Only where the sentence begins with the name.
Subject SubjectReader::apposed(const Subject& found) const {
  if (found.kind != Subject::Kind::Described || pieces_.size() < 3) return found;
  if (!person(0) || pieces_[1].mark != ',' || found.begin < 2) return found;
  for (std::size_t i = 2; i < found.begin; ++i)
    if (!pieces_[i].plain() || has(pieces_[i].talk, kCueVerb | Talk::Auxiliary)) return found;
  return named(0, 0);
}

Subject SubjectReader::ending_at(std::size_t last) const {
  const Piece& end = pieces_[last];
  if (end.plain() && has(end.talk, kPronoun))
    return {Subject::Kind::Pronoun, last, last + 1, {}, end.talk, true};
  std::size_t first = last;
  if (ends_phrase(last)) return {};
  while (first > 0 && last - first < kMaxDescription && !ends_phrase(first - 1)) --first;
  if (end.mention) return apposed(name_at_end(first, last));
  if (has(end.talk, Talk::Calendar) && last > first) return ending_at(last - 1);
  return apposed(noun_at_end(first, last));
}

/// The comma before a verb closes an apposition: "Pike, 57, said"; "the mayor, Rowan Pike, said".
Subject SubjectReader::across_comma(std::size_t comma) const {
  if (comma == 0) return {};
  const char mark = pieces_[comma].mark;
  const std::size_t inner = comma - 1;
  if (person(inner) && inner > 1 && pieces_[inner - 1].mark == mark && !person(inner - 2))
    return named(inner, inner);
  const std::size_t limit = comma > kMaxApposition ? comma - kMaxApposition : 0;
  Subject fallback;
  for (std::size_t i = comma; i-- > limit + 1;) {
    if (pieces_[i].quoted || pieces_[i].mark == ';') break;
    if (pieces_[i].mark != mark) continue;
    const Subject found = ending_at(i - 1);
    if (found.kind == Subject::Kind::Named) {
      if (!person(i - 1) && found.begin > 0 && preposition(found.begin - 1))
        continue;  // "from Calder"
      return found;
    }
    if (found.kind != Subject::Kind::Described || !found.sure || preposition(found.begin)) continue;
    if (found.begin > 1 && pieces_[found.begin - 1].mark == ',' && person(found.begin - 2))
      return named(found.begin - 2, found.begin - 2);  // "Pike, a spokesman - so he says - said"
    fallback = found;
  }
  return fallback;
}

Subject SubjectReader::before(std::size_t verb) const {
  std::size_t i = verb;
  while (i > 0 && light(pieces_[i - 1])) --i;
  if (i == 0) return {};
  const Piece& left = pieces_[i - 1];
  if (left.quoted) return {};
  if (left.plain() && has(left.talk, Talk::Negation)) return {};
  if (left.mark == ')') {
    std::size_t open = i - 1;
    while (open > 0 && pieces_[open].mark != '(') --open;
    return open > 0 && !ends_phrase(open - 1) ? ending_at(open - 1) : Subject{};
  }
  if (left.mark == ',' || left.mark == '-') return across_comma(i - 1);
  if (left.mark != 0) return {};
  if (has(left.talk, Talk::Who) && left.plain()) {
    if (i < 2) return {};
    const std::size_t antecedent = pieces_[i - 2].mark == ',' ? i - 3 : i - 2;
    return antecedent < i ? ending_at(antecedent) : Subject{};
  }
  if (has(left.talk, Talk::Joint) && left.plain()) return main(i - 1);
  return ending_at(i - 1);
}

std::size_t SubjectReader::end_of_description(std::size_t first) const {
  std::size_t end = first;
  while (end < pieces_.size() && end - first < kMaxDescription) {
    const Piece& p = pieces_[end];
    if (p.mark != 0 || p.quoted) break;
    if (p.plain() && end > first) {
      if (has(p.talk, Talk::Joint | Talk::Complement | Talk::Who | Talk::Gerund | Talk::Auxiliary))
        break;
      if (has(p.talk, Talk::Calendar)) break;
      if (preposition(end) && !goes_on(article_.words[p.begin].key)) break;
    }
    ++end;
  }
  return end;
}

/// Whether a preposition leads from `first` to a name: "a spokesman for Pike". A name behind
/// another is not led to: "the envoy for Calder Ana Pike".
bool SubjectReader::linked(std::size_t first, std::size_t name) const {
  if (pieces_[name - 1].mention) return false;
  for (std::size_t i = first; i < name; ++i)
    if (preposition(i)) return true;
  return false;
}

Subject SubjectReader::from(std::size_t first) const {
  while (first < pieces_.size() && light(pieces_[first])) ++first;
  if (first >= pieces_.size()) return {};
  if (pieces_[first].plain() && has(pieces_[first].talk, kPronoun))
    return {Subject::Kind::Pronoun, first, first + 1, {}, pieces_[first].talk, true};
  const std::size_t end = end_of_description(first);
  if (end == first || preposition(first)) return {};
  std::size_t who = end;  // "the Herald analyst Ana Pike": the last name before a preposition
  for (std::size_t i = first; i < end; ++i) {
    if (preposition(i) && who < end) break;
    if (person(i) && (who < end || i == first || !linked(first, i))) who = i;
  }
  if (who < end) return named(first, who);
  if (end + 1 < pieces_.size() && pieces_[end].mark == ',' && person(end + 1))
    return named(first, end + 1);  // "the mayor of Calder, Rowan Pike"
  if (pieces_[first].mention) return named(first, first);
  const Subject found = described(first, end);
  if (!found.sure && pieces_[end - 1].mention && end - first <= 2) return named(first, end - 1);
  return found;
}

Subject SubjectReader::main(std::size_t limit) const {
  std::size_t i = 0;
  if (limit > 0 && pieces_[0].plain() &&
      has(pieces_[0].talk, Talk::Preposition | Talk::Joint | Talk::Gerund))
    for (std::size_t k = 0; k < limit; ++k)
      if (pieces_[k].mark == ',') {
        i = k + 1;
        break;
      }
  for (; i < limit; ++i) {
    const Piece& p = pieces_[i];
    if (p.quoted || (p.plain() && has(p.talk, Talk::Preposition | Talk::I))) return {};
    if (p.plain() && has(p.talk, kPronoun))
      return {Subject::Kind::Pronoun, i, i + 1, {}, p.talk, true};
    if (p.mention && !article_.words[p.end - 1].possessive) return named(i, i);
    if (has(p.talk, Talk::Speaker)) {
      std::size_t begin = i;
      while (begin > 0 && !ends_phrase(begin - 1)) --begin;
      for (std::size_t k = i; k < limit && !ends_phrase(k) && !preposition(k); ++k)
        if (person(k)) return named(begin, k);
      return described(begin, i + 1);
    }
  }
  return {};
}

}  // namespace morgue::annotate
