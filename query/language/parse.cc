// The query language: from text to tree.
//
//   query     = or-expr                       ; with directives anywhere outside of brackets
//   or-expr   = and-expr { "OR" and-expr }
//   and-expr  = not-expr { [ "AND" ] not-expr }
//   not-expr  = { "NOT" | "-" } near-expr
//   near-expr = unit { near-op unit }         ; from left to right
//   near-op   = ( "w/" | "NEAR/" ) ( n | "s" | "p" ) | ( "pre/" | "ADJ/" ) n
//   unit      = "(" or-expr ")" | function "(" or-expr ")" | field | directive | phrase | word
//   function  = "atleast" n | "caps" | "exact"
//   field     = name ":" ( "(" or-expr ")" | value )
//   value     = phrase | word                           ; text fields, also function "(" ... ")"
//             | name [ "~" [n] ]                        ; entity fields
//             | item { "," item } | "/" regex "/"       ; keyword fields (title: takes a regex too)
//             | [ cmp ] date-range | [ cmp ] n | n ".." n      ; date fields, number fields
//   cmp       = ">" | ">=" | "<" | "<="
//   phrase    = '"' text '"' [ "~" n ] [ "^" weight ]
//   word      = text [ "~" [n] ] [ "^" weight ]         ; "*" any letters, "?" inside it one letter
//   directive = ( "sort:" | "group:" | "limit:" ) value
//
// Words in capitals are operators, the same words in small letters are words: journalists paste
// sentences. w/, NEAR/, pre/, ADJ/, functions and names may be written in any case. Curly and
// straight quotes are equal. A colon makes a field only if a value follows at once: "Sources: ..."
// stays a word (with a note), and so do "10:30" and addresses. A lone "*" is everything.
//
// Meaning that is settled here: the same single-valued keyword field twice in one group means
// either, unless AND stands between; a query of plain words is a soft AND, and an operator, a
// field, a phrase or a function makes it strict (brackets alone do not: people paste sentences);
// brackets that change nothing leave no trace, so that And never stands right in And nor Or in Or;
// adjacent words inside person:( ) and source:( ) spell one name; so do the words after person: and
// other entity fields, as far as the archive knows such a name (ParseOptions::is_name).
//
// A pasted text is told by its length and by having nothing that only queries have (prose.h). A
// quote without a partner and "Analysis:Summit" are words in it, and if it is long, its phrases do
// not make it strict: it is a soft AND of words and phrases.
//
// What is read otherwise than it may have been meant has a note: "NEAR" without a number, "caps"
// before a blank, "or" in small letters, a date that goes on behind a blank.
#include "query/language/parse.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "query/language/error_text.h"
#include "query/language/lexer.h"
#include "query/language/prose.h"
#include "query/language/remarks.h"
#include "query/language/shape.h"
#include "query/language/value.h"
#include "query/language/vocabulary.h"
#include "query/language/word.h"

namespace morgue {
namespace {

using Kind = QueryNode::Kind;
/// Nothing: what was read leaves no trace in the tree (punctuation, a directive).
using Found = Result<std::optional<QueryNode>, QueryError>;

auto refuse(Span where, std::string message, std::string hint) {
  return failure(QueryError{where, std::move(message), std::move(hint)});
}

QueryError unclosed(Span where) {
  return {where, "unbalanced quote", "the text needs a second quote: \"harbour dredging\""};
}

/// What surrounds a unit.
struct Scope {
  const FieldRef* field = nullptr;  ///< inside field:( )
  bool function = false;            ///< inside caps( )
  bool brackets = false;
};

/// Recursive descent with one token of sight. Every function leaves the parser behind what it read,
/// or returns the first mistake.
class Parser {
 public:
  Parser(std::string_view text, const ParseOptions& options)
      : text_(text), options_(options), next_(next_token(text, 0)), prose_(words_of_prose(text)) {}

  Result<Query, QueryError> query();

 private:
  Found either(const Scope& scope);
  Found all(const Scope& scope, bool& implicit);
  Found negated(const Scope& scope);
  Found near(const Scope& scope);
  Found right_of(const Scope& scope, const Lexeme& op);
  Found unit(const Scope& scope);
  Found brackets(Scope scope);
  Found function(Scope scope);
  Found word();
  Found before_colon();
  Found named(const Scope& scope);
  Found text_value(const FieldRef& field, std::uint32_t begin);
  Found value(const FieldRef& field, std::uint32_t begin, bool in_brackets);
  Found directive(const Scope& scope, Directive which);
  [[nodiscard]] Result<QueryNode, QueryError> joined(QueryNode left, QueryNode right,
                                                     const Lexeme& op) const;
  Found dates(const FieldRef& field, const FieldValue& raw);
  void note(std::string text);  ///< nothing if there is no text

