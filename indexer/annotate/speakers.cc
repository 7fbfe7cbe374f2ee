#include "indexer/annotate/speakers.h"

#include <algorithm>
#include <array>
#include <utility>

#include "common/utf8.h"
#include "indexer/annotate/given_names.h"
#include "indexer/annotate/lexicon.h"

namespace morgue::annotate {
namespace {

/// So many candidates are remembered; a pronoun hardly ever reaches further back.
constexpr std::size_t kMaxCandidates = 32;
/// So many words behind a name are looked at for a pronoun that tells the sex.
constexpr std::uint32_t kPronounReach = 25;
/// So many sentences back a pronoun may reach.
constexpr std::uint32_t kMaxSentences = 6;

// What speaks for or against a candidate, set on the articles read for it (tests/quality); only
// their order matters much.
constexpr int kPerSentence = -4;
constexpr int kAsSubject = 6;
constexpr int kSpokeLast = 3;
constexpr int kKnownSex = 7;
constexpr int kDoubtfulPerson = 6;
constexpr int kHonorificVote = 8;
constexpr int kNameVote = 4;

/// A title that several people of the article carry.
constexpr auto kShared = ~std::uint32_t{0};

/// Titles that are cut short before names, in full.
WordKey full_title(WordKey title) {
  constexpr auto kShort =
      std::to_array<std::pair<WordKey, WordKey>>({{key_of("gov"), key_of("governor")},
                                                  {key_of("sen"), key_of("senator")},
                                                  {key_of("rep"), key_of("representative")},
                                                  {key_of("gen"), key_of("general")},
                                                  {key_of("capt"), key_of("captain")},
                                                  {key_of("lt"), key_of("lieutenant")},
                                                  {key_of("prof"), key_of("professor")},
                                                  {key_of("dr"), key_of("doctor")},
                                                  {key_of("pontiff"), key_of("pope")},
                                                  {key_of("premier"), key_of("minister")}});
  for (const auto& [cut, full] : kShort)
    if (cut == title) return full;
  return title;
}

bool plural_noun(std::string_view word) {
  return word == "police" || word == "people" || word == "men" || word == "women" ||
         word == "both" || (word.size() > 3 && word.ends_with("s") && !word.ends_with("ss"));
}

}  // namespace

Speakers::Speakers(const ArticleWords& article, const Resolved& names)
    : article_(article), names_(names) {
  for (const Mention& mention : names.mentions) {
    if (!mention.in_title) break;
    const Entity& entity = names.entities[mention.entity];
    const bool person = entity.kind == EntityKind::Person;
    add({{entity.name, {}, mention.entity}, 0, 0, true, false, person, !person, Sex::Unknown});
  }
}

void Speakers::learn_from(const Mention& mention, std::uint32_t word, std::uint32_t next_person) {
  const auto& words = article_.words;
  if (names_.entities[mention.entity].kind != EntityKind::Person) return;
  int& sex = sexes_[mention.entity];
  if (word > 0) {
    const WordKey before = words[word - 1].key;
    const Talk talk = talk_of(before);
    if (has(talk, Talk::Male)) sex += kHonorificVote;
    if (has(talk, Talk::Female)) sex -= kHonorificVote;
    if (has(roles_of(before), Role::Title)) {
      const auto [held, is_new] = titles_.try_emplace(full_title(before), mention.entity);
      if (!is_new && held->second != mention.entity) held->second = kShared;
    }
  }
  // The first word of a name that goes on is a first name.
  if (word + 1 < words.size() && words[word].where.end < mention.where.end)
    sex += kNameVote * sex_of_given_name(words[word].key);
  const auto end =
      std::min({next_person, word + kPronounReach, static_cast<std::uint32_t>(words.size())});
  for (std::uint32_t i = word + 1; i < end && !words[i].starts_paragraph; ++i) {
    const Talk talk = talk_of(words[i].key);
    if (has(talk, Talk::He | Talk::His)) return void(++sex);
    if (has(talk, Talk::She | Talk::Her)) return void(--sex);
  }
}

/// Reads all names of the article for what they tell; only done if somebody asks.
void Speakers::learn() {
  learned_ = true;
  sexes_.assign(names_.entities.size(), 0);
  const auto& words = article_.words;
  const auto count = static_cast<std::uint32_t>(words.size());
  std::vector<std::pair<std::size_t, std::uint32_t>> people;  // mention, word
  std::uint32_t word = 0;
  for (std::size_t m = 0; m < names_.mentions.size(); ++m) {
    const Mention& mention = names_.mentions[m];
    if (names_.entities[mention.entity].kind != EntityKind::Person) continue;
    while (word < count && (article_.in_title(word) != mention.in_title ||
                            words[word].where.begin < mention.where.begin))
      ++word;
    people.emplace_back(m, word);
  }
  for (std::size_t i = 0; i < people.size(); ++i)
    if (people[i].second < count)
      learn_from(names_.mentions[people[i].first], people[i].second,
                 i + 1 < people.size() ? people[i + 1].second : count);
}

void Speakers::add(Candidate candidate) {
  if (candidates_.size() == kMaxCandidates) candidates_.erase(candidates_.begin());
  candidates_.push_back(std::move(candidate));
}

void Speakers::read(const SpeechSentence& sentence) {
  ++sentence_;
  const auto& pieces = sentence.pieces;
  bool subject = true;  // Until a verb or a preposition came, a name is the subject.
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const Piece& piece = pieces[i];
    if (piece.plain() && has(piece.talk, Talk::Auxiliary | kCueVerb)) subject = false;
    if (!piece.mention) continue;
    const Mention& mention = names_.mentions[*piece.mention];
    const Entity& entity = names_.entities[mention.entity];
    const bool after_link =
        i > 0 && pieces[i - 1].plain() && has(pieces[i - 1].talk, Talk::Preposition);
    const bool possessive = article_.words[piece.end - 1].possessive;
    const bool person = entity.kind == EntityKind::Person;
    add({{entity.name, mention.where, mention.entity},
         piece.begin,
         sentence_,
         subject && !after_link && !possessive,
         false,
         person,
         !person,
         Sex::Unknown});
    if (person && !after_link && !possessive) subject = false;
  }
}

