#pragma once

#include <cstddef>
#include <string>

namespace morgue {

/// The one place that asks the system about terminals. Knows no escape codes.
enum class Stream { Out, Err };

[[nodiscard]] bool is_terminal(Stream stream);
/// Is standard input a terminal (and so nothing that feeds us)?
[[nodiscard]] bool input_is_terminal();
/// From now on standard output is what this descriptor is, though it may be kept in a file for a
/// while (query/pager.h).
void set_output_terminal(int descriptor);
/// Columns of the terminal behind a stream; 0 if it is none or does not say.
[[nodiscard]] std::size_t terminal_columns(Stream stream);
/// Its rows, likewise.
[[nodiscard]] std::size_t terminal_rows(Stream stream);

}  // namespace morgue
