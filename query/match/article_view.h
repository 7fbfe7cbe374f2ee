#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "common/span.h"
#include "common/stored_article.h"
#include "query/match/word_matcher.h"

namespace morgue {

/// A wanted word where it stands.
struct WordPlace {
  std::uint16_t wanted = 0;  ///< index of the WantedWord
  bool in_title = false;
  std::uint32_t position = 0;  ///< number of the word in the title or in the text
  Span where;
};

/// An article as the verification of a query sees it: where the wanted words stand, and on demand
/// its sentences, paragraphs, fields and names. Borrows the decoder, which must stay on this
/// article.
class ArticleView {
 public:
  ArticleView(const ArticleDecoder& decoder, WordMatcher& matcher);

  [[nodiscard]] std::string_view title() const { return title_; }
  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] std::string_view field(bool in_title) const { return in_title ? title_ : text_; }
  /// Title first, then by position.
  [[nodiscard]] const std::vector<WordPlace>& places() const { return places_; }

  /// Number of the sentence or paragraph of the text that holds this byte.
  [[nodiscard]] std::uint32_t sentence_at(std::uint32_t byte) const;
  [[nodiscard]] std::uint32_t paragraph_at(std::uint32_t byte) const;
  /// Number of the word at or after this byte.
  [[nodiscard]] std::uint32_t position_at(bool in_title, std::uint32_t byte) const;
  /// Where the lead (the first three paragraphs) ends.
  [[nodiscard]] std::uint32_t lead_end() const;

  /// The whole article; null if its fields are damaged.
  [[nodiscard]] const StoredArticle* stored() const;
  /// field_terms() of it, sorted.
  [[nodiscard]] const std::vector<std::string>& terms() const;

 private:
  void find(std::string_view field, bool in_title, WordMatcher& matcher,
            std::vector<std::uint32_t>& begins);

  const ArticleDecoder& decoder_;
  std::string_view title_, text_;
  std::vector<WordPlace> places_;
  std::vector<std::uint32_t> title_begins_, text_begins_;  // of every word
  mutable std::optional<std::vector<Span>> sentences_, paragraphs_;
  mutable std::optional<std::optional<StoredArticle>> stored_;
  mutable std::optional<std::vector<std::string>> terms_;
};

}  // namespace morgue
