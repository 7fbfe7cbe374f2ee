#include "indexer/store/decisions.h"

#include <algorithm>

#include "common/text.h"
#include "indexer/store/person_name.h"

namespace morgue {

std::optional<std::uint32_t> Decisions::resolve(const PersonReference& person) {
  const std::string key = word_key(person.name);
  if (const auto made = made_.find(person.number); made != made_.end() && made->second.key == key)
    return made->second.number;
  std::optional<std::uint32_t> by_name;
  bool is_named = false;
  std::size_t numbered = 0;  // articles in which somebody has the number
  for (const ArticleId id : person.articles) {
    bool has_number = false;
    for (const auto& appearance : people_.of_article(id)) {
      const bool named = word_key(appearance.name) == key;
      is_named = is_named || named;
      if (appearance.person == person.number) {
        if (named) return person.number;
        has_number = true;
      } else if (appearance.person != 0 && named && !by_name) {
        by_name = appearance.person;
      }
    }
    numbered += has_number ? 1 : 0;
  }
  if (is_named) return by_name;
  // In an archive that was read anew a number may be anybody's: that all articles have it is no
  // chance.
  if (numbered > 0 && numbered == person.articles.size()) return person.number;
  return {};
}

/// The number of the ledger, unless it has been given to somebody else since.
std::uint32_t Decisions::person_of_split(const Act& act, const Person& from, Outcome& outcome) {
  const std::string key = word_key(act.other.name);
  const auto is_called_so = [&](const std::optional<Person>& person) {
    return person && word_key(person->name) == key;
  };
  if (const auto made = made_by_acts_.find(act.number);
      made != made_by_acts_.end() && is_called_so(people_.find(made->second)))
    return made->second;
  const auto known = people_.find(act.other.number);
  std::uint32_t number = act.other.number;
  // A catalog that was made again from the index has all numbers of before, his among them if later
  // articles name him.
  const bool numbers_hold = from.number == act.person.number;
  if (!is_called_so(known) || !numbers_hold) {
    if (known) number = people_.highest_number() + 1;
    people_.put({number, act.other.name, number, false, {}});
  }
  outcome.fresh[act.number] = number;
  made_by_acts_[act.number] = number;
  return number;
}

/// Files a split's article under the new person. Whoever else it names so (in an archive that was
/// read anew he may have been told apart already) is that person. False: it is not there.
bool Decisions::settle_article(ArticleId id, const Person& from, const PersonReference& other,
                               std::uint32_t number) {
  const PersonName name = parse_person_name(other.name);
  bool settled = false;
  for (const auto& appearance : people_.of_article(id)) {
    if (appearance.identity == number || appearance.identity == from.identity) {
      settled = true;
    } else if (appearance.identity != 0 &&
               fit(parse_person_name(appearance.name), name) != NameFit::No) {
      people_.merge(appearance.identity, number);
      settled = true;
    }
  }
  people_.split(from.identity, number, {id});
  return settled;
}

bool Decisions::split(const Act& act, Outcome& outcome) {
  const auto person = resolve(act.person);
  const auto from = person ? people_.find(*person) : std::nullopt;
  if (!from) return false;
  // Who is named nowhere yet would be taken for anybody of the name.
  const auto is_there = [&](ArticleId id) { return !people_.of_article(id).empty(); };
  if (!made_by_acts_.contains(act.number) &&
      std::none_of(act.articles.begin(), act.articles.end(), is_there))
    return false;
  const std::uint32_t number = person_of_split(act, *from, outcome);
  made_[act.other.number] = {number, word_key(act.other.name)};
  people_.add_decided_name(act.other.name, number);
  people_.add_decided_key(sound_key(parse_person_name(act.other.name)), number);
  std::size_t settled = 0;
  for (const ArticleId id : act.articles)
    if (settle_article(id, *from, act.other, number)) ++settled;
  return settled == act.articles.size();
}

/// Articles that came after a split may have been filed under the new person; when the split is
/// undone they are the old one's.
void Decisions::take_back_splits(const std::vector<Act>& acts, const std::vector<Act>& holding) {
  for (const Act& act : acts) {
    const auto made = made_by_acts_.find(act.number);
    if (act.kind != Act::Kind::Split || made == made_by_acts_.end() ||
        std::find(holding.begin(), holding.end(), act) != holding.end())
      continue;
    if (const auto person = resolve(act.person)) people_.merge(made->second, *person);
  }
}

bool Decisions::apply_one(const Act& act, Outcome& outcome) {
  if (act.kind == Act::Kind::NotAPerson) {
    people_.claim_name(act.name, 0, named_rows_);
    return true;
  }
  if (act.kind == Act::Kind::Split) return split(act, outcome);
  const auto person = resolve(act.person);
  if (!person) return false;
  if (act.kind == Act::Kind::Merge) {
    const auto other = resolve(act.other);
    if (!other) return false;
    people_.merge(*other, *person);
    return true;
  }
  const auto found = people_.find(*person);
  if (!found) return false;
  if (act.kind == Act::Kind::Alias) {
    people_.claim_name(act.name, *person, named_rows_);
    people_.add_decided_name(act.name, *person);
  } else if (act.kind == Act::Kind::Rename) {
    people_.rename(found->identity, act.name);
    people_.add_decided_name(act.name, *person);
  } else if (act.kind == Act::Kind::Forget) {
    people_.hide(found->identity);
  }
  return true;
}

Decisions::Outcome Decisions::apply(const std::vector<Act>& acts) {
  Outcome outcome;
  made_.clear();
  made_by_acts_ = people_.made_by_acts();
  people_.reset_decisions();
  const std::vector<Act> holding = acts_that_hold(acts);
  std::unordered_set<std::string> names;
  for (const Act& act : holding)
    if (act.kind == Act::Kind::Alias || act.kind == Act::Kind::NotAPerson)
      names.insert(word_key(act.name));
  named_rows_ = people_.rows_named(names);
  take_back_splits(acts, holding);
  for (const Act& act : holding) {
    if (apply_one(act, outcome))
      ++outcome.applied;
    else
      outcome.unresolved.push_back(act.number);
  }
  people_.put_made_by_acts(made_by_acts_);
  return outcome;
}

}  // namespace morgue
