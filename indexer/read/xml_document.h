#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/result.h"

namespace morgue {

/// A parsed XML document as the readers of feeds and wire formats want it: elements and runs of
/// text in document order, so that what stands below a node are the nodes from `node + 1` up to
/// `end(node)`. Node 0 is the root element. Comments and processing instructions are left out.
///
/// Names are in lower case and stand without a prefix, but for the modules of feeds, which keep
/// their usual one whatever the document calls it: "dc:creator", "content:encoded", "atom:link".
class XmlDocument {
 public:
  using Id = std::uint32_t;
  struct Node {
    std::string name;  ///< empty: a run of text
    std::string text;
    std::vector<std::pair<std::string, std::string>> attributes;
    Id parent = 0;
    Id end = 0;  ///< one past the last descendant
  };

  [[nodiscard]] Id size() const { return static_cast<Id>(nodes_.size()); }
  [[nodiscard]] const std::string& name(Id id) const { return nodes_[id].name; }
  [[nodiscard]] Id parent(Id id) const { return nodes_[id].parent; }
  [[nodiscard]] Id end(Id id) const { return nodes_[id].end; }
  /// The value of an attribute, empty if the element does not have it.
  [[nodiscard]] std::string_view attribute(Id id, std::string_view attribute_name) const;
  /// All text below a node (or of it), as it stands.
  [[nodiscard]] std::string text(Id id) const;
  /// What stands below a node, as HTML; the node itself is left out.
  [[nodiscard]] std::string markup(Id id) const;
  /// True if there are elements below it, not only text.
  [[nodiscard]] bool has_elements(Id id) const;

  /// The child elements with one of these names, in document order; all of them if no name is
  /// given.
  [[nodiscard]] std::vector<Id> children(Id id,
                                         std::initializer_list<std::string_view> names = {}) const;
  /// The elements of that name below a node, in document order.
  [[nodiscard]] std::vector<Id> below(Id id, std::string_view element) const;
  /// The first element below a node that has this name; 0 (the root, which is below nothing) if
  /// there is none.
  [[nodiscard]] Id first_below(Id id, std::string_view element) const;
  /// The first child element with the first of these names that there is; 0 if there is none.
  [[nodiscard]] Id child(Id id, std::initializer_list<std::string_view> names) const;

 private:
  friend class XmlBuilder;
  std::vector<Node> nodes_;
};

/// Parses XML through libxml2. Nothing is fetched and no entity of the document's own is expanded:
/// the document type is dropped before. What writers get wrong is mended: junk around the document,
/// the entities of HTML, bare ampersands, characters that XML forbids, and, if the document still
/// is not well-formed, tags that are never closed, closed in the wrong order or closed twice.
///
/// `utf8` must be valid UTF-8, whatever charset the document declares. Fails with a reason if there
/// is no element, or too many of them.
[[nodiscard]] Result<XmlDocument, std::string> parse_xml(std::string_view utf8);

/// No document has more elements and texts: so many take half a gigabyte.
inline constexpr std::size_t kMaxXmlNodes = 4'000'000;

}  // namespace morgue
