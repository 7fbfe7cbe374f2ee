#pragma once

#include <vector>

#include "common/article.h"
#include "indexer/annotate/article_words.h"
#include "indexer/annotate/name.h"
#include "indexer/annotate/sex.h"

namespace morgue::annotate {

/// Who is who inside one article.
struct Resolved {
  std::vector<Entity> entities;  ///< in order of their first mention
  std::vector<Mention> mentions;
  /// One per entity, as "Mr." and "Mrs." or else words like "actress" tell.
  std::vector<Sex> sexes;
};

/// Joins the names of an article that mean the same person, organisation or place.
///
/// A person's short forms are an end of the full name ("Amari", "de la Torre"), its beginning
/// ("Lena"), or the name with words left out, cut to initials ("L. Amari"), spelled by other rules
/// ("Amariy") or with a nickname in front. Full names with different first names are different
/// people, and so are a junior and a senior. A surname that several people share means the one
/// who is named in full most often, else first, unless "Mr." or "Mrs." rules that person out.
/// Organisations may be named by their initials, without "Inc.", by their first word if that means
/// nothing else here, and as "the Authority" if only one is an authority. Everything else is joined
/// by its words only.
///
/// People get the longest role that stands beside their name (see role_at()).
[[nodiscard]] Resolved resolve(const ArticleWords& article, const std::vector<Name>& names);

}  // namespace morgue::annotate
