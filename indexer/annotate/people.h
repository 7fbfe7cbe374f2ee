#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "indexer/annotate/article_words.h"
#include "indexer/annotate/name.h"
#include "indexer/annotate/sex.h"

namespace morgue::annotate {

/// Which people an article names.
struct People {
  /// Per name of the article: the person (an index), or nothing if the name is not a person's.
  std::vector<std::optional<std::uint32_t>> of_name;
  std::vector<Sex> sexes;  ///< per person, as "Mr." and "Mrs." tell
};

/// Joins the names that mean one person; resolve() says by which rules. Linear time.
[[nodiscard]] People who_is_who(const ArticleWords& article, const std::vector<Name>& names);

}  // namespace morgue::annotate
