#include "query/match/countries.h"

#include <algorithm>
#include <unordered_map>

#include "common/text.h"
#include "query/match/country_rows.h"

namespace morgue {
namespace {

constexpr std::size_t kMostWords = 4;

struct Country {
  std::vector<CountryName> names;
};

/// A plural is looked up like the one.
std::string key_of(std::string_view name) {
  std::string key = word_key(name);
  if (key.size() > 3 && key.back() == 's') key.pop_back();
  return key;
}

struct Countries {
  std::vector<Country> all;
  std::unordered_multimap<std::string, std::size_t> by_name;

  Countries() {
    for (std::string_view row : kCountryRows) {
      Country& country = all.emplace_back();
      while (true) {
        const std::size_t end = std::min(row.find('|'), row.size());
        country.names.push_back(row.substr(0, end));
        by_name.emplace(key_of(row.substr(0, end)), all.size() - 1);
        if (end == row.size()) break;
        row.remove_prefix(end + 1);
      }
    }
  }
};

}  // namespace

std::vector<CountryInQuery> countries_in(const std::vector<std::string>& words) {
  static const Countries countries;
  std::vector<CountryInQuery> out;
  for (std::size_t first = 0; first < words.size();) {
    CountryInQuery found{first, 0, {}};
    for (std::size_t n = std::min(kMostWords, words.size() - first); n > 0 && found.count == 0;
         --n) {
      std::string name;
      bool whole = true;
      for (std::size_t i = first; i < first + n; ++i) {
        whole = whole && !words[i].empty();
        name += (name.empty() ? "" : " ") + words[i];
      }
      if (!whole) continue;
      const std::string key = key_of(name);
      const auto [begin, end] = countries.by_name.equal_range(key);
      std::vector<std::size_t> rows;
      for (auto row = begin; row != end; ++row) rows.push_back(row->second);
      std::sort(rows.begin(), rows.end());
      for (const std::size_t row : rows)
        for (const CountryName other : countries.all[row].names)
          if (key_of(other) != key) found.others.push_back(other);
      if (!rows.empty()) found.count = n;
    }
    first += std::max<std::size_t>(found.count, 1);
    if (found.count > 0) out.push_back(std::move(found));
  }
  return out;
}

}  // namespace morgue
