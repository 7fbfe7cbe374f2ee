#include "common/annotations_json.h"

#include <nlohmann/json.hpp>

namespace morgue {
namespace {

using Json = nlohmann::ordered_json;

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
    if (!entity.role.empty()) list.back()["role"] = entity.role;
  }
  return list;
}

Json dates_of(const AnnotatedArticle& annotated) {
  Json list = Json::array();
  for (const DateMention& date : annotated.dates) {
    if (date.in_title) continue;
    list.push_back({{"start", date.where.begin},
                    {"end", date.where.end},
                    {"text", date.where.of(annotated.article.text)},
                    {"from", to_iso8601(date.from)},
                    {"to", to_iso8601(date.to)}});
  }
  return list;
}

Json span_of(Span where) { return Json::array({where.begin, where.end}); }

/// The direct quotations, or the others. What is interrupted ("I will," said Pike, "not guess.") or
/// goes on in the next paragraph is one quotation, from its first mark to its last, with its parts.
Json quotes_of(const AnnotatedArticle& annotated, bool direct) {
  Json list = Json::array();
  const Quotation* before = nullptr;
  for (const Quotation& quote : annotated.quotations) {
    const bool goes_on = quote.continues && before != nullptr && before->kind == quote.kind;
    before = &quote;
    if ((quote.kind == QuotationKind::Direct) != direct) continue;
    if (goes_on) {
      Json& whole = list.back();
      if (!whole.contains("parts")) whole["parts"] = {Json::array({whole["start"], whole["end"]})};
      whole["parts"].push_back(span_of(quote.where));
      whole["end"] = quote.where.end;
      continue;
    }
    const auto& by = quote.speaker_where;
    list.push_back({{"start", quote.where.begin},
                    {"end", quote.where.end},
                    {"speaker", quote.speaker.empty() ? Json(nullptr) : Json(quote.speaker)},
                    {"speaker_start", by ? Json(by->begin) : Json(nullptr)},
                    {"speaker_end", by ? Json(by->end) : Json(nullptr)}});
    if (!direct) list.back()["kind"] = to_string(quote.kind);
  }
  return list;
}

}  // namespace

void add_annotations(const AnnotatedArticle& article, Json& out) {
  out["entities"] = entities_of(article);
  out["dates"] = dates_of(article);
  out["quotes"] = quotes_of(article, true);
  out["reported"] = quotes_of(article, false);
}

}  // namespace morgue
