#include "query/match/plain_words.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "common/readings.h"
#include "common/text.h"

namespace morgue {
namespace {

bool has_content(const QueryNode& node) {
  if (node.kind != QueryNode::Kind::Word && node.kind != QueryNode::Kind::Phrase) return true;
  if (node.wildcard || node.number > 0) return true;
  const auto parts = words(node.text);
  return std::any_of(parts.begin(), parts.end(),
                     [](const std::string& part) { return !is_function_word(part); });
}

void add_typed(const QueryNode& node, std::vector<std::string>& out) {
  using Kind = QueryNode::Kind;
  if (node.kind == Kind::Word) out.push_back(node.text);
  if (node.kind == Kind::Not || node.kind == Kind::Text) return;
  for (const QueryNode& child : node.children) add_typed(child, out);
}

}  // namespace

std::vector<std::string_view> pieces_of(std::string_view text) {
  std::vector<Span> pieces;
  ReadingWalker walker(text);
  for (Reading reading; walker.next(reading);) {
    if (reading.kind == Reading::Kind::Word)
      pieces.push_back(reading.where);
    else if (reading.kind == Reading::Kind::Pair) {
      pieces.pop_back();
      pieces.back().end = reading.where.end;
    }
  }
  std::vector<std::string_view> out;
  for (const Span piece : pieces) out.push_back(piece.of(text));
  return out;
}

std::vector<QueryNode> plain_words(const QueryNode& soft) {
  std::vector<QueryNode> out;
  std::vector<std::string> keys;
  const auto add = [&](QueryNode word) {
    std::string key = (word.kind == QueryNode::Kind::Word ? "" : "\"") +
                      std::string(static_cast<std::size_t>(word.number), '~') +
                      (word.wildcard ? '*' + word.text : word_key(word.text));
    const auto same = std::find(keys.begin(), keys.end(), key);
    if (same != keys.end()) {
      out[static_cast<std::size_t>(same - keys.begin())].weight += word.weight;
      return;
    }
    out.push_back(std::move(word));
    keys.push_back(std::move(key));
  };
  for (const QueryNode& child : soft.children) {
    const bool plain = child.kind == QueryNode::Kind::Word && !child.wildcard && child.number == 0;
    if (!plain) add(child);
    if (!plain && child.kind != QueryNode::Kind::Phrase) continue;
    for (const std::string_view piece : pieces_of(child.text)) {
      QueryNode word = child;
      word.kind = QueryNode::Kind::Word;
      word.text = piece;
      add(std::move(word));
    }
  }
  if (std::any_of(out.begin(), out.end(), [](const QueryNode& n) { return has_content(n); }))
    std::erase_if(
        out, [](const QueryNode& n) { return n.kind == QueryNode::Kind::Word && !has_content(n); });
  return out;
}

std::vector<std::string> typed_words(const QueryNode& root) {
  std::vector<std::string> out;
  add_typed(root, out);
  return out;
}

}  // namespace morgue
