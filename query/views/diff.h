#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/result.h"
#include "common/stored_article.h"
#include "query/match/archive_reader.h"

namespace morgue {

/// Words that both texts have, that only the older has, or only the newer.
struct DiffPiece {
  enum class Kind { Same, Cut, Added };
  Kind kind = Kind::Same;
  std::string text;  ///< with one blank between words
  friend bool operator==(const DiffPiece&, const DiffPiece&) = default;
};

/// The differences of two stretches of text, word by word; white space makes none.
[[nodiscard]] std::vector<DiffPiece> diff_words(std::string_view before, std::string_view after);

/// A paragraph that is not the same in both.
struct DiffParagraph {
  std::string field;       ///< "title", "byline", "text"
  std::size_t before = 0;  ///< its number from 1; 0: the older has none
  std::size_t after = 0;
  std::vector<DiffPiece> pieces;
};

struct ArticleDiff {
  StoredArticle before, after;
  std::vector<DiffParagraph> changed;
};

/// What differs between two articles: headline, byline, and paragraphs, each paired with the one
/// that it became. What moved is cut in one place and added in the other.
[[nodiscard]] ArticleDiff diff_articles(StoredArticle before, StoredArticle after);

/// What an article is compared with: with the one that `with` names by its id, with a version of it
/// ("v1"), and if nothing is named with its version before, or the first of its family. Otherwise a
/// sentence that says why there is none.
[[nodiscard]] Result<StoredArticle, std::string> find_base(const ArchiveReader& archive,
                                                           const StoredArticle& article,
                                                           std::string_view with);

}  // namespace morgue
