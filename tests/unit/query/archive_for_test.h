#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/archive.h"
#include "common/stored_article.h"
#include "query/match/archive_reader.h"
#include "query/match/search.h"
#include "tests/support/temporary_directory.h"

namespace morgue::test {

/// Something that an article names, and the forms in which title and text write it.
struct PieceName {
  EntityKind kind = EntityKind::Org;
  std::string name;
  std::vector<std::string> written;
};

/// Words of the text that are quoted. The speaker is the entity of that name, if there is one.
struct PieceQuote {
  std::string text;
  std::string speaker = {};
  bool continues = false;
};

/// Words of the text (or of the title, if the text has not got them) that speak of these days.
struct PieceDays {
  std::string text;
  std::string from, to;  ///< ISO 8601 days
};

/// What the tests of the query side say of an article; the rest is empty.
struct Piece {
  std::uint64_t id = 0;
  std::string title, text;
  std::string date = {};  ///< ISO 8601
  std::string source = {};
  std::vector<std::string> people = {};  ///< as title and text spell them
  std::vector<std::string> authors = {};
  std::string section = {};
  std::string language = "en";
  std::vector<PieceName> names = {};
  std::vector<PieceQuote> quotes = {};  ///< in order
  std::vector<PieceDays> days = {};     ///< in order, those of the title first
  std::uint64_t family = 0;             ///< the piece that it is a copy of
  std::uint64_t lineage = 0;            ///< the piece that it is a later version of
  std::string agency = {};
  std::string updated = {};  ///< ISO 8601
  std::vector<std::string> captions = {};
  ArticleType type = ArticleType::Story;
  bool corrected = false;
};

[[nodiscard]] StoredArticle article_of(const Piece& piece);

/// An archive on disk, written without the indexer's store: what readers meet, including what a
/// sound archive does not hold.
class TestArchive {
 public:
  TestArchive();
  explicit TestArchive(const std::vector<Piece>& pieces);

  /// Adds a segment. Articles of `dead` are in it, but marked as deleted; those of `damaged` can't
  /// be decoded.
  void add(const std::vector<Piece>& pieces, const std::vector<std::uint64_t>& dead = {},
           const std::vector<std::uint64_t>& damaged = {});
  /// Marks a document as one that has a newer version.
  void supersede(const std::string& segment, std::uint32_t document);
  /// Removes the forward indexes: everything is decided on texts from now on.
  void lose_words();

  [[nodiscard]] const ArchivePaths& paths() const { return paths_; }
  [[nodiscard]] ArchiveReader open() const { return ArchiveReader::open(paths_); }

 private:
  TemporaryDirectory directory_;
  ArchivePaths paths_;
  Manifest manifest_;
};

/// The same without forward indexes: what is verified is so on its text.
class ArchiveOfTexts : public TestArchive {
 public:
  explicit ArchiveOfTexts(const std::vector<Piece>& pieces) : TestArchive(pieces) { lose_words(); }
};

/// The whole answer to a query, sorted by date if nothing else is asked.
[[nodiscard]] SearchResult answer(const TestArchive& archive, std::string_view query,
                                  const SearchOptions& options = {});
/// The ids of the answer in its order: "3 1 2".
[[nodiscard]] std::string found(const TestArchive& archive, std::string_view query,
                                const SearchOptions& options = {});
/// The same ascending.
[[nodiscard]] std::string set_of(const TestArchive& archive, std::string_view query);

}  // namespace morgue::test
