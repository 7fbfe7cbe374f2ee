#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "common/article_id.h"
#include "common/catalog.h"
#include "indexer/article_maker.h"
#include "indexer/draft.h"
#include "indexer/extract/intake.h"
#include "indexer/extract/standing_lines.h"
#include "indexer/read/contents.h"
#include "indexer/store/commit.h"
#include "indexer/store/forgotten.h"
#include "indexer/walk.h"

namespace morgue {

/// One input that has to become articles.
struct Work {
  std::size_t file = 0;  ///< index into Chunk::files
  RawDocument raw;
  Format format = Format::Text;
  /// For plain text: what recurs in the texts of its folder. Null if little is there.
  std::shared_ptr<const StandingLines> standing{};
};

/// What one worker does in one go, and one commit stores: up to ChunkOptions::articles inputs.
/// Where chunks end depends on the input alone, never on threads or time nor on what has been
/// committed meanwhile, so that two runs give the same archive. (But a copy of something from the
/// same load may be known already or not: then it becomes a document that is dead from the start.)
struct Chunk {
  std::uint64_t number = 0;  ///< 0, 1, 2 ... in input order
  std::vector<FileOutcome> files;
  std::vector<Work> work;
  std::vector<BatchKnown> known;
  std::vector<ReadError> refused;
  std::size_t inputs = 0;          ///< records and whole files, known or not
  std::uint64_t bytes = 0;         ///< read from disk for this chunk
  std::uint64_t taken = 0;         ///< bytes of its inputs, unpacked
  std::uint64_t files_ended = 0;   ///< files that end in it
  std::uint64_t unchanged = 0;     ///< files passed by because the ledger knows them
  std::uint64_t passed_bytes = 0;  ///< the size of these
};

/// The postings of a run are in memory until it is written. A merge copies posting lists chunk by
/// chunk, so that each run leaves its own behind: with runs of 400 the postings of 40,000 articles
/// take 99 MB, with 1600 78 MB, with 3200 72 MB.
inline constexpr std::size_t kChunkArticles = 1600;
inline constexpr std::size_t kChunkBytes = std::size_t{16} << 20U;
struct ChunkOptions {
  bool retry = false;  ///< read files again that were refused before
  bool again = false;  ///< read all files again, whatever the ledger knows of them
  /// Files that are passed by; borrowed, may be null.
  const Forgotten* forgotten = nullptr;
  std::size_t articles = kChunkArticles;
  std::size_t bytes = kChunkBytes;
};

/// Cuts the files of a walk into chunks. Files that the ledger knows unchanged (size and time, else
/// content) give no work; members of containers that the archive holds give BatchKnown. Containers
/// are read in pieces, so that memory stays bounded whatever their size. One thread.
class Chunker {
 public:
  /// `catalog` may be null: then everything is new. It is borrowed. `intake`: where files are
  /// opened.
  Chunker(Walk& walk, Catalog* catalog, ChunkOptions options,
          std::unique_ptr<Intake> intake = intake_here());
  ~Chunker();
  Chunker(const Chunker&) = delete;
  Chunker& operator=(const Chunker&) = delete;

  /// False when there is nothing more; `chunk` then is empty.
  [[nodiscard]] bool next(Chunk& chunk);

 private:
  struct Open;
  void begin_file(const SourceFile& file, Chunk& chunk);
  [[nodiscard]] bool unchanged(const SourceFile& file, const FileRecord& known) const;
  void take_whole(Chunk& chunk, std::optional<FileRecord>& known, ContentItem item);
  void take(Chunk& chunk, std::variant<ContentItem, ReadError> found);
  bool same_bytes_elsewhere(Chunk& chunk, const std::string& hash);
  void take_members(Chunk& chunk);
  void end_file(Chunk& chunk, std::size_t index);
  void count_bytes(Chunk& chunk);
  const std::shared_ptr<const StandingLines>& standing_lines();
  void refuse(Chunk& chunk, ReadError error);
  std::size_t file_index(Chunk& chunk);
  [[nodiscard]] bool full(const Chunk& chunk) const;

  Walk& walk_;
  Catalog* catalog_;
  ChunkOptions options_;
  std::unique_ptr<Intake> intake_;
  std::uint64_t next_number_ = 0;
  FileRecord file_;             // the file under way
  std::unique_ptr<Open> open_;  // set while it is not read to its end
  std::string folder_;          // of which standing_ tells
  std::shared_ptr<const StandingLines> standing_;
};

}  // namespace morgue
