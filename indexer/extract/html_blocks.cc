#include "indexer/extract/html_blocks.h"

#include <algorithm>

#include "common/utf8.h"

namespace morgue {
namespace {

/// A sentence of a dozen words; headlines of teasers are mostly shorter.
constexpr std::uint32_t kProseWeight = 60;
/// A short paragraph counts if it ends like a sentence.
constexpr std::uint32_t kSentenceWeight = 25;
constexpr double kProseLinkShare = 0.4;

bool is_wide(char32_t c) {
  return (c >= 0x1100 && c <= 0x11FF) || (c >= 0x2E80 && c <= 0x9FFF) ||
         (c >= 0xA960 && c <= 0xA97F) || (c >= 0xAC00 && c <= 0xD7FF) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFF00 && c <= 0xFF60) ||
         (c >= 0x20000 && c <= 0x3FFFF);
}

class BlockBuilder {
 public:
  BlockBuilder(const HtmlDocument& page, const std::vector<bool>& skipped)
      : page_(page), skipped_(skipped) {}

  std::vector<Block> build() {
    for (NodeId id = 0; id < page_.size();) {
      leave(id);
      if (skipped_[id]) {
        id = page_.end(id);
        continue;
      }
      enter(id);
      ++id;
    }
    flush();
    return std::move(blocks_);
  }

 private:
  void leave(NodeId id) {
    while (!open_.empty() && id >= page_.end(open_.back())) {
      flush();
      open_.pop_back();
    }
  }

  void enter(NodeId id) {
    const Tag tag = page_.tag(id);
    if (tag == Tag::Text) {
      add(id);
    } else if (tag == Tag::Br) {
      line_break();
    } else if (tag == Tag::A) {
      link_end_ = std::max(link_end_, page_.end(id));
    } else if (is_block(tag)) {
      flush();
      open_.push_back(id);
    }
  }

  void line_break() {
    gap_ = false;
    if (block_.text.empty()) return;
    if (block_.text.back() == '\n') return flush();
    block_.text += '\n';
  }

  void add(NodeId id) {
    const std::string_view text = page_.text(id);
    const bool linked = id < link_end_;
    for (std::size_t at = 0; at < text.size();) {
      const auto d = utf8::decode(text, at);
      if (utf8::is_space(d.code_point)) {
        gap_ = true;
      } else {
        if (gap_ && !block_.text.empty() && block_.text.back() != '\n') block_.text += ' ';
        gap_ = false;
        if (block_.text.empty()) block_.begin = id;
        block_.text.append(text, at, d.length);
        const std::uint32_t weight = is_wide(d.code_point) ? kWideCharacter : 1;
        block_.weight += weight;
        if (linked) block_.link_weight += weight;
        block_.end = id + 1;
      }
      at += d.length;
    }
  }

  void flush() {
    gap_ = false;
    while (!block_.text.empty() && block_.text.back() == '\n') block_.text.pop_back();
    if (!block_.text.empty()) {
      block_.element = open_.empty() ? 0 : open_.back();
      block_.tag = page_.tag(block_.element);
      block_.text = utf8::without_controls(block_.text);
      blocks_.push_back(std::move(block_));
    }
    block_ = {};
  }

  const HtmlDocument& page_;
  const std::vector<bool>& skipped_;
  std::vector<NodeId> open_;
  NodeId link_end_ = 0;
  bool gap_ = false;
  Block block_;
  std::vector<Block> blocks_;
};

bool ends_sentence(std::string_view text) {
  constexpr std::string_view kMarks = ".!?:;\"”»“。！？…’)";
  std::size_t at = text.size();
  while (at > 0 && (static_cast<unsigned char>(text[at - 1]) & 0xC0U) == 0x80U) --at;
  return at > 0 && kMarks.find(text.substr(at - 1)) != std::string_view::npos;
}

}  // namespace

std::vector<Block> page_blocks(const HtmlDocument& page, const std::vector<bool>& skipped) {
  return BlockBuilder(page, skipped).build();
}

bool is_prose(const Block& block) {
  if (block.tag >= Tag::H1 && block.tag <= Tag::H6) return false;
  if (block.link_share() > kProseLinkShare) return false;
  return block.weight >= kProseWeight ||
         (block.weight >= kSentenceWeight && ends_sentence(block.text));
}

}  // namespace morgue
