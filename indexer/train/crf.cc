#include "indexer/train/crf.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace morgue::train {
namespace {

using annotate::kLabels;
using annotate::Label;

constexpr float kImpossible = -1e9F;
/// What AdaGrad adds to a sum of squares, so that first steps stay small.
constexpr float kFirstSquare = 1e-2F;

/// Row a, column b: 1 if b may follow a.
constexpr auto kMayFollow = [] {
  std::array<std::array<bool, kLabels>, kLabels> may{};
  for (std::size_t a = 0; a < kLabels; ++a)
    for (std::size_t b = 0; b < kLabels; ++b)
      may[a][b] = annotate::may_follow(static_cast<Label>(a), static_cast<Label>(b));
  return may;
}();

void add_step(float& weight, float& squares, float gradient, float rate) {
  if (gradient == 0) return;
  squares += gradient * gradient;
  weight += rate * gradient / std::sqrt(squares + kFirstSquare);
}

/// Probabilities of labels and of pairs of neighbours, by the forward-backward algorithm.
struct Marginals {
  std::vector<Weights> label;
  std::array<Weights, kLabels> pair{};  ///< summed over the run
  double log_z = 0;
};

Marginals marginals(const std::vector<Weights>& scores,
                    const std::array<Weights, kLabels>& transitions) {
  const std::size_t n = scores.size();
  std::array<Weights, kLabels> factor{};
  for (std::size_t a = 0; a < kLabels; ++a)
    for (std::size_t b = 0; b < kLabels; ++b)
      factor[a][b] = kMayFollow[a][b] ? std::exp(transitions[a][b]) : 0.0F;
  std::vector<Weights> local(n);
  std::vector<Weights> forward(n);
  std::vector<Weights> backward(n);
  Marginals result;
  for (std::size_t i = 0; i < n; ++i) {
    const float highest = *std::max_element(scores[i].begin(), scores[i].end());
    result.log_z += highest;
    for (std::size_t b = 0; b < kLabels; ++b) local[i][b] = std::exp(scores[i][b] - highest);
  }
  for (std::size_t i = 0; i < n; ++i) {
    float sum = 0;
    for (std::size_t b = 0; b < kLabels; ++b) {
      float in = 0;
      if (i == 0)
        in = annotate::may_start(static_cast<Label>(b)) ? 1.0F : 0.0F;
      else
        for (std::size_t a = 0; a < kLabels; ++a) in += forward[i - 1][a] * factor[a][b];
      forward[i][b] = in * local[i][b];
      if (i + 1 == n && !annotate::may_end(static_cast<Label>(b))) forward[i][b] = 0;
      sum += forward[i][b];
    }
    result.log_z += std::log(sum);
    for (float& f : forward[i]) f /= sum;
  }
  for (std::size_t i = n; i-- > 0;) {
    float sum = 0;
    for (std::size_t a = 0; a < kLabels; ++a) {
      float out = 0;
      if (i + 1 == n)
        out = annotate::may_end(static_cast<Label>(a)) ? 1.0F : 0.0F;
      else
        for (std::size_t b = 0; b < kLabels; ++b)
          out += factor[a][b] * local[i + 1][b] * backward[i + 1][b];
      backward[i][a] = out;
      sum += out;
    }
    for (float& f : backward[i]) f /= sum;
  }
  result.label.resize(n);
  for (std::size_t i = 0; i < n; ++i) {
    float sum = 0;
    for (std::size_t b = 0; b < kLabels; ++b)
      sum += result.label[i][b] = forward[i][b] * backward[i][b];
    for (float& p : result.label[i]) p /= sum;
    if (i == 0) continue;
    std::array<Weights, kLabels> pair{};
    float total = 0;
    for (std::size_t a = 0; a < kLabels; ++a)
      for (std::size_t b = 0; b < kLabels; ++b)
        total += pair[a][b] = forward[i - 1][a] * factor[a][b] * local[i][b] * backward[i][b];
    for (std::size_t a = 0; a < kLabels; ++a)
      for (std::size_t b = 0; b < kLabels; ++b) result.pair[a][b] += pair[a][b] / total;
  }
  return result;
}

}  // namespace

Crf::Crf(std::size_t features, Options options)
    : options_(options), weights_(features), squares_(features), random_(options.seed) {}

std::vector<Weights> Crf::score(const Example& example) const {
  std::vector<Weights> scores(example.ends.size());
  std::size_t at = 0;
  for (std::size_t i = 0; i < scores.size(); ++i)
    for (; at < example.ends[i]; ++at)
      for (std::size_t b = 0; b < kLabels; ++b)
        scores[i][b] += weights_[example.features[at] & ~kIdentity][b];
  return scores;
}

