#include "query/language/lexer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <optional>

#include "common/fields.h"
#include "common/utf8.h"
#include "query/language/parse.h"
#include "query/language/vocabulary.h"

namespace morgue {
namespace {

bool is_blank(char32_t c) { return utf8::is_space(c) || utf8::is_control(c); }

/// Straight, and the curly and low ones that pages and word processors put in their place.
bool is_quote(char32_t c) {
  return c == '"' || (c >= 0x201C && c <= 0x201F) || c == 0xAB || c == 0xBB;
}

bool ends_word(char32_t c) { return is_blank(c) || is_quote(c) || c == '(' || c == ')'; }

bool is_ascii_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }
bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }

std::uint32_t offset(std::size_t at) { return static_cast<std::uint32_t>(at); }

/// The first position from `at` on whose character is in `stop`, or the end.
template <typename Stop>
std::size_t find_char(std::string_view text, std::size_t at, Stop stop) {
  while (at < text.size()) {
    const utf8::Decoded d = utf8::decode(text, at);
    if (stop(d.code_point)) break;
    at += d.length;
  }
  return at;
}

bool word_ends_at(std::string_view text, std::size_t at) {
  return at >= text.size() || ends_word(utf8::decode(text, at).code_point);
}

std::size_t digits_end(std::string_view text, std::size_t at) {
  while (at < text.size() && is_ascii_digit(text[at])) ++at;
  return at;
}

int small_number(std::string_view digits) {
  int value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return error == std::errc{} ? std::min(value, kTooLarge) : kTooLarge;
}

bool starts_with_ignoring_case(std::string_view text, std::string_view lower) {
  return text.size() >= lower.size() &&
         std::equal(lower.begin(), lower.end(), text.begin(), [](char a, char b) {
           return a == std::tolower(static_cast<unsigned char>(b));
         });
}

std::optional<Lexeme> read_near(std::string_view text, std::size_t at) {
  constexpr std::array<std::string_view, 4> names = {"w/", "near/", "pre/", "adj/"};
  const std::string_view rest = text.substr(at);
  const auto name = std::find_if(names.begin(), names.end(), [&](std::string_view n) {
    return starts_with_ignoring_case(rest, n);
  });
  if (name == names.end()) return {};
  Lexeme token{.kind = TokenKind::Near};
  token.ordered = *name == "pre/" || *name == "adj/";
  const std::size_t begin = at + name->size();
  std::size_t end = digits_end(text, begin);
  if (end > begin) {
    token.number = small_number(text.substr(begin, end - begin));
  } else if (starts_with_ignoring_case(text.substr(begin), "s")) {
    token.unit = QueryNode::Unit::Sentence;
    ++end;
  } else if (starts_with_ignoring_case(text.substr(begin), "p")) {
    token.unit = QueryNode::Unit::Paragraph;
    ++end;
  } else {
    return {};
  }
  if (!word_ends_at(text, end)) return {};
  token.where = {offset(at), offset(end)};
  token.text = text.substr(at, end - at);
  return token;
}

std::optional<Lexeme> read_function(std::string_view text, std::size_t at) {
  constexpr std::array<std::string_view, 3> names = {"caps", "exact", "atleast"};
  const std::string_view rest = text.substr(at);
  for (std::string_view name : names) {
    if (!starts_with_ignoring_case(rest, name)) continue;
    const std::size_t begin = at + name.size();
    const std::size_t end = name == "atleast" ? digits_end(text, begin) : begin;
    if (end >= text.size() || text[end] != '(') return {};
    Lexeme token{.kind = TokenKind::Function, .where = {offset(at), offset(end)}, .text = name};
    token.number = end > begin ? small_number(text.substr(begin, end - begin)) : 0;
    return token;
  }
  return {};
}

/// A name with a colon is a field if a value follows at once. What only looks like one stays a
/// word: "10:30", "http://...", "std::vector", and "Sources: ..." as in pasted headlines.
std::optional<Lexeme> read_field(std::string_view text, std::size_t at) {
  if (!is_ascii_letter(text[at])) return {};
  std::size_t end = at;
  while (end < text.size() && (is_ascii_letter(text[end]) || is_ascii_digit(text[end]) ||
                               text[end] == '-' || text[end] == '_'))
    ++end;
  if (end >= text.size() || text[end] != ':') return {};
  const std::string_view name = text.substr(at, end - at);
  const std::string_view value = text.substr(end + 1);
  const bool known = find_field(name) != nullptr || find_directive(name).has_value();
  // "Which was the highest since:" is a pasted question; "date:" by itself is a mistake.
  if (value.empty() ? !known || at > 0 : is_blank(utf8::decode(value, 0).code_point)) return {};
  if (!known && (value.starts_with(':') || value.starts_with(')') || value.starts_with("//")))
    return {};
  return Lexeme{.kind = TokenKind::Field, .where = {offset(at), offset(end + 1)}, .text = name};
}

