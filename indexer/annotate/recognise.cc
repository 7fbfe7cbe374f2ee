#include "indexer/annotate/recognise.h"

#include <algorithm>
#include <optional>
#include <unordered_set>

#include "indexer/annotate/lexicon.h"

namespace morgue::annotate {
namespace {

/// A line is set like a headline if that share of its words of four letters or more is
/// capitalised; then capitals mean little. Our own guess, checked on the GMB development set.
constexpr double kHeadlineShare = 0.75;
constexpr std::size_t kHeadlineWords = 2;
constexpr std::uint32_t kLongWord = 4;
/// People have at most that many words in their names, particles included.
constexpr std::size_t kMaxPersonWords = 5;

struct Keys {
  std::size_t operator()(WordKey key) const { return static_cast<std::size_t>(key); }
};
using KeySet = std::unordered_set<WordKey, Keys>;

class Recogniser {
 public:
  Recogniser(const std::vector<Word>& words, const Gazetteer& gazetteer)
      : words_(words), gazetteer_(gazetteer) {}

  std::vector<Name> run() {
    mark_headlines();
    for (const Word& word : words_)
      if (word.shape == Shape::Lower) lower_.insert(word.key);
    // Headlines last: they are read with what the article calls people.
    for (const bool in_headline : {false, true}) {
      for (std::size_t at = 0; at < words_.size();) {
        const std::size_t end = may_begin(at) ? run_end(at) : at + 1;
        if (may_begin(at) && headline_[at] == in_headline)
          in_headline ? read_headline(at, end) : classify_run(at, end);
        at = end;
      }
    }
    settle_single_words();
    std::sort(names_.begin(), names_.end(),
              [](const Name& a, const Name& b) { return a.begin < b.begin; });
    return std::move(names_);
  }

 private:
  void mark_headlines() {
    headline_.assign(words_.size(), false);
    for (std::size_t begin = 0; begin < words_.size();) {
      std::size_t end = begin + 1;
      std::size_t longer = 0;
      std::size_t capitals = 0;
      while (end < words_.size() && !words_[end].starts_paragraph) ++end;
      for (std::size_t i = begin; i < end; ++i) {
        if (words_[i].mark != 0 || words_[i].where.size() < kLongWord) continue;
        ++longer;
        if (words_[i].capitalised()) ++capitals;
      }
      if (longer >= kHeadlineWords &&
          static_cast<double>(capitals) > kHeadlineShare * static_cast<double>(longer))
        std::fill(headline_.begin() + static_cast<std::ptrdiff_t>(begin),
                  headline_.begin() + static_cast<std::ptrdiff_t>(end), true);
      begin = end;
    }
  }

  /// Cuts the known people out of a run of capitals and classifies what is left.
  void read_headline(std::size_t begin, std::size_t end) {
    std::size_t rest = begin;
    for (std::size_t at = begin; at < end;) {
      const std::size_t length = known_person(rest, at, end);
      if (length == 0) {
        ++at;
        continue;
      }
      if (rest < at) classify_run(rest, at);
      add(at, at + length, EntityKind::Person);
      rest = at += length;
    }
    if (rest < end) classify_run(rest, end);
  }

  /// How many words from here are a name that the article uses elsewhere, 0 if none.
  [[nodiscard]] std::size_t known_person(std::size_t begin, std::size_t at, std::size_t end) const {
    // "Lena Amari" where the text only says "Amari" is more than "Amari".
    const bool with_first_name = at > begin && has(known(at - 1), Known::FirstName);
    std::size_t longest = people_.contains(words_[at].key) && !with_first_name ? 1 : 0;
    WordKey key = words_[at].key;
    for (std::size_t i = at + 1; i < end && i < at + kMaxPersonWords; ++i) {
      key = joined(key, words_[i].key);
      if (full_names_.contains(key)) longest = i + 1 - at;
    }
    return longest;
  }

  [[nodiscard]] Role roles(std::size_t i) const { return roles_of(words_[i].key); }
  [[nodiscard]] Known known(std::size_t i) const { return gazetteer_.known(words_[i].key); }

  [[nodiscard]] bool may_begin(std::size_t i) const {
    const bool handle = i > 0 && words_[i].glued && words_[i - 1].mark == '@';
    return words_[i].capitalised() && !handle;
  }

