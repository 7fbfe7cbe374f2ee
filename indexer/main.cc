#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <iterator>
#include <thread>

#include "common/completion.h"
#include "common/error.h"
#include "common/files.h"
#include "common/terminal.h"
#include "common/utf8.h"
#include "common/version.h"
#include "indexer/annotate/language.h"
#include "indexer/article_maker.h"
#include "indexer/chunks.h"
#include "indexer/ingest.h"
#include "indexer/inspect.h"
#include "indexer/keeping.h"
#include "indexer/manual.h"
#include "indexer/options.h"
#include "indexer/person_acts.h"
#include "indexer/progress.h"
#include "indexer/read/formats.h"
#include "indexer/sandbox/helper.h"
#include "indexer/sandbox/sandbox.h"
#include "indexer/store/archive_writer.h"
#include "indexer/store/segments.h"
#include "indexer/timings.h"
#include "indexer/watch.h"

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

/// Empty if the directory is gone.
std::filesystem::path here() {
  std::error_code error;
  return std::filesystem::current_path(error);
}

ArchivePaths archive_of(const IndexerOptions& options) {
  return choose_archive({options.archive, environment("MORGUE_ARCHIVE"),
                         environment("XDG_DATA_HOME"), environment("HOME"), here()});
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

IngestOptions ingest_options_of(const IndexerOptions& options) {
  IngestOptions out;
  out.paths = options.paths;
  out.jobs = options.jobs > 0 ? options.jobs : std::thread::hardware_concurrency();
  out.prune = options.prune;
  out.annotate = options.annotate;
  out.chunks.retry = options.retry;
  out.chunks.again = options.again;
  if (options.commit_every > 0) out.chunks.articles = options.commit_every;
  out.now = now_of(options);
  out.lock_wait = options.lock_wait;
  return out;
}

/// Whether a load that came to this is worth a line.
bool did_something(const IngestCounts& counts) {
  return counts.added + counts.refused + counts.forgotten + counts.vanished + counts.mended > 0;
}

/// To be said once, and gone on.
void tell_unfiltered(const Sandbox& sandbox, bool quiet) {
  if (sandbox.unfiltered() && !quiet)
    fmt::print(stderr,
               "note: this system filters no system calls (seccomp); what reads files has limits "
               "of memory and time alone\n");
}

Exit run_watch(const IndexerOptions& options) {
  const ArchivePaths archive = archive_of(options);
  WatchOptions watch_options;
  watch_options.ingest = ingest_options_of(options);
  watch_options.pace.settle = options.settle;
  watch_options.rescan = options.rescan;
  watch_options.now = [&] { return now_of(options); };
  Sandbox sandbox({.time_zone = environment("TZ")});
  if (options.sandbox) watch_options.ingest.sandbox = &sandbox;

  watch_for_interrupts();
  const std::atomic<std::uint64_t> total{0};
  ProgressPrinter progress(stderr, form_of(options), terminal_columns(Stream::Err), total);
  WatchReport report;
  bool told = false;
  report.loaded = [&](const IngestCounts& counts, double seconds) {
    progress.done(counts);
    if (!options.quiet && options.progress != ProgressStyle::Json && did_something(counts))
      fmt::print(stderr, "{}", summary(counts, seconds));
    if (!std::exchange(told, true)) tell_unfiltered(sandbox, options.quiet);
  };
  report.note = [&](const std::string& note) {
    progress.end();
    fmt::print(stderr, "morgue-index: {}\n", note);
  };
  try {
    return watch(archive, watch_options, progress, report, g_stop) ? Exit::Ok : Exit::Interrupted;
  } catch (...) {
    progress.end();
    throw;
  }
}

/// Since the process began.
std::chrono::nanoseconds cpu_time() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return std::chrono::seconds{time.tv_sec} + std::chrono::nanoseconds{time.tv_nsec};
}

