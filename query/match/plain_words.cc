#include "query/match/plain_words.h"

#include <algorithm>
#include <string>

#include "common/text.h"

namespace morgue {
namespace {

bool has_content(const QueryNode& node) {
  if (node.kind != QueryNode::Kind::Word) return true;
  if (node.wildcard || node.number > 0) return true;
  const auto parts = words(node.text);
  return std::any_of(parts.begin(), parts.end(),
                     [](const std::string& part) { return !is_function_word(part); });
}

}  // namespace

std::vector<QueryNode> plain_words(const QueryNode& soft) {
  std::vector<QueryNode> out;
  const auto add = [&](QueryNode word) {
    const auto same = std::find_if(out.begin(), out.end(),
                                   [&](const QueryNode& n) { return n.text == word.text; });
    if (same == out.end())
      out.push_back(std::move(word));
    else
      same->weight += word.weight;
  };
  for (const QueryNode& child : soft.children) {
    const bool plain = child.kind == QueryNode::Kind::Word && !child.wildcard && child.number == 0;
    if (!plain) {
      add(child);
      continue;
    }
    for (const std::string& part : words(child.text)) {
      QueryNode word = child;
      word.text = part;
      add(std::move(word));
    }
  }
  if (std::any_of(out.begin(), out.end(), [](const QueryNode& n) { return has_content(n); }))
    std::erase_if(out, [](const QueryNode& n) { return !has_content(n); });
  return out;
}

}  // namespace morgue
