#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "query/language/tree.h"
#include "query/match/archive_reader.h"

namespace morgue {

/// A text that others may be like.
struct Model {
  std::string_view title, text;
  std::string_view language = "en";
  bool in_archive = false;    ///< then what only one article has is its own
  bool common_words = false;  ///< what many articles have may tell, too
};

/// A word that tells a text from others.
struct TellingWord {
  std::string text;   ///< as the text first writes it
  double weight = 1;  ///< 1, and more if the text says it again and again
  double tells = 0;   ///< tf * idf
};

inline constexpr std::size_t kMostTellingWords = 60;

/// The words of a text with the highest tf * idf, best first, forms of one stem together; those of
/// the headline count three times. Left out are function words, words that more than 30 % of the
/// articles have, and words that no other article has. Of a text beyond 256 KiB the beginning is
/// looked at.
[[nodiscard]] std::vector<TellingWord> telling_words(const ArchiveReader& archive,
                                                     const Model& model,
                                                     std::size_t most = kMostTellingWords);

/// A query, and the text that it could have been read from.
struct LikeQuery {
  Query query;
  std::string text;
};

/// Any of these words, among what answers `filters`, without what is `excluded`. The text is that
/// of the filters with the words behind it, so that places in the filters' tree stay right.
/// Precondition: there are words.
[[nodiscard]] LikeQuery like_query(std::span<const TellingWord> words, const Query& filters,
                                   std::string_view filters_text,
                                   const std::vector<QueryNode>& excluded);

/// What is no other article than this one: itself, its other versions and its copies.
[[nodiscard]] std::vector<QueryNode> the_same(const ArchiveReader& archive, ArticleId id);

}  // namespace morgue
