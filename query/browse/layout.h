#pragma once

#include <cstddef>

#include "query/browse/state.h"
#include "query/render/screen.h"
#include "query/render/style.h"

namespace morgue::browse {

/// Smaller screens show nothing but that they are too small.
inline constexpr ScreenSize kSmallest = {16, 60};
[[nodiscard]] bool is_too_small(const ScreenSize& size);

/// A part of the screen, without the line above it that bears its name.
struct Area {
  std::size_t row = 0, column = 0, height = 0, width = 0;
  [[nodiscard]] bool holds(std::size_t at_row, std::size_t at_column) const {
    return at_row >= row && at_row < row + height && at_column >= column &&
           at_column < column + width;
  }
};

/// Where the panes are. Precondition of this and of all below but lay_out(): the screen is large
/// enough.
struct Areas {
  Area results, preview, facets, times;
  Area reading;  ///< of an article, in place of all of these
};
[[nodiscard]] Areas areas_of(const ScreenSize& size);

/// The buckets that the pane of times has room for: the first of them, so that the chosen one is
/// among them.
[[nodiscard]] std::size_t first_bucket(const State& state, const Area& times);

/// What follows from the state and the size of the screen: which part of each list is shown, and
/// the lines of the article that is read. To be called whenever either has changed.
void settle(State& state, const ScreenSize& size, const Style& style);
/// Lays the article out, if it is not yet laid out for this width (reading.cc).
void lay_out_reading(State& state, const Area& area, const Style& style);

/// The whole screen. Precondition: the state is settled.
[[nodiscard]] Picture lay_out(const State& state, const ScreenSize& size, const Style& style);

}  // namespace morgue::browse
