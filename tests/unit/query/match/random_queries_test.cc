#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "common/text.h"
#include "query/match/search.h"
#include "tests/unit/query/archive_for_test.h"
#include "tests/unit/query/language/query_for_test.h"

// Random queries over random articles, answered by the engine and by a scan that knows nothing of
// indexes: it reads the tree of the query and the words of each article. The vocabulary is small,
// so that words meet often; no two of its words have a stem in common but "port" and "ports".

namespace morgue::test {
namespace {

using Kind = QueryNode::Kind;

const std::vector<std::string> kVocabulary = {"port",  "ports",  "ferry", "crash", "storm",
                                              "radar", "bridge", "mayor", "the",   "lithium"};
const std::vector<std::string> kSources = {"Herald", "Radio", "Post"};
const std::vector<std::string> kDates = {"2024", "2024-06", "2024-06-14", "2025-01-01"};

class Random {
 public:
  explicit Random(unsigned seed) : engine_(seed) {}
  std::size_t below(std::size_t n) { return engine_() % n; }
  const std::string& of(const std::vector<std::string>& all) { return all[below(all.size())]; }

  std::string some_words(std::size_t most) {
    std::string out;
    for (std::size_t n = 1 + below(most); n > 0; --n)
      out += (out.empty() ? "" : below(9) == 0 ? ". " : " ") + of(kVocabulary);
    return out;
  }

  std::string operand() {
    switch (below(3)) {
      case 0:
        return '"' + of(kVocabulary) + ' ' + of(kVocabulary) + '"';
      default:
        return of(kVocabulary);
    }
  }

  std::string unit(int depth) {
    switch (below(depth > 0 ? 9 : 7)) {
      case 0:
        return fmt::format("{} w/{} {}", operand(), 1 + below(3), operand());
      case 1:
        return fmt::format("{} pre/{} {}", operand(), 1 + below(3), operand());
      case 2:
        return "title:" + operand();
      case 3:
        return "source:" + of(kSources);
      case 4:
        return "date:" + of(kDates);
      case 5:
      case 6:
        return operand();
      case 7:
        return fmt::format("title:({})", words_query(depth - 1));
      default:
        return '(' + query(depth - 1) + ')';
    }
  }
  std::string words_query(int depth) {
    return operand() + (below(2) == 0 ? " AND " : depth > 0 ? " OR " : " NOT ") + operand();
  }
  std::string query(int depth) {
    std::string out;
    const char* const joint = below(2) == 0 ? " AND " : " OR ";
    for (std::size_t n = 1 + below(3); n > 0; --n)
      out += (out.empty() ? "" : joint) + std::string(below(4) == 0 ? "NOT " : "") + unit(depth);
    return out;
  }

 private:
  std::mt19937 engine_;
};

/// One article as the scan sees it.
class Scan {
 public:
  explicit Scan(const Piece& piece)
      : piece_(piece), title_(words(piece.title)), text_(words(piece.text)) {}

  bool holds(const QueryNode& node, bool title_only = false) {
    const auto child = [&](const QueryNode& n) { return holds(n, title_only); };
    switch (node.kind) {
      case Kind::And:
        return std::all_of(node.children.begin(), node.children.end(), child);
      case Kind::Or:
        return std::any_of(node.children.begin(), node.children.end(), child);
      case Kind::Not:
        return !child(node.children[0]);
      case Kind::Text:
        return holds(node.children[0], true);
      case Kind::Near:
        return near(node, title_) || (!title_only && near(node, text_));
      case Kind::Word:
      case Kind::Phrase:
        return !places(node, title_).empty() || (!title_only && !places(node, text_).empty());
      case Kind::Keyword:
        return std::any_of(node.values.begin(), node.values.end(), [&](const std::string& value) {
          return word_key(value) == word_key(piece_.source);
        });
      case Kind::Dates:
        return in(node.days);
      default:
        ADD_FAILURE() << "the scan does not know " << print(node);
        return false;
    }
  }

