#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "common/span.h"
#include "query/language/tree.h"

namespace morgue {

/// The pieces that query text falls into. All functions here are pure, never fail and read from a
/// position on, because what a slash or a comma means depends on what the parser has seen. Text is
/// valid UTF-8 of at most kMaxQueryBytes; views in the results point into it.
enum class TokenKind : std::uint8_t {
  End,
  Open,           ///< (
  Close,          ///< )
  And,            ///< AND
  Or,             ///< OR
  Not,            ///< NOT
  Minus,          ///< - before a term
  Near,           ///< w/5 NEAR/5 w/s w/p pre/3 ADJ/3
  Function,       ///< caps exact atleast3, each right before a (
  Field,          ///< name: right before its value
  Phrase,         ///< "..." with what hangs on to it: ~10 ^2
  UnclosedQuote,  ///< from a quote that never ends to the end of the text
  Word,           ///< anything else up to a blank, a bracket or a quote
};

struct Lexeme {
  TokenKind kind = TokenKind::End;
  Span where{};
  /// Phrase: between the quotes; Field: the name without its colon; Function: its name without the
  /// number; the others: all of it.
  std::string_view text{};
  std::string_view tail{};  ///< Phrase: "~10^2"
  int number = 0;           ///< Near, Function; kTooLarge if it is beyond all limits
  QueryNode::Unit unit = QueryNode::Unit::Words;
  bool ordered = false;
};

/// Can a term of a query begin with this token?
[[nodiscard]] bool is_term(const Lexeme& token);

inline constexpr int kTooLarge = 1'000'000;

/// Why a text can't be read at all: it is too long, or not UTF-8. Nothing if it can.
[[nodiscard]] std::optional<QueryError> unreadable(std::string_view text);

/// The token at or after byte `at`; blanks and control characters before it are skipped.
[[nodiscard]] Lexeme next_token(std::string_view text, std::uint32_t at);

/// The word that starts at byte `at`, whatever else it could be.
[[nodiscard]] Lexeme word_at(std::string_view text, std::uint32_t at);
/// Precondition: a quotation mark stands at byte `at`.
[[nodiscard]] std::uint32_t behind_quote(std::string_view text, std::uint32_t at);

/// One of the values after a field, as written.
struct ValueItem {
  std::string_view text{};  ///< between the quotes if quoted
  Span where{};             ///< of `text`
  bool quoted = false;
};

/// What stands right after "field:".
struct FieldValue {
  Span where{};
  std::string_view compare{};  ///< ">", ">=", "<", "<=" or nothing
  std::vector<ValueItem> items{};
  std::string_view tail{};  ///< "~1" after the last quote
  bool regex = false;       ///< the one item was between slashes
  bool unclosed = false;    ///< a quote never ends: `where` starts at it, there are no items
};

/// What a field allows its values to be.
struct ValueShape {
  bool list = false;     ///< commas part items
  bool regexes = false;  ///< /.../ is one item, and may hold blanks and quotes
};

/// Reads `[cmp] item {"," item}`; an item is a quoted text or runs to a blank, a bracket, a quote
/// or (in a list) a comma. Items may be empty.
[[nodiscard]] FieldValue read_value(std::string_view text, std::uint32_t at, ValueShape shape);

/// True if a minus at byte `at` negates what follows.
[[nodiscard]] bool starts_negation(std::string_view text, std::uint32_t at);

/// What hangs on to a word or a phrase: "Zelenskyy~2", "ferry^1.5".
struct Suffix {
  std::string_view base;  ///< what is left without it
  bool tilde = false;
  int distance = -1;    ///< after the tilde; -1 if no number stands there
  double weight = 1.0;  ///< after the circumflex
};
[[nodiscard]] Suffix split_suffix(std::string_view text);

}  // namespace morgue