/// "~", "~10", "^2", "~10^2"
std::size_t tail_end(std::string_view text, std::size_t at) {
  if (at < text.size() && text[at] == '~') at = digits_end(text, at + 1);
  if (at + 1 >= text.size() || text[at] != '^' || !is_ascii_digit(text[at + 1])) return at;
  at = digits_end(text, at + 1);
  if (at + 1 < text.size() && text[at] == '.' && is_ascii_digit(text[at + 1]))
    at = digits_end(text, at + 1);
  return at;
}

Lexeme read_phrase(std::string_view text, std::size_t at) {
  const std::size_t begin = at + utf8::decode(text, at).length;
  const std::size_t close = find_char(text, begin, is_quote);
  if (close >= text.size())
    return {.kind = TokenKind::UnclosedQuote,
            .where = {offset(at), offset(text.size())},
            .text = text.substr(at)};
  const std::size_t after = close + utf8::decode(text, close).length;
  const std::size_t end = tail_end(text, after);
  return {.kind = TokenKind::Phrase,
          .where = {offset(at), offset(end)},
          .text = text.substr(begin, close - begin),
          .tail = text.substr(after, end - after)};
}

bool is_operator(std::string_view word) { return word == "AND" || word == "OR" || word == "NOT"; }

/// A longer text in capitals only, as old wire copy and telexes are: its AND, OR and NOT are words.
/// Marks of the query language say otherwise, and brackets with an operator in or beside them.
bool is_shouted(std::string_view text) {
  constexpr std::size_t least_words = 6;
  constexpr std::size_t most_bytes = 4096;  // asked for every operator: must not cost n times n
  if (text.size() > most_bytes) return false;
  std::size_t words = 0;
  int depth = 0;
  bool bracket = false;    // right before
  bool operation = false;  // likewise
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Decoded d = utf8::decode(text, at);
    const char32_t c = d.code_point;
    if (is_quote(c)) return false;
    if (is_blank(c)) {
      at += d.length;
      continue;
    }
    if (c == '(' || c == ')') {
      if (operation) return false;
      depth += c == '(' ? 1 : -1;
      bracket = true;
      at += d.length;
      continue;
    }
    const std::size_t end = find_char(text, at, ends_word);
    const std::string_view word = text.substr(at, end - at);
    operation = is_operator(word);
    if (operation && (bracket || depth != 0)) return false;
    bracket = false;
    bool letters = false;
    for (; at < end; at += utf8::decode(text, at).length) {
      const char32_t letter = utf8::decode(text, at).code_point;
      if (utf8::is_lower(letter) || letter == ':' || letter == '*') return false;
      letters = letters || utf8::is_letter(letter);
    }
    if (letters) ++words;
  }
  return words >= least_words;
}

Lexeme read_word(std::string_view text, std::size_t at) {
  const std::size_t end = find_char(text, at, ends_word);
  Lexeme token{.kind = TokenKind::Word,
               .where = {offset(at), offset(end)},
               .text = text.substr(at, end - at)};
  const TokenKind operation = token.text == "AND"   ? TokenKind::And
                              : token.text == "OR"  ? TokenKind::Or
                              : token.text == "NOT" ? TokenKind::Not
                                                    : TokenKind::Word;
  if (operation != TokenKind::Word && !is_shouted(text)) token.kind = operation;
  return token;
}

/// The end of the regular expression that starts at `at`, or `at` if none does: its closing slash
/// is the first that no backslash precedes, and stands at the end of a word.
std::size_t regex_end(std::string_view text, std::size_t at) {
  std::size_t i = at + 1;
  while (i < text.size() && text[i] != '/') i += text[i] == '\\' ? 2 : 1;
  const bool closed = i < text.size() && i > at + 1;
  if (!closed || (i + 1 < text.size() && text[i + 1] != ')' &&
                  !is_blank(utf8::decode(text, i + 1).code_point)))
    return at;
  return i + 1;
}

ValueItem item(std::string_view text, std::size_t begin, std::size_t end, bool quoted) {
  return {text.substr(begin, end - begin), {offset(begin), offset(end)}, quoted};
}

}  // namespace

Lexeme word_at(std::string_view text, std::uint32_t at) {
  const std::size_t end = find_char(text, at, ends_word);
  return {.kind = TokenKind::Word, .where = {at, offset(end)}, .text = text.substr(at, end - at)};
}

std::uint32_t behind_quote(std::string_view text, std::uint32_t at) {
  return at + offset(utf8::decode(text, at).length);
}

bool is_term(const Lexeme& token) {
  switch (token.kind) {
    case TokenKind::Open:
    case TokenKind::Function:
    case TokenKind::Field:
    case TokenKind::Phrase:
    case TokenKind::UnclosedQuote:
    case TokenKind::Word:
      return true;
    default:
      return false;
  }
}

