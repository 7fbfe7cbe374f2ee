#include "indexer/annotate/resolve.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "common/utf8.h"
#include "indexer/annotate/people.h"
#include "indexer/annotate/roles.h"
#include "indexer/annotate/things.h"

namespace morgue::annotate {
namespace {

struct Keys {
  std::size_t operator()(WordKey key) const { return static_cast<std::size_t>(key); }
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

std::size_t words_in(std::string_view role) {
  if (role.empty()) return 0;
  return 1 + static_cast<std::size_t>(std::count(role.begin(), role.end(), ' '));
}

/// Gathers what stands beside the names of one entity.
void describe(const ArticleWords& article, const std::vector<Name>& names, std::size_t which,
              Entity& entity, Sex& sex) {
  const auto phrase = role_at(article, names, which);
  if (!phrase) return;
  for (std::uint32_t i = phrase->begin; sex == Sex::Unknown && i < phrase->end; ++i)
    sex = sex_of_role(article.words[i].key);
  std::string role = written(article, *phrase);
  if (words_in(role) > words_in(entity.role)) entity.role = std::move(role);
}

/// Where each entity's names are.
struct Found {
  Resolved resolved;
  std::vector<std::size_t> fullest;  ///< per entity, an index into the names
};

Found find_entities(const ArticleWords& article, const std::vector<Name>& names,
                    const People& people) {
  const std::vector<WordKey> things = keys_of_things(article, names);
  Found found;
  std::unordered_map<WordKey, std::uint32_t, Keys> by_key;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const Name& name = names[i];
    const auto person = people.of_name[i];
    const WordKey key = person ? joined(key_of("person"), WordKey{*person}) : things[i];
    const auto next = static_cast<std::uint32_t>(found.resolved.entities.size());
    const auto [entity, is_new] = by_key.try_emplace(key, next);
    if (is_new) {
      found.resolved.entities.push_back({name.kind, {}});
      found.resolved.sexes.push_back(person ? people.sexes[*person] : Sex::Unknown);
      found.fullest.push_back(i);
    } else if (fuller(article, name, names[found.fullest[entity->second]])) {
      found.fullest[entity->second] = i;
    }
    const Span where{article.words[name.begin].where.begin, article.words[name.end - 1].where.end};
    found.resolved.mentions.push_back({entity->second, where, article.in_title(name.begin)});
  }
  return found;
}

}  // namespace

Resolved resolve(const ArticleWords& article, const std::vector<Name>& names) {
  auto [resolved, fullest] = find_entities(article, names, who_is_who(article, names));
  for (std::size_t i = 0; i < fullest.size(); ++i)
    resolved.entities[i].name = written(article, names[fullest[i]]);
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i].kind != EntityKind::Person) continue;
    const std::uint32_t entity = resolved.mentions[i].entity;
    describe(article, names, i, resolved.entities[entity], resolved.sexes[entity]);
  }
  return resolved;
}

}  // namespace morgue::annotate
