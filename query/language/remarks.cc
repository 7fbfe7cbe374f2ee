#include "query/language/remarks.h"

#include <fmt/format.h>

#include <array>
#include <vector>

#include "common/fields.h"
#include "query/language/error_text.h"
#include "query/language/vocabulary.h"

namespace morgue {
namespace {

constexpr std::string_view kAfterName = ",;:?!";

/// What no part of a name is written with.
bool has_marks(std::string_view word) {
  return word.find_first_of("*?~^,;:") != std::string_view::npos;
}

/// "Sources: ..." in a pasted headline must not fail, "person: Pike" must not surprise.
std::string remark_on_field(std::string_view name) {
  const FieldInfo* info = find_field(name);
  if (!info) return {};
  return fmt::format("\"{}:\" is a word here, as a blank follows; as a field: {}", info->name,
                     info->example);
}

bool is_near_without_number(std::string_view word) {
  for (const std::string_view capitals : {"NEAR", "ADJ", "WITHIN"})
    if (word == capitals) return true;
  for (const std::string_view begun : {"w/", "near/", "pre/", "adj/"})
    if (lower_ascii(word) == begun) return true;
  return false;
}

bool is_function_name(std::string_view word) {
  constexpr std::string_view counting = "atleast";
  if (word == "caps" || word == "exact") return true;
  return word.starts_with(counting) &&
         word.find_first_not_of("0123456789", counting.size()) == std::string_view::npos;
}

}  // namespace

std::uint32_t end_of_name(std::string_view text, FieldId field, Span value,
                          const ParseOptions& options) {
  constexpr std::size_t most_words_more = 5;
  if (!options.is_name || has_marks(value.of(text))) return value.end;
  std::vector<std::uint32_t> ends;
  Lexeme token = next_token(text, value.end);
  while (token.kind == TokenKind::Word && ends.size() < most_words_more) {
    const std::string_view bare = token.text.substr(0, token.text.find_last_not_of(kAfterName) + 1);
    if (bare.empty() || has_marks(bare)) break;
    ends.push_back(token.where.end);
    if (bare.size() < token.text.size()) break;
    token = next_token(text, token.where.end);
  }
  for (auto end = ends.rbegin(); end != ends.rend(); ++end)
    if (options.is_name(field, text.substr(value.begin, *end - value.begin))) return *end;
  return value.end;
}

std::string longer_date(std::string_view text, const FieldValue& value, Day today) {
  constexpr int most_words = 2;  // "14 june 2024", ".. june"
  std::string joined = std::string(value.compare) + std::string(value.items.front().text);
  std::string longest;
  Lexeme word = next_token(text, value.where.end);
  for (int words = 0; words < most_words && word.kind == TokenKind::Word; ++words) {
    const bool dots = joined.ends_with("..") || word.text.starts_with("..");
    joined += (dots ? "" : "-") + std::string(word.text);
    const bool open = word.text == "..";  // alone it is punctuation
    if (!open && parse_days(joined, today)) longest = joined;
    word = next_token(text, word.where.end);
  }
  return longest;
}

std::string remark_on_comma(std::string_view field, std::string_view name) {
  const std::size_t comma = name.find(',');
  if (comma == std::string_view::npos || comma == 0 || comma + 1 == name.size()) return {};
  return fmt::format("{0}: takes {1} as one name; for either write {0}:({2} OR ...)", field,
                     in_quotes(name), name.substr(0, comma));
}

std::string remark_on_word(const Lexeme& word, const Lexeme& next) {
  if (word.text.ends_with(':')) return remark_on_field(word.text.substr(0, word.text.size() - 1));
  if (word.text == "||" || word.text == "|")
    return fmt::format("{} is no operator here: for either write OR", in_quotes(word.text));
  if (is_near_without_number(word.text))
    return fmt::format("{} needs a number of words right behind it: port {} strike",
                       in_quotes(word.text), lower_ascii(word.text) == "pre/" ? "pre/5" : "w/5");
  const std::string lower = lower_ascii(word.text);
  if (next.kind == TokenKind::Open && is_function_name(lower))
    return fmt::format("{} is a word here, as a blank follows; as a function: {}(...)",
                       in_quotes(word.text), lower);
  return {};
}

std::string remark_on_small_operators(const QueryNode& root) {
  // In longer ones, pasted from somewhere, they are what they seem.
  constexpr std::size_t most_words = 5;
  const auto& words = root.children;
  if (!root.soft || words.size() > most_words) return {};
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    const std::string& text = words[i].text;
    if (text == "not" || (text == "or" && i > 0))
      return fmt::format("\"{}\" is a word here: operators are written in capitals", text);
  }
  return {};
}

}  // namespace morgue
