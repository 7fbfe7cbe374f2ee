#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "common/article.h"
#include "indexer/annotate/gazetteer.h"
#include "indexer/annotate/scan.h"

namespace morgue::annotate {

/// A name in a text: the words [begin, end) of its scan, without titles and honorifics.
struct Name {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  EntityKind kind = EntityKind::Person;
  friend bool operator==(const Name&, const Name&) = default;
};

/// Finds names by rules: titles, lists of names, capitals, what follows, and what the article
/// called a person elsewhere. Sorted, never overlapping. About linear in the number of words.
[[nodiscard]] std::vector<Name> recognise(const std::vector<Word>& words,
                                          const Gazetteer& gazetteer);

}  // namespace morgue::annotate
