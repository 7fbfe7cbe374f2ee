#include "query/match/article_view.h"

#include <algorithm>

#include "common/article.h"
#include "common/field_terms.h"

namespace morgue {
namespace {

constexpr std::size_t kLeadParagraphs = 3;

std::uint32_t number_at(const std::vector<Span>& parts, std::uint32_t byte) {
  const auto after = std::upper_bound(parts.begin(), parts.end(), byte,
                                      [](std::uint32_t b, Span part) { return b < part.begin; });
  return after == parts.begin() ? 0 : static_cast<std::uint32_t>(after - parts.begin() - 1);
}

}  // namespace

ArticleView::ArticleView(const ArticleDecoder& decoder, WordMatcher& matcher)
    : decoder_(decoder), title_(decoder.title()), text_(decoder.text()) {
  find(title_, true, matcher, title_begins_);
  find(text_, false, matcher, text_begins_);
}

void ArticleView::find(std::string_view field, bool in_title, WordMatcher& matcher,
                       std::vector<std::uint32_t>& begins) {
  begins.reserve(field.size() / 5);
  Tokenizer tokenizer(field);
  for (Token token; tokenizer.next(token);) {
    const auto position = static_cast<std::uint32_t>(begins.size());
    begins.push_back(token.where.begin);
    for (const std::uint16_t wanted : matcher.match(token.folded))
      places_.push_back({wanted, in_title, position, token.where});
  }
}

std::uint32_t ArticleView::sentence_at(std::uint32_t byte) const {
  if (!sentences_) sentences_ = sentences(text_);
  return number_at(*sentences_, byte);
}

std::uint32_t ArticleView::paragraph_at(std::uint32_t byte) const {
  if (!paragraphs_) paragraphs_ = paragraphs(text_);
  return number_at(*paragraphs_, byte);
}

std::uint32_t ArticleView::position_at(bool in_title, std::uint32_t byte) const {
  const auto& begins = in_title ? title_begins_ : text_begins_;
  return static_cast<std::uint32_t>(std::lower_bound(begins.begin(), begins.end(), byte) -
                                    begins.begin());
}

std::uint32_t ArticleView::lead_end() const {
  if (!paragraphs_) paragraphs_ = paragraphs(text_);
  if (paragraphs_->size() <= kLeadParagraphs) return static_cast<std::uint32_t>(text_.size());
  return (*paragraphs_)[kLeadParagraphs - 1].end;
}

const StoredArticle* ArticleView::stored() const {
  if (!stored_) {
    auto article = decoder_.article();
    stored_.emplace();
    if (article) stored_->emplace(*std::move(article));
  }
  return *stored_ ? &**stored_ : nullptr;
}

const std::vector<std::string>& ArticleView::terms() const {
  if (!terms_) terms_ = stored() != nullptr ? field_terms(*stored()) : std::vector<std::string>();
  return *terms_;
}

}  // namespace morgue