std::optional<QueryError> unreadable(std::string_view text) {
  if (text.size() > kMaxQueryBytes)
    return QueryError{
        {0, 0}, "the query is too long", fmt::format("at most {} bytes", kMaxQueryBytes)};
  if (utf8::valid(text)) return {};
  std::size_t at = 0;
  while (utf8::valid(text.substr(at, utf8::decode(text, at).length)))
    at += utf8::decode(text, at).length;
  return QueryError{{offset(at), offset(at + 1)},
                    "the query is not UTF-8",
                    "the terminal or the file it came from uses another encoding"};
}

bool starts_negation(std::string_view text, std::uint32_t at) {
  if (at + 1 >= text.size() || text[at] != '-') return false;
  const char32_t next = utf8::decode(text, at + 1).code_point;
  constexpr std::u32string_view openers = U"(@#'\u2019_";
  return utf8::is_letter(next) || utf8::is_digit(next) || is_quote(next) ||
         openers.find(next) != std::u32string_view::npos;
}

Lexeme next_token(std::string_view text, std::uint32_t from) {
  const auto shows = [](char32_t c) { return !is_blank(c); };
  std::size_t at = find_char(text, from, shows);
  // In "data centre"-related the hyphen negates nothing.
  const bool after_gap = at == 0 || at > from || text[at - 1] == '(';
  while (!after_gap && at < text.size() && text[at] == '-') ++at;
  if (!after_gap) at = find_char(text, at, shows);
  const Span one{offset(at), offset(at + 1)};
  if (at >= text.size()) return {.where = {offset(at), offset(at)}};
  if (text[at] == '(') return {TokenKind::Open, one, text.substr(at, 1)};
  if (text[at] == ')') return {TokenKind::Close, one, text.substr(at, 1)};
  if (is_quote(utf8::decode(text, at).code_point)) return read_phrase(text, at);
  if (after_gap && starts_negation(text, offset(at)))
    return {TokenKind::Minus, one, text.substr(at, 1)};
  if (const auto near = read_near(text, at)) return *near;
  if (const auto function = read_function(text, at)) return *function;
  if (const auto field = read_field(text, at)) return *field;
  return read_word(text, at);
}

FieldValue read_value(std::string_view text, std::uint32_t from, ValueShape shape) {
  FieldValue value;
  std::size_t at = from;
  if (at < text.size() && (text[at] == '<' || text[at] == '>')) {
    const std::size_t length = at + 1 < text.size() && text[at + 1] == '=' ? 2 : 1;
    value.compare = text.substr(at, length);
    at += length;
  }
  const std::size_t regex =
      shape.regexes && text.substr(at).starts_with('/') ? regex_end(text, at) : at;
  if (regex > at) {
    value.items.push_back(item(text, at + 1, regex - 1, false));
    value.regex = true;
    value.where = {from, offset(regex)};
    return value;
  }
  do {
    if (!value.items.empty()) ++at;
    if (at < text.size() && is_quote(utf8::decode(text, at).code_point)) {
      const Lexeme phrase = read_phrase(text, at);
      if (phrase.kind == TokenKind::UnclosedQuote) return {.where = phrase.where, .unclosed = true};
      const auto begin = static_cast<std::size_t>(phrase.text.data() - text.data());
      value.items.push_back(item(text, begin, begin + phrase.text.size(), true));
      value.tail = phrase.tail;
      at = phrase.where.end;
    } else {
      const std::size_t end =
          find_char(text, at, [&](char32_t c) { return ends_word(c) || (shape.list && c == ','); });
      value.items.push_back(item(text, at, end, false));
      at = end;
    }
  } while (shape.list && at < text.size() && text[at] == ',');
  value.where = {from, offset(at)};
  return value;
}

Suffix split_suffix(std::string_view text) {
  Suffix suffix{.base = text};
  bool weighted = false;
  while (true) {
    const std::size_t mark = suffix.base.find_last_of("~^");
    if (mark == std::string_view::npos) return suffix;
    const std::string_view number = suffix.base.substr(mark + 1);
    const bool plain = digits_end(number, 0) == number.size();
    if (suffix.base[mark] == '~') {
      if (suffix.tilde || !plain) return suffix;
      suffix.tilde = true;
      if (!number.empty()) suffix.distance = small_number(number);
    } else {
      const std::size_t end = tail_end(suffix.base, mark);
      if (weighted || end != suffix.base.size() || number.empty()) return suffix;
      weighted = true;
      std::from_chars(number.data(), number.data() + number.size(), suffix.weight);
    }
    suffix.base = suffix.base.substr(0, mark);
  }
}

}  // namespace morgue
