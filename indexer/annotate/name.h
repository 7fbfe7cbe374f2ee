#pragma once

#include <cstdint>

#include "common/article.h"

namespace morgue::annotate {

/// A name in an article: the words [begin, end), without titles and honorifics.
struct Name {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  EntityKind kind = EntityKind::Person;
  friend bool operator==(const Name&, const Name&) = default;
};

}  // namespace morgue::annotate
