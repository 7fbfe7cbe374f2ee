#include <fmt/format.h>

#include "query/render/annotate.h"
#include "query/render/facts.h"
#include "query/render/render.h"
#include "query/render/wrap.h"

namespace morgue {
namespace {

using Role = Style::Role;

std::string facts_lines(const StoredArticle& stored, const RenderOptions& options) {
  const Article& article = stored.content.article;
  const Style& style = options.style;
  std::string out = facts_line(article, style) + '\n';
  if (!article.url.empty()) out += style.apply(Role::Faint, field_text(article.url)) + '\n';
  const std::string from =
      article.member.empty() ? article.file : article.file + '#' + article.member;
  const std::string line = fmt::format("#{}  {}", options.shown_id(stored.id), field_text(from));
  out += style.apply(Role::Faint, line) + '\n';
  for (const std::string& kept : options.kept) out += field_text(kept) + '\n';
  return out;
}

/// Marks come last: of several at one place they decide on the look.
std::vector<Annotation> all_annotations(const AnnotatedArticle& content,
                                        std::span<const Span> title_marks,
                                        std::span<const Span> text_marks, bool annotate) {
  std::vector<Annotation> out;
  if (annotate) out = annotations_of(content);
  for (const Span mark : title_marks) out.push_back({mark, true, Role::Match});
  for (const Span mark : text_marks) out.push_back({mark, false, Role::Match});
  return out;
}

}  // namespace

std::string render_article(const StoredArticle& stored, std::span<const Span> title_marks,
                           std::span<const Span> text_marks, const RenderOptions& options) {
  const Article& article = stored.content.article;
  const WrapOptions lines{options.width, "", ""};
  const std::vector<Annotation> annotations =
      all_annotations(stored.content, title_marks, text_marks, options.annotate);
  const auto shown = [&](std::string_view field, bool in_title, const std::vector<Span>& parts) {
    std::vector<std::string> out;
    const auto of_parts = by_part(annotations, in_title, parts);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const SignedText part = with_signs(field, parts[i], of_parts[i]);
      out.push_back(wrap_styled(part.text, part.styles, options.style, lines));
    }
    return out;
  };
  const Span whole_title{0, static_cast<std::uint32_t>(article.title.size())};
  std::string out = article.title.empty() ? "(without a headline)\n"
                                          : shown(article.title, true, {whole_title}).front();
  out += facts_lines(stored, options);
  for (const std::string& paragraph : shown(article.text, false, paragraphs(article.text)))
    out += '\n' + paragraph;
  if (options.annotate) {
    const SignedText signs = legend(annotations);
    out += '\n' + wrap_styled(signs.text, signs.styles, options.style, lines);
  }
  return out;
}

}  // namespace morgue
