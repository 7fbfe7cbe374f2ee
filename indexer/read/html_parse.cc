// gumbo's tree becomes ours, and gumbo's memory comes from an arena with a budget: its own way to
// free a tree is recursive, and markup made to do harm can multiply elements without end.
#include <gumbo.h>

#include <algorithm>
#include <array>
#include <bit>
#include <csetjmp>
#include <cstddef>
#include <optional>

#include "common/utf8.h"
#include "indexer/read/ascii.h"
#include "indexer/read/html_document.h"
#include "indexer/read/html_guard.h"

namespace morgue {
namespace {

using namespace std::literals;

/// gumbo takes 10 to 30 bytes for a byte of ordinary pages.
constexpr std::size_t kBytesPerByte = 200;
constexpr std::size_t kBudgetOfSmallPages = std::size_t{32} << 20U;
constexpr std::size_t kBiggestBudget = std::size_t{2} << 30U;
/// Longer attribute values are data of scripts; descriptions end far below.
constexpr std::size_t kMaxAttributeBytes = 65536;

/// Memory in blocks of powers of two; all of it is given back at once. Runs out by jumping to
/// `exhausted`, because gumbo does not check for failure.
class Arena {
 public:
  explicit Arena(std::size_t budget) : budget_(budget) {}

  void* allocate(std::size_t bytes) {
    const auto rank = static_cast<std::size_t>(std::bit_width(bytes + kHeader - 1));
    Free*& list = free_.at(rank);
    if (list != nullptr) {
      Free* const block = list;
      list = block->next;
      return block;
    }
    std::byte* const block = carve(std::size_t{1} << rank);
    *reinterpret_cast<std::size_t*>(block) = rank;  // NOLINT: raw memory is what an arena is
    return block + kHeader;
  }

  void release(void* memory) {
    if (memory == nullptr) return;
    std::byte* const block = static_cast<std::byte*>(memory) - kHeader;
    const std::size_t rank = *reinterpret_cast<std::size_t*>(block);  // NOLINT
    auto* const freed = static_cast<Free*>(memory);
    freed->next = free_.at(rank);
    free_.at(rank) = freed;
  }

  std::jmp_buf exhausted{};

 private:
  struct Free {
    Free* next;
  };
  static constexpr std::size_t kHeader = 16;  // keeps what is handed out aligned for anything
  static constexpr std::size_t kChunk = std::size_t{1} << 20U;

  std::byte* carve(std::size_t bytes) {
    if (bytes > left_) {
      const std::size_t chunk = bytes > kChunk ? bytes : kChunk;
      if (used_ + chunk > budget_) std::longjmp(exhausted, 1);  // NOLINT: see the class
      chunks_.push_back(std::make_unique_for_overwrite<std::byte[]>(chunk));  // NOLINT
      used_ += chunk;
      next_ = chunks_.back().get();
      left_ = chunk;
    }
    std::byte* const block = next_;
    next_ += bytes;
    left_ -= bytes;
    return block;
  }

