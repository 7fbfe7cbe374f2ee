#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "common/text.h"
#include "query/render/export.h"
#include "query/render/facts.h"
#include "query/render/render_texts.h"

namespace morgue {
namespace {

constexpr auto kFields = std::to_array<std::string_view>(
    {"id", "date", "updated", "source", "title", "url", "path", "authors", "section", "lang",
     "agency", "external_id", "words", "text"});

/// The time in `form`, as strftime writes it: %Y %m %d %H %M %S %F %T. A month or a day that is not
/// known is 00, and %F only as exact as the day is known.
std::string written(const std::optional<Timestamp>& time, std::string_view form) {
  if (!time) return {};
  if (form.empty()) return to_iso8601(*time);
  Timestamp exact = *time;
  exact.precision = Precision::Second;
  const std::string iso = to_iso8601(exact);  // 2025-03-11T05:58:00+01:00
  std::string out;
  for (std::size_t i = 0; i < form.size(); ++i) {
    if (form[i] != '%' || i + 1 == form.size()) {
      out += form[i];
      continue;
    }
    switch (form[++i]) {
      case 'Y':
        out += iso.substr(0, 4);
        break;
      case 'm':
        out += time->precision < Precision::Month ? "00" : iso.substr(5, 2);
        break;
      case 'd':
        out += time->precision < Precision::Day ? "00" : iso.substr(8, 2);
        break;
      case 'H':
        out += iso.substr(11, 2);
        break;
      case 'M':
        out += iso.substr(14, 2);
        break;
      case 'S':
        out += iso.substr(17, 2);
        break;
      case 'F':
        out += day_or_unknown(time);
        break;
      case 'T':
        out += iso.substr(11, 8);
        break;
      default:
        out += form[i];
    }
  }
  return out;
}

std::string value_of(const StoredArticle& stored, std::string_view field, std::string_view form) {
  const Article& article = stored.content.article;
  if (field == "id") return to_string(stored.id);
  if (field == "date") return written(article.published, form);
  if (field == "updated") return written(article.updated, form);
  if (field == "source") return field_text(article.source);
  if (field == "title") return field_text(article.title);
  if (field == "url") return field_text(article.url);
  if (field == "path") return field_text(article.file);
  if (field == "authors") return field_text(fmt::format("{}", fmt::join(article.authors, ", ")));
  if (field == "section") return field_text(article.section);
  if (field == "lang") return article.language;
  if (field == "agency") return field_text(article.agency);
  if (field == "external_id") return field_text(article.external_id);
  if (field == "text") return article.text;
  std::size_t words = 0;
  Tokenizer tokenizer(article.text);
  for (Token token; tokenizer.next(token);) ++words;
  return std::to_string(words);
}

}  // namespace

Result<ExportTemplate, std::string> ExportTemplate::make(std::string_view text) {
  ExportTemplate out;
  std::string literal;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const char next = i + 1 < text.size() ? text[i + 1] : ' ';
    if (c == '\\' && std::string_view("tn0\\").find(next) != std::string_view::npos) {
      literal += next == 't' ? '\t' : next == 'n' ? '\n' : next == '0' ? '\0' : '\\';
      ++i;
    } else if ((c == '{' || c == '}') && next == c) {
      literal += c;
      ++i;
    } else if (c == '}') {
      return failure(std::string("a } without its {; a brace itself is }}"));
    } else if (c != '{') {
      literal += c;
    } else {
      const std::size_t end = text.find('}', i);
      if (end == std::string_view::npos)
        return failure(std::string("a { without its }; a brace itself is {{"));
      const std::string_view inside = text.substr(i + 1, end - i - 1);
      const std::string_view name = inside.substr(0, inside.find(':'));
      if (std::find(kFields.begin(), kFields.end(), name) == kFields.end())
        return failure(
            fmt::format("no field {{{}}}; there are {}", name, fmt::join(kFields, ", ")));
      if (!literal.empty()) out.parts_.push_back({false, std::move(literal), {}});
      literal.clear();
      out.parts_.push_back({true, std::string(name),
                            std::string(inside.substr(std::min(inside.size(), name.size() + 1)))});
      i = end;
    }
  }
  if (!literal.empty()) out.parts_.push_back({false, std::move(literal), {}});
  return out;
}

std::string ExportTemplate::fill(const StoredArticle& article) const {
  std::string out;
  for (const Part& part : parts_)
    out += part.field ? value_of(article, part.text, part.form) : part.text;
  return out;
}

}  // namespace morgue
