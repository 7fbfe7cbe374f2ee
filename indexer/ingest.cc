#include "indexer/ingest.h"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <map>
#include <mutex>
#include <optional>
#include <queue>
#include <set>
#include <thread>

#include "common/text.h"
#include "indexer/article_maker.h"
#include "indexer/chunks.h"
#include "indexer/store/archive_writer.h"
#include "indexer/store/run.h"

namespace morgue {
namespace {

constexpr std::chrono::milliseconds kTick{100};

/// What a worker makes of a chunk, or what stopped it.
struct Made {
  Batch batch;
  std::uint64_t bytes = 0, passed_bytes = 0, files_ended = 0, unchanged = 0;
  std::exception_ptr failed;
};

/// The line between the threads: the reader puts chunks in, workers turn them into batches, the
/// committer takes these out in input order. At most `room` chunks are anywhere on the line, so
/// memory is bounded whatever the input.
class Line {
 public:
  explicit Line(std::size_t room) : room_(room) {}

  /// Blocks while the line is full. False: closed, give up.
  bool put(Chunk chunk) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return closed_ || under_way_ < room_; });
    if (closed_) return false;
    ++under_way_;
    chunks_.push(std::move(chunk));
    changed_.notify_all();
    return true;
  }
  /// No more chunks will be put; `failed` if the reader came to grief.
  void end(std::exception_ptr failed) {
    const std::lock_guard lock(mutex_);
    ended_ = true;
    reader_failed_ = std::move(failed);
    changed_.notify_all();
  }
  /// The next chunk to work on; nothing when there is none any more.
  std::optional<Chunk> take() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return closed_ || ended_ || !chunks_.empty(); });
    if (closed_ || chunks_.empty()) return {};
    Chunk chunk = std::move(chunks_.front());
    chunks_.pop();
    return chunk;
  }
  void done(std::uint64_t number, Made made) {
    const std::lock_guard lock(mutex_);
    made_.emplace(number, std::move(made));
    changed_.notify_all();
  }
  enum class State : std::uint8_t { Ready, Waiting, Finished };
  /// The batch that follows the last one, if it is ready within a tick.
  State next(Made& made) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, kTick, [&] {
      return (!made_.empty() && made_.begin()->first == next_) || (ended_ && under_way_ == 0);
    });
    const auto first = made_.find(next_);
    if (first != made_.end()) {
      made = std::move(first->second);
      made_.erase(first);
      ++next_;
      --under_way_;
      changed_.notify_all();
      return State::Ready;
    }
    if (!ended_ || under_way_ > 0) return State::Waiting;
    if (reader_failed_) std::rethrow_exception(reader_failed_);
    return State::Finished;
  }
  /// Everybody goes home: used when the committer can't go on.
  void close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::queue<Chunk> chunks_;
  std::map<std::uint64_t, Made> made_;
  std::exception_ptr reader_failed_;
  std::size_t room_;
  std::size_t under_way_ = 0;
  std::uint64_t next_ = 0;
  bool ended_ = false;
  bool closed_ = false;
};

std::string describe(const ReadError& error) {
  return error.member.empty() ? error.why : error.member + ": " + error.why;
}

/// What SQLite keeps of an article: without the text, which stays in the run.
StoredArticle without_text(StoredArticle stored) {
  stored.content.article.text.clear();
  stored.content.article.text.shrink_to_fit();
  return stored;
}

std::unique_ptr<Intake> intake_of(const IngestOptions& options) {
  return options.sandbox != nullptr ? options.sandbox->intake() : intake_here();
}

/// What was decided not to be taken in.
struct Unwanted {
  std::vector<std::string> persons;  ///< word_key() of names that are nobody's, ascending
  std::set<ArticleId> articles;      ///< forgotten ones
};