void Speakers::spoke(const Voice& voice) {
  if (voice.name.empty()) return;
  for (Candidate& candidate : candidates_) candidate.spoke = false;
  meant(voice, true);
}

void Speakers::meant(const Voice& voice, bool spoke) {
  if (voice.name.empty()) return;
  for (Candidate& candidate : candidates_) {
    if (candidate.sentence != sentence_ || candidate.voice.name != voice.name) continue;
    candidate.subject = true;
    candidate.spoke = spoke;
    return;
  }
  Candidate candidate{voice, 0, sentence_, true, spoke, false, false, Sex::Unknown};
  if (voice.entity) {
    candidate.person = names_.entities[*voice.entity].kind == EntityKind::Person;
    candidate.plural = !candidate.person;
  } else {
    candidate.person =
        !voice.plural && has(voice.head, Talk::Speaker) && !has(voice.head, Talk::Thing);
    candidate.plural = voice.plural;
    if (has(voice.head, Talk::Male)) candidate.sex = Sex::Male;
    if (has(voice.head, Talk::Female)) candidate.sex = Sex::Female;
  }
  add(std::move(candidate));
}

Speakers::Sex Speakers::sex_of(const Candidate& candidate) {
  if (!candidate.voice.entity) return candidate.sex;
  const int sex = sexes_[*candidate.voice.entity];
  if (sex == 0) return Sex::Unknown;
  return sex > 0 ? Sex::Male : Sex::Female;
}

