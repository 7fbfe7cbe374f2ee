#pragma once

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include "common/span.h"
#include "query/language/expression.h"

namespace morgue {

/// A sentence, or a headline, that fits.
struct FittingLine {
  std::size_t paragraph = 0;  ///< from 1; 0: the headline
  Span where;                 ///< into the text, or the headline
  std::vector<Span> marks;    ///< what fits, likewise
};

/// Finds the sentences of articles that a regular expression fits.
class LineFinder {
 public:
  explicit LineFinder(Expression expression) : expression_(std::move(expression)) {}

  /// Those of an article, in order; at most so many.
  [[nodiscard]] std::vector<FittingLine> find(std::string_view title, std::string_view text,
                                              std::size_t most) const;

 private:
  [[nodiscard]] std::vector<Span> marks_in(std::string_view field, Span line) const;

  Expression expression_;
};

}  // namespace morgue
