#pragma once

#include <array>
#include <cstdint>
#include <random>
#include <vector>

#include "indexer/annotate/label.h"

namespace morgue::train {

/// Marks a feature that tells which word it is, rather than how it is written or what is around.
inline constexpr std::uint32_t kIdentity = 1U << 31U;

/// A run of words that are labelled together: the features of each word (as indices of the
/// learner's table) and the labels they should get.
struct Example {
  /// Of all words, one after the other. Those with kIdentity added tell which word it is.
  std::vector<std::uint32_t> features;
  std::vector<std::uint32_t> ends;  ///< per word, one behind its last feature
  std::vector<annotate::Label> gold;
};

/// One number per label.
using Weights = std::array<float, annotate::kLabels>;

/// A linear-chain conditional random field (Lafferty, McCallum and Pereira, 2001), trained by
/// stochastic gradient descent with AdaGrad steps (Duchi, Hazan and Singer, 2011), features dropped
/// at random against overfitting, and averaged over the passes. Deterministic.
class Crf {
 public:
  struct Options {
    float rate = 0.05F;
    float dropout = 0.6F;  ///< so many of the features are left out at each step
    /// For so many of the words their identity is left out: names that nobody has seen before must
    /// be recognised by their surroundings.
    float forget = 0.2F;
    std::uint32_t seed = 1;
  };

  Crf(std::size_t features, Options options);

  /// One pass over the examples in a random order. Returns the mean loss per word.
  double pass(const std::vector<Example>& examples);

  /// Replaces the weights by their averages over all passes but the first. No pass after it.
  void finish();

  /// The natural logarithm of the probability of the example's own labels.
  [[nodiscard]] double log_probability(const Example& example) const;

  /// The best labels under the current weights.
  [[nodiscard]] std::vector<annotate::Label> best(const Example& example) const;

  [[nodiscard]] const std::vector<Weights>& weights() const { return weights_; }
  [[nodiscard]] const std::array<Weights, annotate::kLabels>& transitions() const {
    return transitions_;
  }

 private:
  double step(const Example& example);
  [[nodiscard]] std::vector<Weights> score(const Example& example) const;

  Options options_;
  std::vector<Weights> weights_;
  std::vector<Weights> sums_;  ///< of the weights after each pass but the first
  std::size_t passes_ = 0;
  std::vector<Weights> squares_;  ///< sums of squared gradients
  std::array<Weights, annotate::kLabels> transitions_{};
  std::array<Weights, annotate::kLabels> transition_squares_{};
  std::mt19937 random_;
};

}  // namespace morgue::train
