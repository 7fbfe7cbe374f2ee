#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace morgue {

/// What a thread of a load can be busy with, in the order in which an article passes it.
enum class Stage : std::uint8_t {
  Open,         ///< opening the archive and mending what an interrupted load left
  Read,         ///< finding files, reading, unpacking and cutting them, asking the ledger
  Parse,        ///< bytes to clean articles: done elsewhere, unless without the sandbox; waited for
  Extract,      ///< taking the outlet's furniture from texts, naming articles
  Annotate,     ///< people, days, quotations, languages
  Analyse,      ///< articles to documents: words, stems, packed texts
  Index,        ///< Xapian: adding documents to runs, writing these
  Relate,       ///< copies, versions, who is who
  Sqlite,       ///< everything else that SQLite is told and asked
  Publish,      ///< making a run a segment: its files beside it, the manifest
  Merge,        ///< of segments
  ReaderWaits,  ///< for room
  WorkersWait,  ///< for something to do
  CommitterWaits  ///< for batches
};
inline constexpr std::size_t kStages = 14;

/// "annotate", "workers wait": what tables and JSON call it.
[[nodiscard]] std::string_view to_string(Stage stage);

/// What the stages of a load took, of all threads together. Any thread may add.
class Timings {
 public:
  struct Spent {
    std::chrono::nanoseconds wall{}, cpu{};
    std::uint64_t times = 0;  ///< how often it was entered
  };
  void add(Stage stage, const Spent& spent);
  [[nodiscard]] Spent of(Stage stage) const;

 private:
  struct Sum {
    std::atomic<std::int64_t> wall{0}, cpu{0};
    std::atomic<std::uint64_t> times{0};
  };
  std::array<Sum, kStages> sums_;
};

/// Divides the time of one thread among stages: whatever passes until the next enter() is the
/// stage's. So no time is lost, and those of all threads add up. Without `timings` it does nothing
/// and asks no clock.
class StageClock {
 public:
  StageClock(Timings* timings, Stage first);
  ~StageClock();
  StageClock(const StageClock&) = delete;
  StageClock& operator=(const StageClock&) = delete;

  void enter(Stage stage) {
    if (timings_ != nullptr) change_to(stage);
  }

 private:
  struct Now {
    std::chrono::nanoseconds wall, cpu;
  };
  [[nodiscard]] static Now now();
  void change_to(Stage stage);
  void charge(const Now& until);

  Timings* timings_;
  Stage stage_;
  Now since_{};
};

/// For those that may have no clock.
inline void enter(StageClock* clock, Stage stage) {
  if (clock != nullptr) clock->enter(stage);
}

/// A load as a whole, beside its stages.
struct WholeLoad {
  std::chrono::nanoseconds wall{}, cpu{};  ///< of the process, since it began
  std::uint64_t articles = 0;
};
/// A table: a line for each stage, seconds of all its threads; shares are of the CPU time.
[[nodiscard]] std::string timings_table(const Timings& timings, const WholeLoad& load);
/// The same as one line of JSON: {"event":"timings", ...}.
[[nodiscard]] std::string timings_json(const Timings& timings, const WholeLoad& load);

}  // namespace morgue
