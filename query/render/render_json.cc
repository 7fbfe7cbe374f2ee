#include <algorithm>
#include <nlohmann/json.hpp>

#include "common/text.h"
#include "query/render/render.h"

// The JSON schema, format_version 1. Keys are always there; what is unknown is null or empty. New
// keys may come with the same version, a changed or removed one brings a new version.
//
//   format_version  1
//   rank            from 1
//   id              16 hex digits
//   external_id     what the input record gave as id
//   score           number; comparable within one answer only
//   title, url, path (the file, with "#member"), source, section, authors [..], lang
//   words           length of the text
//   published       ISO 8601 as precise as known, or null;  published_from  how it was found
//   updated         ISO 8601 or null;  added  ISO 8601, UTC
//   title_hits      [[begin, end] ..]  bytes of UTF-8 in title
//   passages        [{para (from 1), line (from 1), start, end, text, hits [[begin, end] ..]} ..];
//                   start, end and hits count bytes of UTF-8 in the article's text
//   persons         [{name, mentions} ..], most named first
//   x-...           the further fields of the input record

namespace morgue {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kFormatVersion = 1;

Json iso_or_null(const std::optional<Timestamp>& time) {
  return time ? Json(to_iso8601(*time)) : Json(nullptr);
}

Json spans(const std::vector<Span>& spans) {
  Json out = Json::array();
  for (const Span span : spans) out.push_back({span.begin, span.end});
  return out;
}

Json passages(const Hit& hit) {
  const std::string& text = hit.article.content.article.text;
  Json out = Json::array();
  for (const Passage& passage : hit.passages) {
    const auto line = 1 + std::count(text.begin(), text.begin() + passage.where.begin, '\n');
    out.push_back({{"para", passage.paragraph},
                   {"line", line},
                   {"start", passage.where.begin},
                   {"end", passage.where.end},
                   {"text", passage.where.of(text)},
                   {"hits", spans(passage.marks)}});
  }
  return out;
}

Json persons(const AnnotatedArticle& content) {
  std::vector<std::pair<std::size_t, std::string>> people;
  for (std::size_t i = 0; i < content.entities.size(); ++i) {
    if (content.entities[i].kind != EntityKind::Person) continue;
    const auto mentions =
        std::count_if(content.mentions.begin(), content.mentions.end(),
                      [&](const Mention& mention) { return mention.entity == i; });
    people.emplace_back(static_cast<std::size_t>(mentions), content.entities[i].name);
  }
  std::stable_sort(people.begin(), people.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  Json out = Json::array();
  for (const auto& [mentions, name] : people)
    out.push_back({{"name", name}, {"mentions", mentions}});
  return out;
}

std::size_t count_words(std::string_view text) {
  std::size_t n = 0;
  Tokenizer tokenizer(text);
  for (Token token; tokenizer.next(token);) ++n;
  return n;
}

void add_article(Json& out, const StoredArticle& stored) {
  const Article& article = stored.content.article;
  out["title"] = article.title;
  out["url"] = article.url;
  out["path"] = article.member.empty() ? article.file : article.file + '#' + article.member;
  out["source"] = article.source;
  out["section"] = article.section;
  out["authors"] = article.authors;
  out["lang"] = article.language;
  out["words"] = count_words(article.text);
  out["published"] = iso_or_null(article.published);
  out["published_from"] = to_string(article.published_from);
  out["updated"] = iso_or_null(article.updated);
  out["added"] = to_iso8601(stored.added);
}

void add_extra(Json& out, const Article& article) {
  for (const auto& [name, value] : article.extra) out[name] = value;
}

Json record(const Hit& hit, std::size_t rank) {
  Json out;
  out["format_version"] = kFormatVersion;
  out["rank"] = rank;
  out["id"] = to_string(hit.article.id);
  out["external_id"] = hit.article.content.article.external_id;
  out["score"] = hit.score;
  add_article(out, hit.article);
  out["title_hits"] = spans(hit.title_marks);
  out["passages"] = passages(hit);
  out["persons"] = persons(hit.article.content);
  add_extra(out, hit.article.content.article);
  return out;
}

/// Paths may be of any bytes: broken ones are replaced, not refused.
std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::string render_jsonl(const SearchResult& result, const RenderOptions& options) {
  std::string out;
  std::size_t rank = options.first_rank;
  for (const Hit& hit : result.hits) out += dump(record(hit, rank++)) + '\n';
  return out;
}

std::string render_json(const SearchResult& result, std::string_view query,
                        const RenderOptions& options) {
  Json out;
  out["format_version"] = kFormatVersion;
  out["query"] = query;
  out["total"] = result.total;
  out["total_exact"] = result.total_exact;
  out["notes"] = result.notes;
  out["results"] = Json::array();
  std::size_t rank = options.first_rank;
  for (const Hit& hit : result.hits) out["results"].push_back(record(hit, rank++));
  return dump(out) + '\n';
}

std::string render_article_json(const StoredArticle& stored) {
  Json out;
  out["format_version"] = kFormatVersion;
  out["id"] = to_string(stored.id);
  out["external_id"] = stored.content.article.external_id;
  add_article(out, stored);
  out["text"] = stored.content.article.text;
  out["persons"] = persons(stored.content);
  add_extra(out, stored.content.article);
  return dump(out) + '\n';
}

}  // namespace morgue