 private:
  using Places = std::vector<std::pair<std::size_t, std::size_t>>;

  [[nodiscard]] bool in(const DayRange& days) const {
    if (piece_.date.empty()) return false;
    // Articles are dated to the day, month or year; one of a month is in ranges that hold it whole.
    const Day first = parse_iso8601(piece_.date)->local_day();
    const std::chrono::year_month_day ymd{first};
    const Day last = piece_.date.size() == 4   ? *make_day(int(ymd.year()), 12, 31)
                     : piece_.date.size() == 7 ? Day(ymd.year() / ymd.month() / std::chrono::last)
                                               : first;
    return days.contains(first) && days.contains(last);
  }

  static bool same(const std::string& word, const std::string& wanted, bool phrase) {
    const auto stem = [](const std::string& w) { return w == "ports" ? "port" : w; };
    return phrase ? word == wanted : stem(word) == stem(wanted);
  }

  static Places places(const QueryNode& node, const std::vector<std::string>& field) {
    const std::vector<std::string> wanted = words(node.text);
    Places out;
    for (std::size_t at = 0; at + wanted.size() <= field.size(); ++at) {
      bool all = true;
      for (std::size_t i = 0; i < wanted.size(); ++i)
        all = all && same(field[at + i], wanted[i], node.kind == Kind::Phrase);
      if (all) out.emplace_back(at, at + wanted.size() - 1);
    }
    return out;
  }

  static bool near(const QueryNode& node, const std::vector<std::string>& field) {
    const auto n = static_cast<std::size_t>(node.number);
    for (const auto& a : places(node.children[0], field))
      for (const auto& b : places(node.children[1], field)) {
        if (a == b) continue;
        const auto& [first, second] = std::minmax(a, b);
        const std::size_t gap = second.first > first.second ? second.first - first.second : 0;
        const bool close = second.first - first.first <= n || gap <= n;
        if (close && (!node.ordered || b.first > a.second)) return true;
      }
    return false;
  }

  const Piece& piece_;
  std::vector<std::string> title_, text_;
};

TEST(RandomQueries, AreAnsweredAsAScanWould) {
  Random random(20261123);
  std::vector<Piece> pieces;
  for (std::uint64_t id = 1; id <= 200; ++id)
    pieces.push_back({.id = id,
                      .title = random.some_words(3),
                      .text = random.some_words(12),
                      .date = random.below(5) == 0 ? "" : random.of(kDates),
                      .source = random.of(kSources)});
  TestArchive archive;
  archive.add({pieces.begin(), pieces.begin() + 120});
  archive.add({pieces.begin() + 120, pieces.end()});
  const ArchiveReader reader = archive.open();
  SearchOptions options;
  options.limit = 0;
  std::size_t answered = 0;
  for (int round = 0; round < 400; ++round) {
    const std::string text = random.query(2);
    const auto query = parse_query(text, {.today = kToday, .loose = false});
    if (!query || query->root.soft) continue;  // "date:2024 AND date:2025" is refused
    std::vector<std::uint64_t> expected;
    for (const Piece& piece : pieces)
      if (Scan(piece).holds(query->root)) expected.push_back(piece.id);
    const auto result = search(reader, *query, options);
    ASSERT_TRUE(result) << text << ": " << result.error().message;
    std::vector<std::uint64_t> got;
    for (const Hit& hit : result->hits) got.push_back(hit.article.id.value);
    std::sort(got.begin(), got.end());
    ASSERT_EQ(got, expected) << text << "\n" << print(query->root);
    ASSERT_EQ(result->total, expected.size()) << text;
    if (!expected.empty() && expected.size() < pieces.size()) ++answered;
  }
  EXPECT_GT(answered, 200U) << "most queries should tell articles apart";
}

}  // namespace
}  // namespace morgue::test
