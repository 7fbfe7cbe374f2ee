#pragma once

#include <span>
#include <string>

#include "common/stored_article.h"
#include "query/render/render.h"
#include "query/views/grep.h"

namespace morgue {

/// "a7f31c:¶4:The radar failed.", a sentence a line.
[[nodiscard]] std::string render_lines(const ArticleDecoder& article, ArticleId id,
                                       std::span<const FittingLine> lines,
                                       const RenderOptions& options);
/// An object a line; query/render/schema/grep.json describes it.
[[nodiscard]] std::string render_lines_jsonl(const ArticleDecoder& article, ArticleId id,
                                             std::span<const FittingLine> lines);

}  // namespace morgue
