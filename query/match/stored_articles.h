#pragma once

#include <xapian.h>

#include <unordered_set>

#include "common/stored_article.h"
#include "query/match/archive_reader.h"

namespace morgue {

/// Reads the stored articles of a snapshot, one after another, and remembers which are damaged.
/// Not for two threads.
class StoredArticles {
 public:
  explicit StoredArticles(const ArchiveReader& archive) : archive_(archive) {}

  /// Unpacks an article into decoder(); false if it is damaged. Throws what Xapian throws: call it
  /// under reading().
  [[nodiscard]] bool open(Xapian::docid document);
  /// For an article that could be opened but not read to its end.
  void note_damaged(Xapian::docid document) { damaged_.insert(document); }

  [[nodiscard]] const ArchiveReader& archive() const { return archive_; }
  /// Of the article that was opened last.
  [[nodiscard]] const ArticleDecoder& decoder() const { return decoder_; }
  [[nodiscard]] std::size_t damaged() const { return damaged_.size(); }

 private:
  const ArchiveReader& archive_;
  ArticleDecoder decoder_;
  std::unordered_set<Xapian::docid> damaged_;
};

}  // namespace morgue
