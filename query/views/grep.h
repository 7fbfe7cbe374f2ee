#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/result.h"
#include "common/span.h"

namespace re2 {
class RE2;
}

namespace morgue {

/// A sentence, or a headline, that fits.
struct FittingLine {
  std::size_t paragraph = 0;  ///< from 1; 0: the headline
  Span where;                 ///< into the text, or the headline
  std::vector<Span> marks;    ///< what fits, likewise
};

/// Finds the sentences of articles that a regular expression fits, in time linear in the text
/// whatever the expression (RE2's syntax). The only door to RE2.
class LineFinder {
 public:
  /// An error says what is wrong with the expression. The case of letters may be ignored.
  [[nodiscard]] static Result<LineFinder, std::string> make(std::string_view expression,
                                                            bool any_case);
  LineFinder(LineFinder&&) noexcept;
  LineFinder& operator=(LineFinder&&) noexcept;
  ~LineFinder();

  /// Those of an article, in order; at most so many.
  [[nodiscard]] std::vector<FittingLine> find(std::string_view title, std::string_view text,
                                              std::size_t most) const;

 private:
  explicit LineFinder(std::unique_ptr<re2::RE2> expression);
  [[nodiscard]] std::vector<Span> marks_in(std::string_view field, Span line) const;

  std::unique_ptr<re2::RE2> expression_;
  bool anchored_ = false;  ///< it may fit a sentence, but not the paragraph around it
};

}  // namespace morgue