  std::size_t budget_;
  std::size_t used_ = 0;
  std::byte* next_ = nullptr;
  std::size_t left_ = 0;
  std::array<Free*, 64> free_{};
  std::vector<std::unique_ptr<std::byte[]>> chunks_;  // NOLINT
};

/// Nothing if the arena ran out. Holds no object with a destructor: a jump would skip it.
const GumboOutput* parse_within(Arena& arena, const char* html, std::size_t bytes) {
  if (setjmp(arena.exhausted) != 0) return nullptr;  // NOLINT: see Arena
  GumboOptions options = kGumboDefaultOptions;
  options.userdata = &arena;
  options.allocator = [](void* user, std::size_t size) {
    return static_cast<Arena*>(user)->allocate(size);
  };
  options.deallocator = [](void* user, void* memory) {
    static_cast<Arena*>(user)->release(memory);
  };
  options.max_errors = 0;
  return gumbo_parse_with_options(&options, html, bytes);
}

struct TagName {
  GumboTag gumbo;
  Tag tag;
};

constexpr std::array kTags = {
    TagName{GUMBO_TAG_HTML, Tag::Html},
    TagName{GUMBO_TAG_HEAD, Tag::Head},
    TagName{GUMBO_TAG_BODY, Tag::Body},
    TagName{GUMBO_TAG_TITLE, Tag::Title},
    TagName{GUMBO_TAG_META, Tag::Meta},
    TagName{GUMBO_TAG_LINK, Tag::Link},
    TagName{GUMBO_TAG_BASE, Tag::Base},
    TagName{GUMBO_TAG_SCRIPT, Tag::Script},
    TagName{GUMBO_TAG_STYLE, Tag::Style},
    TagName{GUMBO_TAG_NOSCRIPT, Tag::Noscript},
    TagName{GUMBO_TAG_TEMPLATE, Tag::Template},
    TagName{GUMBO_TAG_ARTICLE, Tag::Article},
    TagName{GUMBO_TAG_SECTION, Tag::Section},
    TagName{GUMBO_TAG_MAIN, Tag::Main},
    TagName{GUMBO_TAG_ASIDE, Tag::Aside},
    TagName{GUMBO_TAG_NAV, Tag::Nav},
    TagName{GUMBO_TAG_HEADER, Tag::Header},
    TagName{GUMBO_TAG_FOOTER, Tag::Footer},
    TagName{GUMBO_TAG_ADDRESS, Tag::Address},
    TagName{GUMBO_TAG_H1, Tag::H1},
    TagName{GUMBO_TAG_H2, Tag::H2},
    TagName{GUMBO_TAG_H3, Tag::H3},
    TagName{GUMBO_TAG_H4, Tag::H4},
    TagName{GUMBO_TAG_H5, Tag::H5},
    TagName{GUMBO_TAG_H6, Tag::H6},
    TagName{GUMBO_TAG_HGROUP, Tag::Hgroup},
    TagName{GUMBO_TAG_P, Tag::P},
    TagName{GUMBO_TAG_DIV, Tag::Div},
    TagName{GUMBO_TAG_CENTER, Tag::Center},
    TagName{GUMBO_TAG_BLOCKQUOTE, Tag::Blockquote},
    TagName{GUMBO_TAG_PRE, Tag::Pre},
    TagName{GUMBO_TAG_UL, Tag::Ul},
    TagName{GUMBO_TAG_OL, Tag::Ol},
    TagName{GUMBO_TAG_LI, Tag::Li},
    TagName{GUMBO_TAG_DL, Tag::Dl},
    TagName{GUMBO_TAG_DT, Tag::Dt},
    TagName{GUMBO_TAG_DD, Tag::Dd},
    TagName{GUMBO_TAG_HR, Tag::Hr},
    TagName{GUMBO_TAG_BR, Tag::Br},
    TagName{GUMBO_TAG_FIGURE, Tag::Figure},
    TagName{GUMBO_TAG_FIGCAPTION, Tag::Figcaption},
    TagName{GUMBO_TAG_DETAILS, Tag::Details},
    TagName{GUMBO_TAG_SUMMARY, Tag::Summary},
    TagName{GUMBO_TAG_TABLE, Tag::Table},
    TagName{GUMBO_TAG_CAPTION, Tag::Caption},
    TagName{GUMBO_TAG_THEAD, Tag::Thead},
    TagName{GUMBO_TAG_TBODY, Tag::Tbody},
    TagName{GUMBO_TAG_TFOOT, Tag::Tfoot},
    TagName{GUMBO_TAG_TR, Tag::Tr},
    TagName{GUMBO_TAG_TD, Tag::Td},
    TagName{GUMBO_TAG_TH, Tag::Th},
    TagName{GUMBO_TAG_FIELDSET, Tag::Fieldset},
    TagName{GUMBO_TAG_FORM, Tag::Form},
    TagName{GUMBO_TAG_A, Tag::A},
    TagName{GUMBO_TAG_B, Tag::B},
    TagName{GUMBO_TAG_EM, Tag::Em},
    TagName{GUMBO_TAG_I, Tag::I},
    TagName{GUMBO_TAG_SPAN, Tag::Span},
    TagName{GUMBO_TAG_STRONG, Tag::Strong},
    TagName{GUMBO_TAG_TIME, Tag::Time},
    TagName{GUMBO_TAG_LABEL, Tag::Label},
    TagName{GUMBO_TAG_BUTTON, Tag::Button},
    TagName{GUMBO_TAG_SELECT, Tag::Select},
    TagName{GUMBO_TAG_TEXTAREA, Tag::Textarea},
    TagName{GUMBO_TAG_INPUT, Tag::Input},
    TagName{GUMBO_TAG_OPTION, Tag::Option},
    TagName{GUMBO_TAG_IFRAME, Tag::Iframe},
    TagName{GUMBO_TAG_OBJECT, Tag::Object},
    TagName{GUMBO_TAG_EMBED, Tag::Embed},
    TagName{GUMBO_TAG_SVG, Tag::Svg},
    TagName{GUMBO_TAG_MATH, Tag::Math},
    TagName{GUMBO_TAG_IMG, Tag::Img},
    TagName{GUMBO_TAG_VIDEO, Tag::Video},
    TagName{GUMBO_TAG_AUDIO, Tag::Audio},
    TagName{GUMBO_TAG_CANVAS, Tag::Canvas},
    TagName{GUMBO_TAG_NOEMBED, Tag::Noembed},
    TagName{GUMBO_TAG_MAP, Tag::Map},
};

constexpr auto kTagTable = [] {
  std::array<Tag, GUMBO_TAG_LAST + 1> table{};
  for (auto& tag : table) tag = Tag::Other;
  for (const TagName& name : kTags) table.at(name.gumbo) = name.tag;
  return table;
}();

struct AttrName {
  std::string_view name;
  Attr attr;
};

constexpr std::array kAttributes = {
    AttrName{"class", Attr::Class},
    AttrName{"id", Attr::Id},
    AttrName{"itemprop", Attr::Itemprop},
    AttrName{"itemtype", Attr::Itemtype},
    AttrName{"property", Attr::Property},
    AttrName{"name", Attr::Name},
    AttrName{"content", Attr::Content},
    AttrName{"rel", Attr::Rel},
    AttrName{"href", Attr::Href},
    AttrName{"datetime", Attr::Datetime},
    AttrName{"role", Attr::Role},
    AttrName{"lang", Attr::Lang},
    AttrName{"xml:lang", Attr::Lang},
    AttrName{"style", Attr::Style},
    AttrName{"hidden", Attr::Hidden},
    AttrName{"aria-hidden", Attr::AriaHidden},
    AttrName{"aria-label", Attr::AriaLabel},
    AttrName{"type", Attr::Type},
    AttrName{"title", Attr::Title},
    AttrName{"data-testid", Attr::DataTestid},
    AttrName{"data-test-id", Attr::DataTestid},
    AttrName{"data-component", Attr::DataComponent},
    AttrName{"data-type", Attr::DataType},
    AttrName{"data-qa", Attr::DataQa},
    AttrName{"pubdate", Attr::Pubdate},
};

std::optional<Attr> kept_attribute(std::string_view name) {
  for (const AttrName& known : kAttributes)
    if (known.name == name) return known.attr;
  return std::nullopt;
}

/// By a name as markup has it, in any case.
bool is_kept(std::string_view name) {
  return std::ranges::any_of(kAttributes, [name](const AttrName& known) {
    return known.name.size() == name.size() && ascii::equals_folded(name, known.name);
  });
}

bool is_json_ld(const GumboElement& element) {
  const GumboAttribute* type = gumbo_get_attribute(&element.attributes, "type");
  return type != nullptr &&
         ascii::starts_with_folded(ascii::trimmed(type->value), "application/ld+json");
}

Tag tag_of(const GumboElement& element) {
  if (element.tag_namespace != GUMBO_NAMESPACE_HTML)
    return element.tag == GUMBO_TAG_SVG || element.tag == GUMBO_TAG_MATH ? kTagTable.at(element.tag)
                                                                         : Tag::Other;
  if (element.tag != GUMBO_TAG_UNKNOWN) return kTagTable.at(element.tag);
  // gumbo knows neither of these two.
  GumboStringPiece name = element.original_tag;
  gumbo_tag_from_original_text(&name);
  const std::string_view text(name.data, name.length);
  if (ascii::equals_folded(text, "picture")) return Tag::Picture;
  if (ascii::equals_folded(text, "dialog")) return Tag::Dialog;
  return Tag::Other;
}

}  // namespace

/// Writes the nodes of a document in order.
class HtmlBuilder {
 public:
  /// False if the element and all below it is left out.
  bool open(const GumboNode& from, NodeId parent) {
    const GumboElement& element = from.v.element;
    const Tag tag = tag_of(element);
    if (tag == Tag::Style || tag == Tag::Svg || from.type == GUMBO_NODE_TEMPLATE) return false;
    if (tag == Tag::Script && !is_json_ld(element)) return false;
    auto& document = *document_;
    const auto first = static_cast<std::uint32_t>(document.attributes_.size());
    for (unsigned i = 0; i < element.attributes.length; ++i)
      add_attribute(*static_cast<const GumboAttribute*>(element.attributes.data[i]));
    const auto count = static_cast<std::uint32_t>(document.attributes_.size()) - first;
    document.nodes_.push_back({tag, parent, 0, first, count});
    return true;
  }

