#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

#include "common/stored_article.h"

namespace morgue {

/// Writes one run: a fresh glass database with some hundred articles, small enough for Xapian's
/// in-memory inverter to stay in the cache. One per thread, used for one run after another.
class RunWriter {
 public:
  RunWriter();
  ~RunWriter();
  RunWriter(const RunWriter&) = delete;
  RunWriter& operator=(const RunWriter&) = delete;

  /// Begins a run at `path`, which must not exist.
  void begin(const std::filesystem::path& path);
  /// Returns the article's document number in the run.
  [[nodiscard]] std::uint32_t add(const StoredArticle& article);
  /// Everything is on disk, private and synced afterwards. Throws Error{Archive}.
  void finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace morgue
