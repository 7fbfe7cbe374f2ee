#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

#include "common/stored_article.h"
#include "indexer/timings.h"

namespace morgue {

struct IndexDocument;

/// Writes one run: a fresh glass database with some hundred articles (glass_database.h), and their
/// forward index. One per thread, used for one run after another.
class RunWriter {
 public:
  /// `clock`: of the thread, or null; borrowed.
  explicit RunWriter(StageClock* clock = nullptr);
  ~RunWriter();
  RunWriter(const RunWriter&) = delete;
  RunWriter& operator=(const RunWriter&) = delete;

  /// Begins a run at `path`, which must not exist.
  void begin(const std::filesystem::path& path);
  struct Added {
    std::uint32_t document = 0;  ///< its number in the run
    std::uint32_t words = 0;     ///< of its text
  };
  [[nodiscard]] Added add(const StoredArticle& article);
  /// A document as it is in another run. Returns its number.
  std::uint32_t add(const IndexDocument& document);
  /// Everything is on disk, private and synced afterwards. Throws Error{Archive}.
  void finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace morgue
