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

  [[nodiscard]] ArchiveReader open() const { return ArchiveReader::open(paths_); }

 private:
  TemporaryDirectory directory_;
  ArchivePaths paths_;
  Manifest manifest_;
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
