#include "indexer/annotate/foreign.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>
#include <utility>

#include "common/utf8.h"
#include "indexer/annotate/function_words.h"
#include "indexer/annotate/lexicon.h"

namespace morgue::annotate {
namespace {

constexpr std::uint32_t kMaxPersonWords = 4;
/// Abbreviations that organisations go by have two to six letters: "EU", "UNESCO".
constexpr std::size_t kMaxAcronym = 6;

constexpr Known kCountryLike = Known::Country | Known::Region | Known::Capital;

/// German words that people's names stand behind, and endings of such words.
constexpr auto kGermanTitles = std::to_array<WordKey>(
    {key_of("herr"), key_of("herrn"), key_of("frau"), key_of("prasident"), key_of("prasidentin"),
     key_of("kanzler"), key_of("kanzlerin"), key_of("konig"), key_of("konigin"), key_of("papst"),
     key_of("minister"), key_of("ministerin"), key_of("trainer"), key_of("general"),
     key_of("professor"), key_of("professorin"), key_of("dr"), key_of("prof")});
constexpr auto kGermanTitleEndings = std::to_array<std::string_view>(
    {"minister", "ministerin", "prasident", "prasidentin", "kanzler", "kanzlerin", "chef", "chefin",
     "sprecher", "sprecherin", "meister", "meisterin", "rat", "ratin"});
/// Months and the like that are also first names.
constexpr auto kGermanNouns = std::to_array<WordKey>(
    {key_of("mai"), key_of("april"), key_of("juni"), key_of("juli"), key_of("august"),
     key_of("sommer"), key_of("winter"), key_of("ernst"), key_of("mark"), key_of("mann"),
     key_of("welt"), key_of("euro"), key_of("jahr"), key_of("million"), key_of("millionen"),
     key_of("prozent"), key_of("sonne"), key_of("engel"), key_of("franken")});

template <std::size_t kSize>
bool among(const std::array<WordKey, kSize>& words, WordKey word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

struct Keys {
  std::size_t operator()(WordKey key) const { return static_cast<std::size_t>(key); }
};
using WordKeys = std::unordered_set<WordKey, Keys>;

class Reader {
 protected:
  Reader(const ArticleWords& article, const Gazetteer& gazetteer)
      : article_(article), words_(article.words), gazetteer_(gazetteer) {}

  [[nodiscard]] bool known(std::uint32_t word, Known what) const {
    return has(gazetteer_.known(words_[word].key), what);
  }
  [[nodiscard]] bool particle(std::uint32_t word) const {
    return words_[word].shape == Shape::Lower && has(roles_of(words_[word].key), Role::Particle);
  }
  /// Whether the article writes the word as organisations write theirs: "EU", "AfD".
  [[nodiscard]] bool acronym(std::uint32_t word) const {
    const Shape shape = words_[word].shape;
    return (shape == Shape::Upper || shape == Shape::Mixed) &&
           words_[word].where.size() <= kMaxAcronym && !words_[word].glued;
  }

  const ArticleWords& article_;
  const std::vector<Word>& words_;
  const Gazetteer& gazetteer_;
};

/// For languages that write all nouns with capitals.
class NounReader : Reader {
 public:
  NounReader(const ArticleWords& article, const Gazetteer& gazetteer)
      : Reader(article, gazetteer) {}

  std::vector<Name> run(const std::vector<Name>& names) {
    collect_nouns();
    find_people();
    add_surnames();
    for (const Name& name : names)
      if (name.kind != EntityKind::Person || name.end - name.begin == 1) add_thing(name);
    std::sort(found_.begin(), found_.end(),
              [](const Name& a, const Name& b) { return a.begin < b.begin; });
    return std::move(found_);
  }

 private:
  void collect_nouns() {
    for (std::uint32_t i = 0; i < words_.size(); ++i) {
      if (words_[i].shape == Shape::Lower) nouns_.insert(words_[i].key);
      if (i > 0 && words_[i].capitalised() && is_german_determiner(words_[i - 1].key))
        nouns_.insert(words_[i].key);
    }
  }

  /// Whether the word can be part of a person's name.
  [[nodiscard]] bool name_like(std::uint32_t word) const {
    const Word& each = words_[word];
    return (each.shape == Shape::Title || each.shape == Shape::Mixed) &&
           !nouns_.contains(each.key) && !is_function_word(each.key) &&
           !among(kGermanNouns, each.key);
  }

  [[nodiscard]] bool goes_on(std::uint32_t word) const {
    return word < words_.size() && !words_[word].starts_sentence &&
           article_.in_title(word) == article_.in_title(word - 1);
  }

  [[nodiscard]] bool title(std::uint32_t word) const {
    if (words_[word].shape != Shape::Title) return false;
    if (among(kGermanTitles, words_[word].key)) return true;
    const std::string folded = utf8::folded(article_.written(word));
    return std::any_of(kGermanTitleEndings.begin(), kGermanTitleEndings.end(),
                       [&](std::string_view ending) { return folded.ends_with(ending); });
  }

  [[nodiscard]] bool first_name_before_more(std::uint32_t word) const {
    return name_like(word) && known(word, Known::FirstName) && goes_on(word + 1) &&
           (name_like(word + 1) || particle(word + 1));
  }

  /// The end of the name that begins with a first name at `word`; `word` if there is none.
  [[nodiscard]] std::uint32_t person_at(std::uint32_t word) const {
    std::uint32_t end = word + 1;
    while (goes_on(end) && end - word + 1 < kMaxPersonWords &&
           (words_[end].shape == Shape::Initial || first_name_before_more(end)))
      ++end;
    while (goes_on(end) && particle(end) && end - word + 1 < kMaxPersonWords) ++end;
    if (!goes_on(end) || !name_like(end) || title(end)) return word;
    ++end;
    while (goes_on(end) && end - word < kMaxPersonWords && name_like(end) &&
           known(end, Known::Surname))
      ++end;
    return end;
  }

  void find_people() {
    for (std::uint32_t i = 0; i < words_.size(); ++i) {
      std::uint32_t end = i;
      if (name_like(i) && known(i, Known::FirstName)) end = person_at(i);
      const bool titled = i > 0 && goes_on(i) && title(i - 1);
      if (end == i && titled && name_like(i) && !known(i, kCountryLike))
        end = goes_on(i + 1) && name_like(i + 1) && !title(i + 1) ? i + 2 : i + 1;
      if (end == i) continue;
      found_.push_back({i, end, EntityKind::Person});
      surnames_.insert(words_[end - 1].key);
      i = end - 1;
    }
  }

  void add_surnames() {
    std::vector<Name> all;
    auto next = found_.begin();
    for (std::uint32_t i = 0; i < words_.size(); ++i) {
      if (next != found_.end() && next->begin == i) {
        i = next->end - 1;
        all.push_back(*next++);
      } else if (words_[i].capitalised() && surnames_.contains(words_[i].key) &&
                 !known(i, kCountryLike)) {
        all.push_back({i, i + 1, EntityKind::Person});
      }
    }
    found_ = std::move(all);
    people_ = found_.size();
  }

  /// A place that is listed, or an organisation's abbreviation.
  void add_thing(Name name) {
    if (taken(name)) return;
    const bool one = name.end - name.begin == 1;
    const bool noun = one && nouns_.contains(words_[name.begin].key);
    if (one && words_[name.begin].shape == Shape::Title &&
        !is_function_word(words_[name.begin].key) &&
        (known(name.begin, kCountryLike) ||
         (name.kind == EntityKind::Place && !noun && known(name.begin, Known::City)))) {
      if (among(kGermanNouns, words_[name.begin].key) ||
          (noun && !known(name.begin, Known::Country)))
        return;
      name.kind = EntityKind::Place;
    } else if (!one || !acronym(name.begin)) {
      return;
    }
    if (name.kind != EntityKind::Person) found_.push_back(name);
  }

  [[nodiscard]] bool taken(const Name& name) const {
    const auto people = found_.begin() + static_cast<std::ptrdiff_t>(people_);
    const auto next =
        std::lower_bound(found_.begin(), people, name.end,
                         [](const Name& a, std::uint32_t end) { return a.begin < end; });
    return next != found_.begin() && std::prev(next)->end > name.begin;
  }

  WordKeys nouns_;  ///< what the article also writes small or behind an article
  WordKeys surnames_;
  std::vector<Name> found_;
  std::size_t people_ = 0;  ///< so many of them, the first, are people's, sorted
};

/// For languages that write names with capitals, as English does.
class NameReader : Reader {
 public:
  NameReader(const ArticleWords& article, const Gazetteer& gazetteer)
      : Reader(article, gazetteer) {}

  std::vector<Name> run(const std::vector<Name>& names) {
    for (const Name& name : names) {
      if (name.kind == EntityKind::Person)
        add_people(name);
      else
        add(trimmed(name));
    }
    for (const Name& name : found_)
      if (name.kind == EntityKind::Person && name.end - name.begin > 1)
        surnames_.insert(words_[name.end - 1].key);
    std::erase_if(found_, [&](const Name& name) { return !backed(name); });
    return std::move(found_);
  }

 private:
  [[nodiscard]] bool small(std::uint32_t word) const {
    return words_[word].mark != 0 || is_function_word(words_[word].key);
  }

  [[nodiscard]] Name trimmed(Name name) const {
    while (name.begin < name.end && small(name.begin)) ++name.begin;
    while (name.begin < name.end && small(name.end - 1)) --name.end;
    return name;
  }

  void add(Name name) {
    if (name.begin == name.end) return;
    if (name.kind == EntityKind::Person && name.end - name.begin == 1 &&
        known(name.begin, Known::Country))
      name.kind = EntityKind::Place;
    found_.push_back(name);
  }

  /// Parts of a person's name that "y" separates are people of their own; what stands before the
  /// first name is not part of it.
  void add_people(const Name& name) {
    std::uint32_t begin = name.begin;
    for (std::uint32_t i = name.begin; i <= name.end; ++i) {
      const bool ends = i == name.end || (words_[i].shape == Shape::Lower && is_and(words_[i].key));
      if (!ends) continue;
      add(from_first_name(trimmed({begin, i, EntityKind::Person})));
      begin = i + 1;
    }
  }

  [[nodiscard]] Name from_first_name(Name name) const {
    std::uint32_t begin = name.begin;
    while (begin + 1 < name.end && !(words_[begin].capitalised() && known(begin, Known::FirstName)))
      ++begin;
    if (begin + 1 < name.end) name.begin = begin;
    return name;
  }

  /// Whether something speaks for it besides its capitals: a listed name, or for a word alone that
  /// the person is named in full elsewhere. The lists know no Cyrillic or Greek names.
  [[nodiscard]] bool backed(const Name& name) const {
    constexpr unsigned char kFirstGreek = 0xCD;  // Lead bytes of Latin letters are smaller.
    constexpr Known kListed = Known::FirstName | Known::Surname;
    if (name.kind != EntityKind::Person) return true;
    if (name.end - name.begin == 1)
      return surnames_.contains(words_[name.begin].key) ||
             (!words_[name.begin].starts_sentence && known(name.begin, kListed));
    if (static_cast<unsigned char>(article_.written(name.begin).front()) >= kFirstGreek)
      return true;
    for (std::uint32_t i = name.begin; i < name.end; ++i)
      if (words_[i].capitalised() && known(i, kListed)) return true;
    return false;
  }

  WordKeys surnames_;
  std::vector<Name> found_;
};

}  // namespace

std::vector<Name> surest(const ArticleWords& article, const Gazetteer& gazetteer,
                         std::string_view language, std::vector<Name> names) {
  if (language.empty() || language == "en") return names;
  if (language == "de" || language == "lb") return NounReader(article, gazetteer).run(names);
  return NameReader(article, gazetteer).run(names);
}

}  // namespace morgue::annotate
