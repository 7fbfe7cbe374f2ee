#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/person_words.h"
#include "common/readings.h"
#include "common/span.h"
#include "common/stored_article.h"
#include "query/match/coded_words.h"
#include "query/match/word_matcher.h"

namespace morgue {

/// A wanted word where it stands.
struct WordPlace {
  std::uint16_t wanted = 0;  ///< index of the WantedWord
  bool in_title = false;
  std::uint32_t position = 0;  ///< number of the word in the title or in the text
  std::uint32_t last = 0;      ///< of the last word, if it is two joined by a hyphen
  Span where;
  // Of words alone:
  WordCode code = 0;
  bool otherwise = false;  ///< it is not written as it is folded
};

/// Which of the parts of a text (its paragraphs, its sentences), in order, holds this byte: from 0.
[[nodiscard]] std::uint32_t number_at(std::span<const Span> parts, std::uint32_t byte);

/// An article as the verification of a query sees it: where the wanted words stand, and on demand
/// its sentences, paragraphs, fields and names. Borrows the decoder, which must stay on this
/// article.
///
/// It may be made of its words alone, as the forward index has them: then nothing but places,
/// sentences, paragraphs and the lead is known, and what else is a byte of the text (in every Span,
/// too) is the number of a word.
class ArticleView {
 public:
  /// `document`: its number in the archive; 0 if it is none of an archive.
  ArticleView(const ArticleDecoder& decoder, WordMatcher& matcher, std::uint32_t document = 0);
  /// Of words alone.
  ArticleView(std::string_view words, const CodedWords& coded, std::uint32_t document);

  [[nodiscard]] std::string_view title() const { return title_; }
  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] std::string_view field(bool in_title) const { return in_title ? title_ : text_; }
  [[nodiscard]] std::uint32_t document() const { return document_; }
  /// Title first, then by position.
  [[nodiscard]] const std::vector<WordPlace>& places() const { return places_; }

  /// Number of the sentence or paragraph of the text that holds this byte.
  [[nodiscard]] std::uint32_t sentence_at(std::uint32_t byte) const;
  [[nodiscard]] std::uint32_t paragraph_at(std::uint32_t byte) const;
  /// The sentences of the text; known beforehand of words alone.
  [[nodiscard]] const std::vector<Span>& sentences_of_text() const;
  /// Of words alone: do any words of this stretch of a field have a hyphen between them?
  [[nodiscard]] bool has_hyphen(bool in_title, std::uint32_t first, std::uint32_t last) const;
  /// Number of the word at or after this byte.
  [[nodiscard]] std::uint32_t position_at(bool in_title, std::uint32_t byte) const;
  /// Where the lead (the first three paragraphs) ends.
  [[nodiscard]] std::uint32_t lead_end() const;

  /// The whole article; null if its fields are damaged.
  [[nodiscard]] const StoredArticle* stored() const;
  /// Its quotations, those of one utterance together; none if its fields are damaged.
  [[nodiscard]] const std::vector<std::span<const Quotation>>& utterances() const;
  /// written_keys() of its entities. Precondition: stored().
  [[nodiscard]] const std::vector<std::vector<std::string>>& written_keys() const;
  /// Its captions, as if they were the paragraphs of an article without a headline.
  [[nodiscard]] const ArticleView& captions() const;
  /// field_terms() of it, sorted.
  [[nodiscard]] const std::vector<std::string>& terms() const;

 private:
  ArticleView(const ArticleView& of, std::string_view captions);
  void find(std::string_view field, bool in_title, WordMatcher& matcher);
  [[nodiscard]] bool stands_in(std::uint16_t wanted, std::uint32_t first, bool in_title) const;
  void add_place(const WordPlace& place);
  [[nodiscard]] bool is_name(const Reading& reading, bool in_title);
  void add_coded(const WordPlace& place, bool extra);

  const ArticleDecoder* decoder_;  // null for captions
  WordMatcher* matcher_;
  std::uint32_t document_ = 0;
  std::uint32_t words_ = 0;       // of the text, if that is all that is known
  std::vector<Span> hyphens_[2];  // of words alone, of text and title: both words
  std::string_view title_, text_;
  std::vector<WordPlace> places_;
  mutable std::optional<std::vector<std::uint32_t>> title_begins_, text_begins_;  // of every word
  std::optional<std::vector<PersonPlace>> person_places_;
  std::optional<PersonWords> people_;
  mutable std::optional<std::vector<Span>> sentences_, paragraphs_;
  mutable std::optional<std::optional<StoredArticle>> stored_;
  mutable std::optional<std::vector<std::span<const Quotation>>> utterances_;
  mutable std::optional<std::vector<std::vector<std::string>>> written_keys_;
  mutable std::optional<std::vector<std::string>> terms_;
  mutable std::string caption_text_;
  mutable std::unique_ptr<ArticleView> captions_;
};

}  // namespace morgue
