#include "indexer/annotate/things.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "common/utf8.h"
#include "indexer/annotate/lexicon.h"

namespace morgue::annotate {
namespace {

constexpr WordKey kThe = key_of("the");

/// What a company's full name ends with and its short one lacks.
constexpr auto kLegalForms = std::to_array<WordKey>(
    {key_of("inc"),         key_of("inc."), key_of("corp"), key_of("corp."),
     key_of("corporation"), key_of("ltd"),  key_of("ltd."), key_of("limited"),
     key_of("plc"),         key_of("llc"),  key_of("co"),   key_of("co."),
     key_of("company"),     key_of("ag"),   key_of("se"),   key_of("gmbh"),
     key_of("sa"),          key_of("spa"),  key_of("nv"),   key_of("holdings"),
     key_of("incorporated")});

struct Keys {
  std::size_t operator()(WordKey key) const { return static_cast<std::size_t>(key); }
};
using KeyMap = std::unordered_map<WordKey, WordKey, Keys>;

/// Short forms of organisations: what each stands for, unless it is said of two.
class ShortForms {
 public:
  void add(WordKey form, WordKey whole) {
    const auto [found, is_new] = of_.try_emplace(form, whole);
    if (!is_new && found->second != whole) found->second = kSeveral;
  }

  /// The key of the only organisation with this short form, or `otherwise`.
  [[nodiscard]] WordKey find(WordKey form, WordKey otherwise) const {
    const auto found = of_.find(form);
    return found == of_.end() || found->second == kSeveral ? otherwise : found->second;
  }

 private:
  static constexpr WordKey kSeveral{};
  KeyMap of_;
};

class ThingResolver {
 public:
  ThingResolver(const ArticleWords& article, const std::vector<Name>& names)
      : article_(article), names_(names) {}

  std::vector<WordKey> run() {
    for (std::size_t i = 0; i < names_.size(); ++i) {
      const Name& name = names_[i];
      if (name.kind == EntityKind::Org && size(name) > 1) learn(name);
      if (name.kind != EntityKind::Org)
        for (std::uint32_t w = name.begin; w < name.end; ++w) elsewhere_.insert(words()[w].key);
      if (i > 0) learn_bracketed(names_[i - 1], name);
    }
    std::vector<WordKey> keys;
    keys.reserve(names_.size());
    for (const Name& name : names_) keys.push_back(key_for(name));
    return keys;
  }

 private:
  [[nodiscard]] const std::vector<Word>& words() const { return article_.words; }
  static std::uint32_t size(const Name& name) { return name.end - name.begin; }

  /// The name without an article before it and a legal form behind.
  [[nodiscard]] Name core(Name name) const {
    if (size(name) > 1 && words()[name.begin].key == kThe) ++name.begin;
    if (name.kind != EntityKind::Org) return name;
    while (size(name) > 1 && std::find(kLegalForms.begin(), kLegalForms.end(),
                                       words()[name.end - 1].key) != kLegalForms.end())
      --name.end;
    return name;
  }

  [[nodiscard]] WordKey whole_key(const Name& name) const {
    WordKey key = key_of(to_string(name.kind));
    for (std::uint32_t i = name.begin; i < name.end; ++i) key = joined(key, words()[i].key);
    return key;
  }

  /// The letters of a word without full stops.
  [[nodiscard]] std::string letters(std::uint32_t word) const {
    std::string folded = utf8::folded(article_.written(word));
    std::erase(folded, '.');
    return folded;
  }

  [[nodiscard]] std::string initials(const Name& name) const {
    std::string initials;
    for (std::uint32_t i = name.begin; i < name.end; ++i)
      if (words()[i].capitalised()) initials += letters(i).substr(0, 1);
    return initials;
  }

  /// Initials, the first word, and "the Authority", of an organisation with several words.
  void learn(const Name& full) {
    const Name name = core(full);
    const WordKey key = whole_key(name);
    for (const Name& each : {full, name})
      if (const std::string form = initials(each); form.size() > 1)
        by_initials_.try_emplace(key_of(form), key);
    if (size(name) < 2) return;
    first_words_.add(words()[name.begin].key, key);
    if (has(roles_of(words()[name.end - 1].key), Role::OrgHead))
      heads_.add(words()[name.end - 1].key, key);
  }

  /// "World Health Organization (WHO)": an abbreviation in brackets whose letters stand in the
  /// name in that order.
  void learn_bracketed(const Name& name, const Name& short_form) {
    if (name.kind != EntityKind::Org || size(name) < 2 || size(short_form) != 1 ||
        short_form.begin != name.end + 1 || words()[name.end].mark != '(' ||
        words()[short_form.begin].shape != Shape::Upper)
      return;
    const std::string abbreviation = letters(short_form.begin);
    std::size_t at = 0;
    for (std::uint32_t i = name.begin; i < name.end && at < abbreviation.size(); ++i) {
      const std::string word = letters(i);
      for (std::size_t k = 0; k < word.size() && at < abbreviation.size(); ++k)
        if (word[k] == abbreviation[at]) ++at;
    }
    if (at == abbreviation.size())
      bracketed_.try_emplace(key_of(abbreviation), whole_key(core(name)));
  }

  /// Whether "the" stands before: "the Authority".
  [[nodiscard]] bool definite(const Name& name) const {
    return name.begin > 0 && (words()[name.begin - 1].key == kThe);
  }

  [[nodiscard]] WordKey key_for(const Name& full) const {
    const Name name = core(full);
    const WordKey own = whole_key(name);
    if (size(name) > 1) return own;
    const Word& word = words()[name.begin];
    if (word.shape == Shape::Upper) {
      const WordKey abbreviation = key_of(letters(name.begin));
      if (const auto known = bracketed_.find(abbreviation); known != bracketed_.end())
        return known->second;
      const auto known = by_initials_.find(abbreviation);
      if (name.kind == EntityKind::Org && known != by_initials_.end()) return known->second;
    }
    if (name.kind != EntityKind::Org) return own;
    if (has(roles_of(word.key), Role::OrgHead))
      return definite(name) ? heads_.find(word.key, own) : own;
    // "China" is not "China Mobile": what is also a place or a person stays itself.
    return elsewhere_.contains(word.key) ? own : first_words_.find(word.key, own);
  }

  const ArticleWords& article_;
  const std::vector<Name>& names_;
  KeyMap by_initials_;
  KeyMap bracketed_;  ///< abbreviations that the article explains: surer, and whatever their kind
  ShortForms first_words_;
  ShortForms heads_;
  std::unordered_set<WordKey, Keys> elsewhere_;  ///< words of names that are not organisations'
};

}  // namespace

std::vector<WordKey> keys_of_things(const ArticleWords& article, const std::vector<Name>& names) {
  return ThingResolver(article, names).run();
}

}  // namespace morgue::annotate