double Crf::pass(const std::vector<Example>& examples) {
  std::vector<std::size_t> order(examples.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random_() % i]);
  double loss = 0;
  std::size_t words = 0;
  Example thinned;
  constexpr double kRandomRange = 4294967295.0;
  const auto keep = static_cast<std::uint32_t>((1.0 - options_.dropout) * kRandomRange);
  const auto forget = static_cast<std::uint32_t>(options_.forget * kRandomRange);
  for (const std::size_t index : order) {
    const Example& example = examples[index];
    thinned.gold = example.gold;
    thinned.features.clear();
    thinned.ends.clear();
    std::size_t at = 0;
    for (const std::uint32_t end : example.ends) {
      const bool forgotten = random_() < forget;
      for (; at < end; ++at) {
        const std::uint32_t feature = example.features[at];
        if (forgotten && (feature & kIdentity) != 0) continue;
        if (random_() <= keep) thinned.features.push_back(feature & ~kIdentity);
      }
      thinned.ends.push_back(static_cast<std::uint32_t>(thinned.features.size()));
    }
    loss += step(thinned);
    words += example.gold.size();
  }
  ++passes_;
  if (passes_ > 1) {
    sums_.resize(weights_.size());
    for (std::size_t f = 0; f < weights_.size(); ++f)
      for (std::size_t b = 0; b < kLabels; ++b) sums_[f][b] += weights_[f][b];
  }
  return loss / static_cast<double>(words);
}

void Crf::finish() {
  if (passes_ < 2) return;
  const float share = 1.0F / static_cast<float>(passes_ - 1);
  for (std::size_t f = 0; f < weights_.size(); ++f)
    for (std::size_t b = 0; b < kLabels; ++b) weights_[f][b] = sums_[f][b] * share;
}

double Crf::log_probability(const Example& example) const {
  const auto scores = score(example);
  double gold = 0;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    gold += scores[i][example.gold[i]];
    if (i > 0) gold += transitions_[example.gold[i - 1]][example.gold[i]];
  }
  return gold - marginals(scores, transitions_).log_z;
}

double Crf::step(const Example& example) {
  const float scale = 1.0F / (1.0F - options_.dropout);
  auto scores = score(example);
  for (auto& row : scores)
    for (float& s : row) s *= scale;
  const Marginals expected = marginals(scores, transitions_);
  double gold_score = 0;
  std::size_t at = 0;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    gold_score += scores[i][example.gold[i]];
    Weights gradient{};
    for (std::size_t b = 0; b < kLabels; ++b) gradient[b] = -expected.label[i][b];
    gradient[example.gold[i]] += 1;
    for (; at < example.ends[i]; ++at) {
      Weights& weights = weights_[example.features[at] & ~kIdentity];
      Weights& squares = squares_[example.features[at] & ~kIdentity];
      for (std::size_t b = 0; b < kLabels; ++b) {
        const float g = gradient[b];
        squares[b] += g * g;
        weights[b] += options_.rate * g / std::sqrt(squares[b] + kFirstSquare);
      }
    }
    if (i > 0) gold_score += transitions_[example.gold[i - 1]][example.gold[i]];
  }
  for (std::size_t a = 0; a < kLabels; ++a) {
    for (std::size_t b = 0; b < kLabels; ++b) {
      float gradient = -expected.pair[a][b];
      for (std::size_t i = 1; i < scores.size(); ++i)
        if (example.gold[i - 1] == a && example.gold[i] == b) gradient += 1;
      add_step(transitions_[a][b], transition_squares_[a][b], gradient, options_.rate);
    }
  }
  return expected.log_z - gold_score;
}

std::vector<annotate::Label> Crf::best(const Example& example) const {
  const auto scores = score(example);
  const std::size_t n = scores.size();
  std::vector<Weights> reach(n);
  std::vector<std::array<Label, kLabels>> from(n);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t b = 0; b < kLabels; ++b) {
      float highest = kImpossible;
      if (i == 0) {
        if (annotate::may_start(static_cast<Label>(b))) highest = 0;
      } else {
        for (std::size_t a = 0; a < kLabels; ++a) {
          if (!kMayFollow[a][b] || reach[i - 1][a] + transitions_[a][b] <= highest) continue;
          highest = reach[i - 1][a] + transitions_[a][b];
          from[i][b] = static_cast<Label>(a);
        }
      }
      if (i + 1 == n && !annotate::may_end(static_cast<Label>(b))) highest = kImpossible;
      reach[i][b] = highest + scores[i][b];
    }
  }
  std::vector<Label> labels(n);
  labels[n - 1] = static_cast<Label>(std::max_element(reach[n - 1].begin(), reach[n - 1].end()) -
                                     reach[n - 1].begin());
  for (std::size_t i = n - 1; i > 0; --i) labels[i - 1] = from[i][labels[i]];
  return labels;
}

}  // namespace morgue::train
