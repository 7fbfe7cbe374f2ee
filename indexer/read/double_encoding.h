#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace morgue {

/// What windows-1252 makes of 0x80-0x9F; 0 where it has nothing.
inline constexpr std::array<char32_t, 32> kWindows1252 = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

/// Text mended that was UTF-8, was read as windows-1252 and written as UTF-8 again ("cafÃ©" ->
/// "café"). Nothing unless at least three of its runs of characters beyond ASCII, and nearly all of
/// them, mend as a whole and without loss. `utf8` must be valid.
[[nodiscard]] std::optional<std::string> undoubled(std::string_view utf8);

}  // namespace morgue
