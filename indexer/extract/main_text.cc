#include "indexer/extract/main_text.h"

#include <algorithm>

#include "common/utf8.h"
#include "indexer/extract/html_blocks.h"
#include "indexer/extract/html_hints.h"
#include "indexer/extract/html_prune.h"
#include "indexer/extract/text_container.h"
#include "indexer/extract/text_selection.h"

namespace morgue {
namespace {

/// A page that shows less than this share of the body that it declares does not show its article.
constexpr double kShowsTooLittle = 0.5;

MainText shown_text(const HtmlDocument& page, const TextClues& clues) {
  const std::vector<std::uint16_t> hints = element_hints(page);
  const std::vector<Block> blocks = page_blocks(page, furniture(page, hints));
  ArticlePlace place;
  for (const std::string& title : clues.titles) place.title_keys.push_back(letters_key(title));
  place.description_key = letters_key(clues.description);
  place.headline = find_headline(blocks, place.title_keys);
  MainText out;
  if (place.headline != ArticlePlace::kNoHeadline) {
    out.headline = blocks[place.headline].begin;
    out.headline_text = blocks[place.headline].text;
  }
  out.container = place.container = find_container(page, hints, blocks, out.headline);
  for (const Block* block : article_blocks(page, hints, blocks, place))
    out.paragraphs.push_back(block->text);
  return out;
}

/// The declared body as paragraphs; it may be text with line breaks or markup.
std::vector<std::string> declared_paragraphs(const std::string& body) {
  std::vector<std::string> out;
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

std::size_t bytes_of(const std::vector<std::string>& paragraphs) {
  std::size_t sum = 0;
  for (const std::string& paragraph : paragraphs) sum += paragraph.size();
  return sum;
}

}  // namespace

MainText main_text(const HtmlDocument& page, const TextClues& clues) {
  MainText out = shown_text(page, clues);
  if (!clues.body.empty()) {
    std::vector<std::string> declared = declared_paragraphs(clues.body);
    if (static_cast<double>(bytes_of(out.paragraphs)) <
        kShowsTooLittle * static_cast<double>(bytes_of(declared)))
      out.paragraphs = std::move(declared);
  }
  return out;
}

}  // namespace morgue
