#pragma once

#include <vector>

#include "common/article.h"
#include "indexer/annotate/article_words.h"
#include "indexer/annotate/name.h"

namespace morgue::annotate {

/// Who is who inside one article.
struct Resolved {
  std::vector<Entity> entities;  ///< in order of their first mention
  std::vector<Mention> mentions;
};

/// Joins the names of an article that mean the same person, organisation or place.
///
/// A person's short forms are an end of the full name ("Amari", "de la Torre"), its beginning
/// ("Lena"), or the name with words left out or cut to initials ("L. Amari"). Full names with
/// different first names are different people, and so are a junior and a senior. A surname that
/// several people share means the one of them who was named last, unless "Mr." or "Mrs." rules
/// that person out; before anybody was named, the first who will be. Organisations may be named by
/// their initials. Everything else is joined by its words only.
[[nodiscard]] Resolved resolve(const ArticleWords& article, const std::vector<Name>& names);

}  // namespace morgue::annotate
