#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace morgue {

/// A step of the relaxation of a query of plain words.
struct RelaxedStep {
  std::vector<std::string> without;  ///< the words that were dropped until now, commonest first
  std::uint64_t articles = 0;        ///< that have all the others
};

}  // namespace morgue
