#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "common/catalog.h"
#include "common/shingles.h"
#include "common/stored_article.h"
#include "indexer/draft.h"
#include "indexer/store/traits.h"

namespace morgue {

/// What the ledger has to learn of one file from one batch.
struct FileOutcome {
  FileRecord file;     ///< state and error are those of this batch alone
  bool ended = false;  ///< the last of its records is in this batch
  /// What it held before is kept even if it is not among its records (standard input).
  bool appends = false;
};

/// An article of a batch. Its document stands in the batch's run under `document`.
struct BatchArticle {
  std::size_t file = 0;  ///< index into Batch::files
  StoredArticle stored;  ///< without its text: what SQLite keeps
  std::uint32_t document = 0;
  std::uint32_t words = 0;         ///< of its text
  Fingerprint fingerprint;         ///< of its text
  std::vector<Evidence> evidence;  ///< what it tells of its people
};

/// A record that the archive holds already.
struct BatchKnown {
  std::size_t file = 0;
  ArticleId id;
};

/// What one commit adds: a run (a fresh glass database with the documents of `articles`) and what
/// belongs to it in SQLite.
struct Batch {
  std::filesystem::path run;  ///< empty if there are no articles
  std::vector<FileOutcome> files;
  std::vector<BatchArticle> articles;  ///< in input order
  std::vector<BatchKnown> known;
  std::vector<ReadError> refused;  ///< for the report; the ledger has them in `files`
};

}  // namespace morgue
