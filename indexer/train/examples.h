#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "indexer/annotate/article_words.h"
#include "indexer/annotate/features.h"
#include "indexer/annotate/label.h"
#include "indexer/train/corpus.h"
#include "indexer/train/crf.h"

namespace morgue::train {

/// Numbers the features that are frequent enough to learn from.
class FeatureTable {
 public:
  void count(annotate::Feature feature) { ++counts_[feature]; }
  /// Gives a number to each feature that was counted at least `times` times since the last call.
  void admit(std::uint32_t times);

  /// Appends the numbers of the features that have one; to those of the first `identities`
  /// features kIdentity is added.
  void numbers(const std::vector<annotate::Feature>& features, std::size_t identities,
               std::vector<std::uint32_t>& out) const;
  [[nodiscard]] const std::vector<annotate::Feature>& features() const { return features_; }

 private:
  std::unordered_map<annotate::Feature, std::uint32_t> counts_;
  std::unordered_map<annotate::Feature, std::uint32_t> numbers_;
  std::vector<annotate::Feature> features_;
};

/// A text as the recogniser reads it, with the labels it should find.
struct Lesson {
  GoldText gold;
  std::size_t fold = 0;  ///< lessons of one document share it
  annotate::ArticleWords words;
  std::vector<annotate::Run> runs;
  /// Per word of every run, the runs in order:
  std::vector<annotate::Label> labels;
  std::vector<std::vector<annotate::Feature>> features;
  std::vector<std::vector<annotate::Feature>> history;  ///< empty until there was a first reading
};

/// Reads a text. The lesson must not be moved or copied afterwards unless `words` is not used.
void read_lesson(annotate::Features& features, Lesson& lesson);

/// The lesson's runs as examples, with or without history.
[[nodiscard]] std::vector<Example> examples_of(const Lesson& lesson, const FeatureTable& table,
                                               bool with_history);

}  // namespace morgue::train
