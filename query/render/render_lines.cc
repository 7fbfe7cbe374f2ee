#include "query/render/render_lines.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <vector>

#include "query/render/render_texts.h"
#include "query/render/wrap.h"

namespace morgue {

std::string render_lines(const ArticleDecoder& article, ArticleId id,
                         std::span<const FittingLine> lines, const RenderOptions& options) {
  std::string out;
  const std::string shown = options.style.apply(Style::Role::Id, options.shown_id(id));
  for (const FittingLine& line : lines) {
    const std::string_view field = line.paragraph == 0 ? article.title() : article.text();
    std::vector<Span> marks;
    for (const Span mark : line.marks)
      if (!mark.empty())
        marks.push_back({mark.begin - line.where.begin, mark.end - line.where.begin});
    out += fmt::format("{}:¶{}:{}\n", shown, line.paragraph,
                       one_marked_line(line.where.of(field), marks, options.style));
  }
  return out;
}

std::string render_lines_jsonl(const ArticleDecoder& article, ArticleId id,
                               std::span<const FittingLine> lines) {
  std::string out;
  for (const FittingLine& line : lines) {
    const std::string_view field = line.paragraph == 0 ? article.title() : article.text();
    nlohmann::ordered_json hits = nlohmann::ordered_json::array();
    for (const Span mark : line.marks) hits.push_back({mark.begin, mark.end});
    out += json_line({{"format_version", 1},
                      {"id", to_string(id)},
                      {"title", article.title()},
                      {"para", line.paragraph},
                      {"start", line.where.begin},
                      {"end", line.where.end},
                      {"text", line.where.of(field)},
                      {"hits", std::move(hits)}});
  }
  return out;
}

}  // namespace morgue
