#include "query/views/name_counts.h"

#include <algorithm>
#include <tuple>

#include "common/text.h"

namespace morgue {

std::size_t NameKeys::add(std::int64_t article, std::uint32_t identity, std::string_view name) {
  const auto fresh = [&](Name what) {
    names_.push_back(std::move(what));
    last_article_.push_back(-1);
    return names_.size() - 1;
  };
  std::size_t number = kNobody;
  if (identity != 0) {
    const auto [at, isnew] = by_identity_.try_emplace(identity, names_.size());
    number = isnew ? fresh({identity, {}, {}, 0}) : at->second;
  } else {
    const auto [at, isnew] = by_spelling_.try_emplace(std::string(name), kNobody);
    if (isnew) {
      const std::string key = word_key(name);
      if (key.empty()) return kNobody;
      const auto [known, unknown] = by_key_.try_emplace(key, names_.size());
      at->second = unknown ? fresh({0, key, {}, 0}) : known->second;
    }
    number = at->second;
    if (number == kNobody) return kNobody;
    ++names_[number].seen[at->first];
  }
  if (last_article_[number] != article) ++names_[number].articles;
  last_article_[number] = article;
  return number;
}

std::vector<std::size_t> NameKeys::most_first() const {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < names_.size(); ++i)
    if (names_[i].articles > 0) out.push_back(i);
  std::sort(out.begin(), out.end(), [&](std::size_t a, std::size_t b) {
    const auto order = [&](std::size_t i) {
      return std::tie(names_[i].articles, names_[i].identity, names_[i].key);
    };
    if (names_[a].articles != names_[b].articles) return names_[a].articles > names_[b].articles;
    return order(a) < order(b);
  });
  return out;
}

std::string NameKeys::shown(sqlite::Database& db, std::size_t name) const {
  const Name& what = names_[name];
  if (what.identity != 0) {
    sqlite::Statement find(db, "SELECT coalesce(shown, name) FROM people WHERE no = ?");
    find.bind(1, std::int64_t{what.identity});
    std::string out = find.step() ? std::string(find.text(0)) : std::string();
    return out;
  }
  const auto most =
      std::max_element(what.seen.begin(), what.seen.end(),
                       [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == what.seen.end() ? what.key : most->first;
}

void NameKeys::hide(sqlite::Database& db) {
  // Only people have identities, and their table is long.
  if (by_identity_.empty()) return;
  sqlite::Statement hidden(db, "SELECT no FROM people WHERE hidden");
  while (hidden.step()) {
    const auto at = by_identity_.find(static_cast<std::uint32_t>(hidden.integer(0)));
    if (at != by_identity_.end()) names_[at->second].articles = 0;
  }
}

}  // namespace morgue
