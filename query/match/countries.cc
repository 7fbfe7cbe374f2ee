#include "query/match/countries.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "query/match/country_rows.h"

namespace morgue {
namespace {

constexpr std::size_t kMostWords = 4;

/// A plural is looked up like the one.
std::string_view key_of(std::string_view folded) {
  if (folded.size() > 3 && folded.back() == 's') folded.remove_suffix(1);
  return folded;
}

/// The rows, and under which names they are.
struct Countries {
  std::vector<std::vector<CountryName>> all;
  std::unordered_multimap<std::string_view, std::size_t> by_name;

  Countries() {
    by_name.reserve(3 * kCountryRows.size());
    for (std::string_view row : kCountryRows) {
      std::vector<CountryName>& names = all.emplace_back();
      while (true) {
        const std::size_t end = std::min(row.find('|'), row.size());
        names.push_back(row.substr(0, end));
        by_name.emplace(key_of(names.back()), all.size() - 1);
        if (end == row.size()) break;
        row.remove_prefix(end + 1);
      }
    }
  }
};

/// So many words from `first` on, with blanks between them; nothing if one of them is none.
std::string joined(const std::vector<std::string>& words, std::size_t first, std::size_t count) {
  std::string out;
  for (std::size_t i = first; i < first + count; ++i) {
    if (words[i].empty()) return {};
    out += (out.empty() ? "" : " ") + words[i];
  }
  return out;
}

}  // namespace

std::vector<CountryInQuery> countries_in(const std::vector<std::string>& words) {
  static const Countries countries;
  std::vector<CountryInQuery> out;
  for (std::size_t first = 0; first < words.size();) {
    CountryInQuery found{first, 0, {}};
    for (std::size_t n = std::min(kMostWords, words.size() - first); n > 0 && found.count == 0;
         --n) {
      const std::string name = joined(words, first, n);
      const std::string_view key = key_of(name);
      if (key.empty()) continue;
      const auto [begin, end] = countries.by_name.equal_range(key);
      std::vector<std::size_t> rows;
      for (auto row = begin; row != end; ++row) rows.push_back(row->second);
      std::sort(rows.begin(), rows.end());
      for (const std::size_t row : rows)
        for (const CountryName other : countries.all[row])
          if (key_of(other) != key) found.others.push_back(other);
      if (!rows.empty()) found.count = n;
    }
    first += std::max<std::size_t>(found.count, 1);
    if (found.count > 0) out.push_back(std::move(found));
  }
  return out;
}

}  // namespace morgue
