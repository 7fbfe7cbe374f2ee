#include "indexer/read/html_document.h"

#include <algorithm>

namespace morgue {

std::string_view HtmlDocument::attribute(NodeId id, Attr name) const {
  const Node& node = nodes_[id];
  if (node.tag == Tag::Text) return {};
  for (std::uint32_t i = node.first; i < node.first + node.count; ++i)
    if (attributes_[i].name == name)
      return std::string_view(chars_).substr(attributes_[i].first, attributes_[i].count);
  return {};
}

bool HtmlDocument::has_attribute(NodeId id, Attr name) const {
  const Node& node = nodes_[id];
  if (node.tag == Tag::Text) return false;
  return std::any_of(attributes_.begin() + node.first,
                     attributes_.begin() + node.first + node.count,
                     [name](const Attribute& attribute) { return attribute.name == name; });
}

std::string HtmlDocument::all_text(NodeId id) const {
  std::string out;
  for (NodeId at = id; at < end(id); ++at) {
    if (tag(at) == Tag::Text) {
      out += text(at);
    } else if (tag(at) == Tag::Br || is_block(tag(at))) {
      out += ' ';
    }
  }
  return out;
}

void HtmlDocument::append_copy(const HtmlDocument& from, NodeId id, NodeId parent) {
  const auto add_chars = [&](std::uint32_t first, std::uint32_t count) {
    const auto at = static_cast<std::uint32_t>(chars_.size());
    chars_.append(from.chars_, first, count);
    return at;
  };
  Node node = from.nodes_[id];
  node.parent = parent;
  if (node.tag == Tag::Text) {
    node.first = add_chars(node.first, node.count);
  } else {
    const std::uint32_t old = node.first;
    node.first = static_cast<std::uint32_t>(attributes_.size());
    for (std::uint32_t i = old; i < old + node.count; ++i) {
      Attribute attribute = from.attributes_[i];
      attribute.first = add_chars(attribute.first, attribute.count);
      attributes_.push_back(attribute);
    }
  }
  nodes_.push_back(node);
}

HtmlDocument HtmlDocument::part(NodeId id) const {
  HtmlDocument out;
  out.nodes_.push_back({Tag::Html, 0, end(id) - id + 1, 0, 0});
  for (NodeId at = id; at < end(id); ++at) {
    out.append_copy(*this, at, at == id ? 0 : parent(at) - id + 1);
    out.nodes_.back().end = end(at) - id + 1;
  }
  return out;
}

HtmlDocument HtmlDocument::without(const std::vector<bool>& marked) const {
  HtmlDocument out;
  std::vector<NodeId> renamed(size() + 1, 0);
  std::vector<NodeId> kept;
  for (NodeId at = 0; at < size();) {
    renamed[at] = out.size();
    if (marked[at]) {
      for (NodeId below = at; below < end(at); ++below) renamed[below] = out.size();
      at = end(at);
      continue;
    }
    out.append_copy(*this, at, renamed[parent(at)]);
    kept.push_back(at);
    ++at;
  }
  renamed[size()] = out.size();
  for (NodeId at = 0; at < out.size(); ++at) out.nodes_[at].end = renamed[end(kept[at])];
  return out;
}

bool is_block(Tag tag) {
  return (tag >= Tag::Article && tag <= Tag::Form) || tag == Tag::Html || tag == Tag::Body ||
         tag == Tag::Dialog || tag == Tag::Option;
}

}  // namespace morgue
