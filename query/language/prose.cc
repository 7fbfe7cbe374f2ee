#include "query/language/prose.h"

#include <cctype>

#include "common/fields.h"
#include "common/text.h"
#include "query/language/lexer.h"
#include "query/language/vocabulary.h"
#include "query/language/word.h"

namespace morgue {

bool is_text_before_colon(std::string_view name) {
  const bool capital = !name.empty() && std::isupper(static_cast<unsigned char>(name[0])) != 0;
  return capital && find_field(name) == nullptr && !find_directive(name) &&
         !lower_ascii(name).starts_with("x-");
}

std::size_t words_of_prose(std::string_view text) {
  std::size_t count = 0;
  for (Lexeme token = next_token(text, 0); token.kind != TokenKind::End;
       token = next_token(text, token.where.end)) {
    switch (token.kind) {
      case TokenKind::Open:
      case TokenKind::Close:
        break;
      case TokenKind::Phrase:
        if (!token.tail.empty()) return 0;
        count += words(token.text).size();
        break;
      case TokenKind::UnclosedQuote:
        token.where.end = behind_quote(text, token.where.begin);
        break;
      case TokenKind::Field:
        if (!is_text_before_colon(token.text)) return 0;
        token = word_at(text, token.where.begin);
        ++count;
        break;
      case TokenKind::Word:
        if (token.text.find_first_of("*~^") != std::string_view::npos) return 0;
        if (has_word_character(token.text)) ++count;
        break;
      default:
        return 0;
    }
  }
  return count > kMostQueryWords ? count : 0;
}

}  // namespace morgue