  Lexeme take() {
    const Lexeme token = next_;
    move_to(token.where.end);
    return token;
  }
  void move_to(std::uint32_t at) { next_ = next_token(text_, at); }
  [[nodiscard]] QueryError missing_term(const Lexeme& op, std::string_view side) const;

  std::string_view text_;
  const ParseOptions& options_;
  Lexeme next_;
  std::size_t prose_;  ///< words of a pasted text, or 0
  Query query_;
  int depth_ = 0;
  bool strict_ = false;      ///< there is more than plain words
  bool everything_ = false;  ///< a lone * was seen
  bool explain_ = false;     ///< a note has to say how the query was read
};

QueryError Parser::missing_term(const Lexeme& op, std::string_view side) const {
  const std::string shown = in_quotes(op.where.of(text_));
  const bool negation = op.kind == TokenKind::Not || op.kind == TokenKind::Minus;
  const std::string example = negation                     ? "port NOT football"
                              : op.kind == TokenKind::Near ? "port w/5 strike"
                                                           : fmt::format("port {} strike", op.text);
  return {op.where, fmt::format("{} needs a term on its {}", shown, side),
          fmt::format("for example {}", example)};
}

Found Parser::either(const Scope& scope) {
  std::vector<QueryNode> alternatives;
  bool mixed = false;
  Lexeme op;
  while (true) {
    bool implicit = false;
    auto one = all(scope, implicit);
    if (!one) return one;
    if (!*one) {
      if (!alternatives.empty()) return failure(missing_term(op, "right"));
      if (next_.kind == TokenKind::Or) return failure(missing_term(next_, "left"));
      return std::nullopt;
    }
    mixed = mixed || implicit;
    alternatives.push_back(std::move(**one));
    if (next_.kind != TokenKind::Or) break;
    op = take();
    strict_ = true;
  }
  explain_ = explain_ || (mixed && alternatives.size() > 1);
  return group(Kind::Or, spliced(std::move(alternatives), Kind::Or, false));
}

/// `implicit` becomes true if two terms stand side by side with no AND between them.
Found Parser::all(const Scope& scope, bool& implicit) {
  std::vector<Operand> members;
  std::optional<Lexeme> conjunction;
  bool explicit_and = false;
  while (next_.kind != TokenKind::End && next_.kind != TokenKind::Close &&
         next_.kind != TokenKind::Or) {
    if (next_.kind == TokenKind::And) {
      if (members.empty()) return failure(missing_term(next_, "left"));
      if (conjunction) return failure(missing_term(*conjunction, "right"));
      conjunction = take();
      explicit_and = strict_ = true;
      continue;
    }
    auto one = negated(scope);
    if (!one) return one;
    if (!*one) continue;
    implicit = implicit || (!members.empty() && !conjunction);
    members.push_back({std::move(**one), conjunction.has_value()});
    conjunction.reset();
  }
  if (conjunction) return failure(missing_term(*conjunction, "right"));
  if (members.empty()) return std::nullopt;
  QueryNode node =
      group(Kind::And, spliced(combined(std::move(members)), Kind::And, options_.loose));
  if (const auto id = field_of_disjoint_days(node))
    note(fmt::format("no day is in all the ranges of {}: (for either write OR between them)",
                     field(*id).name));
  const bool relaxable = options_.loose && !explicit_and && !scope.field && !scope.function;
  return relaxable ? softened(std::move(node)) : std::move(node);
}

Found Parser::negated(const Scope& scope) {
  std::optional<Lexeme> op;
  bool odd = false;
  const std::uint32_t begin = next_.where.begin;
  while (next_.kind == TokenKind::Not || next_.kind == TokenKind::Minus) {
    op = take();
    odd = !odd;
  }
  if (!op) return near(scope);
  strict_ = true;
  if (!is_term(next_)) return failure(missing_term(*op, "right"));
  if (next_.kind == TokenKind::Field && find_directive(next_.text))
    return refuse(next_.where, fmt::format("{}: cannot be negated", lower_ascii(next_.text)),
                  "it acts on the whole query");
  if (scope.function)
    return refuse(op->where, "NOT cannot stand inside caps(), exact() and atleast()",
                  "port NOT caps(WHO)");
  auto one = near(scope);
  if (!one) return one;
  if (!*one) return failure(missing_term(*op, "right"));
  make_strict(**one);
  if (!odd) return one;
  QueryNode node = make_node(Kind::Not, {begin, (*one)->where.end});
  node.children.push_back(std::move(**one));
  return node;
}

Found Parser::near(const Scope& scope) {
  if (next_.kind == TokenKind::Near) return failure(missing_term(next_, "left"));
  auto left = unit(scope);
  for (int links = 1; left && next_.kind == TokenKind::Near; ++links) {
    const Lexeme op = take();
    strict_ = true;
    if (!*left) return failure(missing_term(op, "left"));
    if (links == kMostLevels)
      return refuse(op.where, "too many terms near one another",
                    fmt::format("at most {} in a chain", kMostLevels));
    auto right = right_of(scope, op);
    if (!right) return right;
    auto both = joined(std::move(**left), std::move(**right), op);
    if (!both) return failure(std::move(both.error()));
    left = std::move(*both);
  }
  return left;
}

/// The term after a near operator, or why there is none.
Found Parser::right_of(const Scope& scope, const Lexeme& op) {
  const bool words = op.unit == QueryNode::Unit::Words;
  if (op.ordered && !words)
    return refuse(op.where, fmt::format("{} needs a number of words", in_quotes(op.text)),
                  "minister pre/3 resign*, or in the same sentence minister w/s resign*");
  if (words && (op.number < 1 || op.number > kMaxDistance))
    return refuse(op.where, fmt::format("a distance goes from 1 to {} words", kMaxDistance),
                  "for the same paragraph write w/p");
  if (next_.kind == TokenKind::Minus || next_.kind == TokenKind::Not)
    return refuse(next_.where, fmt::format("NOT cannot follow {}", in_quotes(op.text)),
                  "port NOT (port w/5 football)");
  if (!is_term(next_)) return failure(missing_term(op, "right"));
  auto right = unit(scope);
  if (right && !*right) return failure(missing_term(op, "right"));
  return right;
}

Result<QueryNode, QueryError> Parser::joined(QueryNode left, QueryNode right,
                                             const Lexeme& op) const {
  for (QueryNode* side : {&left, &right}) {
    const QueryNode* wrong = misplaced(*side);
    if (wrong && wrong->kind == Kind::Text)
      return refuse(wrong->where,
                    fmt::format("{} goes inside the brackets of a field", in_quotes(op.text)),
                    "title:(port w/5 closure)");
    if (wrong)
      return refuse(wrong->where,
                    fmt::format("{} has no place in the text that {} could measure from",
                                in_quotes(wrong->where.of(text_)), in_quotes(op.text)),
                    "it takes words, phrases, names and OR: port w/5 (strike OR walkout)");
    make_strict(*side);
  }
  QueryNode node = make_node(Kind::Near, {left.where.begin, right.where.end});
  node.number = op.number;
  node.unit = op.unit;
  node.ordered = op.ordered;
  node.children.push_back(std::move(left));
  node.children.push_back(std::move(right));
  return node;
}

Found Parser::unit(const Scope& scope) {
  switch (next_.kind) {
    case TokenKind::Open:
      return brackets(scope);
    case TokenKind::Function:
      return function(scope);
    case TokenKind::Field:
      if (prose_ > 0 && is_text_before_colon(next_.text)) return before_colon();
      if (const auto which = find_directive(next_.text)) return directive(scope, *which);
      return named(scope);
    case TokenKind::UnclosedQuote:
      if (prose_ == 0) return failure(unclosed(next_.where));
      note("a quote has no second one: the words behind it are words like the others");
      move_to(behind_quote(text_, next_.where.begin));
      return std::nullopt;
    default:
      break;
  }
  if (!scope.field || scope.field->kind == FieldKind::Text) return word();
  return value(*scope.field, next_.where.begin, true);
}

/// Precondition: an opening bracket is next.
Found Parser::brackets(Scope scope) {
  const Lexeme open = take();
  if (++depth_ > kMostLevels)
    return refuse(open.where, "brackets nest too deeply", fmt::format("at most {}", kMostLevels));
  scope.brackets = true;
  auto inside = either(scope);
  if (!inside) return inside;
  if (next_.kind != TokenKind::Close)
    return refuse(open.where, "missing ) for this bracket", "for example (dock OR port)");
  const Lexeme close = take();
  --depth_;
  if (!*inside)
    return refuse({open.where.begin, close.where.end}, "nothing stands between the brackets",
                  "for example (dock OR port)");
  return inside;
}

Found Parser::function(Scope scope) {
  const Lexeme name = take();
  if (scope.field && scope.field->kind != FieldKind::Text)
    return refuse(name.where, fmt::format("{}: takes no {}()", scope.field->name, name.text),
                  "that is for words: title:(caps(WHO) report)");
  QueryNode node = make_node(name.text == "caps"    ? Kind::Caps
                             : name.text == "exact" ? Kind::Exact
                                                    : Kind::AtLeast,
                             name.where);
  node.number = name.number;
  if (node.kind == Kind::AtLeast && (name.number < 1 || name.number > kMaxDistance))
    return refuse(name.where, fmt::format("atleast needs a number from 1 to {}", kMaxDistance),
                  "atleast3(lithium)");
  strict_ = true;
  scope.function = true;
  auto inside = brackets(scope);
  if (!inside) return inside;
  node.where.end = (*inside)->where.end;
  node.children.push_back(std::move(**inside));
  return node;
}

Found Parser::word() {
  const Lexeme token = take();
  if (token.kind == TokenKind::Phrase) {
    strict_ = true;
    return phrase_node(token);
  }
  if (token.text.find_first_not_of('*') == std::string_view::npos) {
    everything_ = true;
    return std::nullopt;
  }
  const bool after_bracket = token.where.begin > 0 && text_[token.where.begin - 1] == ')';
  if (after_bracket && (token.text.front() == '^' || token.text.front() == '~'))
    return refuse(token.where, fmt::format("{} cannot follow a bracket", in_quotes(token.text)),
                  "~ and ^ are for words and phrases");
  note(remark_on_word(token, next_));
  return word_node(token.text, token.where);
}

/// "Analysis:Summit" in a pasted text.
/// Precondition: what looks like a field is next.
Found Parser::before_colon() {
  note(fmt::format("\"{}:\" is a word here: it is no field", plain_text(next_.text)));
  next_ = word_at(text_, next_.where.begin);
  return word();
}

/// Precondition: a field is next.
Found Parser::named(const Scope& scope) {
  const Lexeme name = take();
  if (scope.field || scope.function)
    return refuse(name.where, fmt::format("{} cannot stand here", in_quotes(name.where.of(text_))),
                  "fields do not go inside field:( ) or functions; as a word: put it in quotes");
  const auto field = resolve_field(name);
  if (!field) return failure(field.error());
  strict_ = true;
  const std::uint32_t begin = name.where.end;
  if (starts_negation(text_, begin))
    return refuse({begin, begin + 1}, "- cannot follow a field",
                  fmt::format("write -{0}:... or NOT {0}:...", field->name));
  const bool empty =
      next_.where.begin > begin || next_.kind == TokenKind::End || next_.kind == TokenKind::Close;
  if (empty) return failure(missing_value(*field, name.where));
  const bool bracket = next_.kind == TokenKind::Open;
  if (bracket && (field->kind == FieldKind::Date || field->kind == FieldKind::Number))
    return refuse(next_.where, fmt::format("{}: takes one value, not a bracket", field->name),
                  "put the brackets around: (date:2022 OR date:2024)");
  const Scope inside{.field = &*field};
  auto node = bracket                             ? brackets(inside)
              : next_.kind == TokenKind::Function ? function(inside)
              : field->kind == FieldKind::Text    ? text_value(*field, begin)
                                                  : value(*field, begin, false);
  if (!node) return node;
  if (field->kind != FieldKind::Text || (*node)->kind == Kind::Keyword) {
    if (!bracket) (*node)->where.begin = name.where.begin;
    return node;
  }
  QueryNode text = make_node(Kind::Text, {name.where.begin, (*node)->where.end});
  text.field = field->id;
  text.children.push_back(std::move(**node));
  return text;
}

/// A phrase, a word or (of a title) a regular expression right after a text field.
Found Parser::text_value(const FieldRef& field, std::uint32_t begin) {
  if (next_.kind == TokenKind::Phrase) return word();
  const FieldValue raw = read_value(text_, begin, value_shape(field));
  if (raw.unclosed) return failure(unclosed(raw.where));
  move_to(raw.where.end);
  if (raw.regex || !raw.compare.empty()) {
    auto node = value_node(field, raw, options_.today);
    if (!node) return failure(std::move(node.error()));
    return std::move(*node);
  }
  auto node = word_node(raw.items.front().text, raw.where);
  if (node && !*node) return failure(missing_value(field, raw.where));
  return node;
}

/// The value of an entity, keyword, date or number field; in brackets, with the words after it that
/// belong to the same name.
Found Parser::value(const FieldRef& field, std::uint32_t begin, bool in_brackets) {
  FieldValue raw = read_value(text_, begin, value_shape(field));
  if (raw.unclosed) return failure(unclosed(raw.where));
  move_to(raw.where.end);
  const bool plain = raw.items.size() == 1 && !raw.items.front().quoted && !raw.regex;
  if (in_brackets && plain && raw.compare.empty() && joins_words(field)) {
    while (next_.kind == TokenKind::Word) {
      raw.where.end = take().where.end;
      explain_ = true;
    }
    raw.items.front() = {raw.where.of(text_), raw.where, false};
  }
  if (!in_brackets && plain && raw.compare.empty() && field.kind == FieldKind::Entity) {
    const std::uint32_t end = end_of_name(text_, field.id, raw.where, options_);
    explain_ = explain_ || end > raw.where.end;
    raw.where.end = end;
    raw.items.front() = {raw.where.of(text_), raw.where, false};
    move_to(end);
    note(remark_on_comma(field.name, raw.items.front().text));
  }
  if (plain && field.kind == FieldKind::Date) return dates(field, raw);
  auto node = value_node(field, raw, options_.today);
  if (!node) return failure(std::move(node.error()));
  return std::move(*node);
}

/// A date without quotes. A blank ends it, which may surprise.
Found Parser::dates(const FieldRef& field, const FieldValue& raw) {
  auto node = value_node(field, raw, options_.today);
  const std::string longer = longer_date(text_, raw, options_.today);
  if (!node && !longer.empty())
    node.error().hint = fmt::format("did you mean {}:{} ?", field.name, longer);
  if (!node) return failure(std::move(node.error()));
  if (!longer.empty())
    note(fmt::format("{0}: ends at the blank: {1}; did you mean {0}:{2} ?", field.name,
                     to_query_text(*node), longer));
  return std::move(*node);
}

/// Precondition: a directive is next.
Found Parser::directive(const Scope& scope, Directive which) {
  const Lexeme token = take();
  const std::string name = lower_ascii(token.text);
  if (scope.brackets || scope.function)
    return refuse(token.where, fmt::format("{}: acts on the whole query", name),
                  "take it out of the brackets");
  const FieldValue raw = read_value(text_, token.where.end, {});
  if (raw.unclosed) return failure(unclosed(raw.where));
  move_to(raw.where.end);
  const Span where{token.where.begin, raw.where.end};
  if (auto wrong = set_directive(query_, which, raw, where)) return failure(std::move(*wrong));
  return std::nullopt;
}

void Parser::note(std::string text) {
  auto& notes = query_.notes;
  if (text.empty()) return;
  if (std::find(notes.begin(), notes.end(), text) == notes.end()) notes.push_back(std::move(text));
}

Result<Query, QueryError> Parser::query() {
  auto root = either({});
  if (!root) return failure(std::move(root.error()));
  if (next_.kind == TokenKind::Close)
    return refuse(next_.where, "unexpected )", "no bracket is open here");
  const bool directed = query_.sort || query_.group || query_.limit;
  if (!*root && !directed && !everything_)
    return refuse({0, static_cast<std::uint32_t>(text_.size())}, "empty query",
                  "* finds everything");
  if (*root) query_.root = std::move(**root);
  if (height(query_.root) > kMostLevels)
    return refuse(query_.root.where, "the query nests too deeply",
                  fmt::format("at most {} levels", kMostLevels));
  const bool text = prose_ >= kLeastTextWords && !query_.root.soft;
  if (query_.root.kind == Kind::And && (!strict_ || text))
    query_.root.soft = !query_.root.children.empty();
  if (query_.root.soft && text && strict_)
    note("in a text this long, what is in quotes ranks articles and is not insisted on");
  query_.filters_only = !has_text(query_.root);
  note(remark_on_small_operators(query_.root));
  if (explain_)
    query_.notes.insert(query_.notes.begin(),
                        "read as: " + to_query_text(query_.root, Brackets::Shown));
  return std::move(query_);
}

}  // namespace

Result<Query, QueryError> parse_query(std::string_view text, const ParseOptions& options) {
  if (auto wrong = unreadable(text)) return failure(std::move(*wrong));
  return Parser(text, options).query();
}

}  // namespace morgue
