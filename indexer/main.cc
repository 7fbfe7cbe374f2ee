#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <iterator>
#include <thread>

#include "common/error.h"
#include "common/files.h"
#include "common/terminal.h"
#include "common/utf8.h"
#include "indexer/annotate/language.h"
#include "indexer/article_maker.h"
#include "indexer/chunks.h"
#include "indexer/ingest.h"
#include "indexer/inspect.h"
#include "indexer/keeping.h"
#include "indexer/options.h"
#include "indexer/person_acts.h"
#include "indexer/progress.h"
#include "indexer/read/formats.h"
#include "indexer/store/archive_writer.h"

namespace {

using namespace morgue;

/// Set by Ctrl-C. A signal handler can reach nothing but such a variable.
std::atomic<bool> g_stop{false};  // NOLINT: see above
static_assert(std::atomic<bool>::is_always_lock_free);

void on_interrupt(int) {
  if (g_stop.exchange(true)) ::_exit(static_cast<int>(Exit::Interrupted));
}

void watch_for_interrupts() {
  struct sigaction action {};
  action.sa_handler = on_interrupt;
  action.sa_flags = SA_RESTART;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr ? value : "";
}

ArchivePaths archive_of(const IndexerOptions& options) {
  return choose_archive({options.archive, environment("MORGUE_ARCHIVE"),
                         environment("XDG_DATA_HOME"), environment("HOME")});
}

Instant now_of(const IndexerOptions& options) {
  if (options.now) return options.now->instant;
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

ProgressForm form_of(const IndexerOptions& options) {
  if (options.quiet) return ProgressForm::None;
  switch (options.progress) {
    case ProgressStyle::Bar:
      return ProgressForm::Bar;
    case ProgressStyle::Plain:
      return ProgressForm::Plain;
    case ProgressStyle::Json:
      return ProgressForm::Json;
    case ProgressStyle::None:
      return ProgressForm::None;
    case ProgressStyle::Auto:
      break;
  }
  return is_terminal(Stream::Err) ? ProgressForm::Bar : ProgressForm::None;
}

/// Adds up the sizes of all files, for the estimate of the time left.
void count_bytes(const std::vector<std::string>& paths, const ArchivePaths& archive,
                 std::atomic<std::uint64_t>& total, const std::atomic<bool>& stop) {
  Walk walk(paths, {archive.root()});
  std::uint64_t sum = 0;
  while (auto file = walk.next()) {
    if (stop.load()) return;
    if (*file) sum += static_cast<std::uint64_t>((*file)->size);
  }
  total = sum;
}

Exit run_add(const IndexerOptions& options) {
  const ArchivePaths archive = archive_of(options);
  IngestOptions ingest_options;
  ingest_options.paths = options.paths;
  ingest_options.jobs = options.jobs > 0 ? options.jobs : std::thread::hardware_concurrency();
  ingest_options.prune = options.prune;
  ingest_options.annotate = options.annotate;
  ingest_options.chunks.retry = options.retry;
  ingest_options.chunks.again = options.again;
  if (options.commit_every > 0) ingest_options.chunks.articles = options.commit_every;
  ingest_options.now = now_of(options);
  ingest_options.lock_wait = options.lock_wait;

  watch_for_interrupts();
  const auto begun = std::chrono::steady_clock::now();
  const ProgressForm form = form_of(options);
  std::atomic<std::uint64_t> total{0};
  std::atomic<bool> counting_done{false};
  std::thread counter;
  if (form == ProgressForm::Bar)
    counter = std::thread([&] { count_bytes(options.paths, archive, total, counting_done); });
  struct Join {
    std::thread& thread;
    std::atomic<bool>& done;
    ~Join() {
      done = true;
      if (thread.joinable()) thread.join();
    }
  } join{counter, counting_done};

  ProgressPrinter progress(stderr, form, terminal_columns(Stream::Err), total);
  IngestCounts counts;
  try {
    counts = ingest(archive, ingest_options, progress, g_stop);
  } catch (...) {
    progress.end();
    throw;
  }
  progress.done(counts);
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
  if (!options.quiet && form != ProgressForm::Json)
    fmt::print(stderr, "{}", summary(counts, seconds));
  if (counts.interrupted) return Exit::Interrupted;
  return counts.refused > 0 ? Exit::SomeFailed : Exit::Ok;
}

Exit run_inspect(const IndexerOptions& options) {
  Walk walk(options.paths, {});
  Chunker chunker(walk, nullptr, {});
  ArticleMaker maker(options.annotations);
  bool failed = false;
  const auto refuse = [&](const ReadError& error) {
    failed = true;
    std::fflush(stdout);
    fmt::print(stderr, "morgue-index: {}\n", describe_refusal(error));
  };
  for (Chunk chunk; chunker.next(chunk);) {
    for (const ReadError& error : chunk.refused) refuse(error);
    for (const Work& work : chunk.work) {
      for (auto& made : maker.make(work.raw, work.format, work.standing.get())) {
        if (!made) {
          refuse(made.error());
          continue;
        }
        Article& article = made->content.article;
        if (article.language.empty()) article.language = annotate::detect_language(article.text);
        fmt::print("{}\n", inspect_line(made->content, options.annotations));
      }
    }
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) return Exit::SomeFailed;
  }
  return failed ? Exit::SomeFailed : Exit::Ok;
}

Exit run_status(const IndexerOptions& options) {
  const ArchivePaths archive = archive_of(options);
  const Manifest manifest = read_manifest(archive);
  Catalog catalog = Catalog::open_for_reading(archive.metadata());
  const auto totals = catalog.totals();
  fmt::print("archive    {}\n", utf8::one_line(utf8::repaired(archive.root().string())));
  fmt::print("articles   {} from {}\n", totals.articles,
             counted(static_cast<std::uint64_t>(totals.sources), "source", "sources"));
  if (totals.first_published && totals.last_published) {
    const auto day = [](std::int64_t seconds) {
      return to_iso8601(
          std::chrono::floor<std::chrono::days>(Instant{std::chrono::seconds{seconds}}));
    };
    fmt::print("published  {}..{}\n", day(*totals.first_published), day(*totals.last_published));
  }
  if (totals.families > 0)
    fmt::print("copies     {} articles in {}\n", totals.in_families,
               counted(static_cast<std::uint64_t>(totals.families), "family", "families"));
  if (totals.superseded > 0)
    fmt::print("versions   {} superseded by newer ones\n",
               counted(static_cast<std::uint64_t>(totals.superseded), "article", "articles"));
  fmt::print("files      {} read, {} refused, {} refused in part\n", totals.files,
             totals.failed_files, totals.partial_files);
  fmt::print("index      {}, batch {}\n", counted(manifest.segments.size(), "segment", "segments"),
             manifest.batch);
  for (const FileRecord& file : catalog.troubled_files())
    fmt::print("{}  {}\n", file.state == FileRecord::State::Failed ? "refused  " : "in part  ",
               describe_refusal({file.path, {}, file.error, {}}));
  return Exit::Ok;
}

std::string input_bytes(const std::string& file) {
  if (file != "-") return file_bytes(file);
  return {std::istreambuf_iterator<char>(std::cin), {}};
}

/// Decides again what another archive's people were decided to be: acts that hold there and are not
/// in the ledger here.
Exit restore_people(const IndexerOptions& options, ArchiveWriter& writer) {
  if (options.words.size() != 1)
    throw Error(Exit::Usage, "person restore wants a file: a dump or a ledger.txt, or -");
  const LedgerText other = ledger_in(utf8::repaired(input_bytes(options.words[0])));
  if (other.acts.empty() && other.unread.empty())
    throw Error(Exit::Usage, "there are no decisions about people in " +
                                 utf8::one_line(utf8::repaired(options.words[0])));
  const std::vector<Act> wanted = missing_acts(writer.ledger(), other);
  std::size_t done = 0;
  for (const Act& act : wanted) {
    if (writer.decide(act))
      ++done;
    else
      fmt::print(stderr, "morgue-index: not done, for nothing here answers to it: {}\n",
                 utf8::one_line(utf8::repaired(to_sentence(act))));
  }
  if (!options.quiet) fmt::print(stderr, "{} decisions restored\n", done);
  return done == wanted.size() && other.unread.empty() ? Exit::Ok : Exit::SomeFailed;
}

Exit run_person(const IndexerOptions& options) {
  const ArchivePaths archive = archive_of(options);
  static_cast<void>(read_manifest(archive));  // deciding never makes an archive
  ArchiveWriter writer(archive, options.lock_wait);
  if (options.act == "log") {
    const LedgerText ledger = writer.ledger();
    for (const Act& act : ledger.acts)
      fmt::print("{}\n", utf8::one_line(utf8::repaired(to_sentence(act))));
    for (const std::size_t line : ledger.unread)
      fmt::print(stderr, "morgue-index: line {} of {} can't be read and does nothing\n", line,
                 utf8::one_line(utf8::repaired(archive.ledger().string())));
    return Exit::Ok;
  }
  if (options.act == "restore") return restore_people(options, writer);
  auto act = act_of(writer, options.act, options.words);
  if (!act) {
    fmt::print(stderr, "morgue-index: {}\n", utf8::repaired(act.error()));
    return Exit::Usage;
  }
  act->time = to_iso8601(now_of(options));
  const std::string sentence = utf8::one_line(utf8::repaired(to_sentence(*act)));
  if (wants_consent(*act) && !agrees(options, sentence + "?")) {
    fmt::print(stderr, "morgue-index: not done: {}\n  to do it: add --yes\n", sentence);
    return Exit::Usage;
  }
  if (!writer.decide(*act)) {
    fmt::print(stderr, "morgue-index: not done, for nothing here answers to it: {}\n", sentence);
    return Exit::Usage;
  }
  if (!options.quiet)
    fmt::print(stderr, "{}\n  to take it back: morgue-index person undo\n", sentence);
  return Exit::Ok;
}

Exit run_compact(const IndexerOptions& options) {
  const ArchivePaths archive = archive_of(options);
  static_cast<void>(read_manifest(archive));  // compacting never makes an archive
  ArchiveWriter writer(archive, options.lock_wait);
  writer.finish();
  writer.compact();
  return Exit::Ok;
}

Exit run(const IndexerOptions& options) {
  switch (options.verb) {
    case IndexerOptions::Verb::Add:
      return run_add(options);
    case IndexerOptions::Verb::Inspect:
      return run_inspect(options);
    case IndexerOptions::Verb::Status:
      return run_status(options);
    case IndexerOptions::Verb::Compact:
      return run_compact(options);
    case IndexerOptions::Verb::Person:
      return run_person(options);
    case IndexerOptions::Verb::Check:
      watch_for_interrupts();
      return run_check(options, archive_of(options), form_of(options), g_stop);
    case IndexerOptions::Verb::Backup:
      watch_for_interrupts();
      return run_backup(options, archive_of(options), form_of(options), g_stop);
    case IndexerOptions::Verb::Repair:
      watch_for_interrupts();
      return run_repair(options, archive_of(options), form_of(options), g_stop);
    case IndexerOptions::Verb::Restore:
      watch_for_interrupts();
      return run_restore(options, archive_of(options), form_of(options), g_stop);
    case IndexerOptions::Verb::Forget:
      return run_forget(options, archive_of(options));
    case IndexerOptions::Verb::Formats:
      fmt::print("{}", formats_text());
      return Exit::Ok;
  }
  return Exit::Usage;
}

}  // namespace

int main(int argc, char** argv) try {
  const auto options = parse_indexer_options(argc, argv);
  if (!options) {
    fmt::print(options.error().help ? stdout : stderr, "{}", options.error().message);
    return static_cast<int>(options.error().help ? Exit::Ok : Exit::Usage);
  }
  return static_cast<int>(run(*options));
} catch (const morgue::Error& error) {
  fmt::print(stderr, "morgue-index: {}\n", utf8::one_line(utf8::repaired(error.what())));
  if (!error.hint().empty())
    fmt::print(stderr, "  {}\n", utf8::one_line(utf8::repaired(error.hint())));
  return static_cast<int>(error.status());
} catch (const std::exception& error) {
  fmt::print(stderr, "morgue-index: {}\n", utf8::one_line(utf8::repaired(error.what())));
  return static_cast<int>(Exit::Archive);
}
