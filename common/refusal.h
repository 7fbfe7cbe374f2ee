#pragma once

#include <string>

namespace morgue {

/// What a program says instead of doing what its command line asks: help on stdout with status 0,
/// or a mistake on stderr with status 2.
struct Refusal {
  std::string message;
  bool help = false;
};

}  // namespace morgue
