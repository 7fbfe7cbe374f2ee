#include "query/language/word.h"

#include <fmt/format.h>

#include <cctype>
#include <utility>
#include <vector>

#include "common/utf8.h"
#include "query/language/error_text.h"

namespace morgue {
namespace {

constexpr std::string_view kAroundWords = "'`.,;:!?/\\|<>=-[]{}";
constexpr std::string_view kInFrontToo = "~^+";

std::string_view without_trailing(std::string_view text, std::string_view set) {
  const std::size_t last = text.find_last_not_of(set);
  return last == std::string_view::npos ? std::string_view{} : text.substr(0, last + 1);
}

std::string_view trimmed(std::string_view text) {
  const std::string all = std::string(kAroundWords) + std::string(kInFrontToo);
  const std::size_t first = text.find_first_not_of(all);
  if (first == std::string_view::npos) return {};
  return without_trailing(text.substr(first), std::string(kAroundWords) + "~^");
}

bool has_wildcard(std::string_view text) {
  if (text.find("://") != std::string_view::npos) return false;
  return text.find('*') != std::string_view::npos || text.find('?') != std::string_view::npos;
}

/// True if the word, typed again, is read as the same word: not as an operator or a field, and with
/// nothing more hanging on to it.
bool reads_as_itself(const QueryNode& word) {
  const std::string typed = word_text(word);
  const Lexeme token = next_token(typed, 0);
  return token.kind == TokenKind::Word && token.text.size() == typed.size() &&
         split_suffix(typed).base == word.text;
}

/// The words of a phrase whose order does not matter. Only capitals make operators, so those lose
/// them.
std::vector<std::string> loose_words(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  const auto finish = [&] {
    std::string core(trimmed(word));
    if (core == "AND" || core == "OR" || core == "NOT")
      for (char& c : core) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    if (has_word_character(core)) words.push_back(std::move(core));
    word.clear();
  };
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80 && std::isalnum(byte) == 0 && c != '\'' && c != '-' && c != '.' && c != ',')
      finish();
    else
      word += c;
  }
  finish();
  return words;
}

Result<QueryNode, QueryError> loose_phrase(std::string_view text, const Suffix& suffix,
                                           Span where) {
  if (suffix.distance < 1 || suffix.distance > kMaxDistance)
    return failure(QueryError{where, "~ after a phrase needs a number of words",
                              fmt::format("from 1 to {}: \"customs union\"~10", kMaxDistance)});
  std::vector<std::string> words = loose_words(text);
  if (words.size() > static_cast<std::size_t>(kMostLevels))
    return failure(QueryError{where, "too many words before ~",
                              fmt::format("at most {} can be near one another", kMostLevels)});
  QueryNode chain;
  for (std::size_t i = 0; i < words.size(); ++i) {
    QueryNode word = make_node(QueryNode::Kind::Word, where);
    word.text = std::move(words[i]);
    word.weight = suffix.weight;
    if (i == 0) {
      chain = std::move(word);
      continue;
    }
    QueryNode near = make_node(QueryNode::Kind::Near, where);
    near.number = suffix.distance;
    near.children.push_back(std::move(chain));
    near.children.push_back(std::move(word));
    chain = std::move(near);
  }
  return chain;
}

std::optional<QueryError> refused_weight(double weight, Span where) {
  constexpr double least = 0.01, most = 100;
  if (weight >= least && weight <= most) return {};
  return QueryError{where, "a weight goes from 0.01 to 100", "ferry^2 counts twice"};
}

}  // namespace

std::string plain_text(std::string_view raw) {
  constexpr std::string_view apostrophe = "\u2019";
  std::string text = utf8::one_line(raw);
  for (std::size_t at = text.find(apostrophe); at != std::string::npos;
       at = text.find(apostrophe, at))
    text.replace(at, apostrophe.size(), "'");
  return text;
}

bool has_word_character(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Decoded d = utf8::decode(text, at);
    if (utf8::is_letter(d.code_point) || utf8::is_digit(d.code_point)) return true;
    at += d.length;
  }
  return false;
}

Result<int, QueryError> fuzziness(const Suffix& suffix, Span where) {
  if (!suffix.tilde) return 0;
  if (suffix.distance == -1) return 1;
  if (suffix.distance >= 1 && suffix.distance <= kMaxFuzzy) return suffix.distance;
  return failure(
      QueryError{where, fmt::format("~ allows 1 or {} other letters", kMaxFuzzy), "Zelenskyy~2"});
}

Result<std::optional<QueryNode>, QueryError> word_node(std::string_view raw, Span where) {
  const std::string text = plain_text(raw);
  const std::string_view typed = without_trailing(text, kAroundWords);
  Suffix suffix = split_suffix(typed);
  if (!has_word_character(suffix.base)) suffix = {.base = typed};
  if (!has_word_character(suffix.base)) return std::nullopt;
  const auto fuzzy = fuzziness(suffix, where);
  if (!fuzzy) return failure(fuzzy.error());
  if (auto refused = refused_weight(suffix.weight, where)) return failure(std::move(*refused));
  QueryNode word = make_node(QueryNode::Kind::Word, where);
  word.text = trimmed(suffix.base);
  word.number = *fuzzy;
  word.weight = suffix.weight;
  if (!reads_as_itself(word)) {  // 'OR' in single quotes
    word.text = text;
    word.number = 0;
    word.weight = 1.0;
  }
  if (word.text == "AND" || word.text == "OR" || word.text == "NOT")  // in a text in capitals
    for (char& c : word.text) c = static_cast<char>(c | 0x20);
  word.wildcard = has_wildcard(word.text);
  if (word.wildcard && word.number > 0)
    return failure(QueryError{where, fmt::format("{} is both fuzzy and a wildcard", in_quotes(raw)),
                              "choose: resign* or resign~"});
  return word;
}

Result<QueryNode, QueryError> phrase_node(const Lexeme& phrase) {
  QueryNode node = make_node(QueryNode::Kind::Phrase, phrase.where);
  node.text = plain_text(phrase.text);
  if (!has_word_character(node.text))
    return failure(QueryError{phrase.where, "there is no word between the quotes",
                              "for everything search for *"});
  const Suffix suffix = split_suffix(phrase.tail);
  node.weight = suffix.weight;
  if (auto refused = refused_weight(suffix.weight, phrase.where))
    return failure(std::move(*refused));
  if (!suffix.tilde) return node;
  auto loose = loose_phrase(node.text, suffix, phrase.where);
  // One word alone is near nothing: the phrase that it is.
  return loose && loose->kind == QueryNode::Kind::Word ? node : loose;
}

std::string word_text(const QueryNode& word) {
  std::string out = word.text;
  if (word.number > 0) out += fmt::format("~{}", word.number);
  if (word.weight != 1.0) out += fmt::format("^{}", word.weight);
  return out;
}

}  // namespace morgue
