#include "indexer/annotate/history.h"

#include <algorithm>
#include <bit>

namespace morgue::annotate {
namespace {

/// The features of the model's first reading have numbers below.
constexpr std::uint64_t kFirstNumber = 100;

std::uint64_t pair_key(WordKey a, WordKey b) { return static_cast<std::uint64_t>(joined(a, b)); }

/// Saturates a count: once, twice, more often.
std::uint64_t bucket(unsigned count) { return std::min(count, 3U); }

}  // namespace

History::Entry& History::slot(std::uint64_t key) {
  const std::size_t mask = entries_.size() - 1;
  std::size_t at = key & mask;
  while (entries_[at].key != 0 && entries_[at].key != key) at = (at + 1) & mask;
  entries_[at].key = key;
  return entries_[at];
}

const History::Entry* History::find(std::uint64_t key) const {
  const std::size_t mask = entries_.size() - 1;
  std::size_t at = key & mask;
  while (entries_[at].key != 0 && entries_[at].key != key) at = (at + 1) & mask;
  return entries_[at].key == 0 ? nullptr : &entries_[at];
}

void History::read(const ArticleWords& article, const std::vector<Run>& runs,
                   const std::vector<Label>& labels) {
  article_ = &article;
  labels_.assign(article.words.size(), kOutside);
  // Each word and each pair may take a slot; half of the table stays free.
  entries_.assign(std::bit_ceil(4 * labels.size() + 4), Entry{});
  std::size_t at = 0;
  for (const Run& run : runs) {
    for (std::size_t i = run.begin; i < run.end; ++i, ++at) {
      const Label label = labels[at];
      labels_[i] = label;
      ++slot(static_cast<std::uint64_t>(article.words[i].key)).times[label];
      if (i + 1 < run.end)
        ++slot(pair_key(article.words[i].key, article.words[i + 1].key)).times[label];
    }
  }
}

Label History::label(std::size_t word) const {
  return word < labels_.size() ? labels_[word] : kOutside;
}

History::Summary History::summary(std::uint64_t key, Label own) const {
  const Entry* entry = find(key);
  if (entry == nullptr) return {};
  auto times = entry->times;
  if (times[own] > 0) --times[own];
  std::array<unsigned, kKinds + 1> kinds{};
  unsigned total = 0;
  Summary summary;
  Label most = kOutside;
  for (std::size_t i = 0; i < kLabels; ++i) {
    const auto label = static_cast<Label>(i);
    const std::size_t kind = label == kOutside ? kKinds : static_cast<std::size_t>(kind_of(label));
    kinds[kind] += times[i];
    total += times[i];
    if (times[i] > times[most]) most = label;
    if (times[i] > 0) summary.seen |= std::uint64_t{1} << i;
  }
  if (total == 0) return {};
  const auto best = std::max_element(kinds.begin(), kinds.end());
  const auto clear = 4 * *best / total;  // All, three quarters, half, less.
  summary.kind = 1 + static_cast<std::uint64_t>(best - kinds.begin()) + std::uint64_t{8} * clear +
                 std::uint64_t{64} * bucket(total);
  summary.label = 1U + most;
  return summary;
}

void History::of_word(const Run& run, std::size_t word, std::vector<Feature>& out) const {
  const auto& words = article_->words;
  const Label own = label(word);
  const Summary here = summary(static_cast<std::uint64_t>(words[word].key), own);
  const bool has_next = word + 1 < run.end;
  const bool has_previous = word > run.begin;
  const Summary with_next =
      has_next ? summary(pair_key(words[word].key, words[word + 1].key), own) : Summary{};
  const Summary with_previous =
      has_previous ? summary(pair_key(words[word - 1].key, words[word].key), label(word - 1))
                   : Summary{};
  const Summary next =
      has_next ? summary(static_cast<std::uint64_t>(words[word + 1].key), label(word + 1))
               : Summary{};
  const Summary previous =
      has_previous ? summary(static_cast<std::uint64_t>(words[word - 1].key), label(word - 1))
                   : Summary{};
  std::uint64_t number = kFirstNumber;
  const auto add = [&](std::uint64_t a, std::uint64_t b = 0) {
    out.push_back(feature(++number, a, b));
  };
  const std::uint64_t outline = (has_next ? 1U : 0U) | (has_previous ? 2U : 0U);
  add(here.kind);
  add(here.kind, outline);
  add(here.label, outline);
  add(here.seen, outline);
  add(here.label, own);
  add(own, outline);
  add(with_next.label, with_next.kind);
  add(with_previous.label, with_previous.kind);
  add(next.label, here.label);
  add(previous.label, here.label);
  add(label(word + 1), own);
  add(word > 0 ? label(word - 1) : kOutside, own);
}

}  // namespace morgue::annotate
