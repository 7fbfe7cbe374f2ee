#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "common/annotations_json.h"
#include "common/fields.h"
#include "common/text.h"
#include "query/render/article_json.h"
#include "query/render/render.h"
#include "query/render/render_texts.h"

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
//   passages        [{para (from 1), line (from 1), start, end, text, hits [[begin, end] ..],
//   before,
//                   after} ..]; start, end and hits count bytes of UTF-8 in the article's text;
//                   before and after are the text around it that -C asked for, end to end with it;
//                   in the order of the text. With --passages-only each result has one passage, and
//                   score is the passage's
//   persons         [{name, mentions} ..], most named first
//   about           [{from, to, text} ..]: the first kMostAbout different stretches of days that
//                   the article speaks of, both ends ISO 8601 and included, and the words for it;
//                   only of a search
//   family          {id, copies, sources, head}: the family of copies, how many others of it the
//                   archive has, from how many other outlets, and whether this one stands highest
//                   in the answer; only of a search
//   older_versions  how many the archive keeps; only of a search
// and of a whole article entities, dates, quotes and reported (common/annotations_json.h)
//   x-...           the further fields of the input record
//
// The document of --json has format_version, query, total, total_exact, notes, results and
//   dates           [{text, field, date_from, date_to} ..]: every date of the query with the days
//                   that it was read as, ISO 8601 and included; null for an open end

