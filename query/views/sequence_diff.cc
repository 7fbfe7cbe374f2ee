#include "query/views/sequence_diff.h"

#include <algorithm>
#include <optional>

namespace morgue {
namespace {

using Index = std::ptrdiff_t;
/// A diagonal that no path reaches within the box.
constexpr Index kNone = -1;

/// A stretch of both sequences.
struct Box {
  Index a0, a1, b0, b1;
};

/// Marks what differs.
class Myers {
 public:
  Myers(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b)
      : a_(a), b_(b), cut_(a.size()), added_(b.size()) {
    const std::size_t reach = std::min(a.size() + b.size(), 2 * kMostDifferences) + 2;
    forward_.resize(2 * reach + 1);
    backward_.resize(2 * reach + 1);
    middle_ = static_cast<Index>(reach);
  }

  void run() {
    std::vector<Box> waiting = {{0, std::ssize(a_), 0, std::ssize(b_)}};
    while (!waiting.empty()) {
      const Box box = trimmed(waiting.back());
      waiting.pop_back();
      const bool both = box.a0 != box.a1 && box.b0 != box.b1;
      if (const auto split = both ? point_between(box) : std::nullopt) {
        waiting.push_back({box.a0, split->first, box.b0, split->second});
        waiting.push_back({split->first, box.a1, split->second, box.b1});
      } else {
        replace(box);
      }
    }
  }

  [[nodiscard]] std::vector<SequencePart> parts() const {
    std::vector<SequencePart> out;
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < a_.size() || j < b_.size()) {
      SequencePart part{i < a_.size() && j < b_.size() && !cut_[i] && !added_[j], i, i, j, j};
      if (part.same) {
        while (i < a_.size() && j < b_.size() && !cut_[i] && !added_[j]) ++i, ++j;
      } else {
        while (i < a_.size() && cut_[i]) ++i;
        while (j < b_.size() && added_[j]) ++j;
      }
      part.first_end = i;
      part.second_end = j;
      out.push_back(part);
    }
    return out;
  }

 private:
  [[nodiscard]] bool same(Index i, Index j) const {
    return a_[static_cast<std::size_t>(i)] == b_[static_cast<std::size_t>(j)];
  }

  [[nodiscard]] Box trimmed(Box box) const {
    while (box.a0 < box.a1 && box.b0 < box.b1 && same(box.a0, box.b0)) ++box.a0, ++box.b0;
    while (box.a0 < box.a1 && box.b0 < box.b1 && same(box.a1 - 1, box.b1 - 1)) --box.a1, --box.b1;
    return box;
  }

  void replace(const Box& box) {
    std::fill(cut_.begin() + box.a0, cut_.begin() + box.a1, true);
    std::fill(added_.begin() + box.b0, added_.begin() + box.b1, true);
  }

  /// Where the furthest paths from both corners meet; nothing if that is too far. Never a corner:
  /// the box is trimmed, so each of the two paths has a difference.
  [[nodiscard]] std::optional<std::pair<Index, Index>> point_between(const Box& box) {
    const Index n = box.a1 - box.a0;
    const Index m = box.b1 - box.b0;
    const Index delta = n - m;
    const bool odd = (delta & 1) != 0;
    const Index most = std::min<Index>((n + m + 1) / 2, static_cast<Index>(kMostDifferences));
    for (Index d = 0; d <= most; ++d) {
      for (Index k = -d; k <= d; k += 2) {
        const Index x = step(forward_, k, d, n, m,
                             [&](Index i, Index j) { return same(box.a0 + i, box.b0 + j); });
        const Index other = delta - k;  // the diagonal of the path from the other end
        if (odd && other >= -(d - 1) && other <= d - 1 && meet(x, at(backward_, other), n))
          return std::pair(box.a0 + x, box.b0 + x - k);
      }
      for (Index k = -d; k <= d; k += 2) {
        const Index x = step(backward_, k, d, n, m, [&](Index i, Index j) {
          return same(box.a1 - 1 - i, box.b1 - 1 - j);
        });
        const Index other = delta - k;
        if (!odd && other >= -d && other <= d && meet(x, at(forward_, other), n))
          return std::pair(box.a1 - x, box.b1 - (x - k));
      }
    }
    return {};
  }

  [[nodiscard]] static bool meet(Index x, Index other, Index n) {
    return x != kNone && other != kNone && x + other >= n;
  }

  /// The furthest point of diagonal k that d differences reach within the box.
  template <typename F>
  Index step(std::vector<Index>& path, Index k, Index d, Index n, Index m, F&& same_at) {
    Index x = d == 0 ? 0 : kNone;
    if (k < d && at(path, k + 1) != kNone && at(path, k + 1) - k <= m) x = at(path, k + 1);
    if (k > -d && at(path, k - 1) != kNone && at(path, k - 1) < n)
      x = std::max(x, at(path, k - 1) + 1);
    if (x != kNone)
      while (x < n && x - k < m && same_at(x, x - k)) ++x;
    return at(path, k) = x;
  }

  [[nodiscard]] Index& at(std::vector<Index>& path, Index k) const {
    return path[static_cast<std::size_t>(middle_ + k)];
  }
  std::span<const std::uint64_t> a_, b_;
  std::vector<bool> cut_, added_;
  std::vector<Index> forward_, backward_;
  Index middle_ = 0;
};

}  // namespace

std::vector<SequencePart> diff_sequences(std::span<const std::uint64_t> first,
                                         std::span<const std::uint64_t> second) {
  Myers myers(first, second);
  myers.run();
  return myers.parts();
}

}  // namespace morgue
