#pragma once

#include <cstddef>
#include <string>

namespace morgue {

/// The one place that asks the system about terminals. Knows no escape codes.
enum class Stream { Out, Err };

[[nodiscard]] bool is_terminal(Stream stream);
/// Is standard input a terminal (and so nothing that feeds us)?
[[nodiscard]] bool input_is_terminal();
/// Columns of the terminal behind a stream; 0 if it is none or does not say.
[[nodiscard]] std::size_t terminal_columns(Stream stream);

}  // namespace morgue
