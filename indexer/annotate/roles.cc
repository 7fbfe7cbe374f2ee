#include "indexer/annotate/roles.h"

#include <algorithm>
#include <string_view>

#include "common/utf8.h"
#include "indexer/annotate/lexicon.h"
#include "indexer/annotate/role_words.h"

namespace morgue::annotate {
namespace {

class RoleFinder {
 public:
  RoleFinder(const ArticleWords& article, const std::vector<Name>& names, std::size_t which)
      : article_(article), words_(article.words), names_(names), which_(which) {}

  [[nodiscard]] std::optional<RolePhrase> find() const {
    const auto behind = apposition_behind();
    const auto before = title_before();
    if (behind && before) return length(*behind) >= length(*before) ? behind : before;
    if (behind || before) return behind ? behind : before;
    return apposition_before();
  }

 private:
  using Phrase = std::optional<RolePhrase>;

  static std::uint32_t length(const RolePhrase& phrase) { return phrase.end - phrase.begin; }
  [[nodiscard]] const Name& name() const { return names_[which_]; }
  [[nodiscard]] bool is(std::uint32_t word, RoleWord what) const {
    return words_[word].mark == 0 && role_word(words_[word].key) == what;
  }
  [[nodiscard]] bool mark(std::uint32_t word, char which) const {
    return word < words_.size() && words_[word].mark == which;
  }

  /// The name that holds the word, if one does.
  [[nodiscard]] const Name* name_at(std::uint32_t word) const {
    const auto next = std::partition_point(names_.begin(), names_.end(),
                                           [&](const Name& each) { return each.end <= word; });
    return next != names_.end() && next->begin <= word ? &*next : nullptr;
  }
  [[nodiscard]] bool in_person(std::uint32_t word) const {
    const Name* holder = name_at(word);
    return holder != nullptr && holder->kind == EntityKind::Person;
  }

  /// Whether the word can stand before the head of a role: "deputy", "Calder" (but no person).
  [[nodiscard]] bool qualifies(std::uint32_t word) const {
    if (words_[word].mark != 0 || in_person(word)) return false;
    if (has(roles_of(words_[word].key), Role::Honorific | Role::Calendar | Role::SpeechVerb))
      return false;
    const RoleWord what = role_word(words_[word].key);
    if (what == RoleWord::Modifier || what == RoleWord::Head) return true;
    if (name_at(word) != nullptr) return true;
    // In headlines every word has a capital.
    return !article_.in_title(word) && words_[word].capitalised() &&
           !words_[word].starts_sentence && what == RoleWord::None &&
           !has(roles_of(words_[word].key), Role::Function);
  }

  /// Where a phrase that ends at `end` (not included) with a head or "Secretary of State" begins;
  /// `end` if nothing there says what somebody is.
  [[nodiscard]] std::uint32_t begin_of_title(std::uint32_t end) const {
    const std::uint32_t limit = end > kMaxRoleWords ? end - kMaxRoleWords : 0;
    std::uint32_t begin = end;
    bool headed = false;
    while (begin > limit && stays(begin - 1, end) && qualifies(begin - 1)) {
      --begin;
      headed = headed || is(begin, RoleWord::Head);
    }
    if (!headed && begin < end) {  // "Secretary of State", "head of the Calder Port Authority"
      std::uint32_t link = begin;
      while (link > limit && is(link - 1, RoleWord::Link)) --link;
      if (link == begin || link == limit || !is(link - 1, RoleWord::Head)) return end;
      begin = link;
      while (begin > limit && stays(begin - 1, end) && qualifies(begin - 1)) --begin;
      return begin;
    }
    return headed ? begin : end;
  }

  /// Whether the word belongs to the line and the phrase that end before `end`.
  [[nodiscard]] bool stays(std::uint32_t word, std::uint32_t end) const {
    if (article_.in_title(word) != article_.in_title(end - 1)) return false;
    return word + 1 == end || !words_[word + 1].starts_sentence;
  }

  /// What a possessive before belongs to is not part of the role: "Calder's mayor".
  [[nodiscard]] RolePhrase without_owner(RolePhrase phrase) const {
    for (std::uint32_t i = phrase.end; i-- > phrase.begin;)
      if (words_[i].possessive) return {i + 1, phrase.end};
    return phrase;
  }

  [[nodiscard]] Phrase title_before() const {
    std::uint32_t end = name().begin;
    if (end == 0 || words_[end].starts_sentence) return std::nullopt;
    while (end > 0 && has(roles_of(words_[end - 1].key), Role::Honorific) &&
           !words_[end - 1].starts_sentence)
      --end;
    if (end == 0 || !stays(end - 1, end)) return std::nullopt;
    RolePhrase phrase = without_owner({begin_of_title(end), end});
    while (phrase.begin < phrase.end && passing(phrase.begin)) ++phrase.begin;
    return said_of_somebody(phrase) ? Phrase(phrase) : std::nullopt;
  }

  /// "then Senator Tom Reyes": says when, not what.
  [[nodiscard]] bool passing(std::uint32_t word) const {
    constexpr WordKey kThen = key_of("then");
    constexpr WordKey kLate = key_of("late");
    return words_[word].key == kThen || words_[word].key == kLate;
  }

  /// Whether a head is left in it.
  [[nodiscard]] bool said_of_somebody(const RolePhrase& phrase) const {
    for (std::uint32_t i = phrase.begin; i < phrase.end; ++i)
      if (is(i, RoleWord::Head)) return true;
    return false;
  }

  [[nodiscard]] bool may_go_on(std::uint32_t word) const {
    return word < words_.size() && !words_[word].starts_sentence &&
           article_.in_title(word) == article_.in_title(name().begin);
  }

