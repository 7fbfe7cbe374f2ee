#include "tests/crash/program_run.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <stdexcept>
#include <thread>

namespace morgue::test {
namespace {

std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> out;
  for (std::string& word : words) out.push_back(word.data());
  out.push_back(nullptr);
  return out;
}

int result_of(int status) { return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status); }

}  // namespace

ProgramRun::ProgramRun(std::vector<std::string> words, std::vector<std::string> environment,
                       const Files& files) {
  for (char** variable = environ; *variable != nullptr; ++variable)
    environment.emplace_back(*variable);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  const int flags = O_WRONLY | O_CREAT | O_TRUNC;
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, files.out.c_str(), flags, 0600);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, files.err.c_str(), flags, 0600);
  const int failed = ::posix_spawn(&pid_, words.front().c_str(), &actions, nullptr,
                                   pointers(words).data(), pointers(environment).data());
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) throw std::runtime_error("can't start " + words.front());
}

ProgramRun::~ProgramRun() {
  if (pid_ > 0) kill();
}

int ProgramRun::wait(std::chrono::seconds at_most) {
  const auto end = std::chrono::steady_clock::now() + at_most;
  int status = 0;
  while (::waitpid(pid_, &status, WNOHANG) == 0) {
    if (std::chrono::steady_clock::now() > end) {
      kill();
      return kHung;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{1});
  }
  pid_ = -1;
  return result_of(status);
}

int ProgramRun::kill() {
  ::kill(pid_, SIGKILL);
  int status = 0;
  ::waitpid(pid_, &status, 0);
  pid_ = -1;
  return result_of(status);
}

}  // namespace morgue::test
