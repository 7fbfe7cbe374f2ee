#include "indexer/annotate/well_known.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "indexer/annotate/lexicon.h"
#include "indexer/annotate/well_known_words.h"

namespace morgue::annotate {
namespace {

constexpr WordKey kThe = key_of("the");

/// Exchanges have one or two letters in stock symbols: "BARC.L", "NOVN.VX".
constexpr std::size_t kMaxExchange = 2;

struct Keys {
  std::size_t operator()(WordKey key) const { return static_cast<std::size_t>(key); }
};

std::uint32_t size(const Name& name) { return name.end - name.begin; }

class PhraseSetter {
 public:
  PhraseSetter(const ArticleWords& article, std::vector<Name> names)
      : article_(article), words_(article.words), names_(std::move(names)) {}

  std::vector<Name> run() {
    next_ = names_.begin();
    for (std::uint32_t i = 0; i < words_.size(); ++i) {
      if (!words_[i].capitalised() || !begins_well_known(words_[i].key)) continue;
      const auto phrase = phrase_at(i);
      if (!phrase) continue;
      while (next_ != names_.end() && next_->end <= phrase->begin) all_.push_back(*next_++);
      // A longer name of the same kind stays.
      if (next_ != names_.end() && next_->begin <= phrase->begin && next_->end >= phrase->end &&
          next_->kind == phrase->kind)
        continue;
      set(*phrase);
      i = all_.back().end - 1;
    }
    all_.insert(all_.end(), next_, names_.cend());
    return std::move(all_);
  }

 private:
  /// Adds the phrase; of things that it overlaps what stands before, and what goes on behind it:
  /// "Goldman Sachs Group Inc".
  void set(const Name& phrase) {
    if (next_ != names_.end() && next_->begin < phrase.begin && next_->kind != EntityKind::Person)
      all_.push_back({next_->begin, phrase.begin, next_->kind});
    all_.push_back(phrase);
    for (; next_ != names_.end() && next_->begin < phrase.end; ++next_)
      if (next_->kind == phrase.kind) all_.back().end = std::max(phrase.end, next_->end);
  }

  /// The longest well-known phrase that begins at the word.
  [[nodiscard]] std::optional<Name> phrase_at(std::uint32_t begin) const {
    std::optional<Name> longest;
    WordKey key = words_[begin].key;
    for (std::uint32_t end = begin + 2; end <= begin + kMaxWellKnownWords && end <= words_.size();
         ++end) {
      const Word& next = words_[end - 1];
      if (next.starts_paragraph || article_.in_title(end - 1) != article_.in_title(begin)) break;
      key = joined(key, next.key);
      if (const auto kind = well_known(key); kind && next.capitalised())
        longest = Name{begin, end, *kind};
    }
    return longest;
  }

  const ArticleWords& article_;
  const std::vector<Word>& words_;
  std::vector<Name> names_;
  std::vector<Name>::const_iterator next_;
  std::vector<Name> all_;
};

class Amender {
 public:
  Amender(const ArticleWords& article, const Gazetteer& gazetteer, std::vector<Name> names)
      : article_(article), words_(article.words), gazetteer_(gazetteer), names_(std::move(names)) {}

  std::vector<Name> run() {
    for (const Name& name : names_)
      if (name.kind == EntityKind::Person && size(name) > 1)
        for (std::uint32_t i = name.begin; i < name.end; ++i) of_people_.insert(words_[i].key);
    for (std::size_t i = 0; i + 1 < names_.size(); ++i)
      if (names_[i + 1].kind == EntityKind::Person && names_[i].end == names_[i + 1].begin)
        cut_title(names_[i]);
    for (Name& name : names_) name.kind = kind_of(name);
    std::erase_if(names_, [&](const Name& name) { return is_nothing(name); });
    return std::move(names_);
  }

 private:
  /// "[org Utah Sen.] [person Tom Reyes]": the title belongs to neither. What is left of it is a
  /// name only if it is a place or ends like an organisation.
  void cut_title(Name& name) const {
    if (name.kind == EntityKind::Person) return;
    const std::uint32_t end = name.end;
    while (name.end > name.begin && has(roles_of(words_[name.end - 1].key), Role::Title))
      --name.end;
    if (name.end == end || name.end == name.begin) return;
    if (is_land(name))
      name.kind = EntityKind::Place;
    else if (!has(roles_of(words_[name.end - 1].key), Role::OrgHead))
      name.end = name.begin;
  }

