#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "common/span.h"
#include "indexer/annotate/article_words.h"
#include "indexer/annotate/gazetteer.h"
#include "indexer/annotate/label.h"
#include "indexer/annotate/lexicon.h"

namespace morgue::annotate {

/// A feature: a hash of a template's number and of what it saw. The model maps it to weights.
using Feature = std::uint64_t;

/// The feature that template `number` makes of what it saw.
[[nodiscard]] constexpr Feature feature(std::uint64_t number, std::uint64_t a,
                                        std::uint64_t b = 0) {
  std::uint64_t h = (a + number * kKeySeed) * 0xFF51AFD7ED558CCD;
  h ^= h >> 32U;
  h = (h + b) * 0xC4CEB9FE1A85EC53;
  return h ^ (h >> 29U);
}

/// A run of words [begin, end) that could be part of names. All other words are certainly not.
struct Run {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// A set of words that may wrongly hold a word (one in some hundreds): 8 KB, emptied per article.
class WordSet {
 public:
  void clear() { bits_.fill(0); }
  void insert(WordKey key) { bits_[slot(key)] |= bit(key); }
  [[nodiscard]] bool contains(WordKey key) const { return (bits_[slot(key)] & bit(key)) != 0; }

 private:
  static std::size_t slot(WordKey key) { return static_cast<std::uint64_t>(key) >> 54U; }
  static std::uint64_t bit(WordKey key) {
    return std::uint64_t{1} << (static_cast<std::uint64_t>(key) >> 48U & 63U);
  }
  std::array<std::uint64_t, 1024> bits_{};
};

/// Looks at an article as the model does: which words could belong to names, and what speaks for
/// and against it. Used by the trainer and by the program, so that both see the same.
class Features {
 public:
  explicit Features(const Gazetteer& gazetteer) : gazetteer_(gazetteer) {}

  /// Takes an article; it must outlive the calls below.
  void read(const ArticleWords& article);

  [[nodiscard]] const std::vector<Run>& runs() const { return runs_; }

  /// So many of a word's features, the first, tell which word it is.
  static constexpr std::size_t kIdentityFeatures = 3;

  /// Appends the features of a word of `run` that do not depend on other decisions.
  void of_word(const Run& run, std::size_t word, std::vector<Feature>& out) const;

 private:
  /// What the templates need of a word, looked up once.
  struct Note {
    std::uint64_t key = 0;
    Clusters clusters;
    Known known = Known::Nothing;
    Role roles = Role::None;
    std::uint8_t form = 0;     ///< Shape and what else its letters tell
    std::uint8_t place = 0;    ///< in which parts of list entries it stands (kFirst, kInner, kLast)
    std::uint16_t phrase = 0;  ///< what those entries are
  };

  void take_notes();
  void mark_headlines();
  void mark_phrases();
  void find_runs();
  [[nodiscard]] bool may_link(std::size_t word) const;
  [[nodiscard]] const Note& note(std::ptrdiff_t word) const;

  const Gazetteer& gazetteer_;
  const ArticleWords* article_ = nullptr;
  std::vector<Note> notes_;  ///< with kMargin empty ones on both sides
  std::vector<bool> headline_;
  std::vector<Run> runs_;
  WordSet small_;  ///< words that the article writes without a capital
  WordSet big_;    ///< words that it writes with one inside a sentence
};

}  // namespace morgue::annotate
