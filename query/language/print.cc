#include <fmt/format.h>

#include "common/fields.h"
#include "query/language/tree.h"
#include "query/language/word.h"

namespace morgue {
namespace {

using Kind = QueryNode::Kind;

/// A text that could be taken for several atoms goes between quotes.
std::string atom(const std::string& text) {
  const bool plain = !text.empty() && text.find_first_of(" ()\"") == std::string::npos;
  return plain ? text : fmt::format("\"{}\"", text);
}

std::string tilde(const QueryNode& node) {
  return node.number > 0 ? fmt::format("~{}", node.number) : "";
}

std::string name(const QueryNode& node) {
  return node.field == FieldId::Custom ? node.custom : std::string(field(node.field).name);
}

std::string near_name(const QueryNode& node) {
  const std::string_view op = node.ordered ? "pre/" : "w/";
  if (node.unit == QueryNode::Unit::Words) return fmt::format("{}{}", op, node.number);
  return fmt::format("{}{}", op, node.unit == QueryNode::Unit::Sentence ? 's' : 'p');
}

std::string keyword(const QueryNode& node) {
  if (node.regex) return fmt::format(" /{}/", node.text);
  std::string out;
  for (const std::string& value : node.values) out += " " + atom(value);
  return out;
}

template <typename Bound, typename Show>
std::string range(const std::optional<Bound>& low, const std::optional<Bound>& high, Show show) {
  return fmt::format(" {} {}", low ? show(*low) : "..", high ? show(*high) : "..");
}

void append(std::string& out, const QueryNode& node);

void append_list(std::string& out, std::string_view head, const QueryNode& node) {
  out += '(';
  out += head;
  for (const QueryNode& child : node.children) {
    out += ' ';
    append(out, child);
  }
  out += ')';
}

void append(std::string& out, const QueryNode& node) {
  switch (node.kind) {
    case Kind::And:
      return append_list(out, node.children.empty() ? "all" : node.soft ? "soft" : "and", node);
    case Kind::Or:
      return append_list(out, "or", node);
    case Kind::Not:
      return append_list(out, "not", node);
    case Kind::Near:
      return append_list(out, near_name(node), node);
    case Kind::AtLeast:
      return append_list(out, fmt::format("atleast{}", node.number), node);
    case Kind::Caps:
      return append_list(out, "caps", node);
    case Kind::Exact:
      return append_list(out, "exact", node);
    case Kind::Text:
      return append_list(out, name(node) + ":", node);
    case Kind::Word:
      out += word_text(node);
      return;
    case Kind::Phrase:
      out += fmt::format("\"{}\"", node.text);
      if (node.weight != 1.0) out += fmt::format("^{}", node.weight);
      return;
    case Kind::Entity:
      out += fmt::format("({}: {}{})", name(node), atom(node.text), tilde(node));
      return;
    case Kind::Keyword:
      out += fmt::format("({}:{})", name(node), keyword(node));
      return;
    case Kind::Dates:
      out +=
          fmt::format("({}:{})", name(node),
                      range(node.days.first, node.days.last, [](Day d) { return to_iso8601(d); }));
      return;
    case Kind::Number:
      out += fmt::format("({}:{})", name(node),
                         range(node.low, node.high, [](auto n) { return fmt::format("{}", n); }));
      return;
  }
}

}  // namespace

std::string print(const QueryNode& node) {
  std::string out;
  append(out, node);
  return out;
}

}  // namespace morgue
