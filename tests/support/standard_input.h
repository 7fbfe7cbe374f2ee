#pragma once

#include <string_view>

namespace morgue::test {

/// Puts a text where standard input is, until the end of its scope.
class StandardInput {
 public:
  explicit StandardInput(std::string_view content);
  ~StandardInput();
  StandardInput(const StandardInput&) = delete;
  StandardInput& operator=(const StandardInput&) = delete;

 private:
  int saved_ = -1;
};

}  // namespace morgue::test
