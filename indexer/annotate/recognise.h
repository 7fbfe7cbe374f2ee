#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "indexer/annotate/article_words.h"
#include "indexer/annotate/features.h"
#include "indexer/annotate/gazetteer.h"
#include "indexer/annotate/history.h"
#include "indexer/annotate/label.h"
#include "indexer/annotate/model.h"
#include "indexer/annotate/name.h"

namespace morgue::annotate {

/// The names that labels spell out. `labels` has one label per word of every run, the runs in
/// order.
[[nodiscard]] std::vector<Name> names_of(std::span<const Run> runs, std::span<const Label> labels);

/// Finds names with a trained model in two readings: the first sees each run of capitals by itself,
/// the second also what the first made of the same words elsewhere. Linear time. Keeps memory
/// between articles: one per thread.
class Recogniser {
 public:
  Recogniser(Gazetteer gazetteer, Model model) : gazetteer_(gazetteer), model_(model) {}
  Recogniser(const Recogniser&) = delete;
  Recogniser& operator=(const Recogniser&) = delete;

  /// Sorted, never overlapping. `language` is the article's, "en" or an empty one for English.
  [[nodiscard]] std::vector<Name> names(const ArticleWords& article, std::string_view language);

 private:
  Gazetteer gazetteer_;
  Model model_;
  Features features_{gazetteer_};
  History history_;
  std::vector<Feature> buffer_;
  std::vector<Scores> scores_;  ///< per word of every run
  std::vector<Label> labels_;
};

}  // namespace morgue::annotate
