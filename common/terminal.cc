#include "common/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <atomic>

namespace morgue {
namespace {

/// What standard output is, as far as terminals go. A fact about the process, as the descriptors
/// themselves are: whoever asks is_terminal() can't be told by every caller.
std::atomic<int> g_output{STDOUT_FILENO};  // NOLINT: see above

int descriptor(Stream stream) { return stream == Stream::Out ? g_output.load() : STDERR_FILENO; }

winsize size_of(Stream stream) {
  winsize size{};
  if (::ioctl(descriptor(stream), TIOCGWINSZ, &size) != 0) return {};
  return size;
}

}  // namespace

bool is_terminal(Stream stream) { return ::isatty(descriptor(stream)) == 1; }

bool input_is_terminal() { return ::isatty(STDIN_FILENO) == 1; }

void set_output_terminal(int descriptor) { g_output = descriptor; }

std::size_t terminal_columns(Stream stream) { return size_of(stream).ws_col; }
std::size_t terminal_rows(Stream stream) { return size_of(stream).ws_row; }

}  // namespace morgue
