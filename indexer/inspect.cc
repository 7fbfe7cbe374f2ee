#include "indexer/inspect.h"

#include <nlohmann/json.hpp>
#include <optional>

#include "common/annotations_json.h"

namespace morgue {
namespace {

using Json = nlohmann::ordered_json;

Json time_or_null(const std::optional<Timestamp>& time) {
  return time ? Json(to_iso8601(*time)) : Json(nullptr);
}

Json fields_of(const Article& article) {
  Json line;
  line["file"] = article.member.empty() ? article.file : article.file + "#" + article.member;
  line["title"] = article.title;
  line["text"] = article.text;
  line["date"] = time_or_null(article.published);
  line["date_from"] = to_string(article.published_from);
  line["updated"] = time_or_null(article.updated);
  line["author"] = article.authors;
  line["source"] = article.source;
  line["url"] = article.url;
  line["lang"] = article.language;
  line["section"] = article.section;
  if (!article.dateline.empty()) line["dateline"] = article.dateline;
  if (!article.agency.empty()) line["agency"] = article.agency;
  if (!article.tags.empty()) line["tags"] = article.tags;
  if (!article.captions.empty()) line["captions"] = article.captions;
  if (article.type != ArticleType::Story) line["type"] = to_string(article.type);
  if (article.published_doubtful) line["date_doubtful"] = true;
  if (article.corrected) line["corrected"] = true;
  if (!article.external_id.empty()) line["external_id"] = article.external_id;
  for (const auto& [name, value] : article.extra) line[name] = value;
  return line;
}

}  // namespace

std::string inspect_line(const AnnotatedArticle& annotated, bool annotations) {
  Json line = fields_of(annotated.article);
  if (annotations) {
    add_annotations(annotated, line);
  }
  // Paths are bytes and need not be UTF-8; everything else is.
  return line.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace morgue
