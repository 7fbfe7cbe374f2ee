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

bool is_block(Tag tag) {
  return (tag >= Tag::Article && tag <= Tag::Form) || tag == Tag::Html || tag == Tag::Body ||
         tag == Tag::Dialog || tag == Tag::Option;
}

}  // namespace morgue