namespace morgue {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kFormatVersion = 1;
/// An article that speaks of more is a chronicle: nobody reads its days off a list of hits.
constexpr std::size_t kMostAbout = 20;

Json spans(const std::vector<Span>& spans) {
  Json out = Json::array();
  for (const Span span : spans) out.push_back({span.begin, span.end});
  return out;
}

Json passages_json(std::string_view text, std::span<const Passage> passages) {
  Json out = Json::array();
  for (const Passage& passage : passages) {
    const auto line = 1 + std::count(text.begin(), text.begin() + passage.where.begin, '\n');
    out.push_back({{"para", passage.paragraph},
                   {"line", line},
                   {"start", passage.where.begin},
                   {"end", passage.where.end},
                   {"text", passage.where.of(text)},
                   {"hits", spans(passage.marks)},
                   {"before", passage.before.of(text)},
                   {"after", passage.after.of(text)}});
  }
  return out;
}

Json persons(const AnnotatedArticle& content) {
  std::vector<std::size_t> named(content.entities.size());
  for (const Mention& mention : content.mentions) ++named[mention.entity];
  std::vector<std::pair<std::size_t, std::string>> people;
  for (std::size_t i = 0; i < content.entities.size(); ++i)
    if (content.entities[i].kind == EntityKind::Person)
      people.emplace_back(named[i], content.entities[i].name);
  std::stable_sort(people.begin(), people.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  Json out = Json::array();
  for (const auto& [mentions, name] : people)
    out.push_back({{"name", name}, {"mentions", mentions}});
  return out;
}

std::string_view text_of(const AnnotatedArticle& content, const DateMention& date) {
  return date.where.of(date.in_title ? content.article.title : content.article.text);
}

Json about(const AnnotatedArticle& content) {
  Json out = Json::array();
  std::set<std::pair<Day, Day>> seen;
  for (const DateMention& date : content.dates) {
    if (out.size() == kMostAbout) break;
    if (!seen.emplace(date.from, date.to).second) continue;
    out.push_back({{"from", to_iso8601(date.from)},
                   {"to", to_iso8601(date.to)},
                   {"text", text_of(content, date)}});
  }
  return out;
}

std::size_t count_words(std::string_view text) {
  std::size_t n = 0;
  Tokenizer tokenizer(text);
  for (Token token; tokenizer.next(token);) ++n;
  return n;
}

Json family(const Family& family) {
  return {{"id", "f-" + to_string(family.id)},
          {"copies", family.copies},
          {"sources", family.sources},
          {"head", family.head}};
}

/// What the whole answer has between its articles, those that are folded included; null where not
/// all of it was looked at.
void add_extent(Json& out, const std::optional<Extent>& extent) {
  const auto day = [&](const std::optional<EndDay> Extent::*end) -> Json {
    if (!extent || !((*extent).*end)) return nullptr;
    const EndDay& known = *((*extent).*end);
    return to_iso8601(Timestamp{known.day, {}, known.precision});
  };
  out["articles"] = extent ? Json(extent->articles) : Json(nullptr);
  out["sources"] = extent ? Json(extent->sources) : Json(nullptr);
  out["first"] = day(&Extent::first);
  out["last"] = day(&Extent::last);
}

void add_extra(Json& out, const Article& article) {
  for (const auto& [name, value] : article.extra) out[name] = value;
}

Json record(const Hit& hit, std::span<const Passage> passages, double score, std::size_t rank) {
  Json out;
  out["format_version"] = kFormatVersion;
  out["rank"] = rank;
  out["id"] = to_string(hit.article.id);
  out["external_id"] = hit.article.content.article.external_id;
  out["score"] = score;
  add_article(out, hit.article);
  out["title_hits"] = spans(hit.title_marks);
  out["passages"] = passages_json(hit.article.content.article.text, passages);
  out["persons"] = persons(hit.article.content);
  out["about"] = about(hit.article.content);
  out["family"] = family(hit.family);
  out["older_versions"] = hit.older_versions;
  add_extra(out, hit.article.content.article);
  return out;
}

/// Paths may be of any bytes: broken ones are replaced, not refused.
std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json records(const SearchResult& result, std::span<const RankedPassage> passages,
             const RenderOptions& options) {
  Json out = Json::array();
  std::size_t rank = options.first_rank;
  for (const RankedPassage& ranked : passages) {
    const Hit& hit = result.hits[ranked.article];
    out.push_back(
        record(hit, std::span(hit.passages).subspan(ranked.passage, 1), ranked.score, rank++));
  }
  return out;
}

std::string as_lines(const Json& records) {
  std::string out;
  for (const Json& one : records) out += dump(one) + '\n';
  return out;
}

Json document(const SearchResult& result, std::string_view query,
              std::span<const ResolvedDate> dates, Json records) {
  Json out;
  out["format_version"] = kFormatVersion;
  out["query"] = query;
  out["dates"] = json_of_dates(dates);
  out["total"] = result.total;
  out["total_exact"] = result.total_exact;
  add_extent(out, result.extent);
  out["notes"] = result.notes;
  out["results"] = std::move(records);
  return out;
}

}  // namespace

Json hits_json(const SearchResult& result, const RenderOptions& options) {
  Json out = Json::array();
  std::size_t rank = options.first_rank;
  for (const Hit& hit : result.hits) out.push_back(record(hit, hit.passages, hit.score, rank++));
  return out;
}

Json answer_json(const SearchResult& result, std::string_view query,
                 std::span<const ResolvedDate> dates, const RenderOptions& options) {
  return document(result, query, dates, hits_json(result, options));
}

nlohmann::ordered_json json_of_dates(std::span<const ResolvedDate> dates) {
  const auto end = [](const std::optional<Day>& day) {
    return day ? Json(to_iso8601(*day)) : Json(nullptr);
  };
  Json out = Json::array();
  for (const ResolvedDate& date : dates)
    out.push_back({{"text", date.text},
                   {"field", field(date.field).name},
                   {"date_from", end(date.days.first)},
                   {"date_to", end(date.days.last)}});
  return out;
}

void add_article(nlohmann::ordered_json& out, const StoredArticle& stored) {
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

std::string render_jsonl(const SearchResult& result, const RenderOptions& options) {
  return as_lines(hits_json(result, options));
}

std::string render_jsonl(const SearchResult& result, std::span<const RankedPassage> passages,
                         const RenderOptions& options) {
  return as_lines(records(result, passages, options));
}

std::string render_json(const SearchResult& result, std::string_view query,
                        std::span<const ResolvedDate> dates, const RenderOptions& options) {
  return dump(answer_json(result, query, dates, options)) + '\n';
}

std::string render_json(const SearchResult& result, std::span<const RankedPassage> passages,
                        std::string_view query, std::span<const ResolvedDate> dates,
                        const RenderOptions& options) {
  return dump(document(result, query, dates, records(result, passages, options))) + '\n';
}

std::string render_article_json(const StoredArticle& stored) {
  Json out;
  out["format_version"] = kFormatVersion;
  out["id"] = to_string(stored.id);
  out["external_id"] = stored.content.article.external_id;
  add_article(out, stored);
  out["text"] = stored.content.article.text;
  out["persons"] = persons(stored.content);
  add_annotations(stored.content, out);
  add_extra(out, stored.content.article);
  return dump(out) + '\n';
}

}  // namespace morgue
