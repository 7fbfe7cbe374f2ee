#include "common/person_words.h"

#include <algorithm>

#include "common/text.h"
#include "common/utf8.h"

namespace morgue {
namespace {

/// "Banks", not "BANKS": where all letters are capitals they tell nothing.
bool is_capitalized(std::string_view written) {
  const utf8::Decoded first = utf8::decode(written, 0);
  if (!utf8::is_upper(first.code_point)) return false;
  for (std::size_t at = first.length; at < written.size();) {
    const utf8::Decoded d = utf8::decode(written, at);
    if (utf8::is_lower(d.code_point)) return true;
    at += d.length;
  }
  return false;
}

std::vector<PersonPlace> places_of_people(const AnnotatedArticle& article) {
  std::vector<PersonPlace> out;
  for (const Mention& mention : article.mentions)
    if (article.entities[mention.entity].kind == EntityKind::Person)
      out.push_back({mention.in_title, mention.where});
  return out;
}

}  // namespace

PersonWords::PersonWords(const AnnotatedArticle& article)
    : PersonWords(article.article.title, article.article.text, places_of_people(article)) {}

PersonWords::PersonWords(std::string_view title, std::string_view text,
                         std::span<const PersonPlace> places) {
  for (const PersonPlace& place : places) {
    const std::string_view name = place.where.of(place.in_title ? title : text);
    Tokenizer tokenizer(name);
    for (Token token; tokenizer.next(token);) {
      const std::string_view written = token.where.of(name);
      if (is_capitalized(written)) folded_.emplace_back(token.folded);
      if (token.elided > 0 && is_capitalized(written.substr(token.elided)))
        folded_.emplace_back(token.folded.substr(token.elided_folded));
    }
  }
  std::sort(folded_.begin(), folded_.end());
  folded_.erase(std::unique(folded_.begin(), folded_.end()), folded_.end());
}

bool PersonWords::hold(std::string_view written, std::string_view folded) const {
  return is_capitalized(written) && std::binary_search(folded_.begin(), folded_.end(), folded);
}

}  // namespace morgue
