#include "indexer/annotate/resolve.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>

#include "common/utf8.h"
#include "indexer/annotate/lexicon.h"

namespace morgue::annotate {
namespace {

/// At most so many people who share a word of their names are compared; an article that names more
/// is a list, and the bound keeps hostile ones from costing quadratic time.
constexpr std::size_t kMaxNamesakes = 16;

enum class Sex : std::uint8_t { Unknown, Male, Female };
enum class Generation : std::uint8_t { None, Junior, Senior };

constexpr WordKey kThe = key_of("the");
constexpr WordKey kJunior = key_of("jr");
constexpr WordKey kSenior = key_of("sr");

/// How one mention names somebody.
struct Form {
  std::vector<WordKey> words;  ///< without "Jr." and the like
  std::vector<char> initials;  ///< 0, or the letter of a word that is only an initial
  std::vector<char> first;     ///< first letters, folded
  Sex sex = Sex::Unknown;      ///< as "Mr." or "Mrs." before it say
  Generation generation = Generation::None;
};

/// What is known of an entity so far.
struct Person {
  Form full;
  Sex sex = Sex::Unknown;
  std::uint32_t entity = 0;
  std::size_t last_seen = 0;  ///< index of the latest mention that was resolved, plus one
};

struct Keys {
  std::size_t operator()(WordKey key) const { return static_cast<std::size_t>(key); }
};

char first_letter(std::string_view word) {
  if (word.empty()) return 0;
  std::string folded;
  utf8::append_folded(folded, utf8::decode(word, 0).code_point);
  return folded.empty() ? 0 : folded.front();
}

Sex sex_of_honorific(WordKey word) {
  constexpr auto kMale =
      std::to_array<WordKey>({key_of("mr"), key_of("sir"), key_of("lord"), key_of("king"),
                              key_of("prince"), key_of("senor"), key_of("herr")});
  constexpr auto kFemale = std::to_array<WordKey>(
      {key_of("mrs"), key_of("ms"), key_of("miss"), key_of("lady"), key_of("queen"),
       key_of("princess"), key_of("dame"), key_of("madame"), key_of("mme"), key_of("senora")});
  if (std::find(kMale.begin(), kMale.end(), word) != kMale.end()) return Sex::Male;
  if (std::find(kFemale.begin(), kFemale.end(), word) != kFemale.end()) return Sex::Female;
  return Sex::Unknown;
}

/// Whether two words at the same place of a name can be the same: equal, or one is the initial.
bool same_word(const Form& a, std::size_t i, const Form& b, std::size_t j) {
  if (a.words[i] == b.words[j]) return true;
  if (a.initials[i] == 0 && b.initials[j] == 0) return false;
  return a.first[i] != 0 && a.first[i] == b.first[j];
}

/// Whether `part` is `whole` with words left out; its last word must be matched in full.
bool is_subsequence(const Form& part, const Form& whole) {
  std::size_t i = 0;
  for (std::size_t j = 0; j < whole.words.size() && i < part.words.size(); ++j)
    if (same_word(part, i, whole, j)) ++i;
  return i == part.words.size();
}

bool same_last(const Form& a, const Form& b) { return a.words.back() == b.words.back(); }
bool same_first(const Form& a, const Form& b) { return same_word(a, 0, b, 0); }

/// Whether two forms, each of two words or more, can name one person.
bool compatible_full(const Form& a, const Form& b) {
  if (a.generation != b.generation) return false;
  const Form& part = a.words.size() <= b.words.size() ? a : b;
  const Form& whole = a.words.size() <= b.words.size() ? b : a;
  if (!is_subsequence(part, whole)) return false;
  const bool equally_long = part.words.size() == whole.words.size();
  if (equally_long) return same_last(part, whole) && same_first(part, whole);
  return same_last(part, whole) || same_first(part, whole);
}

class PeopleResolver {
 public:
  PeopleResolver(const ArticleWords& article, const std::vector<Name>& names)
      : article_(article), names_(names), person_of_(names.size()) {}

