#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

#include "indexer/ingest.h"

namespace morgue {

enum class ProgressForm { Bar, Plain, Json, None };

/// Draws a load on stderr: a line that is drawn again and again (Bar, for terminals), a line every
/// two seconds (Plain), JSON lines (Json), or nothing. Refused inputs are a line each in every
/// form.
class ProgressPrinter : public IngestWatcher {
 public:
  /// `columns`: width of the terminal, for Bar. `total_bytes` may still be growing while the tree
  /// is being counted; 0 means unknown. Borrowed.
  ProgressPrinter(std::FILE* out, ProgressForm form, std::size_t columns,
                  const std::atomic<std::uint64_t>& total_bytes);

  void progress(const IngestCounts& counts) override;
  void refused(const ReadError& error) override;
  void merging(const IngestCounts& counts) override;
  /// Clears the bar.
  void end();
  /// The same, and as JSON what the load has come to.
  void done(const IngestCounts& counts);

 private:
  using Clock = std::chrono::steady_clock;
  [[nodiscard]] std::string state(const IngestCounts& counts) const;
  void draw(const std::string& line);

  std::FILE* out_;
  ProgressForm form_;
  std::size_t columns_;
  const std::atomic<std::uint64_t>& total_bytes_;
  Clock::time_point begun_;
  Clock::time_point drawn_;
  bool line_open_ = false;
};

/// Draws how far something has come that counts what it does, in the same forms.
class StepPrinter {
 public:
  /// "checking": what is being done; "articles": to what.
  StepPrinter(std::FILE* out, ProgressForm form, std::size_t columns, std::string doing,
              std::string things);
  /// To be called for each of them.
  void step(std::uint64_t done, std::uint64_t of);
  /// Clears the bar.
  void end();
  [[nodiscard]] double seconds() const;

 private:
  using Clock = std::chrono::steady_clock;
  std::FILE* out_;
  ProgressForm form_;
  std::size_t columns_;
  std::string doing_, things_;
  Clock::time_point begun_, drawn_;
  bool line_open_ = false;
};

/// "1 file", "1,234 files".
[[nodiscard]] std::string counted(std::uint64_t number, std::string_view one,
                                  std::string_view many);

/// The report of a load in one sentence or two, and what can be done about what went wrong.
[[nodiscard]] std::string summary(const IngestCounts& counts, double seconds);

/// "page.html: not UTF-8 (hint)": one line, safe for a terminal.
[[nodiscard]] std::string describe_refusal(const ReadError& error);

}  // namespace morgue
