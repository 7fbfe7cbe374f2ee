#include "query/language/arguments.h"

#include <cstdint>

#include "common/fields.h"
#include "common/utf8.h"
#include "query/language/lexer.h"
#include "query/language/value.h"

namespace morgue {
namespace {

/// `field:"rest"`, if the shell seems to have eaten the quotes.
std::optional<std::string> requoted(std::string_view argument) {
  if (!utf8::valid(argument)) return {};
  Lexeme token = next_token(argument, 0);
  if (token.kind == TokenKind::Minus) token = next_token(argument, token.where.end);
  if (token.kind != TokenKind::Field) return {};
  const auto field = resolve_field(token);
  const std::uint32_t begin = token.where.end;
  if (!field || begin >= argument.size()) return {};
  bool blank = false;
  for (std::uint32_t at = begin; at < argument.size();) {
    token = next_token(argument, at);
    if (token.kind == TokenKind::End) break;
    if (token.kind != TokenKind::Word) return {};
    blank = blank || token.where.begin > at;
    at = token.where.end;
  }
  if (!blank) return {};
  std::string out(argument.substr(0, begin));
  const bool list = value_shape(*field).list;
  out += '"';
  for (const char c : argument.substr(begin)) {
    if (c == ',' && list)
      out += "\",\"";
    else
      out += c;
  }
  return out + '"';
}

}  // namespace

bool is_query_argument(std::string_view argument) {
  if (!argument.starts_with('-') || argument.starts_with("--")) return false;
  if (argument.find(' ') != std::string_view::npos) return true;
  if (argument.size() > 1 && (argument[1] == '"' || argument[1] == '(')) return true;
  return utf8::valid(argument) && argument.size() > 1 &&
         next_token(argument, 1).kind == TokenKind::Field;
}

JoinedArguments join_arguments(std::span<const std::string> arguments) {
  JoinedArguments joined;
  bool guessed = false;
  for (const std::string& argument : arguments) {
    if (&argument != &arguments.front()) joined.text += ' ';
    const auto quoted = arguments.size() > 1 ? requoted(argument) : std::nullopt;
    joined.text += quoted.value_or(argument);
    guessed = guessed || quoted;
  }
  if (guessed) joined.note = "read as: " + joined.text;
  return joined;
}

}  // namespace morgue
