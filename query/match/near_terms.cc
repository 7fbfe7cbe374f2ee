#include "query/match/near_terms.h"

#include <algorithm>
#include <utility>

#include "common/utf8.h"
#include "query/match/interrupt.h"

namespace morgue {
namespace {

/// Terms that are looked at, at most: some tenths of a second.
constexpr std::size_t kMostVisited = 200'000;
/// So many neighbours are stepped over before it pays to search for the end of them.
constexpr int kStepsBeforeSkip = 8;

std::u32string characters(std::string_view text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Decoded d = utf8::decode(text, at);
    out += d.code_point;
    at += d.length;
  }
  return out;
}

/// The rows of the table of edit distances between one wanted word and word after word of a sorted
/// list: what a word has in common with the one before is not worked out again.
class DistanceTable {
 public:
  DistanceTable(std::u32string wanted, int most) : wanted_(std::move(wanted)), most_(most) {
    rows_.emplace_back(wanted_.size() + 1);
    for (std::size_t j = 0; j <= wanted_.size(); ++j)
      rows_[0][j] = static_cast<int>(j) + (j > 0 ? 1 : 0);
  }

  /// Takes the next word; false if its first dead_characters() lead nowhere near.
  bool take(const std::u32string& word) {
    std::size_t common = 0;
    while (common + 1 < rows_.size() && common < word.size() && word[common] == word_[common])
      ++common;
    rows_.resize(common + 1);
    word_ = word;
    for (std::size_t i = common; i < word.size(); ++i) {
      add_row(i);
      if (*std::min_element(rows_.back().begin(), rows_.back().end()) > most_) {
        dead_ = i + 1;
        return false;
      }
    }
    return true;
  }

  [[nodiscard]] int distance() const { return rows_.back().back(); }
  [[nodiscard]] std::size_t dead_characters() const { return dead_; }

 private:
  void add_row(std::size_t i) {
    const char32_t c = word_[i];
    const std::vector<int>& last = rows_[i];
    std::vector<int> row(wanted_.size() + 1);
    row[0] = last[0] + (i == 0 ? 2 : 1);
    for (std::size_t j = 1; j <= wanted_.size(); ++j) {
      const int other_first = i == 0 && j == 1 ? 2 : 1;
      row[j] = std::min(
          {last[j] + 1, row[j - 1] + 1, last[j - 1] + (c == wanted_[j - 1] ? 0 : other_first)});
      if (i > 0 && j > 1 && c == wanted_[j - 2] && word_[i - 1] == wanted_[j - 1])
        row[j] = std::min(row[j], rows_[i - 1][j - 2] + (i == 1 && j == 2 ? 2 : 1));
    }
    rows_.push_back(std::move(row));
  }

  std::u32string wanted_, word_;
  int most_;
  std::vector<std::vector<int>> rows_;
  std::size_t dead_ = 0;
};

/// The bytes of so many characters.
std::string_view first_characters(std::string_view text, std::size_t count) {
  std::size_t at = 0;
  while (count-- > 0 && at < text.size()) at += utf8::decode(text, at).length;
  return text.substr(0, at);
}

}  // namespace

int slips_in(std::size_t characters) { return characters < 3 ? 0 : characters < 5 ? 1 : 2; }

std::vector<NearTerm> near_terms(const ArchiveReader& archive, std::string_view prefix,
                                 std::string_view wanted, int most) {
  std::vector<NearTerm> out;
  DistanceTable table(characters(wanted), most);
  reading([&] {
    const Xapian::Database& db = archive.database();
    auto term = db.allterms_begin(std::string(prefix));
    const auto end = db.allterms_end(std::string(prefix));
    if (prefix.empty()) term.skip_to("a");  // terms of other kinds begin with a capital
    int steps = 0;
    std::string dead;
    for (std::size_t visited = 0; term != end && visited < kMostVisited; ++visited) {
      stop_if_interrupted();
      const std::string whole = *term;
      const std::string_view value = std::string_view(whole).substr(prefix.size());
      const bool passed = !dead.empty() && value.starts_with(dead);
      if (!passed) {
        if (table.take(characters(value))) {
          if (const auto articles =
                  table.distance() <= most && value != wanted ? archive.frequency(whole) : 0;
              articles > 0)
            out.push_back({std::string(value), table.distance(), articles});
          dead.clear();
        } else {
          dead = first_characters(value, table.dead_characters());
          steps = 0;
        }
      }
      if (dead.empty() || ++steps < kStepsBeforeSkip)
        ++term;
      else
        term.skip_to(std::string(prefix) + dead + '\xff');
    }
  });
  std::stable_sort(out.begin(), out.end(), [](const NearTerm& a, const NearTerm& b) {
    return std::make_pair(a.distance, b.articles) < std::make_pair(b.distance, a.articles);
  });
  if (out.size() > kMostNearTerms) out.resize(kMostNearTerms);
  return out;
}

}  // namespace morgue
