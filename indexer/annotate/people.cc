#include "indexer/annotate/people.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <utility>

#include "common/utf8.h"
#include "indexer/annotate/lexicon.h"
#include "indexer/annotate/spelling.h"

namespace morgue::annotate {
namespace {

/// At most so many people who share a word of their names are compared; an article that names more
/// is a list, and the bound keeps hostile ones from costing quadratic time.
constexpr std::size_t kMaxNamesakes = 16;

enum class Generation : std::uint8_t { None, Junior, Senior };

constexpr WordKey kJunior = key_of("jr");
constexpr WordKey kSenior = key_of("sr");

/// One word of a name.
struct Part {
  WordKey word{};
  WordKey sound{};  ///< see sound_key()
  char first = 0;   ///< its first letter, folded
  bool initial = false;
};

/// How one mention names somebody.
struct Form {
  std::vector<Part> parts;  ///< without "Jr." and the like
  Sex sex = Sex::Unknown;   ///< as "Mr." or "Mrs." before it say
  Generation generation = Generation::None;
};

/// What is known of a person so far.
struct Person {
  Form full;
  Sex sex = Sex::Unknown;
  std::size_t first_full = 0;  ///< index of the first mention by a full name
  std::size_t last_full = 0;   ///< and of the latest
  std::size_t times_full = 0;
  bool another = false;  ///< a namesake of somebody whom the article names
};

struct Keys {
  std::size_t operator()(WordKey key) const { return static_cast<std::size_t>(key); }
};

char first_letter(const std::string& folded) { return folded.empty() ? '\0' : folded.front(); }

/// Whether two words at the same place of a name can be the same: equal but for the spelling, or
/// one is the initial.
bool same_word(const Part& a, const Part& b) {
  if (a.word == b.word || a.sound == b.sound) return true;
  return (a.initial || b.initial) && a.first != 0 && a.first == b.first;
}

bool same_first(const Form& a, const Form& b) {
  return same_word(a.parts.front(), b.parts.front()) ||
         are_nicknames(a.parts.front().word, b.parts.front().word);
}

bool same_last(const Form& a, const Form& b) {
  return a.parts.back().sound == b.parts.back().sound;
}

/// Whether `part` is `whole` with words left out; a nickname may stand in front.
bool is_subsequence(const Form& part, const Form& whole) {
  std::size_t i = same_first(part, whole) ? 1 : 0;
  for (std::size_t j = i; j < whole.parts.size() && i < part.parts.size(); ++j)
    if (same_word(part.parts[i], whole.parts[j])) ++i;
  return i == part.parts.size();
}

/// Whether two forms, each of two words or more, can name one person.
bool compatible_full(const Form& a, const Form& b) {
  if (a.generation != b.generation) return false;
  const Form& part = a.parts.size() <= b.parts.size() ? a : b;
  const Form& whole = a.parts.size() <= b.parts.size() ? b : a;
  if (!is_subsequence(part, whole)) return false;
  const bool equally_long = part.parts.size() == whole.parts.size();
  if (equally_long) return same_last(part, whole) && same_first(part, whole);
  return same_last(part, whole) || same_first(part, whole);
}

class PeopleResolver {
 public:
  PeopleResolver(const ArticleWords& article, const std::vector<Name>& names)
      : article_(article), names_(names), person_of_(names.size()) {}

