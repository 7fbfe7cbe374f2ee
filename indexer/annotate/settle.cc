#include "indexer/annotate/settle.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "indexer/annotate/label.h"
#include "indexer/annotate/lexicon.h"

namespace morgue::annotate {
namespace {

/// What follows a title is a person's name if it is no longer than that.
constexpr std::uint32_t kMaxPersonWords = 4;

class Settler {
 public:
  Settler(const ArticleWords& article, const Gazetteer& gazetteer, std::vector<Name> names)
      : article_(article), words_(article.words), gazetteer_(gazetteer), names_(std::move(names)) {}

  std::vector<Name> run() {
    for (std::size_t i = 0; i < names_.size(); ++i) {
      const bool person_follows = i + 1 < names_.size() && follows(names_[i], names_[i + 1]);
      if (cut_title(names_[i], person_follows) && person_follows) {
        names_[i + 1].begin = names_[i].begin;
        names_[i].end = names_[i].begin;
      }
    }
    std::erase_if(names_, [](const Name& name) { return name.begin == name.end; });
    vote();
    add_surnames();
    return std::move(names_);
  }

 private:
  /// How often a word stood in names of each kind, and whether it is part of a person's full name.
  struct Votes {
    std::array<std::uint32_t, kKinds> kinds{};
    bool in_full_name = false;
    bool is_surname = false;

    [[nodiscard]] std::uint32_t of(EntityKind kind) const {
      return kinds[static_cast<std::size_t>(kind)];
    }
  };

  /// Turns names of one word that speak against the rest of the article into what that says:
  /// persons into other things, and other things into persons who are named in full.
  void vote() {
    std::unordered_map<std::uint64_t, Votes> votes;
    for (const Name& name : names_) {
      for (std::uint32_t i = name.begin; i < name.end; ++i) {
        if (!words_[i].capitalised()) continue;
        Votes& each = votes[static_cast<std::uint64_t>(words_[i].key)];
        ++each.kinds[static_cast<std::size_t>(name.kind)];
        if (name.kind != EntityKind::Person || name.end - name.begin == 1) continue;
        each.in_full_name = true;
        if (i + 1 == name.end) each.is_surname = true;
      }
    }
    for (Name& name : names_) {
      if (name.end - name.begin > 1) continue;
      const Votes& each = votes[static_cast<std::uint64_t>(words_[name.begin].key)];
      if (name.kind != EntityKind::Person)
        turn_into_person(name, each);
      else if (!each.in_full_name && !behind_title(name))
        name.kind = static_cast<EntityKind>(std::max_element(each.kinds.begin(), each.kinds.end()) -
                                            each.kinds.begin());
    }
  }

  /// Organisations yield when in doubt; places, which people are often named after, do not.
  void turn_into_person(Name& name, const Votes& votes) const {
    const std::uint32_t people = votes.of(EntityKind::Person);
    const std::uint32_t things = std::max(votes.of(EntityKind::Org), votes.of(EntityKind::Place));
    if (!votes.is_surname || has(roles_of(words_[name.begin].key), Role::Suffix)) return;
    if ((name.kind == EntityKind::Org && people >= things) ||
        (name.kind == EntityKind::Place && people > things))
      name.kind = EntityKind::Person;
  }

  [[nodiscard]] bool behind_title(const Name& name) const {
    return name.begin > 0 &&
           has(roles_of(words_[name.begin - 1].key), Role::Title | Role::Honorific);
  }

  /// Whether `next` is a person directly behind `name`. The text does not go on where the title
  /// ends.
  [[nodiscard]] bool follows(const Name& name, const Name& next) const {
    return name.end == next.begin && next.kind == EntityKind::Person &&
           article_.in_title(name.begin) == article_.in_title(next.begin) &&
           !words_[name.end - 1].possessive;
  }

  [[nodiscard]] bool first_name(std::uint32_t word) const {
    return has(gazetteer_.known(words_[word].key), Known::FirstName);
  }

  /// Takes a title off the front of a name, and what stands before the title. True if it did.
  bool cut_title(Name& name, bool person_follows) const {
    if (name.kind != EntityKind::Person && name.kind != EntityKind::Org) return false;
    for (std::uint32_t i = name.end - 1; i-- > name.begin;) {
      if (!has(roles_of(words_[i].key), Role::Title | Role::Honorific)) continue;
      // In "Khalid Sheikh Mohammed" it is a name.
      if (i > name.begin && first_name(i - 1)) return false;
      if (!person_like(i + 1, name.end, person_follows)) return false;
      name = {i + 1, name.end, EntityKind::Person};
      return true;
    }
    return false;
  }

  [[nodiscard]] bool person_like(std::uint32_t begin, std::uint32_t end,
                                 bool person_follows) const {
    if (end - begin > kMaxPersonWords || !words_[begin].capitalised()) return false;
    const Role last = roles_of(words_[end - 1].key);
    return (first_name(begin) || person_follows) &&
           !has(last, Role::OrgHead | Role::PlaceHead | Role::Office);
  }

  void add_surnames() {
    std::unordered_set<std::uint64_t> surnames;
    for (const Name& name : names_) {
      if (name.kind != EntityKind::Person || name.end - name.begin < 2) continue;
      const Word& last = words_[name.end - 1];
      if (last.shape != Shape::Initial && roles_of(last.key) == Role::None &&
          !has(gazetteer_.known(last.key), Known::SmallWord | Known::Demonym))
        surnames.insert(static_cast<std::uint64_t>(last.key));
    }
    if (surnames.empty()) return;
    for (const Word& word : words_)
      if (word.shape == Shape::Lower) surnames.erase(static_cast<std::uint64_t>(word.key));
    std::vector<Name> all;
    auto next = names_.begin();
    for (std::uint32_t i = 0; i < words_.size(); ++i) {
      if (next != names_.end() && next->begin == i) {
        i = next->end - 1;
        all.push_back(*next++);
      } else if (words_[i].capitalised() &&
                 surnames.contains(static_cast<std::uint64_t>(words_[i].key))) {
        all.push_back({i, i + 1, EntityKind::Person});
      }
    }
    names_ = std::move(all);
  }

  const ArticleWords& article_;
  const std::vector<Word>& words_;
  const Gazetteer& gazetteer_;
  std::vector<Name> names_;
};

}  // namespace

std::vector<Name> settle(const ArticleWords& article, const Gazetteer& gazetteer,
                         std::vector<Name> names) {
  return Settler(article, gazetteer, std::move(names)).run();
}

}  // namespace morgue::annotate
