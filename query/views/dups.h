#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "common/stored_article.h"
#include "query/match/archive_reader.h"

namespace morgue {

/// A member of a family of copies, or a version of one, beside the first.
struct CopyView {
  ArticleId id;
  std::optional<Timestamp> published, updated;
  std::string source, title, agency;
  std::size_t words = 0;
  bool first = false;      ///< the earliest in this archive
  bool searched = true;    ///< false: an older version
  unsigned version = 0;    ///< from 1; 0: there is but one
  bool corrected = false;  ///< it says so of itself
  double kept = 1;         ///< the share of its wording that stands in the first one
  // What differs from the first, or from the version before it.
  bool other_title = false, other_byline = false;
  std::size_t cut = 0, added = 0;         ///< paragraphs
  std::vector<std::string> added_quotes;  ///< by whom; empty: unattributed
};

struct FamilyView {
  ArticleId id;        ///< of the family
  std::string agency;  ///< the news agency that most of them credit, or empty
  std::size_t sources = 0;
  std::vector<CopyView> members;  ///< oldest first
  std::size_t left_out = 0;       ///< beyond kMostMembers
};

inline constexpr std::size_t kMostMembers = 500;

/// The family of an article of the archive: its copies and all their versions. `document` and `id`
/// are the article's.
[[nodiscard]] FamilyView family_view(const ArchiveReader& archive, Xapian::docid document,
                                     ArticleId id);

/// "other byline, 1 para cut, + quotation of T. Brandt, version 2, correction"
[[nodiscard]] std::string difference_text(const CopyView& copy);

/// The versions of an article, oldest first; it alone, if it has no other.
[[nodiscard]] std::vector<StoredArticle> stored_versions(const ArchiveReader& archive,
                                                         ArticleId id);

}  // namespace morgue
