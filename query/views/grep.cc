#include "query/views/grep.h"

#include <algorithm>

#include "common/article.h"
#include "common/text.h"

namespace morgue {
std::vector<Span> LineFinder::marks_in(std::string_view field, Span line) const {
  const std::string_view text = line.of(field);
  std::vector<Span> out;
  std::size_t at = 0;
  while (const auto found = expression_.find(text, at)) {
    out.push_back({line.begin + found->begin, line.begin + found->end});
    // What is empty fits everywhere: once is enough.
    if (found->begin == found->end) break;
    at = found->end;
  }
  return out;
}

std::vector<FittingLine> LineFinder::find(std::string_view title, std::string_view text,
                                          std::size_t most) const {
  std::vector<FittingLine> out;
  const auto take = [&](std::string_view field, std::size_t paragraph, Span line) {
    if (out.size() >= most) return;
    if (auto marks = marks_in(field, line); !marks.empty())
      out.push_back({paragraph, line, std::move(marks)});
  };
  take(title, 0, {0, static_cast<std::uint32_t>(title.size())});
  std::size_t number = 0;
  for (const Span paragraph : paragraphs(text)) {
    ++number;
    if (out.size() >= most) break;
    const std::string_view own = paragraph.of(text);
    // One that speaks of ends may fit a sentence, but not the paragraph around it.
    if (!expression_.is_anchored() && !expression_.fits(own)) continue;
    for (const Span sentence : sentences(own))
      take(text, number, {paragraph.begin + sentence.begin, paragraph.begin + sentence.end});
  }
  return out;
}

}  // namespace morgue