class Worker {
 public:
  Worker(const ArchivePaths& archive, const IngestOptions& options, const Unwanted& unwanted,
         StageClock& clock)
      : archive_(archive),
        now_(options.now),
        unwanted_(unwanted),
        clock_(clock),
        maker_(options.annotate, intake_of(options), &clock),
        run_(&clock) {}

  Made work(Chunk chunk) {
    Made made{{}, chunk.bytes, chunk.passed_bytes, chunk.files_ended, chunk.unchanged, {}};
    Batch& batch = made.batch;
    batch.files = std::move(chunk.files);
    batch.known = std::move(chunk.known);
    batch.refused = std::move(chunk.refused);
    for (const Work& work : chunk.work) {
      for (auto& article : maker_.make(work.raw, work.format, work.standing.get())) {
        if (article)
          add(chunk.number, work.file, *std::move(article), batch);
        else
          refuse(work.file, std::move(article.error()), batch);
      }
    }
    if (!batch.run.empty()) run_.finish();
    return made;
  }

 private:
  void add(std::uint64_t number, std::size_t file, MadeArticle made, Batch& batch) {
    if (unwanted_.articles.contains(made.id)) {
      batch.known.push_back({file, made.id});
      return;
    }
    if (batch.run.empty()) {
      batch.run = Segments::run_path(archive_, number);
      run_.begin(batch.run);
    }
    unperson(made.content.entities);
    StoredArticle stored{made.id, now_, std::move(made.content)};
    const auto [document, words] = run_.add(stored);
    clock_.enter(Stage::Relate);
    Fingerprint print = fingerprint(stored.content.article.text);
    std::vector<Evidence> evidence = evidence_of(stored.content);
    batch.articles.push_back({file, without_text(std::move(stored)), document, words,
                              std::move(print), std::move(evidence)});
  }
  /// Before anything is made of the article, so that index and SQLite agree.
  void unperson(std::vector<Entity>& entities) const {
    const std::vector<std::string>& no_persons = unwanted_.persons;
    if (no_persons.empty()) return;
    for (Entity& entity : entities) {
      if (entity.kind != EntityKind::Person ||
          !std::binary_search(no_persons.begin(), no_persons.end(), word_key(entity.name)))
        continue;
      entity.kind = EntityKind::Misc;
      entity.role.clear();
    }
  }
  static void refuse(std::size_t file, ReadError error, Batch& batch) {
    std::string& first = batch.files[file].file.error;
    if (first.empty()) first = describe(error);
    batch.refused.push_back(std::move(error));
  }

  const ArchivePaths& archive_;
  Instant now_;
  const Unwanted& unwanted_;
  StageClock& clock_;
  ArticleMaker maker_;
  RunWriter run_;
};

void read_chunks(Chunker& chunker, Line& line, Timings* timings, const std::atomic<bool>& stop) {
  StageClock clock(timings, Stage::Read);
  try {
    Chunk chunk;
    while (!stop.load() && chunker.next(chunk)) {
      clock.enter(Stage::ReaderWaits);
      if (!line.put(std::move(chunk))) break;
      clock.enter(Stage::Read);
    }
    line.end({});
  } catch (...) {
    line.end(std::current_exception());
  }
}

void work_chunks(const ArchivePaths& archive, const IngestOptions& options,
                 const Unwanted& unwanted, Line& line) {
  StageClock clock(options.timings, Stage::Open);
  std::exception_ptr broken;
  std::optional<Worker> worker;
  try {
    worker.emplace(archive, options, unwanted, clock);
  } catch (...) {
    broken = std::current_exception();
  }
  clock.enter(Stage::WorkersWait);
  while (auto chunk = line.take()) {
    const std::uint64_t number = chunk->number;
    Made made;
    made.failed = broken;
    try {
      if (!broken) made = worker->work(*std::move(chunk));
    } catch (...) {
      made.failed = std::current_exception();
    }
    clock.enter(Stage::WorkersWait);
    line.done(number, std::move(made));
  }
}

