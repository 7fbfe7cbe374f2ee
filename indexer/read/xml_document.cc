#include "indexer/read/xml_document.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include <algorithm>
#include <array>
#include <limits>
#include <memory>

#include "indexer/read/ascii.h"
#include "indexer/read/xml_mend.h"

namespace morgue {
namespace {

using namespace std::literals;

/// The modules of feeds by a part of their name space that all of its versions have.
struct Module {
  std::string_view space;
  std::string_view prefix;
};
constexpr std::array kModules = {Module{"purl.org/dc/elements/", "dc:"},
                                 Module{"purl.org/dc/terms/", "dcterms:"},
                                 Module{"purl.org/rss/1.0/modules/content", "content:"},
                                 Module{"purl.org/rss/1.0/modules/dc/", "dc:"},
                                 Module{"itunes.com/dtds", "itunes:"},
                                 Module{"search.yahoo.com/mrss", "media:"},
                                 Module{"rssnamespace.org/feedburner", "feedburner:"},
                                 Module{"wordpress.org/export/", "wp:"},
                                 Module{"purl.org/rss/1.0/modules/", "rss:"},
                                 Module{"w3.org/1999/02/22-rdf-syntax", "rdf:"}};

std::string_view module_of(std::string_view space) {
  for (const Module& module : kModules)
    if (space.find(module.space) != std::string_view::npos) return module.prefix;
  return {};
}

bool is_atom(std::string_view space) {
  return space == "http://www.w3.org/2005/Atom" || space == "http://purl.org/atom/ns#";
}

std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

std::string name_of(const xmlChar* local, const xmlChar* prefix, const xmlChar* space) {
  std::string name = ascii::folded(view(local));
  if (const auto module = module_of(view(space)); !module.empty()) return name.insert(0, module);
  // An Atom document is Atom throughout, whatever prefix it uses; in RSS "atom:link" is no "link".
  if (is_atom(view(space))) return prefix == nullptr ? name : "atom:" + name;
  // Without a name space the parser leaves an undeclared prefix in the name.
  return name;
}

/// The parser leaves an ampersand as a reference where it is not told to replace entities, and
/// there are no others.
std::string attribute_value(std::string_view raw) {
  constexpr std::string_view kAmpersand = "&#38;";
  std::string out;
  for (std::size_t at = 0; at < raw.size();) {
    const bool escaped = raw.substr(at, kAmpersand.size()) == kAmpersand;
    out += raw[at];
    at += escaped ? kAmpersand.size() : 1;
  }
  return out;
}

}  // namespace

/// Takes the parser's events and puts the nodes together.
class XmlBuilder {
 public:
  static void start(void* self, const xmlChar* local, const xmlChar* prefix, const xmlChar* space,
                    int /*spaces*/, const xmlChar** /*declared*/, int attributes, int /*defaulted*/,
                    const xmlChar** values) {
    static_cast<XmlBuilder*>(parser_of(self)->_private)
        ->open(name_of(local, prefix, space), attributes, values);
  }
  static void finish(void* self, const xmlChar* /*local*/, const xmlChar* /*prefix*/,
                     const xmlChar* /*space*/) {
    static_cast<XmlBuilder*>(parser_of(self)->_private)->close();
  }
  static void characters(void* self, const xmlChar* text, int size) {
    static_cast<XmlBuilder*>(parser_of(self)->_private)
        ->add({reinterpret_cast<const char*>(text), static_cast<std::size_t>(size)});
  }

  /// False if the document is not well-formed; what could be read is in document() all the same.
  bool parse(const std::string& xml) {
    if (xml.empty() || xml.size() > std::numeric_limits<int>::max()) return false;
    const std::unique_ptr<xmlParserCtxt, decltype(&xmlFreeParserCtxt)> parser(
        xmlCreateMemoryParserCtxt(xml.data(), static_cast<int>(xml.size())), xmlFreeParserCtxt);
    if (!parser) return false;
    xmlCtxtUseOptions(parser.get(), XML_PARSE_NONET | XML_PARSE_RECOVER | XML_PARSE_NOERROR |
                                        XML_PARSE_NOWARNING | XML_PARSE_NOCDATA);
    *parser->sax = {};
    parser->sax->initialized = XML_SAX2_MAGIC;
    parser->sax->startElementNs = start;
    parser->sax->endElementNs = finish;
    parser->sax->characters = characters;
    parser->sax->ignorableWhitespace = characters;
    parser->_private = this;
    parser_ = parser.get();
    xmlParseDocument(parser.get());
    parser_ = nullptr;
    while (!open_.empty()) close();
    return parser->wellFormed == 1;
  }

  [[nodiscard]] bool too_large() const { return too_large_; }
  [[nodiscard]] XmlDocument take() { return std::move(document_); }
  [[nodiscard]] bool empty() const { return document_.nodes_.empty(); }

 private:
  static xmlParserCtxt* parser_of(void* self) { return static_cast<xmlParserCtxt*>(self); }

  XmlDocument::Node* add_node() {
    auto& nodes = document_.nodes_;
    if (nodes.size() >= kMaxXmlNodes) {
      too_large_ = true;
      xmlStopParser(parser_);
      return nullptr;
    }
    nodes.emplace_back();
    nodes.back().parent = open_.empty() ? 0 : open_.back();
    nodes.back().end = static_cast<XmlDocument::Id>(nodes.size());
    return &nodes.back();
  }

