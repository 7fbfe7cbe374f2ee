#include "tests/support/articles.h"

#include <fmt/format.h>

namespace morgue::test {
namespace {

Span find(std::string_view text, std::string_view what) {
  const auto at = text.find(what);
  return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + what.size())};
}

Article full_fields() {
  Article a;
  a.title = "Løw shuts the Calder bridge";
  a.text =
      "“It is unsafe,” said Ana Løw on Tuesday.\n\nMs. Løw leads the Bridge Office. "
      "“We knew,” said Tom Reyes. It reopens in May.";
  a.authors = {"Ida Holm", "Per Sand"};
  a.source = "The Calder Herald";
  a.url = "https://news.calder.example/bridge?id=7";
  a.language = "en";
  a.section = "Local News";
  a.agency = "North Wire";
  a.tags = {"bridges", "Calder"};
  a.captions = {"The bridge at dawn."};
  a.type = ArticleType::Opinion;
  a.dateline = "CALDER BAY";
  a.published = parse_iso8601("2025-03-11T05:58:00+01:00");
  a.published_from = DateOrigin::JsonLd;
  a.updated = parse_iso8601("2025-03-12T07:00:01Z");
  a.corrected = true;
  a.external_id = "cb-77";
  a.extra = {{"x-desk", "metro"}, {"x-wire", ""}};
  a.file = "/news/bridge.html";
  a.member = "2";
  return a;
}

}  // namespace

StoredArticle full_article() {
  StoredArticle stored{
      ArticleId{0x0123456789abcdefU}, parse_iso8601("2025-04-01T10:00:00Z")->instant, {}};
  AnnotatedArticle& content = stored.content;
  content.article = full_fields();
  const std::string& text = content.article.text;
  content.entities = {{EntityKind::Person, "Ana Løw", "bridge engineer"},
                      {EntityKind::Place, "Calder"},
                      {EntityKind::Org, "Bridge Office of Calder"},
                      {EntityKind::Person, "Tom Reyes"},
                      {EntityKind::Misc, ""}};
  content.mentions = {{0, find(content.article.title, "Løw"), true},
                      {1, find(content.article.title, "Calder"), true},
                      {0, find(text, "Ana Løw"), false},
                      {2, find(text, "Bridge Office"), false},
                      {3, find(text, "Tom Reyes"), false}};
  content.dates = {{{0, 4}, *make_day(2025, 3, 1), *make_day(2025, 3, 31), true},
                   {find(text, "Tuesday"), *make_day(2025, 3, 11), *make_day(2025, 3, 11)},
                   {find(text, "May"), *make_day(2025, 5, 1), *make_day(2025, 5, 31)}};
  content.quotations = {
      {.where = find(text, "“It is unsafe,”"),
       .speaker = "Ana Løw",
       .speaker_where = find(text, "Ana Løw"),
       .entity = 0},
      {.where = find(text, "“We knew,”"), .kind = QuotationKind::Mixed, .continues = true}};
  return stored;
}

StoredArticle small_article(std::uint64_t id) {
  StoredArticle stored;
  stored.id = ArticleId{id};
  stored.added = parse_iso8601("2025-04-01T10:00:00Z")->instant;
  Article& article = stored.content.article;
  article.title = fmt::format("Story number {}", id);
  article.text = fmt::format("The ferry sailed {} times.", id);
  article.source = "Skarra Post";
  article.file = fmt::format("/news/{}.txt", id);
  return stored;
}

}  // namespace morgue::test
