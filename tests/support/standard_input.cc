#include "tests/support/standard_input.h"

#include <unistd.h>

#include <cstdio>
#include <stdexcept>

namespace morgue::test {

StandardInput::StandardInput(std::string_view content) : saved_(::dup(STDIN_FILENO)) {
  std::FILE* file = std::tmpfile();
  if (file == nullptr || std::fwrite(content.data(), 1, content.size(), file) != content.size() ||
      std::fflush(file) != 0 || ::lseek(::fileno(file), 0, SEEK_SET) != 0 ||
      ::dup2(::fileno(file), STDIN_FILENO) < 0)
    throw std::runtime_error("can't replace standard input");
  std::fclose(file);
}

StandardInput::~StandardInput() {
  ::dup2(saved_, STDIN_FILENO);
  ::close(saved_);
}

}  // namespace morgue::test