  void close(NodeId id) { document_->nodes_[id].end = document_->size(); }

  void add_text(std::string_view text, NodeId parent) {
    const auto first = static_cast<std::uint32_t>(document_->chars_.size());
    document_->chars_ += text;
    document_->nodes_.push_back(
        {Tag::Text, parent, document_->size() + 1, first, static_cast<std::uint32_t>(text.size())});
  }

  [[nodiscard]] NodeId next() const { return document_->size(); }
  std::shared_ptr<const HtmlDocument> finish() { return std::move(document_); }

 private:
  void add_attribute(const GumboAttribute& attribute) {
    const auto name = kept_attribute(attribute.name);
    if (!name) return;
    const auto value = utf8::prefix(attribute.value, kMaxAttributeBytes);
    const auto first = static_cast<std::uint32_t>(document_->chars_.size());
    document_->chars_ += value;
    document_->attributes_.push_back({*name, first, static_cast<std::uint32_t>(value.size())});
  }

  std::shared_ptr<HtmlDocument> document_ = std::make_shared<HtmlDocument>();
};

namespace {

std::shared_ptr<const HtmlDocument> copy_tree(const GumboNode& root) {
  struct Level {
    const GumboVector* children;
    unsigned next;
    NodeId id;
  };
  HtmlBuilder builder;
  std::vector<Level> open;
  builder.open(root, 0);
  open.push_back({&root.v.element.children, 0, 0});
  while (!open.empty()) {
    Level& level = open.back();
    if (level.next == level.children->length) {
      builder.close(level.id);
      open.pop_back();
      continue;
    }
    const auto& child = *static_cast<const GumboNode*>(level.children->data[level.next++]);
    if (child.type == GUMBO_NODE_ELEMENT || child.type == GUMBO_NODE_TEMPLATE) {
      const NodeId id = builder.next();
      if (builder.open(child, level.id)) open.push_back({&child.v.element.children, 0, id});
    } else if (child.type != GUMBO_NODE_COMMENT && child.type != GUMBO_NODE_DOCUMENT) {
      builder.add_text(child.v.text.text, level.id);
    }
  }
  return builder.finish();
}

}  // namespace

Result<std::shared_ptr<const HtmlDocument>, std::string> parse_html(std::string_view utf8) {
  if (utf8.size() > kMaxHtmlBytes) return failure("page of more than 64 MB"s);
  const std::string html = lean_markup(utf8, kMaxHtmlDepth, is_kept);
  const std::size_t budget =
      std::min(kBiggestBudget, std::max(kBudgetOfSmallPages, html.size() * kBytesPerByte));
  Arena arena(budget);
  const GumboOutput* parsed = parse_within(arena, html.data(), html.size());
  if (parsed == nullptr) return failure("markup that takes unreasonable memory to parse"s);
  return copy_tree(*parsed->root);
}

}  // namespace morgue
