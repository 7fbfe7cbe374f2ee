#pragma once

#include <cstdio>
#include <string>

namespace morgue {

/// Keeps what is written to standard output while it lives, if that is a terminal, and shows it at
/// the end: by a pager if it is longer than the screen. Nothing computes any more then, so the
/// pager has the terminal, and Ctrl-C, for itself. For the rest of the program standard output
/// still is a terminal (common/terminal.h).
class Pager {
 public:
  /// `command`: what the shell is to run ("less"); empty or "cat": no pager.
  explicit Pager(const std::string& command);
  ~Pager();
  Pager(const Pager&) = delete;
  Pager& operator=(const Pager&) = delete;

  /// Shows it. Throws Error{Archive} if it can't be written.
  void show();

 private:
  [[nodiscard]] bool is_longer_than_screen() const;
  [[nodiscard]] bool run_pager() const;
  void give_back();

  std::string command_;
  std::FILE* kept_ = nullptr;  // null: nothing is kept
  int terminal_ = -1;
};

}  // namespace morgue
