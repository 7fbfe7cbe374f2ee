#include <algorithm>
#include <string_view>

#include "query/browse/layout.h"
#include "query/render/annotate.h"
#include "query/render/wrap.h"

namespace morgue::browse {
namespace {

std::vector<std::string> lines_of_text(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    out.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

/// The lines that hold something that matched. Codes take no columns, so an article that is laid
/// out with a code that nothing else has tells them, whatever colours are wished for.
std::vector<std::size_t> matching(const Reading& reading, const RenderOptions& options) {
  RenderOptions marked = options;
  marked.style = Style::coloured("match=007");
  const auto lines = lines_of_text(
      render_article(reading.article, reading.title_marks, reading.text_marks, marked));
  const std::string_view code = marked.style.on(Style::Role::Match);
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < lines.size(); ++i)
    if (lines[i].find(code) != std::string::npos) out.push_back(i);
  return out;
}

std::vector<std::string> legend_of(const StoredArticle& article, const RenderOptions& options) {
  const SignedText signs = legend(annotations_of(article.content));
  return lines_of_text(
      wrap_styled(signs.text, signs.styles, options.style, {options.width, "", ""}));
}

}  // namespace

void lay_out_reading(State& state, const Area& area, const Style& style) {
  Reading& reading = *state.reading;
  if (reading.width == area.width) return;
  // What stands at the top stays in sight.
  const std::size_t before = std::max<std::size_t>(reading.lines.size(), 1);
  reading.width = area.width;
  RenderOptions options;
  options.style = style;
  options.width = area.width;
  options.annotate = reading.signs;
  options.shown_id = [&](ArticleId id) { return shown_id(state, id); };
  reading.lines = lines_of_text(
      render_article(reading.article, reading.title_marks, reading.text_marks, options));
  reading.matches = matching(reading, options);
  reading.top = reading.top * reading.lines.size() / before;
  reading.legend.clear();
  if (!reading.signs) return;
  // It is shown all the time: not as the end of the text, too.
  reading.legend = legend_of(reading.article, options);
  reading.lines.resize(reading.lines.size() - reading.legend.size() - 1);
}

}  // namespace morgue::browse