  /// For each name that is a person's: which person (an index), as of the whole article.
  std::vector<std::optional<std::uint32_t>> run() {
    std::vector<Form> forms(names_.size());
    for (std::size_t i = 0; i < names_.size(); ++i)
      if (names_[i].kind == EntityKind::Person) forms[i] = form_of(names_[i]);
    // Full names first, those of the text before those of the title: headlines cut names short.
    for (const bool in_title : {false, true})
      for (std::size_t i = 0; i < names_.size(); ++i)
        if (forms[i].words.size() > 1 && article_.in_title(names_[i].begin) == in_title)
          place_full(i, forms[i]);
    for (auto& person : people_) person.last_seen = 0;
    for (std::size_t i = 0; i < names_.size(); ++i) {
      if (forms[i].words.empty()) continue;
      if (forms[i].words.size() == 1) place_short(i, forms[i]);
      Person& person = people_[*person_of_[i]];
      person.last_seen = i + 1;
      if (forms[i].sex != Sex::Unknown) person.sex = forms[i].sex;
    }
    return std::move(person_of_);
  }

 private:
  [[nodiscard]] Form form_of(const Name& name) const {
    Form form;
    for (std::size_t i = name.begin; i < name.end; ++i) {
      const Word& word = article_.words[i];
      if (word.mark != 0) continue;
      if (i > name.begin && has(roles_of(word.key), Role::Suffix)) {
        if (word.key == kJunior) form.generation = Generation::Junior;
        if (word.key == kSenior) form.generation = Generation::Senior;
        continue;
      }
      const char letter = first_letter(article_.written(i));
      form.words.push_back(word.key);
      form.first.push_back(letter);
      form.initials.push_back(word.shape == Shape::Initial ? letter : '\0');
    }
    if (name.begin > 0) form.sex = sex_of_honorific(article_.words[name.begin - 1].key);
    return form;
  }

  std::uint32_t add(const Form& form) {
    const auto index = static_cast<std::uint32_t>(people_.size());
    people_.push_back({form, form.sex, index, 0});
    remember(index, form);
    return index;
  }

  void remember(std::uint32_t person, const Form& form) {
    for (const WordKey word : form.words) {
      auto& sharing = by_word_[word];
      if (sharing.size() < kMaxNamesakes &&
          std::find(sharing.begin(), sharing.end(), person) == sharing.end())
        sharing.push_back(person);
    }
  }

  void place_full(std::size_t i, const Form& form) {
    std::optional<std::uint32_t> found;
    for (const WordKey word : {form.words.back(), form.words.front()}) {
      const auto sharing = by_word_.find(word);
      if (sharing == by_word_.end()) continue;
      for (const std::uint32_t candidate : sharing->second) {
        const Person& person = people_[candidate];
        if (!compatible_full(form, person.full) || contradicts(form.sex, person.sex)) continue;
        if (!found || person.last_seen > people_[*found].last_seen) found = candidate;
      }
      if (found) break;
    }
    if (!found) found = add(form);
    Person& person = people_[*found];
    if (form.words.size() > person.full.words.size()) {
      person.full = form;
      remember(*found, form);
    }
    person.last_seen = i + 1;
    if (person.sex == Sex::Unknown) person.sex = form.sex;
    person_of_[i] = *found;
  }

  static bool contradicts(Sex a, Sex b) { return a != Sex::Unknown && b != Sex::Unknown && a != b; }

  /// A surname is surer than a first name, a first name surer than a middle one.
  static int strength(const Form& form, const Person& person) {
    if (person.full.words.back() == form.words.back()) return 3;
    if (person.full.words.front() == form.words.front()) return 2;
    return 1;
  }

  void place_short(std::size_t i, const Form& form) {
    std::optional<std::uint32_t> found;
    const auto better = [&](const Person& a, const Person& b) {
      const int by_strength = strength(form, a) - strength(form, b);
      if (by_strength != 0) return by_strength > 0;
      return a.last_seen > b.last_seen;
    };
    const auto sharing = by_word_.find(form.words.front());
    if (sharing != by_word_.end()) {
      for (const std::uint32_t candidate : sharing->second) {
        const Person& person = people_[candidate];
        if (contradicts(form.sex, person.sex)) continue;
        if (!found || better(person, people_[*found])) found = candidate;
      }
    }
    person_of_[i] = found ? *found : add(form);
  }