  void open(std::string name, int attributes, const xmlChar** values) {
    XmlDocument::Node* node = add_node();
    if (node == nullptr) return;
    node->name = std::move(name);
    // Five pointers for each: name, prefix, name space, begin and end of the value.
    for (int i = 0; i < attributes; ++i, values += 5)
      node->attributes.emplace_back(
          ascii::folded(view(values[0])),
          attribute_value({reinterpret_cast<const char*>(values[3]),
                           static_cast<std::size_t>(values[4] - values[3])}));
    open_.push_back(node->end - 1);
  }

  void close() {
    if (open_.empty()) return;
    document_.nodes_[open_.back()].end = document_.size();
    open_.pop_back();
  }

  void add(std::string_view text) {
    auto& nodes = document_.nodes_;
    if (open_.empty()) return;
    if (nodes.back().name.empty() && nodes.back().parent == open_.back()) {
      nodes.back().text += text;
    } else if (XmlDocument::Node* node = add_node()) {
      node->text = text;
    }
  }

  XmlDocument document_;
  xmlParserCtxt* parser_ = nullptr;
  std::vector<XmlDocument::Id> open_;
  bool too_large_ = false;
};

namespace {

char32_t html_entity(const std::string& name) {
  // Names of the older ISO sets that newsroom systems still write.
  if (name == "endash") return U'–';
  if (name == "emdash") return U'—';
  const auto* found = htmlEntityLookup(reinterpret_cast<const xmlChar*>(name.c_str()));
  return found == nullptr ? 0 : static_cast<char32_t>(found->value);
}

/// What the elements of NITF and of TT's format are in HTML.
struct HtmlName {
  std::string_view name;
  std::string_view html;
};
constexpr std::array kHtmlNames = {HtmlName{"hl1", "h2"},
                                   HtmlName{"hl2", "h2"},
                                   HtmlName{"mellis", "h3"},
                                   HtmlName{"citat", "p"},
                                   HtmlName{"block", "div"},
                                   HtmlName{"bq", "blockquote"},
                                   HtmlName{"media", "figure"},
                                   HtmlName{"media-caption", "figcaption"},
                                   HtmlName{"bild", "figure"},
                                   HtmlName{"bildtext", "figcaption"},
                                   HtmlName{"content", "div"},
                                   HtmlName{"body", "div"},
                                   HtmlName{"media-producer", "script"}};

std::string_view html_name(std::string_view name) {
  for (const HtmlName& known : kHtmlNames)
    if (known.name == name) return known.html;
  return name;
}

bool is_void(std::string_view name) {
  constexpr std::array kVoid = {"area"sv, "br"sv,   "col"sv,  "embed"sv,  "hr"sv,
                                "img"sv,  "link"sv, "meta"sv, "source"sv, "wbr"sv};
  return std::find(kVoid.begin(), kVoid.end(), name) != kVoid.end();
}

void append_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '&') {
      out += "&amp;";
    } else if (c == '"') {
      out += "&quot;";
    } else {
      out += c;
    }
  }
}

}  // namespace

std::string_view XmlDocument::attribute(Id id, std::string_view attribute_name) const {
  for (const auto& [name, value] : nodes_[id].attributes)
    if (name == attribute_name) return value;
  return {};
}

std::string XmlDocument::text(Id id) const {
  std::string out;
  for (Id at = id; at < end(id); ++at) out += nodes_[at].text;
  return out;
}

std::string XmlDocument::markup(Id id) const {
  std::string out;
  std::vector<Id> open;
  const auto leave = [&](Id at) {
    while (!open.empty() && at >= end(open.back())) {
      if (!is_void(name(open.back()))) out.append("</").append(html_name(name(open.back()))) += '>';
      open.pop_back();
    }
  };
  for (Id at = id + 1; at < end(id); ++at) {
    leave(at);
    if (name(at).empty()) {
      append_escaped(out, nodes_[at].text);
      continue;
    }
    out.append("<").append(html_name(name(at)));
    for (const auto& [key, value] : nodes_[at].attributes) {
      out.append(" ").append(key).append("=\"");
      append_escaped(out, value);
      out += '"';
    }
    out += '>';
    open.push_back(at);
  }
  leave(end(id));
  return out;
}

bool XmlDocument::has_elements(Id id) const {
  for (Id at = id + 1; at < end(id); ++at)
    if (!name(at).empty()) return true;
  return false;
}

std::vector<XmlDocument::Id> XmlDocument::children(
    Id id, std::initializer_list<std::string_view> names) const {
  std::vector<Id> out;
  for (Id at = id + 1; at < end(id); at = end(at))
    if (!name(at).empty() &&
        (names.size() == 0 || std::find(names.begin(), names.end(), name(at)) != names.end()))
      out.push_back(at);
  return out;
}

std::vector<XmlDocument::Id> XmlDocument::below(Id id, std::string_view element) const {
  std::vector<Id> out;
  for (Id at = id + 1; at < end(id); ++at)
    if (name(at) == element) out.push_back(at);
  return out;
}

XmlDocument::Id XmlDocument::first_below(Id id, std::string_view element) const {
  for (Id at = id + 1; at < end(id); ++at)
    if (name(at) == element) return at;
  return 0;
}

XmlDocument::Id XmlDocument::child(Id id, std::initializer_list<std::string_view> names) const {
  for (const auto wanted : names)
    for (Id at = id + 1; at < end(id); at = end(at))
      if (name(at) == wanted) return at;
  return 0;
}

Result<XmlDocument, std::string> parse_xml(std::string_view utf8) {
  for (const bool balanced : {false, true}) {
    XmlBuilder builder;
    const bool good = builder.parse(mended_xml(utf8, balanced, html_entity));
    if (builder.too_large()) return failure("XML of more elements than any document has"s);
    if ((good || balanced) && !builder.empty()) return builder.take();
  }
  return failure("XML without an element"s);
}

}  // namespace morgue