  [[nodiscard]] EntityKind kind_of(const Name& name) const {
    if (size(name) == 0) return name.kind;
    if (size(name) == 1 && name.kind != EntityKind::Org &&
        is_well_known_firm(words_[name.begin].key) &&
        !of_people_.contains(words_[name.begin].key) && !behind_title(name))
      return EntityKind::Org;
    if (name.kind == EntityKind::Org && is_land(name)) return EntityKind::Place;
    return name.kind;
  }

  [[nodiscard]] bool behind_title(const Name& name) const {
    return name.begin > 0 &&
           has(roles_of(words_[name.begin - 1].key), Role::Title | Role::Honorific);
  }

  /// A country or one of its states.
  [[nodiscard]] bool is_land(const Name& name) const {
    std::uint32_t begin = name.begin;
    if (size(name) > 1 && words_[begin].key == kThe) ++begin;
    WordKey key = words_[begin].key;
    for (std::uint32_t i = begin + 1; i < name.end; ++i) key = joined(key, words_[i].key);
    return has(gazetteer_.known(key), Known::Country | Known::Region) && !is_no_land(key);
  }

  /// Whether the word is half of a stock symbol: "BARC.L", ".DJI", "( C.N )".
  [[nodiscard]] bool in_symbol(std::uint32_t word) const {
    if (words_[word].shape != Shape::Upper && words_[word].shape != Shape::Mixed &&
        words_[word].shape != Shape::Initial)
      return false;
    const auto dot = [&](std::uint32_t i) { return i < words_.size() && words_[i].mark == '.'; };
    const auto glued = [&](std::uint32_t i) { return i < words_.size() && words_[i].glued; };
    const auto exchange = [&](std::uint32_t i) {
      return i < words_.size() && words_[i].mark == 0 && words_[i].where.size() <= kMaxExchange &&
             words_[i].capitalised();
    };
    if (dot(word + 1) && glued(word + 1) && glued(word + 2) && exchange(word + 2)) return true;
    if (word == 0 || !glued(word) || !dot(word - 1)) return bracketed_symbol(word);
    return !glued(word - 1) || exchange(word);
  }

  /// "(C.N)": the scanner takes it for an abbreviation.
  [[nodiscard]] bool bracketed_symbol(std::uint32_t word) const {
    return word > 0 && words_[word - 1].mark == '(' && words_[word].where.size() == 3 &&
           article_.written(word)[1] == '.';
  }

  /// "R-Utah", "D-N.J.": what stands behind a member of Congress.
  [[nodiscard]] bool is_party(std::uint32_t word) const {
    const std::string_view text = article_.written(word);
    return text.size() > 2 && text[1] == '-' && (text[0] == 'R' || text[0] == 'D');
  }

  [[nodiscard]] bool is_nothing(const Name& name) const {
    const std::uint32_t word = name.begin;
    if (size(name) != 1) return size(name) == 0;
    if (has(roles_of(words_[word].key), Role::Suffix) || is_party(word) ||
        (name.kind == EntityKind::Person && words_[word].shape == Shape::Initial))
      return true;
    return in_symbol(word) || (names_nothing(words_[word].key) &&
                               !of_people_.contains(words_[word].key) && !behind_title(name));
  }

  const ArticleWords& article_;
  const std::vector<Word>& words_;
  const Gazetteer& gazetteer_;
  std::vector<Name> names_;
  std::unordered_set<WordKey, Keys> of_people_;  ///< words of people's full names
};

}  // namespace

std::vector<Name> with_well_known(const ArticleWords& article, std::vector<Name> names) {
  return PhraseSetter(article, std::move(names)).run();
}

std::vector<Name> amended(const ArticleWords& article, const Gazetteer& gazetteer,
                          std::vector<Name> names) {
  return Amender(article, gazetteer, std::move(names)).run();
}

}  // namespace morgue::annotate
