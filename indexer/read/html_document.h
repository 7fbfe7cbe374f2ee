#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/result.h"

namespace morgue {

/// The elements that reading and extraction tell apart; every other one is Other. Names follow
/// HTML; Text is a run of characters.
enum class Tag : std::uint8_t {
  Text,
  Other,
  Html,
  Head,
  Body,
  Title,
  Meta,
  Link,
  Base,
  Script,
  Style,
  Noscript,
  Template,
  // sections
  Article,
  Section,
  Main,
  Aside,
  Nav,
  Header,
  Footer,
  Address,
  H1,
  H2,
  H3,
  H4,
  H5,
  H6,
  Hgroup,
  // blocks
  P,
  Div,
  Center,
  Blockquote,
  Pre,
  Ul,
  Ol,
  Li,
  Dl,
  Dt,
  Dd,
  Hr,
  Br,
  Figure,
  Figcaption,
  Details,
  Summary,
  Table,
  Caption,
  Thead,
  Tbody,
  Tfoot,
  Tr,
  Td,
  Th,
  Fieldset,
  Form,
  // inline
  A,
  B,
  Em,
  I,
  Span,
  Strong,
  Time,
  Label,
  // never text
  Button,
  Select,
  Textarea,
  Input,
  Option,
  Iframe,
  Object,
  Embed,
  Svg,
  Math,
  Img,
  Picture,
  Video,
  Audio,
  Canvas,
  Noembed,
  Map,
  Dialog
};

/// The attributes that are kept; every other one is dropped.
enum class Attr : std::uint8_t {
  Class,
  Id,
  Itemprop,
  Itemtype,
  Property,
  Name,
  Content,
  Rel,
  Href,
  Datetime,
  Role,
  Lang,
  Style,
  Hidden,
  AriaHidden,
  AriaLabel,
  Type,
  Title,
  DataTestid,
  DataComponent,
  DataType,
  DataQa,
  Pubdate
};

using NodeId = std::uint32_t;

/// A parsed page: the elements and texts of the body and head in document order, so that a node's
/// descendants are the nodes from `node + 1` up to `end(node)`, and every walk is a loop. Node 0 is
/// the root. Text is clean of markup but not of control characters; comments, styles and scripts
/// (but for JSON-LD) are left out. Immutable once made; any number of threads may read it.
class HtmlDocument {
 public:
  struct Node {
    Tag tag = Tag::Other;
    NodeId parent = 0;
    NodeId end = 0;           ///< one past the last descendant
    std::uint32_t first = 0;  ///< Text: offset into chars; else index of the first attribute
    std::uint32_t count = 0;  ///< Text: bytes; else number of attributes
  };

  [[nodiscard]] NodeId size() const { return static_cast<NodeId>(nodes_.size()); }
  [[nodiscard]] const Node& node(NodeId id) const { return nodes_[id]; }
  [[nodiscard]] Tag tag(NodeId id) const { return nodes_[id].tag; }
  [[nodiscard]] NodeId parent(NodeId id) const { return nodes_[id].parent; }
  [[nodiscard]] NodeId end(NodeId id) const { return nodes_[id].end; }
  [[nodiscard]] bool contains(NodeId outer, NodeId inner) const {
    return outer <= inner && inner < nodes_[outer].end;
  }
  /// The characters of a text node. Lives as long as the document.
  [[nodiscard]] std::string_view text(NodeId id) const {
    return std::string_view(chars_).substr(nodes_[id].first, nodes_[id].count);
  }
  /// The value of an attribute, empty if the element does not have it. Lives as long as the
  /// document.
  [[nodiscard]] std::string_view attribute(NodeId id, Attr name) const;
  [[nodiscard]] bool has_attribute(NodeId id, Attr name) const;
  /// All text below a node, in order and as it stands, blanks between blocks.
  [[nodiscard]] std::string all_text(NodeId id) const;
  /// A document of its own that holds an element and what is below it.
  [[nodiscard]] HtmlDocument part(NodeId id) const;
  /// The same document without the elements that are marked (one bit for each node) and what is
  /// below them.
  [[nodiscard]] HtmlDocument without(const std::vector<bool>& marked) const;

 private:
  void append_copy(const HtmlDocument& from, NodeId id, NodeId parent);

  friend class HtmlBuilder;
  struct Attribute {
    Attr name;
    std::uint32_t first;
    std::uint32_t count;
  };
  std::vector<Node> nodes_;
  std::vector<Attribute> attributes_;
  std::string chars_;
};

/// True for elements that start a new line of text on both sides.
[[nodiscard]] bool is_block(Tag tag);

/// Elements may nest this deep; what is nested deeper keeps its text and loses its markup. Browsers
/// stop at 512 as well.
inline constexpr std::size_t kMaxHtmlDepth = 512;
/// The longest page that is read. The longest page among 1,500 real ones had 7 MB.
inline constexpr std::size_t kMaxHtmlBytes = std::size_t{64} << 20U;

/// Parses a page by the rules of HTML5 (through gumbo), whatever the markup is like. `utf8` must be
/// valid UTF-8. Fails with a reason only if the page is longer than kMaxHtmlBytes or would take an
/// unreasonable amount of memory, as pages made to do harm do.
[[nodiscard]] Result<std::shared_ptr<const HtmlDocument>, std::string> parse_html(
    std::string_view utf8);

}  // namespace morgue
