#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "query/render/facts.h"
#include "query/render/pieces.h"
#include "query/render/render_texts.h"
#include "query/render/wrap.h"

// The schema of the JSON stands in query/render/schema/diff.json.

namespace morgue {
namespace {

using Json = nlohmann::ordered_json;
using Role = Style::Role;

/// So many unchanged words are shown on each side of a change.
constexpr std::size_t kContext = 8;

/// The first, or the last, words of a text.
std::string some_words(const std::string& text, bool last) {
  std::size_t at = last ? text.size() : 0;
  for (std::size_t n = 0; n < kContext; ++n) {
    if (last) {
      const auto blank = at == 0 ? std::string::npos : text.rfind(' ', at - 1);
      if (blank == std::string::npos) return text;
      at = blank;
    } else {
      const auto blank = text.find(' ', at + 1);
      if (blank == std::string::npos) return text;
      at = blank;
    }
  }
  return last ? text.substr(at + 1) : text.substr(0, at);
}

std::string shortened(const std::string& text, bool first, bool last) {
  const std::string head = first ? std::string() : some_words(text, false);
  const std::string tail = last ? std::string() : some_words(text, true);
  if (!first && !last && head.size() + tail.size() + 8 >= text.size()) return text;
  if ((first && tail == text) || (last && head == text)) return text;
  return head + (head.empty() ? "" : " ") + "..." + (tail.empty() ? "" : " ") + tail;
}

std::string label_of(const DiffParagraph& paragraph) {
  if (paragraph.field != "text") return paragraph.field;
  if (paragraph.after == 0) return fmt::format("-¶{}", paragraph.before);
  return fmt::format("{}¶{}", paragraph.before == 0 ? "+" : "", paragraph.after);
}

std::string head_line(std::string_view sign, const StoredArticle& stored,
                      const RenderOptions& options) {
  const Article& article = stored.content.article;
  return fmt::format(" {} #{}  {}  {}  {}\n", sign, options.shown_id(stored.id),
                     minute_or_day(article.updated ? article.updated : article.published),
                     isolated(field_text(article.source)), isolated(field_text(article.title)));
}

Json json_of(const StoredArticle& stored) {
  const Article& article = stored.content.article;
  return {{"id", to_string(stored.id)},
          {"published", iso_or_null(article.published)},
          {"updated", iso_or_null(article.updated)},
          {"source", article.source},
          {"title", article.title}};
}

}  // namespace

SignedText with_diff_signs(std::span<const DiffPiece> pieces) {
  SignedText out;
  for (const DiffPiece& piece : pieces) {
    if (!out.text.empty()) out.text += ' ';
    const auto begin = static_cast<std::uint32_t>(out.text.size());
    const bool same = piece.kind == DiffPiece::Kind::Same;
    const bool cut = piece.kind == DiffPiece::Kind::Cut;
    out.text += same  ? piece.text
                : cut ? fmt::format("[-{}-]", piece.text)
                      : fmt::format("{{+{}+}}", piece.text);
    if (!same)
      out.styles.push_back(
          {{begin, static_cast<std::uint32_t>(out.text.size())}, cut ? Role::Cut : Role::Added});
  }
  return out;
}

nlohmann::ordered_json json_of_pieces(std::span<const DiffPiece> pieces) {
  Json out = Json::array();
  for (const DiffPiece& piece : pieces)
    out.push_back({{"kind", piece.kind == DiffPiece::Kind::Same  ? "same"
                            : piece.kind == DiffPiece::Kind::Cut ? "cut"
                                                                 : "added"},
                   {"text", piece.text}});
  return out;
}

std::string render_diff(const ArticleDiff& diff, const RenderOptions& options) {
  std::string out = head_line("---", diff.before, options) + head_line("+++", diff.after, options);
  for (const DiffParagraph& paragraph : diff.changed) {
    std::vector<DiffPiece> pieces = paragraph.pieces;
    for (std::size_t i = 0; i < pieces.size(); ++i)
      if (pieces[i].kind == DiffPiece::Kind::Same)
        pieces[i].text = shortened(pieces[i].text, i == 0, i + 1 == pieces.size());
    const SignedText text = with_diff_signs(pieces);
    const std::string label = label_of(paragraph);
    const std::size_t columns = shown_columns(label);
    const std::string pad(columns < 7 ? 7 - columns : 1, ' ');
    out += wrap_styled(
        text.text, text.styles, options.style,
        {options.width, ' ' + options.style.apply(Role::Faint, label) + pad, std::string(8, ' ')});
  }
  return out;
}

std::string render_diff_plain(const ArticleDiff& diff) {
  std::string out;
  for (const DiffParagraph& paragraph : diff.changed)
    out += fmt::format("{}\t{}\n", label_of(paragraph),
                       field_text(with_diff_signs(paragraph.pieces).text));
  return out;
}

std::string render_diff_json(const ArticleDiff& diff) {
  Json changed = Json::array();
  for (const DiffParagraph& paragraph : diff.changed)
    changed.push_back({{"field", paragraph.field},
                       {"before", paragraph.before == 0 ? Json(nullptr) : Json(paragraph.before)},
                       {"after", paragraph.after == 0 ? Json(nullptr) : Json(paragraph.after)},
                       {"pieces", json_of_pieces(paragraph.pieces)}});
  return json_line(Json{{"format_version", 1},
                        {"before", json_of(diff.before)},
                        {"after", json_of(diff.after)},
                        {"changed", std::move(changed)}});
}

}  // namespace morgue
