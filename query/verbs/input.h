#pragma once

#include <cstddef>
#include <fstream>
#include <istream>
#include <string>
#include <string_view>
#include <utility>

namespace morgue {

/// The whole of a file, or of standard input ("-"). Throws Error{Usage} if it can't be read.
[[nodiscard]] std::string read_input(const std::string& file);

/// The lines of a file, or of standard input ("-"), as they come.
class InputLines {
 public:
  /// Throws Error{Usage} if it can't be read.
  explicit InputLines(const std::string& file);
  /// False at the end. CR at the end of a line is dropped.
  [[nodiscard]] bool next(std::string& line);
  /// Of the last line, from 1.
  [[nodiscard]] std::size_t number() const { return number_; }

 private:
  std::ifstream file_;
  std::istream& in_;
  std::size_t number_ = 0;
};

/// The text on standard input, made fit to be searched: valid UTF-8 without control characters. A
/// terminal that feeds nothing is a mistake that `wanted` explains. Throws Error{Usage}.
[[nodiscard]] std::string read_standard_input(std::string_view wanted);

/// A text whose first line is followed by a blank one has that for its headline.
[[nodiscard]] std::pair<std::string_view, std::string_view> headline_and_body(
    std::string_view text);

}  // namespace morgue
