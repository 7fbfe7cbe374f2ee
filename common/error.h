#pragma once

#include <exception>
#include <string>

namespace morgue {

/// The exit statuses of both programs. Scripts rely on them: a number never changes its meaning.
enum class Exit : int {
  Ok = 0,            ///< at least one result; everything stored
  NothingFound = 1,  ///< the query is fine, no article answers it
  Usage = 2,         ///< a mistake in the command line or in the query
  Archive = 3,       ///< the archive is missing, unreadable, damaged or of another format version
  Locked = 4,        ///< another process writes to the archive
  SomeFailed = 5,    ///< done, but some inputs were refused (each had its line on stderr)
  Interrupted = 130  ///< stopped by Ctrl-C; what was committed is kept
};

/// A failure that the running command cannot go on from. Thrown, never returned; `main` turns it
/// into one line on stderr ("morgue: WHAT" and, where there is one, "  HINT") and an exit status.
class Error : public std::exception {
 public:
  /// `what`: one sentence naming the thing that failed, without a full stop. `hint`: what the
  /// person can do about it, may be empty.
  Error(Exit status, std::string what, std::string hint = {})
      : status_(status), what_(std::move(what)), hint_(std::move(hint)) {}

  [[nodiscard]] const char* what() const noexcept override { return what_.c_str(); }
  [[nodiscard]] const std::string& hint() const noexcept { return hint_; }
  [[nodiscard]] Exit status() const noexcept { return status_; }

 private:
  Exit status_;
  std::string what_;
  std::string hint_;
};

}  // namespace morgue
