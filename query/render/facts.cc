#include "query/render/facts.h"

#include <fmt/format.h>

#include <algorithm>

#include "common/utf8.h"
#include "query/render/render_texts.h"
#include "query/render/wrap.h"

namespace morgue {
namespace {

using Role = Style::Role;

void add_part(std::string& line, std::string_view part, const Style& style) {
  if (part.empty()) return;
  if (!line.empty()) line += style.apply(Role::Faint, " · ");
  line += part;
}

}  // namespace

std::string field_text(std::string_view text) { return utf8::one_line(text); }

std::string shown_date(const Article& article) {
  if (!article.published) return "no date";
  Timestamp day = *article.published;
  day.precision = std::min(day.precision, Precision::Day);
  return to_iso8601(day) +
         (article.published_from == DateOrigin::FileTime || article.published_doubtful ? "?" : "");
}

std::string facts_line(const Article& article, const Style& style) {
  std::string line;
  add_part(line,
           style.apply(Role::Source, article.source.empty() ? "unknown source"
                                                            : isolated(field_text(article.source))),
           style);
  add_part(line, shown_date(article), style);
  add_part(line, isolated(field_text(fmt::format("{}", fmt::join(article.authors, ", ")))), style);
  add_part(line, isolated(field_text(article.section)), style);
  return line;
}

std::string title_of(const Article& article) {
  return article.title.empty() ? "(without a headline)" : article.title;
}

std::string facts_of(const Article& article) {
  std::string out = article.source;
  for (const std::string& part :
       {day_or_unknown(article.published), fmt::format("{}", fmt::join(article.authors, ", "))})
    if (!part.empty()) out += (out.empty() ? "" : ", ") + part;
  return out;
}

}  // namespace morgue
