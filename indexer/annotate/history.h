#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "indexer/annotate/article_words.h"
#include "indexer/annotate/features.h"
#include "indexer/annotate/label.h"

namespace morgue::annotate {

/// What a first reading of an article made of its words. The second reading asks it what the same
/// word was elsewhere: "Amari" alone is easier to understand where "Lena Amari" was found before.
class History {
 public:
  /// Takes the labels of the first reading: one per word of every run, the runs in order.
  void read(const ArticleWords& article, const std::vector<Run>& runs,
            const std::vector<Label>& labels);

  /// Appends the features of a word of `run`; the word itself does not count as its own history.
  void of_word(const Run& run, std::size_t word, std::vector<Feature>& out) const;

 private:
  /// How often a word had which label. A slot of an open-addressing table.
  struct Entry {
    std::uint64_t key = 0;
    std::array<std::uint16_t, kLabels> times{};
  };
  struct Summary {
    std::uint64_t kind = 0;   ///< the most frequent kind (kKinds: outside), how clearly, how often
    std::uint64_t label = 0;  ///< the most frequent label
    std::uint64_t seen = 0;   ///< which parts of which kinds it has been at all
  };

  Entry& slot(std::uint64_t key);
  [[nodiscard]] const Entry* find(std::uint64_t key) const;
  [[nodiscard]] Summary summary(std::uint64_t key, Label own) const;
  [[nodiscard]] Label label(std::size_t word) const;

  const ArticleWords* article_ = nullptr;
  std::vector<Entry> entries_;
  std::vector<Label> labels_;  ///< per word of the article
};

}  // namespace morgue::annotate
