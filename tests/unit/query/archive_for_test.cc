#include "tests/unit/query/archive_for_test.h"

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>

#include "common/kin_file.h"
#include "indexer/store/forward_writer.h"
#include "indexer/store/index_document.h"
#include "tests/support/xapian_document.h"
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

Span place_of(const std::string& field, const std::string& what) {
  const auto at = static_cast<std::uint32_t>(field.find(what));
  return {at, at + static_cast<std::uint32_t>(what.size())};
}

void add_names(AnnotatedArticle& content, const Piece& piece) {
  std::vector<PieceName> all = piece.names;
  for (const std::string& name : piece.people) all.push_back({EntityKind::Person, name, {name}});
  for (const PieceName& named : all) {
    const auto entity = static_cast<std::uint32_t>(content.entities.size());
    content.entities.push_back({named.kind, named.name});
    for (const std::string& form : named.written) {
      mention(content, entity, form, true);
      mention(content, entity, form, false);
    }
  }
  std::sort(content.mentions.begin(), content.mentions.end(),
            [](const Mention& a, const Mention& b) {
              return std::make_pair(!a.in_title, a.where) < std::make_pair(!b.in_title, b.where);
            });
}

void add_quotes(AnnotatedArticle& content, const Piece& piece) {
  for (const PieceQuote& quote : piece.quotes) {
    Quotation out{.where = place_of(content.article.text, quote.text),
                  .speaker = quote.speaker,
                  .continues = quote.continues};
    for (std::uint32_t i = 0; i < content.entities.size(); ++i)
      if (content.entities[i].name == quote.speaker) out.entity = i;
    content.quotations.push_back(out);
  }
}

void add_days(AnnotatedArticle& content, const Piece& piece) {
  for (const PieceDays& days : piece.days) {
    const bool in_title = content.article.text.find(days.text) == std::string::npos;
    content.dates.push_back(
        {place_of(in_title ? content.article.title : content.article.text, days.text),
         parse_iso8601(days.from)->local_day(), parse_iso8601(days.to)->local_day(), in_title});
  }
}

KinRecord kin_of(const Piece& piece) {
  KinRecord record = kin_record_of(article_of(piece));
  record.copy = piece.family != 0;
  if (record.copy) record.family = ArticleId{piece.family};
  record.version = piece.lineage != 0;
  record.lineage = ArticleId{piece.lineage};
  return record;
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
  content.article.agency = piece.agency;
  if (!piece.updated.empty()) content.article.updated = parse_iso8601(piece.updated);
  content.article.captions = piece.captions;
  content.article.type = piece.type;
  content.article.corrected = piece.corrected;
  add_names(content, piece);
  add_quotes(content, piece);
  add_days(content, piece);
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
  std::vector<KinRecord> kin;
  ForwardWriter forward;
  for (const Piece& piece : pieces) {
    kin.push_back(kin_of(piece));
    const IndexDocument& built = builder.build(article_of(piece));
    Xapian::Document document = test::xapian_document(built);
    forward.add(built.forward);
    if (is_among(damaged, piece.id)) document.set_data("no stored article");
    const Xapian::docid number = db.add_document(document);
    if (is_among(dead, piece.id)) manifest_.dead.push_back({segment, number});
  }
  db.commit();
  write_file(paths_.segment(segment) / kKinFile, kin_file_of(kin));
  forward.write(paths_.segment(segment) / kForwardFile);
  manifest_.segments.push_back(segment);
  write_file(paths_.manifest(), to_text(manifest_));
}

void TestArchive::supersede(const std::string& segment, std::uint32_t document) {
  manifest_.superseded.push_back({segment, document});
  write_file(paths_.manifest(), to_text(manifest_));
}

void TestArchive::lose_words() {
  for (const std::string& segment : manifest_.segments)
    std::filesystem::remove(paths_.segment(segment) / kForwardFile);
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
