#include "common/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

namespace morgue {
namespace {

int descriptor(Stream stream) { return stream == Stream::Out ? STDOUT_FILENO : STDERR_FILENO; }

}  // namespace

bool is_terminal(Stream stream) { return ::isatty(descriptor(stream)) == 1; }

bool input_is_terminal() { return ::isatty(STDIN_FILENO) == 1; }

std::size_t terminal_columns(Stream stream) {
  winsize size{};
  if (::ioctl(descriptor(stream), TIOCGWINSZ, &size) != 0) return 0;
  return size.ws_col;
}

}  // namespace morgue
