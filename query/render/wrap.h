#pragma once

#include <span>
#include <string>
#include <string_view>

#include "common/span.h"
#include "query/render/style.h"

namespace morgue {

struct WrapOptions {
  std::size_t width = 80;    ///< columns; 0: do not wrap
  std::string first_indent;  ///< in front of the first line
  std::string indent;        ///< in front of the others
};

/// Lays out running text: white space is made one blank, lines are broken at blanks (and between
/// wide characters) and counted in terminal columns, `marks` (bytes of `text`, in order) look like
/// Style::Role::Match. Characters that could steer a terminal are dropped. Every line ends with
/// "\n".
[[nodiscard]] std::string wrap(std::string_view text, std::span<const Span> marks,
                               const Style& style, const WrapOptions& options);

/// The same as one line, however long, without its end.
[[nodiscard]] std::string one_marked_line(std::string_view text, std::span<const Span> marks,
                                          const Style& style);

}  // namespace morgue
