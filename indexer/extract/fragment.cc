#include "indexer/extract/fragment.h"

#include <vector>

#include "common/utf8.h"
#include "indexer/extract/dateline.h"
#include "indexer/extract/html_blocks.h"
#include "indexer/extract/html_hints.h"
#include "indexer/read/html_document.h"

namespace morgue {
namespace {

struct Cut {
  std::vector<bool> skipped;
  std::vector<std::string> captions;
};

Cut cut_of(const HtmlDocument& page) {
  const auto hints = element_hints(page);
  Cut cut;
  cut.skipped.assign(page.size(), false);
  for (NodeId id = 1; id < page.size(); ++id) {
    if (page.tag(id) == Tag::Text) continue;
    cut.skipped[id] = (hints[id] & (kHintNever | kHintHidden)) != 0;
    if (page.tag(id) != Tag::Figcaption || cut.skipped[id]) continue;
    cut.skipped[id] = true;
    if (std::string caption = utf8::one_line(page.all_text(id)); !caption.empty())
      cut.captions.push_back(std::move(caption));
  }
  return cut;
}

std::string dateline_of(std::string_view text) {
  const auto dateline = read_dateline(text.substr(0, text.find("\n\n")));
  return dateline ? dateline->place : std::string();
}

}  // namespace

Article fragment_article(const Draft& draft) {
  Article article = draft.given;
  if (!draft.html) {
    if (article.dateline.empty()) article.dateline = dateline_of(article.text);
    return article;
  }
  Cut cut = cut_of(*draft.html);
  for (const Block& block : page_blocks(*draft.html, cut.skipped)) {
    if (!article.text.empty()) article.text += "\n\n";
    article.text += block.text;
  }
  if (article.dateline.empty()) article.dateline = dateline_of(article.text);
  for (std::string& caption : cut.captions) article.captions.push_back(std::move(caption));
  return article;
}

}  // namespace morgue