  /// "Pike, 43, a" -> behind the "a"; nothing if no comma follows the name.
  [[nodiscard]] std::optional<std::uint32_t> start_behind() const {
    std::uint32_t at = name().end;
    if (!mark(at, ',') || words_[at - 1].possessive) return std::nullopt;
    ++at;
    if (may_go_on(at) && words_[at].shape == Shape::Number && mark(at + 1, ',')) at += 2;
    constexpr WordKey kA = key_of("a");
    constexpr WordKey kAn = key_of("an");
    constexpr WordKey kThe = key_of("the");
    if (may_go_on(at) && (words_[at].key == kA || words_[at].key == kAn || words_[at].key == kThe))
      ++at;
    return at;
  }

  [[nodiscard]] Phrase apposition_behind() const {
    const auto start = start_behind();
    if (!start) return std::nullopt;
    std::uint32_t head = *start;
    while (may_go_on(head) && head - *start < kMaxRoleWords && qualifies(head)) ++head;
    // The first words up to the last head among them: "foreign policy aide".
    std::uint32_t end = head;
    while (end > *start && !is(end - 1, RoleWord::Head)) --end;
    if (end == *start) return std::nullopt;
    // "Rowan Pike, Mayor Ilse Marten and": that is somebody else's title.
    if (may_go_on(end) && (in_person(end) || words_[end].capitalised())) return std::nullopt;
    return without_clause(*start, with_complement(end, *start + kMaxRoleWords + 1));
  }

  /// Goes on from a head over "of Calder", "to President Tom Reyes", "of the town council", "and
  /// editor". Looks no further than `limit`.
  [[nodiscard]] std::uint32_t with_complement(std::uint32_t end, std::uint32_t limit) const {
    std::uint32_t at = end;
    while (at < limit && may_go_on(at)) {
      const std::uint32_t link = at;
      while (at < limit && may_go_on(at) && is(at, RoleWord::Link)) ++at;
      if (at == link || (joins(link) && !begins_head(at, limit))) break;
      const std::uint32_t noun = at;
      while (at < limit && may_go_on(at) && belongs_to_complement(at)) ++at;
      if (at == noun) break;
      end = at;
    }
    return end;
  }

  [[nodiscard]] bool joins(std::uint32_t word) const {
    constexpr WordKey kAnd = key_of("and");
    return words_[word].key == kAnd || words_[word].mark == '&';
  }

  [[nodiscard]] bool begins_head(std::uint32_t word, std::uint32_t limit) const {
    while (word < limit && may_go_on(word) && is(word, RoleWord::Modifier)) ++word;
    return may_go_on(word) && is(word, RoleWord::Head);
  }

  [[nodiscard]] bool belongs_to_complement(std::uint32_t word) const {
    if (qualifies(word) || in_person(word)) return true;
    return words_[word].shape == Shape::Lower && !is(word, RoleWord::Link) &&
           !has(roles_of(words_[word].key), Role::Function | Role::SpeechVerb | Role::Calendar);
  }

  /// "University of Calder" is not cut at its "of".
  [[nodiscard]] bool inside_name(std::uint32_t word) const {
    constexpr WordKey kOf = key_of("of");
    return words_[word].key == kOf && words_[word - 1].capitalised();
  }

  /// Cut to the longest allowed, and only if a mark or a clause ends it there.
  [[nodiscard]] Phrase without_clause(std::uint32_t begin, std::uint32_t end) const {
    if (end - begin > kMaxRoleWords) {
      end = begin + kMaxRoleWords;
      while (end > begin && !(is(end, RoleWord::Link) && !inside_name(end))) --end;
    }
    while (end > begin && (is(end - 1, RoleWord::Link) || words_[end - 1].possessive)) --end;
    const RolePhrase phrase{begin, end};
    if (end == begin || !said_of_somebody(phrase)) return std::nullopt;
    return phrase;
  }

  /// "the harbour master of Calder, Rowan Pike, said". Both commas and the article are asked for.
  [[nodiscard]] Phrase apposition_before() const {
    constexpr WordKey kThe = key_of("the");
    const std::uint32_t end = name().begin;
    if (end < 3 || !mark(end - 1, ',') || words_[end].starts_sentence) return std::nullopt;
    if (!mark(name().end, ',') && !mark(name().end, '.')) return std::nullopt;
    const std::uint32_t limit = end - 1 > kMaxRoleWords + 1 ? end - 2 - kMaxRoleWords : 0;
    for (std::uint32_t at = end - 1; at-- > limit;) {
      if (words_[at].mark != 0 || in_person(at) || !stays(at, end)) return std::nullopt;
      if (words_[at].key != kThe) continue;
      std::uint32_t head = at + 1;
      while (head < end - 1 && qualifies(head) && !is(head, RoleWord::Head)) ++head;
      if (head >= end - 1 || !is(head, RoleWord::Head)) continue;  // "of the town, ..."
      return without_clause(at + 1, end - 1);
    }
    return std::nullopt;
  }

  const ArticleWords& article_;
  const std::vector<Word>& words_;
  const std::vector<Name>& names_;
  std::size_t which_;
};

}  // namespace

std::optional<RolePhrase> role_at(const ArticleWords& article, const std::vector<Name>& names,
                                  std::size_t which) {
  return RoleFinder(article, names, which).find();
}

std::string written(const ArticleWords& article, const RolePhrase& phrase) {
  std::uint32_t end = phrase.end;
  const auto text = [&] {
    const Span where{article.words[phrase.begin].where.begin, article.words[end - 1].where.end};
    return utf8::one_line(where.of(article.string_of(phrase.begin)));
  };
  std::string role = text();
  while (role.size() > kMaxRoleBytes && end > phrase.begin + 1) {
    --end;
    role = text();
  }
  return role.size() > kMaxRoleBytes ? std::string() : role;
}

}  // namespace morgue::annotate
