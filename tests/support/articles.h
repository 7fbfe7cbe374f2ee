#pragma once

#include <cstdint>

#include "common/stored_article.h"

namespace morgue::test {

/// An article that has everything an article can have.
[[nodiscard]] StoredArticle full_article();

/// A small article with this id; its title and text name the number.
[[nodiscard]] StoredArticle small_article(std::uint64_t id);

}  // namespace morgue::test
