#include "tests/unit/query/archive_for_test.h"

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>

#include "indexer/store/index_document.h"
#include "tests/unit/query/language/query_for_test.h"

namespace morgue::test {
namespace {

void mention(AnnotatedArticle& content, std::uint32_t entity, const std::string& name,
             bool in_title) {
  const std::string& field = in_title ? content.article.title : content.article.text;
  for (auto at = field.find(name); at != std::string::npos; at = field.find(name, at + 1))
    content.mentions.push_back(
        {entity,
         {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + name.size())},
         in_title});
}

}  // namespace

StoredArticle article_of(const Piece& piece) {
  StoredArticle stored;
  stored.id = ArticleId{piece.id};
  stored.added = parse_iso8601("2026-11-20T10:00:00Z")->instant;
  AnnotatedArticle& content = stored.content;
  content.article.title = piece.title;
  content.article.text = piece.text;
  content.article.source = piece.source;
  content.article.section = piece.section;
  content.article.language = piece.language;
  content.article.authors = piece.authors;
  content.article.file = fmt::format("/news/{}.txt", piece.id);
  if (!piece.date.empty()) {
    content.article.published = parse_iso8601(piece.date);
    content.article.published_from = DateOrigin::Given;
  }
  for (const std::string& name : piece.people) {
    const auto entity = static_cast<std::uint32_t>(content.entities.size());
    content.entities.push_back({EntityKind::Person, name});
    mention(content, entity, name, true);
    mention(content, entity, name, false);
  }
  std::sort(content.mentions.begin(), content.mentions.end(),
            [](const Mention& a, const Mention& b) {
              return std::make_pair(!a.in_title, a.where) < std::make_pair(!b.in_title, b.where);
            });
  return stored;
}

TestArchive::TestArchive() : paths_(directory_ / "archive"), manifest_(empty_manifest()) {
  write_file(paths_.manifest(), to_text(manifest_));
}

TestArchive::TestArchive(const std::vector<Piece>& pieces) : TestArchive() { add(pieces); }

void TestArchive::add(const std::vector<Piece>& pieces, const std::vector<std::uint64_t>& dead,
                      const std::vector<std::uint64_t>& damaged) {
  const auto is_among = [](const std::vector<std::uint64_t>& ids, std::uint64_t id) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
  };
  const std::string segment = segment_name(manifest_.next_segment++);
  Xapian::WritableDatabase db(paths_.segment(segment).string(), Xapian::DB_CREATE);
  DocumentBuilder builder;
  for (const Piece& piece : pieces) {
    Xapian::Document document = builder.build(article_of(piece));
    if (is_among(damaged, piece.id)) document.set_data("no stored article");
    const Xapian::docid number = db.add_document(document);
    if (is_among(dead, piece.id)) manifest_.dead.push_back({segment, number});
  }
  db.commit();
  manifest_.segments.push_back(segment);
  write_file(paths_.manifest(), to_text(manifest_));
}

SearchResult answer(const TestArchive& archive, std::string_view text,
                    const SearchOptions& options) {
  const ArchiveReader reader = archive.open();
  auto result = search(reader, query_of(text, options.loose), options);
  if (result) return *std::move(result);
  ADD_FAILURE() << text << ": " << result.error().message;
  return {};
}

std::string found(const TestArchive& archive, std::string_view query,
                  const SearchOptions& options) {
  std::string out;
  for (const Hit& hit : answer(archive, query, options).hits)
    out += (out.empty() ? "" : " ") + std::to_string(hit.article.id.value);
  return out;
}

std::string set_of(const TestArchive& archive, std::string_view query) {
  SearchOptions options;
  options.limit = 0;
  std::vector<std::uint64_t> ids;
  for (const Hit& hit : answer(archive, query, options).hits) ids.push_back(hit.article.id.value);
  std::sort(ids.begin(), ids.end());
  return fmt::format("{}", fmt::join(ids, " "));
}

}  // namespace morgue::test