  People run() {
    std::vector<Form> forms(names_.size());
    for (std::size_t i = 0; i < names_.size(); ++i)
      if (names_[i].kind == EntityKind::Person) forms[i] = form_of(names_[i]);
    // Full names first, those of the text before those of the title: headlines cut names short.
    for (const bool in_title : {false, true})
      for (std::size_t i = 0; i < names_.size(); ++i)
        if (forms[i].parts.size() > 1 && article_.in_title(names_[i].begin) == in_title)
          place_full(i, forms[i]);
    for (std::size_t i = 0; i < names_.size(); ++i) {
      if (forms[i].parts.empty()) continue;
      if (forms[i].parts.size() == 1) place_short(i, forms[i]);
      if (forms[i].sex != Sex::Unknown) people_[*person_of_[i]].sex = forms[i].sex;
    }
    People result{std::move(person_of_), {}};
    for (const Person& person : people_) result.sexes.push_back(person.sex);
    return result;
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
      const std::string folded = utf8::folded(article_.written(i));
      form.parts.push_back(
          {word.key, sound_key(folded), first_letter(folded), word.shape == Shape::Initial});
    }
    if (name.begin > 0) form.sex = sex_of_honorific(article_.words[name.begin - 1].key);
    return form;
  }

  std::uint32_t add(const Form& form) {
    const auto index = static_cast<std::uint32_t>(people_.size());
    people_.push_back({form, form.sex});
    remember(index, form);
    return index;
  }

  void remember(std::uint32_t person, const Form& form) {
    for (const Part& part : form.parts) {
      auto& sharing = by_sound_[part.sound];
      if (sharing.size() < kMaxNamesakes &&
          std::find(sharing.begin(), sharing.end(), person) == sharing.end())
        sharing.push_back(person);
    }
  }

  /// "The other Rowan Pike" is not the one whom the article is about.
  [[nodiscard]] bool is_another(const Name& name) const {
    constexpr auto kCues =
        std::to_array<WordKey>({key_of("other"), key_of("another"), key_of("namesake")});
    return name.begin > 0 &&
           std::find(kCues.begin(), kCues.end(), article_.words[name.begin - 1].key) != kCues.end();
  }

  void place_full(std::size_t i, const Form& form) {
    const bool another = is_another(names_[i]);
    std::optional<std::uint32_t> found;
    for (const WordKey sound : {form.parts.back().sound, form.parts.front().sound}) {
      const auto sharing = by_sound_.find(sound);
      if (sharing == by_sound_.end()) continue;
      for (const std::uint32_t candidate : sharing->second) {
        const Person& person = people_[candidate];
        if (!compatible_full(form, person.full) || contradicts(form.sex, person.sex) ||
            person.another != another)
          continue;
        if (!found || person.last_full > people_[*found].last_full) found = candidate;
      }
      if (found) break;
    }
    if (!found) {
      found = add(form);
      people_[*found].first_full = i;
      people_[*found].another = another;
    }
    Person& person = people_[*found];
    ++person.times_full;
    if (form.parts.size() > person.full.parts.size()) {
      person.full = form;
      remember(*found, form);
    }
    person.last_full = i;
    if (person.sex == Sex::Unknown) person.sex = form.sex;
    person_of_[i] = *found;
  }

  /// A surname is surer than a first name, a first name surer than a middle one, and the same
  /// spelling surer than another.
  static int strength(const Form& form, const Person& person) {
    const Part& part = form.parts.front();
    const Part& surname = person.full.parts.back();
    const Part& first = person.full.parts.front();
    if (surname.sound == part.sound) return surname.word == part.word ? 5 : 4;
    if (first.sound == part.sound) return first.word == part.word ? 3 : 2;
    return 1;
  }

  void place_short(std::size_t i, const Form& form) {
    std::optional<std::uint32_t> found;
    const auto better = [&](const Person& a, const Person& b) {
      const int by_strength = strength(form, a) - strength(form, b);
      if (by_strength != 0) return by_strength > 0;
      if (a.times_full != b.times_full) return a.times_full > b.times_full;
      return a.first_full < b.first_full;
    };
    const auto sharing = by_sound_.find(form.parts.front().sound);
    if (sharing != by_sound_.end()) {
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
  std::unordered_map<WordKey, std::vector<std::uint32_t>, Keys> by_sound_;
};

}  // namespace

People who_is_who(const ArticleWords& article, const std::vector<Name>& names) {
  return PeopleResolver(article, names).run();
}

}  // namespace morgue::annotate
