#include "query/pager.h"

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>

#include "common/error.h"
#include "common/terminal.h"

namespace morgue {
namespace {

constexpr int kNotFound = 127;

/// What is read of a file at a time.
using Block = std::array<char, 65536>;

/// Ctrl-C is the pager's while one of these lives.
class IgnoreInterrupts {
 public:
  IgnoreInterrupts() {
    struct sigaction ignore {};
    ignore.sa_handler = SIG_IGN;
    ::sigaction(SIGINT, &ignore, &before_);
  }
  ~IgnoreInterrupts() { ::sigaction(SIGINT, &before_, nullptr); }
  IgnoreInterrupts(const IgnoreInterrupts&) = delete;
  IgnoreInterrupts& operator=(const IgnoreInterrupts&) = delete;

 private:
  struct sigaction before_ {};
};

/// Replaces this process, which has been forked for it.
[[noreturn]] void become_pager(const std::string& command, int input) {
  std::signal(SIGINT, SIG_DFL);
  ::dup2(input, STDIN_FILENO);
  // F: a text that fits is only printed; R: colours; X: it stays on the screen.
  ::setenv("LESS", "FRX", 0);
  ::execl("/bin/sh", "sh", "-c", command.c_str(), static_cast<char*>(nullptr));
  ::_exit(kNotFound);
}

}  // namespace

Pager::Pager(const std::string& command) : command_(command) {
  if (command.empty() || command == "cat" || !is_terminal(Stream::Out)) return;
  kept_ = std::tmpfile();
  if (kept_ == nullptr) return;  // then it is printed as it comes
  std::fflush(stdout);
  terminal_ = ::dup(STDOUT_FILENO);
  ::dup2(::fileno(kept_), STDOUT_FILENO);
  set_output_terminal(terminal_);
}

Pager::~Pager() {
  try {
    show();
  } catch (const Error&) {
    // The program ends by another error already, which is told.
  }
}

void Pager::show() {
  if (kept_ == nullptr) return;
  const bool kept = std::fflush(stdout) == 0 && std::ferror(stdout) == 0;
  const bool longer = is_longer_than_screen();
  give_back();
  if (!longer || !run_pager()) {
    Block block;
    ::rewind(kept_);
    for (std::size_t got = 0; (got = std::fread(block.data(), 1, block.size(), kept_)) > 0;)
      std::fwrite(block.data(), 1, got, stdout);
  }
  const bool written = std::fflush(stdout) == 0;
  std::fclose(kept_);
  kept_ = nullptr;
  if (!kept || !written) throw Error(Exit::Archive, "can't write the output");
}

void Pager::give_back() {
  ::dup2(terminal_, STDOUT_FILENO);
  set_output_terminal(STDOUT_FILENO);
  ::close(terminal_);
}

bool Pager::is_longer_than_screen() const {
  const std::size_t rows = terminal_rows(Stream::Out);
  if (rows == 0) return true;  // the pager knows
  std::size_t lines = 1;       // the prompt that follows
  Block block;
  ::rewind(kept_);
  for (std::size_t got = 0; (got = std::fread(block.data(), 1, block.size(), kept_)) > 0;)
    for (std::size_t i = 0; i < got; ++i) lines += block[i] == '\n' ? 1 : 0;
  return lines > rows;
}

/// False if there is no such program.
bool Pager::run_pager() const {
  const IgnoreInterrupts ignore;
  // The child reads from where the file stands, whatever stdio has read ahead.
  ::rewind(kept_);
  const int input = ::fileno(kept_);
  ::lseek(input, 0, SEEK_SET);
  const pid_t child = ::fork();
  if (child < 0) return false;
  if (child == 0) become_pager(command_, input);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return !WIFEXITED(status) || WEXITSTATUS(status) != kNotFound;
}

}  // namespace morgue
