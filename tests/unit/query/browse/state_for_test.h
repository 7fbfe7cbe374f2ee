#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "query/browse/layout.h"
#include "query/browse/state.h"

namespace morgue::browse::test {

inline constexpr ScreenSize kUsual = {24, 80};
inline constexpr ScreenSize kLarge = {40, 120};

/// What one sees after asking for "ferry": the bridge article of tests/support, and so many small
/// ones that the list is longer than its pane; counts of all.
[[nodiscard]] State asked_for_ferry(std::size_t hits = 12);
/// The same reading the first one, which has marks on "bridge" and on both of its "We knew".
[[nodiscard]] State reading_first();

[[nodiscard]] Key key(Key::Kind kind);
[[nodiscard]] Key letter(char32_t character);
/// Presses one key after the other, as if the screen were drawn in between; the last wish.
Wish type(State& state, std::u32string_view letters, const ScreenSize& size = kUsual);
Wish hit_key(State& state, Key::Kind kind, const ScreenSize& size = kUsual);

/// The screen as text, without colours, a line for each row and none longer than the screen; blanks
/// at the ends of lines are left out.
[[nodiscard]] std::string shown(State state, const ScreenSize& size);

}  // namespace morgue::browse::test