  const ArticleWords& article_;
  const std::vector<Name>& names_;
  std::vector<std::optional<std::uint32_t>> person_of_;
  std::vector<Person> people_;
  std::unordered_map<WordKey, std::vector<std::uint32_t>, Keys> by_word_;
};

/// Gives names that are not people's their entity: by kind and words, or by initials.
class ThingResolver {
 public:
  explicit ThingResolver(const ArticleWords& article) : article_(article) {}

  /// First: learns what the initials of organisations stand for.
  void learn(const Name& name) {
    if (name.kind != EntityKind::Org || name.end - name.begin < 2) return;
    std::string initials;
    for (std::size_t i = name.begin; i < name.end; ++i)
      if (article_.words[i].capitalised()) initials += first_letter(article_.written(i));
    if (initials.size() > 1) by_initials_.try_emplace(key_of(initials), key_for(name));
  }

  /// What the name is filed under.
  [[nodiscard]] WordKey key_for(const Name& name) const {
    std::size_t begin = name.begin;
    if (name.end - begin > 1 && article_.words[begin].key == kThe) ++begin;
    if (name.kind == EntityKind::Org && name.end - begin == 1 &&
        article_.words[begin].shape == Shape::Upper) {
      const auto known = by_initials_.find(undotted(begin));
      if (known != by_initials_.end()) return known->second;
    }
    WordKey key = key_of(to_string(name.kind));
    for (std::size_t i = begin; i < name.end; ++i) key = joined(key, article_.words[i].key);
    return key;
  }

 private:
  /// The key of an acronym without its full stops.
  [[nodiscard]] WordKey undotted(std::size_t word) const {
    std::string letters = utf8::folded(article_.written(word));
    std::erase(letters, '.');
    return key_of(letters);
  }

  const ArticleWords& article_;
  std::unordered_map<WordKey, WordKey, Keys> by_initials_;
};

/// The name as the article writes it, on one line.
std::string written(const ArticleWords& article, const Name& name) {
  const Span where{article.words[name.begin].where.begin, article.words[name.end - 1].where.end};
  return utf8::one_line(where.of(article.string_of(name.begin)));
}

bool shouted(const ArticleWords& article, const Name& name) {
  for (std::size_t i = name.begin; i < name.end; ++i)
    if (article.words[i].shape == Shape::Title || article.words[i].shape == Shape::Mixed)
      return false;
  return true;
}

/// Whether `a` shows an entity better than `b`: more words, then not in capitals only, then longer.
bool fuller(const ArticleWords& article, const Name& a, const Name& b) {
  const auto words = [](const Name& name) { return name.end - name.begin; };
  if (words(a) != words(b)) return words(a) > words(b);
  const bool loud = shouted(article, a);
  if (loud != shouted(article, b)) return !loud;
  return written(article, a).size() > written(article, b).size();
}

}  // namespace

Resolved resolve(const ArticleWords& article, const std::vector<Name>& names) {
  const auto people = PeopleResolver(article, names).run();
  ThingResolver things(article);
  for (const Name& name : names) things.learn(name);

  Resolved resolved;
  std::vector<std::size_t> fullest;  // per entity, an index into `names`
  std::unordered_map<WordKey, std::uint32_t, Keys> by_key;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const Name& name = names[i];
    const WordKey key =
        people[i] ? joined(key_of("person"), WordKey{*people[i]}) : things.key_for(name);
    const auto next = static_cast<std::uint32_t>(resolved.entities.size());
    const auto [found, is_new] = by_key.try_emplace(key, next);
    if (is_new) {
      resolved.entities.push_back({name.kind, {}});
      fullest.push_back(i);
    } else if (fuller(article, name, names[fullest[found->second]])) {
      fullest[found->second] = i;
    }
    const Span where{article.words[name.begin].where.begin, article.words[name.end - 1].where.end};
    resolved.mentions.push_back({found->second, where, article.in_title(name.begin)});
  }
  for (std::size_t i = 0; i < fullest.size(); ++i)
    resolved.entities[i].name = written(article, names[fullest[i]]);
  return resolved;
}

}  // namespace morgue::annotate