Exit run_add(const IndexerOptions& options) {
  const ArchivePaths archive = archive_of(options);
  IngestOptions ingest_options = ingest_options_of(options);
  ingest_options.shard_by = options.shard_by;
  Timings timings;
  if (options.timings != TimingsStyle::None) ingest_options.timings = &timings;

  Sandbox sandbox({.time_zone = environment("TZ")});
  if (options.sandbox) ingest_options.sandbox = &sandbox;

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
  const std::chrono::nanoseconds took = std::chrono::steady_clock::now() - begun;
  const double seconds = std::chrono::duration<double>(took).count();
  if (!options.quiet && form != ProgressForm::Json)
    fmt::print(stderr, "{}", summary(counts, seconds));
  tell_unfiltered(sandbox, options.quiet);
  const WholeLoad load{took, cpu_time(), counts.added};
  if (options.timings == TimingsStyle::Table)
    fmt::print(stderr, "{}", timings_table(timings, load));
  if (options.timings == TimingsStyle::Json) fmt::print(stderr, "{}", timings_json(timings, load));
  if (counts.interrupted) return Exit::Interrupted;
  return counts.refused > 0 ? Exit::SomeFailed : Exit::Ok;
}

Exit run_inspect(const IndexerOptions& options) {
  Walk walk(options.paths, {});
  Sandbox sandbox({.time_zone = environment("TZ")});
  const auto intake = [&] { return options.sandbox ? sandbox.intake() : intake_here(); };
  Chunker chunker(walk, nullptr, {}, intake());
  ArticleMaker maker(options.annotations, intake());
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
  tell_unfiltered(sandbox, options.quiet);
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
    case IndexerOptions::Verb::Watch:
      return run_watch(options);
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
    case IndexerOptions::Verb::Rebuild:
      return run_rebuild(options, archive_of(options));
    case IndexerOptions::Verb::Share:
      return run_share(options, archive_of(options));
    case IndexerOptions::Verb::Restore:
      watch_for_interrupts();
      return run_restore(options, archive_of(options), form_of(options), g_stop);
    case IndexerOptions::Verb::Forget:
      return run_forget(options, archive_of(options));
    case IndexerOptions::Verb::Formats:
      fmt::print("{}", formats_text());
      return Exit::Ok;
    case IndexerOptions::Verb::Completion:
      fmt::print("{}", completion_script(options.shell, "morgue-index"));
      return Exit::Ok;
    case IndexerOptions::Verb::Version:
      fmt::print("{}", version_text("morgue-index", index_library_version()));
      return Exit::Ok;
  }
  return Exit::Usage;
}

/// Paths, the only thing that the definitions leave open.
Completions paths_for(const WantedValue& wanted) {
  const std::string& kind = wanted.of.value.empty() ? wanted.of.names.front() : wanted.of.value;
  if (kind == "PATH") return {{}, Completions::Paths::Files};
  if (kind == "DIR") return {{}, Completions::Paths::Directories};
  return {};
}

/// What shells and the build ask for, and nobody types: `__complete ...` (common/completion.h) and
/// `__man DIR`, which writes the manual pages. False if it is neither.
bool run_hidden(const std::vector<std::string>& arguments) {
  if (arguments.empty() || !arguments[0].starts_with("__")) return false;
  const std::vector<std::string> rest(arguments.begin() + 1, arguments.end());
  if (arguments[0] == "__complete") {
    const CommandInfo program = describe_indexer();
    fmt::print("{}", answer_completion(rest, [&](const std::vector<std::string>& words) {
                 return complete(program, words, "", paths_for);
               }));
    return true;
  }
  if (arguments[0] == "__man" && rest.size() == 1) {
    write_manual(rest[0], indexer_manual(describe_indexer()));
    return true;
  }
  return false;
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc == 2 && std::string_view(argv[1]) == kHelperVerb)
    return run_helper([](PdfProgram pdf) { return intake_here(std::move(pdf)); });
  if (run_hidden({argv + 1, argv + argc})) return static_cast<int>(Exit::Ok);
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
