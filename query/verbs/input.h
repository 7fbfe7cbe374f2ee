#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace morgue {

/// The whole of a file, or of standard input ("-"). Throws Error{Usage} if it can't be read.
[[nodiscard]] std::string read_input(const std::string& file);

/// The text on standard input, made fit to be searched: valid UTF-8 without control characters. A
/// terminal that feeds nothing is a mistake that `wanted` explains. Throws Error{Usage}.
[[nodiscard]] std::string read_standard_input(std::string_view wanted);

/// A text whose first line is followed by a blank one has that for its headline.
[[nodiscard]] std::pair<std::string_view, std::string_view> headline_and_body(
    std::string_view text);

}  // namespace morgue
