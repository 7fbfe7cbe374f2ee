#include "indexer/extract/shown_lines.h"

#include <algorithm>

#include "common/utf8.h"
#include "indexer/extract/html_blocks.h"
#include "indexer/extract/html_hints.h"
#include "indexer/read/ascii.h"

namespace morgue {
namespace {

/// Bylines with all their places and roles stay below.
constexpr std::size_t kLongestLine = 220;
/// How many blocks in front of the headline and behind the text are looked at. Menus end a dozen
/// lines before the headline, and teasers begin soon behind the text.
constexpr std::size_t kBlocksBefore = 8;
constexpr std::size_t kBlocksBehind = 6;
/// The first paragraphs may be followed by a byline that floats beside them.
constexpr std::size_t kBlocksInside = 3;
/// How far up an element's name is believed to speak of the line.
constexpr int kLevelsUp = 3;

/// A short line with a number of four digits in it.
bool may_hold_date(std::string_view line) {
  constexpr std::size_t kLongest = 120;
  constexpr int kDigitsOfYear = 4;
  if (line.size() > kLongest) return false;
  int digits = 0;
  for (const char c : line) {
    digits = ascii::is_digit(c) ? digits + 1 : 0;
    if (digits == kDigitsOfYear) return true;
  }
  return false;
}

class LineFinder {
 public:
  LineFinder(const PageView& view, const MainText& text)
      : page_(view.page), text_(text), hints_(view.hints), blocks_(view.blocks) {}

  std::vector<ShownLine> find() {
    const NodeId anchor = text_.headline != 0 ? std::min(text_.headline, text_.begin) : text_.begin;
    const std::size_t head = first_block_behind(blocks_, anchor);
    const std::size_t body = first_block_behind(blocks_, text_.begin);
    const std::size_t behind = first_block_behind(blocks_, text_.end);
    for (std::size_t i = head; i < std::min(body + kBlocksInside, blocks_.size()); ++i) add(i);
    for (std::size_t i = 1; i <= std::min(kBlocksBefore, head); ++i) add(head - i);
    for (std::size_t i = behind; i < std::min(behind + kBlocksBehind, blocks_.size()); ++i)
      if (i >= body + kBlocksInside) add(i);
    const std::size_t near = head - std::min(kBlocksBefore, head);
    for (std::size_t i = 0; i < blocks_.size(); ++i)
      if ((i < near || i >= behind + kBlocksBehind) && may_hold_date(blocks_[i].text)) add(i, true);
    return std::move(lines_);
  }

 private:
  /// The text of a block with a blank where a style sheet parts what stands side by side:
  /// "<b>By</b><a>Dana Okafor</a><i>Reporter</i>".
  std::string parted(const Block& block) const {
    std::string out;
    bool letter = false;  // the last character is a letter
    for (NodeId id = block.begin; id < block.end; ++id) {
      if ((hints_[id] & kHintNever) != 0) {
        id = page_.end(id) - 1;
        continue;
      }
      if (page_.tag(id) == Tag::Br || is_block(page_.tag(id))) out += ' ';
      if (page_.tag(id) != Tag::Text) continue;
      const std::string_view text = page_.text(id);
      if (text.empty()) continue;
      if (letter && utf8::is_upper(utf8::decode(text, 0).code_point)) out += ' ';
      out += text;
      std::size_t last = text.size() - 1;
      while (last > 0 && (static_cast<unsigned char>(text[last]) & 0xC0U) == 0x80U) --last;
      const char32_t c = utf8::decode(text, last).code_point;
      letter = utf8::is_letter(c) && !utf8::is_upper(c);
    }
    return utf8::one_line(out);
  }

  bool is_hidden(const Block& block) const {
    for (NodeId at = block.begin; at != 0; at = page_.parent(at))
      if ((hints_[at] & kHintHidden) != 0) return true;
    return false;
  }

  void add(std::size_t i, bool far = false) {
    const Block& block = blocks_[i];
    if (block.text.size() > kLongestLine || is_hidden(block)) return;
    std::uint16_t hints = kHintNone;
    for (NodeId id = block.begin; id < block.end; ++id) hints |= hints_[id];
    NodeId at = page_.parent(block.begin);
    for (int up = 0; up < kLevelsUp && at != 0; ++up, at = page_.parent(at)) hints |= hints_[at];
    lines_.push_back({far ? block.text : parted(block), (hints & kHintAuthor) != 0,
                      (hints & kHintByline) != 0, far});
  }

  const HtmlDocument& page_;
  const MainText& text_;
  const std::vector<std::uint16_t>& hints_;
  const std::vector<Block>& blocks_;
  std::vector<ShownLine> lines_;
};

}  // namespace

std::vector<ShownLine> lines_near_article(const PageView& view, const MainText& text) {
  if (text.begin == 0) return {};
  return LineFinder(view, text).find();
}

}  // namespace morgue
