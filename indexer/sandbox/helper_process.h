#pragma once

#include <sys/types.h>

#include <chrono>
#include <string>
#include <string_view>
#include <utility>

#include "indexer/sandbox/messages.h"

namespace morgue {

/// A helper (helper.h) as the one sees it for whom it works. Starts with the first use; is killed
/// and gone with this.
class HelperProcess {
 public:
  HelperProcess(std::string program, std::string time_zone)
      : program_(std::move(program)), time_zone_(std::move(time_zone)) {}
  ~HelperProcess() { end(); }
  HelperProcess(const HelperProcess&) = delete;
  HelperProcess& operator=(const HelperProcess&) = delete;

  /// Throws Error{Archive} if it can't be started.
  void start();
  [[nodiscard]] bool running() const { return pid_ > 0; }
  /// Whether its system calls are filtered.
  [[nodiscard]] bool confined() const { return confined_; }

  /// False if it is not there any more.
  [[nodiscard]] bool say(Message kind, std::string_view body);
  /// False if it is not there any more, says what nobody can say, or nothing for `seconds`.
  [[nodiscard]] bool listen(Message& kind, std::string& body, std::chrono::seconds patience);

  /// Kills it, if it has not ended by itself, and says why it ended, as what a document is like:
  /// "takes more than 8 s to read".
  std::string end();

 private:
  [[nodiscard]] bool read_all(char* bytes, std::size_t size,
                              std::chrono::steady_clock::time_point until);

  std::string program_;
  std::string time_zone_;
  pid_t pid_ = -1;
  int socket_ = -1;
  bool confined_ = false;
  bool late_ = false;  // it said nothing for too long
  bool gone_ = false;  // it hung up
};

}  // namespace morgue
