#include "indexer/inspect.h"

#include <nlohmann/json.hpp>
#include <optional>

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

Json entities_of(const AnnotatedArticle& annotated) {
  Json list = Json::array();
  for (const Mention& mention : annotated.mentions) {
    if (mention.in_title) continue;
    const Entity& entity = annotated.entities.at(mention.entity);
    list.push_back({{"kind", to_string(entity.kind)},
                    {"start", mention.where.begin},
                    {"end", mention.where.end},
                    {"text", mention.where.of(annotated.article.text)},
                    {"name", entity.name}});
  }
  return list;
}

Json dates_of(const AnnotatedArticle& annotated) {
  Json list = Json::array();
  for (const DateMention& date : annotated.dates)
    list.push_back({{"start", date.where.begin},
                    {"end", date.where.end},
                    {"text", date.where.of(annotated.article.text)},
                    {"from", to_iso8601(date.from)},
                    {"to", to_iso8601(date.to)}});
  return list;
}

Json quotes_of(const AnnotatedArticle& annotated) {
  Json list = Json::array();
  for (const Quotation& quote : annotated.quotations) {
    const auto& by = quote.speaker_where;
    list.push_back({{"start", quote.where.begin},
                    {"end", quote.where.end},
                    {"speaker", quote.speaker.empty() ? Json(nullptr) : Json(quote.speaker)},
                    {"speaker_start", by ? Json(by->begin) : Json(nullptr)},
                    {"speaker_end", by ? Json(by->end) : Json(nullptr)}});
  }
  return list;
}

}  // namespace

std::string inspect_line(const AnnotatedArticle& annotated, bool annotations) {
  Json line = fields_of(annotated.article);
  if (annotations) {
    line["entities"] = entities_of(annotated);
    line["dates"] = dates_of(annotated);
    line["quotes"] = quotes_of(annotated);
  }
  // Paths are bytes and need not be UTF-8; everything else is.
  return line.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace morgue
