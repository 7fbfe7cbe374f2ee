#include "indexer/ingest.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <condition_variable>
#include <exception>
#include <map>
#include <mutex>
#include <optional>
#include <queue>
#include <set>
#include <thread>

#include "common/error.h"
#include "common/files.h"
#include "common/text.h"
#include "indexer/article_maker.h"
#include "indexer/chunks.h"
#include "indexer/store/archive_writer.h"
#include "indexer/store/lock.h"
#include "indexer/store/run.h"

namespace morgue {
namespace {

constexpr std::chrono::milliseconds kTick{100};

/// The name of the one archive of a load that is not spread.
constexpr const char* kWhole = "";
/// So many archives are still quickly opened together.
constexpr std::size_t kMostShards = 200;

/// What a worker makes of a chunk, or what stopped it.
struct Made {
  std::map<std::string, Batch> batches;  ///< by shard; of files only the articles
  std::vector<FileOutcome> files;
  std::vector<BatchKnown> known;
  std::vector<ReadError> refused;
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

/// A name that can be a directory: "the-calder-herald".
std::string directory_name(std::string_view text) {
  std::string out = word_key(text);
  for (char& c : out)
    if (static_cast<unsigned char>(c) < 0x80 && std::isalnum(static_cast<unsigned char>(c)) == 0)
      c = '-';
  constexpr std::size_t kLongest = 100;
  return out.empty() ? "unknown" : out.substr(0, kLongest);
}

/// The shard that an article belongs to.
std::string shard_of(const StoredArticle& stored, const std::optional<ShardBy>& by) {
  if (!by) return kWhole;
  const Article& article = stored.content.article;
  if (by->what == ShardBy::What::Source) return directory_name(article.source);
  if (by->what == ShardBy::What::Hash) return fmt::format("{:03}", stored.id.value % by->count);
  if (!article.published || article.published->precision == Precision::Year) return "undated";
  return to_iso8601(article.published->local_day()).substr(0, 7);
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
        shard_by_(options.shard_by),
        unwanted_(unwanted),
        clock_(clock),
        maker_(options.annotate, intake_of(options), &clock) {}

  Made work(Chunk chunk) {
    Made made{{},          std::move(chunk.files), std::move(chunk.known), std::move(chunk.refused),
              chunk.bytes, chunk.passed_bytes,     chunk.files_ended,      chunk.unchanged,
              {}};
    for (const Work& work : chunk.work) {
      for (auto& article : maker_.make(work.raw, work.format, work.standing.get())) {
        if (article)
          add(chunk.number, work.file, *std::move(article), made);
        else
          refuse(work.file, std::move(article.error()), made);
      }
    }
    for (const auto& [shard, batch] : made.batches) runs_.at(shard).finish();
    return made;
  }

 private:
  void add(std::uint64_t number, std::size_t file, MadeArticle article, Made& made) {
    if (unwanted_.articles.contains(article.id)) {
      made.known.push_back({file, article.id});
      return;
    }
    unperson(article.content.entities);
    StoredArticle stored{article.id, now_, std::move(article.content)};
    const std::string shard = shard_of(stored, shard_by_);
    Batch& batch = made.batches[shard];
    RunWriter& run = runs_.try_emplace(shard, &clock_).first->second;
    if (batch.run.empty()) {
      batch.run = Segments::run_path(archive_, number);
      if (!shard.empty()) batch.run += "-" + shard;
      run.begin(batch.run);
    }
    const auto [document, words] = run.add(stored);
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
  static void refuse(std::size_t file, ReadError error, Made& made) {
    std::string& first = made.files[file].file.error;
    if (first.empty()) first = describe(error);
    made.refused.push_back(std::move(error));
  }

  const ArchivePaths& archive_;
  Instant now_;
  std::optional<ShardBy> shard_by_;
  const Unwanted& unwanted_;
  StageClock& clock_;
  ArticleMaker maker_;
  std::map<std::string, RunWriter> runs_;  // by shard
};

/// The archives that a load writes to: the one that was named, or its shards.
class Writers {
 public:
  Writers(const ArchivePaths& root, const IngestOptions& options, StageClock* clock)
      : root_(root), options_(options), clock_(clock) {
    if (!options.shard_by) {
      open(kWhole, root);
      return;
    }
    std::error_code error;
    if (std::filesystem::exists(root.manifest(), error))
      throw Error(Exit::Usage, root.root().string() + " is an archive by itself",
                  "spread the articles over a new directory: -A DIR");
    make_private_directory(root.root());
    lock_.emplace(root, options.lock_wait);
    std::filesystem::remove_all(root.scratch(), error);
    make_private_directory(root.scratch());
    make_private_directory(root.root() / "shards");
    for (const ArchivePaths& known : archives_at(root))
      if (known.root() != root.root()) open(known.root().filename().string(), known);
    torn_ = std::filesystem::exists(mark(), error);
    replace_file(mark(), "");
  }

  /// Does a load that was torn off leave shards that disagree on what was read?
  [[nodiscard]] bool torn() const { return torn_; }
  [[nodiscard]] std::map<std::string, ArchiveWriter>& all() { return writers_; }
  ArchiveWriter& of(const std::string& shard) {
    const auto known = writers_.find(shard);
    if (known != writers_.end()) return known->second;
    if (writers_.size() >= kMostShards)
      throw Error(Exit::Usage, "the articles would have to be spread over too many archives",
                  "spread them by something else, like --shard-by hash:10");
    return open(shard, ArchivePaths(root_.root() / "shards" / shard));
  }
  /// What all shards have of it stands there.
  void end() {
    std::error_code error;
    if (lock_) std::filesystem::remove(mark(), error);
  }

  /// The ledger that the reader of files asks; of shards it is as it was before the load.
  [[nodiscard]] Catalog ledger() const {
    std::vector<std::filesystem::path> metadata;
    for (const auto& [name, writer] : writers_) metadata.push_back(writer.paths().metadata());
    return metadata.empty() ? Catalog::in_memory() : Catalog::open_for_reading(metadata);
  }

 private:
  ArchiveWriter& open(const std::string& shard, const ArchivePaths& paths) {
    return writers_.try_emplace(shard, paths, options_.lock_wait, clock_).first->second;
  }
  [[nodiscard]] std::filesystem::path mark() const { return root_.root() / "shards/.loading"; }

  const ArchivePaths& root_;
  const IngestOptions& options_;
  StageClock* clock_;
  std::optional<WriterLock> lock_;
  std::map<std::string, ArchiveWriter> writers_;
  bool torn_ = false;
};

/// The part of a chunk's files that concerns a shard: those that gave it articles, and those that
/// it knows.
void add_files(Made& made, Batch& batch, Catalog& catalog, std::vector<bool>& told) {
  std::map<std::size_t, std::size_t> numbers;  // in the chunk, and in the batch
  const auto number_of = [&](std::size_t file) {
    const auto [at, fresh] = numbers.try_emplace(file, batch.files.size());
    if (fresh) batch.files.push_back(made.files[file]);
    told[file] = true;
    return at->second;
  };
  for (BatchArticle& article : batch.articles) article.file = number_of(article.file);
  for (BatchKnown& known : batch.known) known.file = number_of(known.file);
  for (std::size_t i = 0; i < made.files.size(); ++i)
    if (!numbers.contains(i) && catalog.file(made.files[i].file.path)) number_of(i);
}

/// Puts what stands for the chunk as a whole where it belongs.
void route(Made& made, Writers& writers) {
  if (writers.all().contains(kWhole)) {
    Batch& batch = made.batches[kWhole];
    batch.files = std::move(made.files);
    batch.known = std::move(made.known);
    return;
  }
  for (auto& [shard, batch] : made.batches) static_cast<void>(writers.of(shard));
  for (const BatchKnown& known : made.known)
    for (auto& [shard, writer] : writers.all())
      if (writer.catalog().has_article(known.id)) {
        made.batches[shard].known.push_back(known);
        break;
      }
  std::vector<bool> told(made.files.size());
  for (auto& [shard, writer] : writers.all())
    add_files(made, made.batches[shard], writer.catalog(), told);
  if (made.batches.empty()) return;
  for (std::size_t i = 0; i < told.size(); ++i)
    if (!told[i]) made.batches.begin()->second.files.push_back(made.files[i]);
}

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

void commit(Writers& writers, Made& made, IngestCounts& counts, IngestWatcher& watcher) {
  if (made.failed) std::rethrow_exception(made.failed);
  if (!made.files.empty()) counts.last_file = made.files.back().file.path;
  route(made, writers);
  for (auto& [shard, batch] : made.batches) {
    if (!shard.empty() && batch.files.empty()) continue;
    const auto done = writers.of(shard).commit(batch);
    counts.added += done.added;
    counts.known += done.known;
  }
  counts.bytes += made.bytes;
  counts.passed_bytes += made.passed_bytes;
  counts.files += made.files_ended;
  counts.unchanged += made.unchanged;
  counts.refused += made.refused.size();
  for (const ReadError& error : made.refused) watcher.refused(error);
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

std::optional<ShardBy> parse_shard_by(std::string_view text) {
  if (text == "source") return ShardBy{ShardBy::What::Source, 0};
  if (text == "month") return ShardBy{ShardBy::What::Month, 0};
  constexpr std::string_view kHash = "hash:";
  ShardBy out;
  if (!text.starts_with(kHash)) return {};
  text.remove_prefix(kHash.size());
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out.count);
  if (error != std::errc() || end != text.data() + text.size()) return {};
  if (out.count < 1 || out.count > kMostShards) return {};
  return out;
}

IngestCounts ingest(const ArchivePaths& archive, const IngestOptions& options,
                    IngestWatcher& watcher, const std::atomic<bool>& stop) {
  StageClock clock(options.timings, Stage::Open);
  Writers writers(archive, options, &clock);
  IngestCounts counts;
  Unwanted unwanted;
  Forgotten forgotten;
  for (auto& [shard, writer] : writers.all()) {
    counts.mended += writer.mended();
    const auto nobody = writer.catalog().people().no_persons();
    unwanted.persons.insert(unwanted.persons.end(), nobody.begin(), nobody.end());
    forgotten.articles.insert(writer.forgotten().articles.begin(),
                              writer.forgotten().articles.end());
    forgotten.files.insert(writer.forgotten().files.begin(), writer.forgotten().files.end());
    if (options.chunks.again) writer.let_back_in();
  }
  std::sort(unwanted.persons.begin(), unwanted.persons.end());
  if (!options.chunks.again) unwanted.articles = forgotten.articles;
  watcher.progress(counts);

  // The reader asks the ledger on a connection of its own; it sees what is committed.
  Catalog ledger = writers.ledger();
  std::vector<std::string> roots;
  for (const std::string& path : options.paths) roots.push_back(ledger_path(path));
  Walk walk(std::move(roots), {archive.root()});
  ChunkOptions chunks = options.chunks;
  if (!chunks.again) chunks.forgotten = &forgotten;
  if (writers.torn()) chunks.again = true;
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
        commit(writers, made, counts, watcher);
      else
        watcher.progress(counts);
      clock.enter(Stage::CommitterWaits);
    }
  }
  counts.passed_over = walk.passed_over();
  writers.end();
  counts.interrupted = stop.load();
  if (counts.interrupted) return counts;
  if (options.prune)
    for (auto& [shard, writer] : writers.all()) {
      const auto gone = vanished(writer.catalog(), options.paths);
      writer.forget_files(gone);
      counts.vanished += gone.size();
    }
  watcher.merging(counts);
  for (auto& [shard, writer] : writers.all()) counts.forgotten += writer.finish();
  return counts;
}

}  // namespace morgue