/// How well a candidate fits a pronoun; below zero by far if it can't.
int Speakers::standing(const Candidate& candidate, Talk pronoun) {
  constexpr int kOut = -1000;
  if (sentence_ - candidate.sentence > kMaxSentences) return kOut;
  int standing = kPerSentence * static_cast<int>(sentence_ - candidate.sentence);
  if (has(pronoun, Talk::He | Talk::She)) {
    if (!candidate.person) {
      // A surname that was taken for an organisation; companies are hardly ever "he".
      const bool surname = candidate.voice.entity && candidate.spoke &&
                           candidate.voice.name.find(' ') == std::string::npos;
      if (!surname) return kOut;
      standing -= kDoubtfulPerson;
    }
    const Sex wanted = has(pronoun, Talk::He) ? Sex::Male : Sex::Female;
    const Sex sex = sex_of(candidate);
    if (sex != Sex::Unknown && sex != wanted) return kOut;
    if (sex == wanted) standing += kKnownSex;
  } else if (has(pronoun, Talk::They)) {
    if (!candidate.plural) return kOut;
    if (!candidate.voice.entity) standing += kKnownSex;
  } else if (candidate.person || (candidate.plural && !candidate.voice.entity)) {
    return kOut;
  }
  if (candidate.subject) standing += kAsSubject;
  if (candidate.spoke) standing += kSpokeLast;
  return standing;
}

Voice Speakers::antecedent(Talk pronoun, std::uint32_t before) {
  if (!learned_) learn();
  const Candidate* best = nullptr;
  int best_standing = -500;
  for (const Candidate& candidate : candidates_) {
    if (candidate.sentence == sentence_ && candidate.word >= before) continue;
    const int found = standing(candidate, pronoun);
    if (found < best_standing || (found == best_standing && candidate.word == 0)) continue;
    best = &candidate;
    best_standing = found;
  }
  return best == nullptr ? Voice{} : best->voice;
}

/// "the governor" is the one person of the article who is called "Gov."
std::optional<std::uint32_t> Speakers::by_title(const Subject& subject,
                                                const SpeechSentence& sentence) {
  const auto& pieces = sentence.pieces;
  if (!has(pieces[subject.begin].talk, Talk::Article) || subject.end - subject.begin > 3) return {};
  const Piece& head = pieces[subject.end - 1];
  if (!head.plain()) return {};
  const WordKey title = full_title(article_.words[head.begin].key);
  if (!has(roles_of(title), Role::Title)) return {};
  if (!learned_) learn();
  const auto held = titles_.find(title);
  if (held == titles_.end() || held->second == kShared) return {};
  return held->second;
}

Voice Speakers::voice(const Subject& subject, const SpeechSentence& sentence) {
  if (subject.kind == Subject::Kind::None) return {};
  const auto& words = article_.words;
  const std::uint32_t first = sentence.pieces[subject.begin].begin;
  const std::uint32_t last = sentence.pieces[subject.end - 1].end - 1;
  const Span where{words[first].where.begin, words[last].where.end};
  Voice voice;
  if (subject.kind == Subject::Kind::Named) {
    const std::uint32_t entity = names_.mentions[*subject.mention].entity;
    voice = {names_.entities[entity].name, where, entity};
  } else if (subject.kind == Subject::Kind::Pronoun) {
    if (has(subject.pronoun, Talk::I)) return {{}, where, {}};
    voice = antecedent(subject.pronoun, first);
    voice.where = where;
  } else if (const auto entity = by_title(subject, sentence)) {
    voice = {names_.entities[*entity].name, where, *entity};
  } else {
    voice = described(subject, sentence, where);
  }
  return voice;
}

Voice Speakers::described(const Subject& subject, const SpeechSentence& sentence,
                          Span where) const {
  const auto& pieces = sentence.pieces;
  std::size_t head = subject.begin;  // the noun: the last word before "for", "of", "who"
  while (head + 1 < subject.end && !has(pieces[head + 1].talk, Talk::Preposition | Talk::Who))
    ++head;
  Voice voice{utf8::one_line(where.of(article_.text)), where, {}};
  voice.head = pieces[head].talk;
  voice.plural = plural_noun(article_.written(pieces[head].end - 1));
  return voice;
}

}  // namespace morgue::annotate
