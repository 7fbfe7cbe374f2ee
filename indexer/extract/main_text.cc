#include "indexer/extract/main_text.h"

#include <algorithm>

#include "common/utf8.h"
#include "indexer/extract/agency.h"
#include "indexer/extract/byline.h"
#include "indexer/extract/html_blocks.h"
#include "indexer/extract/html_hints.h"
#include "indexer/extract/html_prune.h"
#include "indexer/extract/text_container.h"
#include "indexer/extract/text_selection.h"

namespace morgue {
namespace {

/// A page that shows less than this share of the body that it declares does not show its article.
constexpr double kShowsTooLittle = 0.5;
/// A declared body shorter than this share of what is found is only the article's beginning.
constexpr double kWholeBody = 0.7;
/// A line that names who wrote the article or which agency did is no longer.
constexpr std::size_t kLongestSignature = 120;
constexpr std::size_t kLongestCredit = 40;
/// An article that loses its first and last line has some left.
constexpr std::size_t kFewestParagraphs = 3;

std::size_t bytes_of(const std::vector<std::string>& paragraphs) {
  std::size_t sum = 0;
  for (const std::string& paragraph : paragraphs) sum += paragraph.size();
  return sum;
}

/// "Dana Okafor and Li Wei", "dpa/abc": nothing but names, or a short line with an agency's.
bool is_signature(const Block& block) {
  const std::string& line = block.text;
  if (line.size() > kLongestSignature || block.tag == Tag::Li || block.tag == Tag::Td) return false;
  if (block.tag >= Tag::H1 && block.tag <= Tag::H6) return false;
  std::string names;
  for (const std::string& name : byline_people(line)) names += letters_key(name);
  if (!names.empty() && names == letters_key(line)) return true;
  return line.size() <= kLongestCredit && !line.ends_with("?") && !credited_agency(line).empty();
}

class TextFinder {
 public:
  TextFinder(const PageView& view, const TextClues& clues)
      : page_(view.page), hints_(view.hints), blocks_(page_blocks(page_, furniture(view))) {
    for (const std::string& title : clues.titles) place_.title_keys.push_back(letters_key(title));
    place_.description_key = letters_key(clues.description);
    place_.headline = find_headline(blocks_, place_.title_keys);
    if (place_.headline == ArticlePlace::kNoHeadline) return;
    out_.headline = blocks_[place_.headline].begin;
    out_.headline_text = blocks_[place_.headline].text;
    const NodeId element = blocks_[place_.headline].element;
    if (page_.tag(element) >= Tag::H1 && page_.tag(element) <= Tag::H6)
      out_.headline_in_full = utf8::one_line(page_.all_text(element));
  }

  /// What the page shows, by its own make.
  MainText shown() {
    place_.declared.clear();
    return in(find_container(page_, hints_, blocks_, out_.headline));
  }

  /// What the page shows of the body that it declares; no paragraphs if that is too little of it.
  MainText shown_of(const std::vector<std::string>& declared) {
    std::string key;
    for (const std::string& paragraph : declared) key += letters_key(paragraph);
    place_.declared = declared_blocks(blocks_, key);
    if (place_.declared.empty()) return {};
    return in(common_element(page_, blocks_, place_.declared));
  }

 private:
  MainText in(NodeId container) {
    MainText out = out_;
    out.container = place_.container = container;
    auto kept = article_blocks(page_, hints_, blocks_, place_);
    if (kept.empty()) return out;
    out.begin = kept.front()->begin;
    out.end = kept.back()->end;
    take_signatures(kept, out);
    for (const Block* block : kept) out.paragraphs.push_back(block->text);
    return out;
  }

  /// Takes what signs the article out of its first and last paragraph, or from right before and
  /// behind them.
  void take_signatures(std::vector<const Block*>& kept, MainText& out) const {
    if (kept.size() < kFewestParagraphs) return;
    const Block* const first = blocks_.data();
    const Block* const last = first + blocks_.size();
    const auto inside = [&](const Block* block) {
      return block >= first && block < last && page_.contains(out.container, block->begin);
    };
    if (is_signature(*kept.front())) {
      out.signatures.push_back(kept.front()->text);
      kept.erase(kept.begin());
    } else if (const Block* before = kept.front() - 1; inside(before) && is_signature(*before)) {
      out.signatures.push_back(before->text);
    }
    if (is_signature(*kept.back())) {
      out.signatures.push_back(kept.back()->text);
      kept.pop_back();
    } else if (const Block* behind = kept.back() + 1; inside(behind) && is_signature(*behind)) {
      out.signatures.push_back(behind->text);
    }
  }

  const HtmlDocument& page_;
  const std::vector<std::uint16_t>& hints_;
  std::vector<Block> blocks_;
  ArticlePlace place_;
  MainText out_;
};

}  // namespace

std::vector<std::string> declared_paragraphs(const std::string& body) {
  std::vector<std::string> out;
  if (body.empty()) return out;
  const auto page = parse_html(body);
  if (!page) return out;
  const bool markup = body.find("</") != std::string::npos || body.find("<br") != std::string::npos;
  if (markup) {
    for (Block& block : page_blocks(**page, std::vector<bool>((*page)->size(), false)))
      out.push_back(std::move(block.text));
    return out;
  }
  const std::string text = utf8::without_controls((*page)->all_text(0));
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (std::string line = utf8::one_line(text.substr(at, end - at)); !line.empty())
      out.push_back(std::move(line));
    at = end + 1;
  }
  return out;
}

MainText main_text(const PageView& view, const TextClues& clues) {
  TextFinder finder(view, clues);
  MainText shown = finder.shown();
  std::vector<std::string> declared = declared_paragraphs(clues.body);
  const auto shown_bytes = static_cast<double>(bytes_of(shown.paragraphs));
  const auto declared_bytes = static_cast<double>(bytes_of(declared));
  if (declared.empty() || declared_bytes < kWholeBody * shown_bytes) return shown;
  if (MainText exact = finder.shown_of(declared); !exact.paragraphs.empty()) return exact;
  if (shown_bytes < kShowsTooLittle * declared_bytes) shown.paragraphs = std::move(declared);
  return shown;
}

}  // namespace morgue
