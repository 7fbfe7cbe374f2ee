#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "common/fields.h"
#include "query/language/lexer.h"
#include "query/language/tree.h"
#include "query/language/vocabulary.h"
#include "query/language/word.h"

namespace morgue {
namespace {

using Kind = QueryNode::Kind;

/// How tightly a kind of node binds; a child that binds looser than its place needs brackets.
enum class Binding : std::uint8_t { Or, And, Not, Near, Unit };

Binding binding(const QueryNode& node) {
  switch (node.kind) {
    case Kind::Or:
      return Binding::Or;
    case Kind::And:
      return Binding::And;
    case Kind::Not:
      return Binding::Not;
    case Kind::Near:
      return Binding::Near;
    default:
      return Binding::Unit;
  }
}

bool is_plain_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
         (byte >= 'A' && byte <= 'Z');
}

/// In quotes unless it is one plain word.
std::string value_text(const std::string& text) {
  constexpr std::string_view inside = "._-";
  const bool plain = !text.empty() && (is_plain_byte(text.front()) || text.front() == '@') &&
                     (text.size() == 1 || is_plain_byte(text.back())) &&
                     std::all_of(text.begin() + 1, text.end(), [&](char c) {
                       return is_plain_byte(c) || inside.find(c) != std::string_view::npos;
                     });
  return plain ? text : fmt::format("\"{}\"", text);
}

std::string in_brackets_if_blank(std::string text) {
  return text.find(' ') == std::string::npos ? text : fmt::format("({})", text);
}

std::string entity_text(const QueryNode& node) {
  const std::string text = node.wildcard ? in_brackets_if_blank(node.text) : value_text(node.text);
  return node.number > 0 ? fmt::format("{}~{}", text, node.number) : text;
}

std::string keyword_text(const QueryNode& node) {
  if (node.regex) return fmt::format("/{}/", node.text);
  std::string out;
  for (const std::string& value : node.values) {
    if (!out.empty()) out += ',';
    out += node.wildcard ? value : value_text(value);
  }
  return node.wildcard ? in_brackets_if_blank(out) : out;
}

/// "a..b", "a..", "..b", or "a" alone if both ends are the same.
template <typename Bound, typename Show>
std::string range_text(const std::optional<Bound>& low, const std::optional<Bound>& high,
                       Show show) {
  if (low && low == high) return show(*low);
  return fmt::format("{}..{}", low ? show(*low) : "", high ? show(*high) : "");
}

void append(std::string& out, const QueryNode& node, Binding place, Brackets style);

void append_bare(std::string& out, const QueryNode& node, Brackets style) {
  append(out, node, Binding::Or, style);
}

void append_and(std::string& out, const QueryNode& node, bool root, Brackets style) {
  const auto& children = node.children;
  // Without an operator a query of plain words would be soft.
  const bool all_and = root && !node.soft &&
                       std::all_of(children.begin(), children.end(),
                                   [](const QueryNode& n) { return n.kind == Kind::Word; });
  std::array<bool, static_cast<std::size_t>(FieldId::Custom) + 1> seen{};
  for (const QueryNode& child : children) {
    bool& before = seen.at(static_cast<std::size_t>(child.field));
    // Side by side, two values of one field would mean either.
    const bool same_field = child.kind == Kind::Keyword && before;
    if (&child != &children.front()) out += all_and || same_field ? " AND " : " ";
    if (child.kind == Kind::Keyword) before = true;
    append(out, child, Binding::Not, style);
  }
}

void append_or(std::string& out, const QueryNode& node, Brackets style) {
  const Binding place = style == Brackets::Shown ? Binding::Not : Binding::And;
  for (const QueryNode& child : node.children) {
    if (&child != &node.children.front()) out += " OR ";
    append(out, child, place, style);
  }
}

void append_not(std::string& out, const QueryNode& node, Brackets style) {
  std::string operand = "-";
  const Binding place = style == Brackets::Shown ? Binding::Unit : Binding::Near;
  append(operand, node.children.front(), place, style);
  if (!starts_negation(operand, 0)) operand.replace(0, 1, "NOT ");
  out += operand;
}

void append_near(std::string& out, const QueryNode& node, Brackets style) {
  append(out, node.children.front(), Binding::Near, style);
  out += node.ordered ? " pre/" : " w/";
  if (node.unit == QueryNode::Unit::Words) out += fmt::format("{} ", node.number);
  if (node.unit == QueryNode::Unit::Sentence) out += "s ";
  if (node.unit == QueryNode::Unit::Paragraph) out += "p ";
  append(out, node.children.back(), Binding::Unit, style);
}

void append_function(std::string& out, std::string_view name, const QueryNode& node,
                     Brackets style) {
  out += name;
  out += '(';
  append_bare(out, node.children.front(), style);
  out += ')';
}

void append_text_field(std::string& out, const QueryNode& node, Brackets style) {
  const QueryNode& child = node.children.front();
  out += field(node.field).name;
  out += ':';
  // Right after the colon even OR is a word, but a sign could be read as a minus or a comparison.
  const bool direct = child.kind == Kind::Word ? is_plain_byte(child.text.front())
                                               : binding(child) == Binding::Unit;
  if (!direct) out += '(';
  append_bare(out, child, style);
  if (!direct) out += ')';
}

void append_leaf(std::string& out, const QueryNode& node) {
  if (node.kind == Kind::Word) {
    out += word_text(node);
    return;
  }
  if (node.kind == Kind::Phrase) {
    out += fmt::format("\"{}\"", node.text);
    if (node.weight != 1.0) out += fmt::format("^{}", node.weight);
    return;
  }
  out += node.field == FieldId::Custom ? node.custom : std::string(field(node.field).name);
  out += ':';
  if (node.kind == Kind::Entity) out += entity_text(node);
  if (node.kind == Kind::Keyword) out += keyword_text(node);
  if (node.kind == Kind::Dates)
    out += range_text(node.days.first, node.days.last, [](Day day) { return to_iso8601(day); });
  if (node.kind == Kind::Number)
    out += range_text(node.low, node.high, [](auto n) { return fmt::format("{}", n); });
}

void append_node(std::string& out, const QueryNode& node, bool root, Brackets style) {
  switch (node.kind) {
    case Kind::And:
      return append_and(out, node, root, style);
    case Kind::Or:
      return append_or(out, node, style);
    case Kind::Not:
      return append_not(out, node, style);
    case Kind::Near:
      return append_near(out, node, style);
    case Kind::AtLeast:
      return append_function(out, fmt::format("atleast{}", node.number), node, style);
    case Kind::Caps:
      return append_function(out, "caps", node, style);
    case Kind::Exact:
      return append_function(out, "exact", node, style);
    case Kind::Text:
      return append_text_field(out, node, style);
    default:
      return append_leaf(out, node);
  }
}

void append(std::string& out, const QueryNode& node, Binding place, Brackets style) {
  const bool brackets = binding(node) < place;
  if (brackets) out += '(';
  append_node(out, node, false, style);
  if (brackets) out += ')';
}

}  // namespace

std::string to_query_text(const QueryNode& node, Brackets brackets) {
  if (node.kind == Kind::And && node.children.empty()) return "*";
  std::string out;
  append_node(out, node, true, brackets);
  return out;
}

std::string to_query_text(const Query& query) {
  const bool everything = query.root.kind == Kind::And && query.root.children.empty();
  std::string out = everything ? "" : to_query_text(query.root);
  if (query.sort) out += fmt::format(" sort:{}", to_string(*query.sort));
  if (query.group) out += fmt::format(" group:{}", to_string(*query.group));
  if (query.limit) out += fmt::format(" limit:{}", *query.limit);
  if (out.empty()) return "*";
  return out.front() == ' ' ? out.substr(1) : out;
}

}  // namespace morgue
