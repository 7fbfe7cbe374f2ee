#include <fmt/format.h>

#include <algorithm>

#include "common/utf8.h"
#include "query/render/render.h"

namespace morgue {
namespace {

using Kind = QueryNode::Kind;

std::string safe(std::string_view text) { return utf8::one_line(utf8::repaired(text)); }

/// The parts of a query as they would be typed, side by side; brackets around alternatives.
std::string parts_of(const QueryNode& root) {
  std::string out;
  for (const QueryNode& child : root.children) {
    const std::string text = to_query_text(child);
    const bool bracket = child.kind == Kind::Or;
    out += fmt::format("{}{}{}{}", out.empty() ? "" : " ", bracket ? "(" : "", text,
                       bracket ? ")" : "");
  }
  return out;
}

bool is_plain(const QueryNode& node) {
  return node.kind == Kind::Word || node.kind == Kind::Phrase;
}

}  // namespace

std::string render_nothing_found(const Query& query, std::string_view text) {
  const QueryNode& root = query.root;
  if (root.kind == Kind::And && !root.children.empty())
    return fmt::format("no article has {} of: {}\n", root.soft ? "any" : "all",
                       safe(parts_of(root)));
  if (is_plain(root)) return fmt::format("no article has: {}\n", safe(to_query_text(root)));
  if (root.kind == Kind::Dates)
    return fmt::format("no article answers: {}, read as {}\n", safe(text), to_query_text(root));
  return fmt::format("no article answers: {}\n", safe(text));
}

std::string render_suggestions(std::span<const Suggestion> suggestions) {
  std::string out;
  for (const Suggestion& suggestion : suggestions)
    out += fmt::format("{}{} ({})", out.empty() ? "did you mean: " : ", ", safe(suggestion.text),
                       suggestion.articles);
  return out.empty() ? out : out + '\n';
}

std::string render_explanation(std::span<const ExplainedLine> lines) {
  std::string out;
  for (const ExplainedLine& line : lines)
    out += fmt::format(" {:<8} {}\n", line.topic, safe(line.text));
  return out;
}

}  // namespace morgue
