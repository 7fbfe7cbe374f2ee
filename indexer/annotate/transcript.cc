#include "indexer/annotate/transcript.h"

#include <algorithm>
#include <cstddef>
#include <unordered_map>

#include "indexer/annotate/word_key.h"

namespace morgue::annotate {
namespace {

constexpr std::uint32_t kMaxLabelWords = 3;
constexpr std::size_t kMinTurns = 4;
constexpr std::size_t kMinVoices = 2;

struct Turn {
  WordKey label{};
  Quoted body;
};

/// The turn that a paragraph [begin, end) is, or one without a body.
Turn turn_of(const ArticleWords& article, std::uint32_t begin, std::uint32_t end) {
  Turn turn;
  std::uint32_t i = begin;
  while (i < end && i - begin <= kMaxLabelWords && article.words[i].capitalised()) {
    turn.label = joined(turn.label, article.words[i].key);
    ++i;
  }
  if (i == begin || i - begin > kMaxLabelWords || i + 1 >= end || article.words[i].mark != ':')
    return turn;
  turn.body = {i + 1, end, 0, true, false, false};
  return turn;
}

std::vector<Turn> turns_of(const ArticleWords& article, std::span<const std::uint32_t> paragraphs) {
  std::vector<Turn> turns;
  std::unordered_map<WordKey, std::size_t> times;
  for (std::size_t i = 0; i < paragraphs.size(); ++i) {
    const auto end = i + 1 < paragraphs.size() ? paragraphs[i + 1]
                                               : static_cast<std::uint32_t>(article.words.size());
    const Turn turn = turn_of(article, paragraphs[i], end);
    if (turn.body.end == 0) continue;
    ++times[turn.label];
    turns.push_back(turn);
  }
  std::erase_if(turns, [&](const Turn& turn) { return times[turn.label] < 2; });
  const auto voices =
      std::count_if(times.begin(), times.end(), [](const auto& each) { return each.second > 1; });
  if (turns.size() < kMinTurns || static_cast<std::size_t>(voices) < kMinVoices) turns.clear();
  return turns;
}

}  // namespace

void add_turns(const ArticleWords& article, std::span<const std::uint32_t> paragraphs,
               std::vector<Quoted>& quoted) {
  const auto turns = turns_of(article, paragraphs);
  if (turns.empty()) return;
  std::vector<Quoted> all;
  std::size_t next = 0;
  for (const Turn& turn : turns) {
    while (next < quoted.size() && quoted[next].end <= turn.body.begin)
      all.push_back(quoted[next++]);
    while (next < quoted.size() && quoted[next].begin < turn.body.end) ++next;
    all.push_back(turn.body);
  }
  all.insert(all.end(), quoted.begin() + static_cast<std::ptrdiff_t>(next), quoted.end());
  quoted = std::move(all);
}

}  // namespace morgue::annotate