/// Joins its threads whatever happens.
class Crew {
 public:
  explicit Crew(Line& line) : line_(line) {}
  ~Crew() {
    line_.close();
    for (std::thread& thread : threads_) thread.join();
  }
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;
  template <typename F>
  void hire(F&& f) {
    threads_.emplace_back(std::forward<F>(f));
  }

 private:
  Line& line_;
  std::vector<std::thread> threads_;
};

void commit(ArchiveWriter& writer, Made& made, IngestCounts& counts, IngestWatcher& watcher) {
  if (made.failed) std::rethrow_exception(made.failed);
  const auto done = writer.commit(made.batch);
  counts.bytes += made.bytes;
  counts.passed_bytes += made.passed_bytes;
  counts.files += made.files_ended;
  counts.unchanged += made.unchanged;
  counts.added += done.added;
  counts.known += done.known;
  counts.refused += made.batch.refused.size();
  if (!made.batch.files.empty()) counts.last_file = made.batch.files.back().file.path;
  for (const ReadError& error : made.batch.refused) watcher.refused(error);
  watcher.progress(counts);
}

/// Files below the paths that the ledger knows and the disk does not.
std::vector<FileRecord> vanished(Catalog& catalog, const std::vector<std::string>& paths) {
  std::vector<FileRecord> gone;
  for (const std::string& path : paths) {
    if (path == "-") continue;
    for (FileRecord& file : catalog.files_below(ledger_path(path))) {
      std::error_code error;
      const auto status = std::filesystem::status(file.path, error);
      if (status.type() == std::filesystem::file_type::not_found ||
          status.type() == std::filesystem::file_type::directory)
        gone.push_back(std::move(file));
    }
  }
  return gone;
}

}  // namespace

IngestCounts ingest(const ArchivePaths& archive, const IngestOptions& options,
                    IngestWatcher& watcher, const std::atomic<bool>& stop) {
  StageClock clock(options.timings, Stage::Open);
  ArchiveWriter writer(archive, options.lock_wait, &clock);
  IngestCounts counts;
  counts.mended = writer.mended();
  watcher.progress(counts);

  // The reader asks the ledger on a connection of its own; it sees what is committed.
  Catalog ledger = Catalog::open_for_reading(archive.metadata());
  std::vector<std::string> roots;
  for (const std::string& path : options.paths) roots.push_back(ledger_path(path));
  Walk walk(std::move(roots), {archive.root()});
  const Unwanted unwanted = {
      writer.catalog().people().no_persons(),
      options.chunks.again ? std::set<ArticleId>() : writer.forgotten().articles};
  const Forgotten forgotten = writer.forgotten();
  ChunkOptions chunks = options.chunks;
  if (!chunks.again) chunks.forgotten = &forgotten;
  if (chunks.again) writer.let_back_in();
  Chunker chunker(walk, &ledger, chunks, intake_of(options));
  const unsigned jobs = std::max(1U, options.jobs);
  Line line(2 * std::size_t{jobs} + 1);
  {
    Crew crew(line);
    crew.hire([&] { read_chunks(chunker, line, options.timings, stop); });
    for (unsigned i = 0; i < jobs; ++i)
      crew.hire([&] { work_chunks(archive, options, unwanted, line); });
    Made made;
    clock.enter(Stage::CommitterWaits);
    for (auto state = line.next(made); state != Line::State::Finished; state = line.next(made)) {
      if (state == Line::State::Ready)
        commit(writer, made, counts, watcher);
      else
        watcher.progress(counts);
      clock.enter(Stage::CommitterWaits);
    }
  }
  counts.passed_over = walk.passed_over();
  counts.interrupted = stop.load();
  if (counts.interrupted) return counts;
  if (options.prune) {
    const auto gone = vanished(writer.catalog(), options.paths);
    writer.forget_files(gone);
    counts.vanished = gone.size();
  }
  watcher.merging(counts);
  counts.forgotten = writer.finish();
  return counts;
}

}  // namespace morgue