  [[nodiscard]] bool particle_goes_on(std::size_t i) const {
    std::size_t next = i;
    while (next < words_.size() && next < i + 3 && words_[next].shape == Shape::Lower &&
           has(roles(next), Role::Particle))
      ++next;
    return next > i && next < words_.size() && words_[next].capitalised();
  }

  /// One behind the last word of the run of capitalised words that begins here.
  [[nodiscard]] std::size_t run_end(std::size_t at) const {
    std::size_t end = at + 1;
    while (end < words_.size() && !words_[end - 1].possessive && !words_[end].starts_paragraph) {
      const bool goes_on = words_[end].capitalised() && !words_[end].glued;
      if (!goes_on && !(words_[end].shape == Shape::Lower && particle_goes_on(end))) break;
      ++end;
    }
    return end;
  }

  void add(std::size_t begin, std::size_t end, EntityKind kind) {
    names_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), kind});
    if (kind != EntityKind::Person) return;
    people_.insert(words_[end - 1].key);
    if (end - begin > 1) full_names_.insert(phrase_key(begin, end));
    if (end - begin > 1 && has(roles(end - 1), Role::Suffix)) people_.insert(words_[end - 2].key);
  }

  /// Words that only stand capitalised because a sentence begins, and days and months.
  [[nodiscard]] bool worthless(std::size_t i) const {
    const Role role = roles(i);
    if (has(role, Role::Calendar)) return true;
    const bool opens = words_[i].starts_sentence || headline_[i];
    if (!opens) return has(role, Role::Function) && words_[i].shape != Shape::Upper;
    if (has(role, Role::Function)) return true;
    return known(i) == Known::Nothing && lower_.contains(words_[i].key);
  }

  void classify_run(std::size_t begin, std::size_t end) {
    while (begin < end && worthless(begin)) ++begin;
    while (begin < end && worthless(end - 1)) --end;
    if (begin == end) return;
    if (const auto title = last_title(begin, end)) {
      std::size_t prefix = *title;
      while (prefix > begin && has(roles(prefix - 1), Role::TitleLink | Role::Title)) --prefix;
      if (is_person_part(*title + 1, end)) {
        if (prefix > begin) classify(begin, prefix);
        return add(*title + 1, end, EntityKind::Person);
      }
    }
    classify(begin, end);
  }

  /// The last title or honorific with something behind it.
  [[nodiscard]] std::optional<std::size_t> last_title(std::size_t begin, std::size_t end) const {
    for (std::size_t i = end - 1; i-- > begin;)
      if (has(roles(i), Role::Title | Role::Honorific)) return i;
    return {};
  }

  [[nodiscard]] bool is_person_part(std::size_t begin, std::size_t end) const {
    if (end - begin > kMaxPersonWords || headline_common(begin)) return false;
    for (std::size_t i = begin; i < end; ++i) {
      constexpr auto kAgainst = Role::Office | Role::Calendar | Role::Honorific | Role::Title;
      if (has(roles(i), kAgainst)) return false;
      if (has(roles(i), Role::OrgHead | Role::PlaceHead) && !has(known(i), Known::Surname))
        return false;
      if (words_[i].shape == Shape::Upper && !headline_[i] && words_[i].where.size() < kLongWord)
        return false;
    }
    return !has(known(begin), Known::Demonym | Known::Country);
  }

  [[nodiscard]] bool headline_common(std::size_t i) const {
    return headline_[i] && known(i) == Known::Nothing && lower_.contains(words_[i].key);
  }

  [[nodiscard]] WordKey phrase_key(std::size_t begin, std::size_t end) const {
    WordKey key = words_[begin].key;
    for (std::size_t i = begin + 1; i < end; ++i) key = joined(key, words_[i].key);
    return key;
  }

  [[nodiscard]] Known phrase(std::size_t begin, std::size_t end) const {
    if (end - begin > kMaxPhraseWords) return Known::Nothing;
    return gazetteer_.known(phrase_key(begin, end));
  }

  void classify(std::size_t begin, std::size_t end) {
    const Known whole = phrase(begin, end);
    const std::size_t size = end - begin;
    if (has(whole, Known::Country)) return add(begin, end, EntityKind::Place);
    if (has(whole, Known::Demonym)) return add(begin, end, EntityKind::Misc);
    if (size > 1 && has(whole, kAnyPlace)) return add(begin, end, EntityKind::Place);
    if (size > 1 && has(known(begin), Known::Demonym)) {
      if (!has(roles(end - 1), Role::OrgHead)) {
        add(begin, begin + 1, EntityKind::Misc);
        return classify_run(begin + 1, end);
      }
    }
    if (is_organisation(begin, end, whole)) return add(begin, end, EntityKind::Org);
    if (size > 1 && has(roles(end - 1), Role::PlaceHead)) return add(begin, end, EntityKind::Place);
    if (is_person(begin, end)) return add(begin, end, EntityKind::Person);
    if (size == 1) singles_.push_back(begin);
  }

  [[nodiscard]] bool is_organisation(std::size_t begin, std::size_t end, Known whole) const {
    const Role last = roles(end - 1);
    if (end - begin == 1) {
      if (has(last, Role::Office) && !headline_[begin]) return true;
      return words_[begin].shape == Shape::Upper && !headline_[begin] &&
             !has(known(begin), kAnyPlace) && words_[begin].where.size() < 7;
    }
    if (has(last, Role::Office)) return true;
    if (has(last, Role::OrgHead))
      return !starts_like_person(begin) || !has(known(end - 1), Known::Surname);
    return has(whole, Known::Company) && !starts_like_person(begin);
  }

  [[nodiscard]] bool starts_like_person(std::size_t i) const {
    return has(known(i), Known::FirstName) && !has(roles(i), Role::OrgHead | Role::Function);
  }

  [[nodiscard]] bool speaks(std::size_t end) const {
    return end < words_.size() && words_[end].shape == Shape::Lower &&
           has(roles(end), Role::SpeechVerb);
  }

  [[nodiscard]] bool is_person(std::size_t begin, std::size_t end) const {
    const std::size_t size = end - begin;
    if (size == 1)
      return speaks(end) && !headline_[begin] && !has(known(begin), kAnyPlace) &&
             !words_[begin].possessive && roles(begin) == Role::None &&
             words_[begin].shape != Shape::Upper && !lower_.contains(words_[begin].key);
    if (!is_person_part(begin, end)) return false;
    for (std::size_t i = begin; i < end; ++i)
      if (headline_common(i)) return false;
    const Known first = known(begin);
    const Known last = known(end - 1);
    if (has(first, Known::FirstName) || words_[begin].shape == Shape::Initial)
      return !(headline_[begin] && last == Known::Nothing);
    if (headline_[begin] || words_[begin].shape == Shape::Upper) return false;
    if (has(last, kAnyPlace) || has(first, kAnyPlace | Known::Company)) return speaks(end);
    for (std::size_t i = begin; i < end; ++i)
      if (roles(i) != Role::None && !has(roles(i), Role::Particle | Role::Suffix)) return false;
    if (has(first, Known::Surname) && last == Known::Nothing) return speaks(end);
    return size <= 3 && !lower_.contains(words_[begin].key) &&
           !lower_.contains(words_[end - 1].key);
  }

  /// Words that stand alone are people if the article calls somebody so elsewhere, or else places.
  void settle_single_words() {
    for (const std::size_t i : singles_) {
      if (people_.contains(words_[i].key))
        names_.push_back(
            {static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(i + 1), EntityKind::Person});
      else if (has(known(i), kAnyPlace) && !headline_common(i) && !words_[i].starts_sentence)
        names_.push_back(
            {static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(i + 1), EntityKind::Place});
    }
  }

  const std::vector<Word>& words_;
  const Gazetteer& gazetteer_;
  std::vector<bool> headline_;
  KeySet lower_;       ///< words that the article also writes small
  KeySet people_;      ///< last words of people's names
  KeySet full_names_;  ///< and their names of two words or more
  std::vector<std::size_t> singles_;
  std::vector<Name> names_;
};

}  // namespace

std::vector<Name> recognise(const std::vector<Word>& words, const Gazetteer& gazetteer) {
  return Recogniser(words, gazetteer).run();
}

}  // namespace morgue::annotate
