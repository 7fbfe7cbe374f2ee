#include "indexer/draft.h"

#include <array>

namespace morgue {

std::string_view to_string(Format format) {
  constexpr std::array<std::string_view, 6> names = {"text",       "html",  "json",
                                                     "json lines", "empty", "binary"};
  return names.at(static_cast<std::size_t>(format));
}

}  // namespace morgue
