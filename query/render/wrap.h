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

/// A stretch of a text that has a look.
struct StyledSpan {
  Span where;
  Style::Role role = Style::Role::Match;
  friend bool operator==(const StyledSpan&, const StyledSpan&) = default;
};

/// Columns of text that Style may have put codes into; these take none.
[[nodiscard]] std::size_t shown_columns(std::string_view text);

/// A field in a line of fields: if it has text that runs from right to left, with the signs that
/// keep this from moving its neighbours.
[[nodiscard]] std::string isolated(std::string_view text);

/// Lays out running text: white space is made one blank, lines are broken at blanks (and between
/// wide characters) and counted in terminal columns, `marks` (bytes of `text`, in order) look like
/// Style::Role::Match. Characters that could steer a terminal are dropped. What is shown as one
/// character (a letter with its marks, a flag, joined emoji) is never parted. A line with text that
/// runs from right to left is isolated, in the direction of the whole text, so that indents and
/// what the caller puts behind a line stay where they are; not if nothing is wrapped. Every line
/// ends with "\n".
[[nodiscard]] std::string wrap(std::string_view text, std::span<const Span> marks,
                               const Style& style, const WrapOptions& options);

/// The same with several looks; `styles` in order and apart from each other.
[[nodiscard]] std::string wrap_styled(std::string_view text, std::span<const StyledSpan> styles,
                                      const Style& style, const WrapOptions& options);

/// The same as one line, however long, without its end.
[[nodiscard]] std::string one_marked_line(std::string_view text, std::span<const Span> marks,
                                          const Style& style);

}  // namespace morgue
