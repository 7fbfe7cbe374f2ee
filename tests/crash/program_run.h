#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace morgue::test {

/// A program that runs beside this one, killed at the latest when this goes.
class ProgramRun {
 public:
  struct Files {
    std::filesystem::path out = "/dev/null", err = "/dev/null";
  };
  /// `words`: the program and its arguments; `environment`: "NAME=VALUE", beside what is here.
  /// Throws if it can't be started.
  explicit ProgramRun(std::vector<std::string> words, std::vector<std::string> environment = {},
                      const Files& files = {"/dev/null", "/dev/null"});
  ~ProgramRun();
  ProgramRun(const ProgramRun&) = delete;
  ProgramRun& operator=(const ProgramRun&) = delete;

  static constexpr int kHung = -1000;
  /// Its exit status, or minus the signal that ended it. kHung, if it had to be killed after so
  /// long.
  int wait(std::chrono::seconds at_most = std::chrono::seconds{120});
  /// With SIGKILL; returns what wait() does.
  int kill();
  [[nodiscard]] pid_t pid() const { return pid_; }

 private:
  pid_t pid_ = -1;
};

}  // namespace morgue::test
