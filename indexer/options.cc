#include "indexer/options.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/command_line.h"
#include "common/completion.h"
#include "common/suggest.h"
#include "common/utf8.h"

namespace morgue {
namespace {

constexpr const char* kFooter = R"(Examples:
  morgue-index add ~/news                  everything below a directory
  morgue-index add -A ~/desk feed.jsonl    into an archive of your own choice
  zcat dump.jsonl.gz | morgue-index add -  JSON lines from standard input
  morgue-index inspect page.html           what would be stored, as JSON
  morgue-index status                      what there is, and what was refused

The archive is -A DIR or -A NAME, else $MORGUE_ARCHIVE, else .morgue here or above,
else $XDG_DATA_HOME/morgue/default (~/.local/share/morgue/default). It is made by the
first add, and nobody but you may read it. morgue searches it.

Exit status: 0 done, 2 usage, 3 archive missing, unreadable or damaged, 4 locked by another writer,
5 done but some inputs were refused (a line each on stderr), 130 interrupted.)";

constexpr const char* kAddFooter = R"(Examples:
  morgue-index add ~/news                  everything below a directory
  morgue-index add -A ~/desk feed.jsonl    into an archive of your own choice
  zcat dump.jsonl.gz | morgue-index add -  JSON lines from standard input
  morgue-index add --prune ~/news          and forget what is gone from there
  morgue-index add -A ~/all --shard-by month ~/news
                                           an archive for each month, read with -A ~/all

A file that did not change is not read again. Files that changed replace what they held, but for
older versions of an article. What can't be read gets a line on stderr, all else is stored;
morgue-index status lists what was refused, and --retry reads it again. Ctrl-C keeps what is
committed; the same command goes on from there.

The archive is -A DIR or -A NAME, else $MORGUE_ARCHIVE, else .morgue here or above,
else ~/.local/share/morgue/default. What can be read: morgue-index formats

Exit status: 0 done, 2 usage, 3 archive, 4 locked, 5 done but some inputs were
refused (a line each on stderr), 130 interrupted.)";

constexpr const char* kWatchFooter = R"(Examples:
  morgue-index watch ~/news                 saved pages, as they are saved
  morgue-index watch -q ~/Mail ~/feeds      several directories, without a word

A file is read when whoever wrote it has closed it, or when it is moved there, and
nothing more has come for --settle seconds (thirty at most). What came while nobody
watched is read first. Between loads the archive is free for others to write; while
somebody does, what has come waits. Searches are never in the way.

As a service of your own, in ~/.config/systemd/user/morgue.service:
  [Service]
  ExecStart=/usr/bin/morgue-index watch -q %h/news
  Nice=10
  [Install]
  WantedBy=default.target
then: systemctl --user enable --now morgue

Exit status: 0 stopped (by Ctrl-C, or SIGTERM), 130 in the midst of a load.)";

constexpr const char* kInspectFooter = R"(Examples:
  morgue-index inspect page.html           what would be stored, as JSON
  morgue-index inspect --annotations page.html
                                           with people, days and quotations, and their byte offsets
  morgue-index inspect ~/news | jq -r .title

Exit status: 0 done, 2 usage, 5 done but some inputs were refused.)";

constexpr const char* kStatusFooter = R"(Examples:
  morgue-index status                      articles, sources, copies, files, and each refused file
  morgue-index status -A ~/desk

Exit status: 0 done, 2 usage, 3 archive.)";

constexpr const char* kCheckFooter =
    R"(Reads everything and changes nothing, beside a running writer too: the bytes of
each segment against their sums, Xapian's own check of its tables, every
article, the files beside them, SQLite's own checks and each of its rows against
the articles, the ledger and the desk, and whether others may read any of it.
One line for each finding: where, what, and what to do about it.

Exit status: 0 all is well, 5 something was found, 3 there is no archive.)";

constexpr const char* kRepairFooter =
    R"(Checks the archive and mends what is found: a damaged segment is written anew
from each article that can still be read, metadata.sqlite is made again from the
stored articles (of files it then knows nothing: the next add reads them again),
modes are set. What was damaged is moved into ARCHIVE/damaged, nothing is
deleted. Articles that can't be read any more are named; the next add reads
their files again. A manifest that is damaged or gone is made again from the
segments and what SQLite knows of them.

Exit status: 0 all is well, 5 articles are lost or something is left, 3 archive,
4 locked.)";

constexpr const char* kRebuildFooter =
    R"(Makes anew what is made of the stored articles: the segments of the index, one
after another, then metadata.sqlite. Which files were read is taken over from the
old metadata.sqlite if it can be read; if not, the next add reads them again. What
was decided about people is applied again; notes and tags stay. Before a damaged
archive, try repair.

Searches go on meanwhile: what is old is in use until what is new takes its place.
Interrupted, by Ctrl-C or by a power cut, it leaves a whole archive, and the same
command goes on from there.

Exit status: 0 done, 5 a segment can't be read whole and was left as it is: repair
keeps what can be read of it, 3 archive, 4 locked.)";

constexpr const char* kShareFooter =
    R"(Lets other machines read the archive through Xapian's own servers: writes
ARCHIVE/served, which every commit keeps up to date from then on. Whoever has a
login here then reads it with -A ssh://HOST/ARCHIVE, if xapian-tools are
installed; for -A tcp://HOST:PORT run xapian-tcpsrv on ARCHIVE/served, where only
your desk can reach it: it asks nobody who he is. Segments are linked, not copied.

Exit status: 0 done, 3 archive, 4 locked.)";

constexpr const char* kBackupFooter =
    R"(Copies one state of the archive, while a writer may run: the index, SQLite, the
ledger, the desk. A second backup into the same directory copies only what is
new. Every file is copied against its hash, and the list of them (backup.txt) is
written last: what was cut short leaves the backup before it as it was.

The files lie in DIR/files under their XXH3-128, backup.txt tells where they
belong; `xxh128sum` proves them without morgue.)";

constexpr const char* kRestoreFooter =
    R"(Every file is copied beside the archive and its hash compared; only when all are
whole they are put into place. An archive that is there already is left alone
unless --force is said; it is then kept as ARCHIVE.before-restore.)";

constexpr const char* kForgetFooter =
    R"(An article goes with all its versions; --copies takes its family along. Gone are
its text, its title and its names: from the index, from SQLite (written anew,
with its log), from the files beside, from notes and decisions that speak of
nothing else. What stays in ARCHIVE/forgotten.txt are hashes, so that the next
add does not bring it back; add --again does. The segments that held it are
written anew, which takes minutes if they are large.

Not reached: backups (the next one into the same directory drops it), the files
that it was read from, and disks that keep what was deleted.

On a terminal it asks; elsewhere it wants --yes. Exit status: 0 done, 1 there is
no such article, 2 usage, 3 archive, 4 locked.)";

constexpr const char* kCompactFooter = R"(Examples:
  morgue-index compact                     after the last large add, or never: it only saves space

Exit status: 0 done, 2 usage, 3 archive, 4 locked.)";

constexpr const char* kCompletionFooter = R"(Examples:
  morgue-index completion bash > ~/.local/share/bash-completion/completions/morgue-index
  morgue-index completion zsh > ~/.zfunc/_morgue-index
  morgue-index completion fish > ~/.config/fish/completions/morgue-index.fish

See morgue completion --help.)";

constexpr const char* kPersonFooter = R"(What can be decided:
  person merge @p17 @p40            @p40 is the same person as @p17
  person split @p17 a7f31c 09be42   in these articles it is somebody else
  person alias @p17 "The Captain"   that name means @p17, wherever it stands
  person rename @p17 "Rowan Pike"   the name to show
  person forget @p17                keep no record of this person
  person not-a-person "Bay Holt"    nobody goes by that name
  person undo [ACT]                 take back the last act, or that one
  person log                        all acts, with their numbers
  person restore FILE               the acts of a dump (morgue desk dump), too

A person is @p17 or a name that only one person bears. Acts are kept in
ARCHIVE/ledger.txt and hold for whatever is added later, even if the archive is
made anew beside it. On a terminal merge, split, forget and not-a-person ask
before they do it; elsewhere they want --yes.)";

/// A number within these ends, or a sentence that names them.
CLI::Validator number_between(double least, double most, const std::string& unit) {
  const auto check = [=](const std::string& text) -> std::string {
    double value = 0;
    if (CLI::detail::lexical_cast(text, value) && value >= least && value <= most) return {};
    return fmt::format("wants {} from {} to {}, not {}", unit, least, most, text);
  };
  return {check, ""};
}

void define_archive(CLI::App& app, IndexerOptions& options) {
  app.add_option("-A,--archive", options.archive, "The archive's directory")->type_name("DIR");
}

void define_lock_wait(CLI::App& app, double& seconds) {
  app.add_option("--lock-wait", seconds, "Seconds to wait for another writer")
      ->type_name("SECONDS")
      ->check(number_between(0, 86400, "seconds"))
      ->capture_default_str();
}

void define_no_sandbox(CLI::App& app, bool& no_sandbox) {
  app.add_flag("--no-sandbox", no_sandbox,
               "Read the files in this process, for debugging: what crashes ends it");
}

/// The verbs as a sentence names them: "add, inspect and status".
std::string listed(const CommandInfo& program, std::string_view last) {
  std::string out;
  for (std::size_t i = 0; i < program.commands.size(); ++i) {
    if (i > 0) out += i + 1 < program.commands.size() ? ", " : fmt::format(" {} ", last);
    out += program.commands[i].name;
  }
  return out;
}

/// A word that is none of the verbs, or none at all.
CommandMistake no_verb(const CommandInfo& program, const char* first) {
  CommandMistake out{"say what to do: " + listed(program, "or"), "see: morgue-index --help"};
  if (first == nullptr || *first == '-') return out;
  std::vector<std::string_view> names;
  for (const CommandInfo& verb : program.commands) names.push_back(verb.name);
  if (const auto meant = did_you_mean(first, names))
    out.hint = fmt::format("did you mean {} ?", *meant);
  out.what = fmt::format("{} is none of {}", first, listed(program, "and"));
  return out;
}

/// CLI11's terse complaints as sentences of ours.
std::string sentence(const CLI::ParseError& error, CLI::App& app, const char* first) {
  const auto verbs = app.get_subcommands();
  CommandMistake mistake =
      verbs.empty() ? explained(error, app, "morgue-index")
                    : explained(error, *verbs.front(), "morgue-index " + verbs.front()->get_name());
  if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr && verbs.empty())
    mistake = no_verb(describe(app), first);
  return "morgue-index: " + utf8::one_line(utf8::repaired(mistake.what)) + "\n  " +
         utf8::one_line(utf8::repaired(mistake.hint)) + "\n";
}

/// What is read before it is checked.
struct RawOptions {
  double lock_wait = 10;
  std::string now;
  std::string timings;
  bool no_annotations = false;
  bool no_sandbox = false;
  double settle = 2;
  int rescan = 60;
};

void define_progress(CLI::App& app, IndexerOptions& options) {
  app.add_option("--progress", options.progress, "auto, bar, plain, json or none")
      ->type_name("STYLE")
      ->transform(named<ProgressStyle>({{"auto", ProgressStyle::Auto},
                                        {"bar", ProgressStyle::Bar},
                                        {"plain", ProgressStyle::Plain},
                                        {"json", ProgressStyle::Json},
                                        {"none", ProgressStyle::None}}));
}

/// What all verbs have that load.
void define_load(CLI::App& app, IndexerOptions& options, RawOptions& raw) {
  define_archive(app, options);
  app.add_option("-j,--jobs", options.jobs, "Threads (default: one per processor)")
      ->type_name("N")
      ->check(number_between(1, 256, "a number"));
  app.add_flag("--prune", options.prune, "Forget articles whose files are gone from PATH");
  app.add_flag("--no-annotations", raw.no_annotations,
               "Recognise nobody: faster, but person: finds nothing");
  app.add_flag("--retry", options.retry, "Read files again that were refused before");
  define_no_sandbox(app, raw.no_sandbox);
  define_progress(app, options);
  app.add_flag("-q,--quiet", options.quiet, "No progress and no summary; errors only");
  app.add_option("--now", raw.now, "The time to record as `added` (ISO 8601), for tests")
      ->type_name("TIME");
}

void define_watch(CLI::App& app, IndexerOptions& options, RawOptions& raw) {
  app.footer(kWatchFooter);
  app.add_option("DIR", options.paths, "Directories, with all below them")->required();
  app.add_option("--settle", raw.settle, "Seconds of quiet before what has come is read")
      ->type_name("SECONDS")
      ->check(number_between(0, 3600, "seconds"))
      ->capture_default_str();
  app.add_option("--rescan", raw.rescan, "Minutes until everything is looked through again")
      ->type_name("MINUTES")
      ->check(number_between(1, 10080, "minutes"))
      ->capture_default_str();
  define_load(app, options, raw);
}

void define_add(CLI::App& app, IndexerOptions& options, RawOptions& raw) {
  app.footer(kAddFooter);
  app.add_option("PATH", options.paths, "Files and directories; - is standard input")->required();
  define_load(app, options, raw);
  define_lock_wait(app, raw.lock_wait);
  app.add_option_function<std::string>(
         "--shard-by", [&](const std::string& text) { options.shard_by = parse_shard_by(text); },
         "Spread over archives of their own in DIR/shards, read as one: source, month, hash:N")
      ->type_name("WHAT")
      ->check(CLI::Validator(
          [](std::string& text) -> std::string {
            if (parse_shard_by(text)) return {};
            return "wants source, month or hash:N (N up to 200), not " + text;
          },
          ""));
  app.add_flag("--again", options.again, "Let in what was forgotten; reads all files again");
  // A flag with a value, not an option: a PATH that follows is never taken for it.
  app.add_flag("--timings{table}", raw.timings,
               "What each stage took, on stderr; --timings=json: as JSON")
      ->transform(CLI::Validator(
          [](std::string& text) -> std::string {
            if (text == "table" || text == "json") return {};
            return "wants table or json, not " + text;
          },
          ""));
  // Not in the help: only the crash tests need commits in quick succession.
  app.add_option("--commit-every", options.commit_every)->check(CLI::PositiveNumber)->group("");
}

void define_inspect(CLI::App& app, IndexerOptions& options, RawOptions& raw) {
  app.footer(kInspectFooter);
  app.add_option("PATH", options.paths, "Files and directories; - is standard input")->required();
  app.add_flag("--annotations", options.annotations, "With people, days and quotations");
  define_no_sandbox(app, raw.no_sandbox);
}

void define_person(CLI::App& app, IndexerOptions& options, RawOptions& raw) {
  app.footer(kPersonFooter);
  app.add_option("ACT", options.act,
                 "merge, split, alias, rename, forget, not-a-person, undo, log or restore")
      ->required()
      ->check(one_of({"merge", "split", "alias", "rename", "forget", "not-a-person", "undo", "log",
                      "restore"}));
  app.add_option("WORD", options.words, "People (@p17 or a name), names, articles; see below");
  app.add_flag("-y,--yes", options.yes, "Do it without asking");
  app.add_option("--now", raw.now, "The time to record (ISO 8601), for tests")->type_name("TIME");
  define_archive(app, options);
  define_lock_wait(app, raw.lock_wait);
}

void define_check(CLI::App& app, IndexerOptions& options) {
  app.footer(kCheckFooter);
  define_archive(app, options);
  app.add_flag("--json", options.json, "What is found, as one JSON document");
  define_progress(app, options);
  app.add_flag("-q,--quiet", options.quiet, "No progress and no summary; findings only");
}

void define_repair(CLI::App& app, IndexerOptions& options, RawOptions& raw) {
  app.footer(kRepairFooter);
  app.add_flag("--dry-run", options.dry_run, "Only say what would be done");
  define_archive(app, options);
  define_lock_wait(app, raw.lock_wait);
  define_progress(app, options);
  app.add_flag("-q,--quiet", options.quiet, "No progress and no summary");
}

void define_rebuild(CLI::App& app, IndexerOptions& options, RawOptions& raw) {
  app.footer(kRebuildFooter);
  app.add_flag("--catalog", options.rebuild_catalog, "Only metadata.sqlite");
  app.add_flag("--index", options.rebuild_index, "Only the index")->excludes("--catalog");
  app.add_flag("-q,--quiet", options.quiet, "Say nothing but what went wrong");
  define_archive(app, options);
  define_lock_wait(app, raw.lock_wait);
}

void define_share(CLI::App& app, IndexerOptions& options, RawOptions& raw) {
  app.footer(kShareFooter);
  app.add_flag("--stop", options.stop, "Remove what is served: no longer");
  app.add_flag("-q,--quiet", options.quiet, "Say nothing but what went wrong");
  define_archive(app, options);
  define_lock_wait(app, raw.lock_wait);
}

void define_backup(CLI::App& app, IndexerOptions& options) {
  app.footer(kBackupFooter);
  app.add_option("DIR", options.place, "Where to; nothing else may lie there")->required();
  define_archive(app, options);
  define_progress(app, options);
  app.add_flag("-q,--quiet", options.quiet, "No progress and no summary; errors only");
}

void define_restore(CLI::App& app, IndexerOptions& options, RawOptions& raw) {
  app.footer(kRestoreFooter);
  app.add_option("DIR", options.place, "The backup")->required();
  app.add_flag("--force", options.force, "Take the place of an archive; it is kept beside");
  define_archive(app, options);
  define_lock_wait(app, raw.lock_wait);
  define_progress(app, options);
  app.add_flag("-q,--quiet", options.quiet, "No progress and no summary; errors only");
}

void define_forget(CLI::App& app, IndexerOptions& options, RawOptions& raw) {
  app.footer(kForgetFooter);
  app.add_option("ID", options.words, "Articles, by the first digits of their ids");
  app.add_option("--source", options.source, "All articles of an outlet")->type_name("NAME");
  app.add_flag("--copies", options.copies, "Their copies as well");
  app.add_flag("-y,--yes", options.yes, "Do it without asking");
  app.add_flag("-q,--quiet", options.quiet, "Say nothing but what went wrong");
  define_archive(app, options);
  define_lock_wait(app, raw.lock_wait);
}

using Verb = IndexerOptions::Verb;
constexpr auto kVerbs =
    std::to_array<std::pair<std::string_view, Verb>>({{"add", Verb::Add},
                                                      {"watch", Verb::Watch},
                                                      {"inspect", Verb::Inspect},
                                                      {"status", Verb::Status},
                                                      {"check", Verb::Check},
                                                      {"repair", Verb::Repair},
                                                      {"rebuild", Verb::Rebuild},
                                                      {"share", Verb::Share},
                                                      {"backup", Verb::Backup},
                                                      {"restore", Verb::Restore},
                                                      {"forget", Verb::Forget},
                                                      {"compact", Verb::Compact},
                                                      {"person", Verb::Person},
                                                      {"formats", Verb::Formats},
                                                      {"completion", Verb::Completion}});

void define(CLI::App& app, IndexerOptions& options, RawOptions& raw) {
  app.footer(kFooter);
  app.set_version_flag("--version", MORGUE_VERSION,
                       "Print the version and those of the libraries, and exit");
  app.require_subcommand(1);
  define_add(*app.add_subcommand("add", "Read articles into the archive; what it knows is skipped"),
             options, raw);
  define_watch(
      *app.add_subcommand(
          "watch", "Read what is in directories, then whatever comes there, until it is stopped"),
      options, raw);
  define_inspect(*app.add_subcommand(
                     "inspect", "Print what would be stored, one JSON object a line; no archive"),
                 options, raw);
  CLI::App& status =
      *app.add_subcommand("status", "What the archive holds, and which files it refused");
  status.footer(kStatusFooter);
  define_archive(status, options);
  define_check(*app.add_subcommand("check", "Prove that the archive agrees with itself"), options);
  define_repair(*app.add_subcommand("repair", "Mend what check finds; nothing is deleted"), options,
                raw);
  define_rebuild(*app.add_subcommand("rebuild", "Make SQLite and the index anew from the articles"),
                 options, raw);
  define_share(*app.add_subcommand("share", "Let other machines read the archive"), options, raw);
  define_backup(*app.add_subcommand("backup", "Copy the archive, while a writer may run"), options);
  define_restore(*app.add_subcommand("restore", "Make an archive of a backup"), options, raw);
  define_forget(*app.add_subcommand("forget", "Remove articles so that nothing of them is left"),
                options, raw);
  CLI::App& compact = *app.add_subcommand("compact", "Merge the index into its smallest form");
  compact.footer(kCompactFooter);
  define_archive(compact, options);
  define_lock_wait(compact, raw.lock_wait);
  define_person(*app.add_subcommand("person", "Say who is who: merge, split, name people"), options,
                raw);
  app.add_subcommand("formats", "What can be read, and what is passed over")->footer("");
  CLI::App& completion =
      *app.add_subcommand("completion", "Print the script that has a shell complete what you type");
  completion.footer(kCompletionFooter);
  completion.add_option("SHELL", options.shell, "bash, zsh or fish")
      ->required()
      ->check(one_of(completion_shells()));
}

constexpr const char* kAbout =
    "morgue-index writes archives of news articles; morgue searches them.";

}  // namespace

CommandInfo describe_indexer() {
  IndexerOptions options;
  RawOptions raw;
  CLI::App app(kAbout, "morgue-index");
  define(app, options, raw);
  return describe(app);
}

Result<IndexerOptions, Refusal> parse_indexer_options(int argc, const char* const* argv) {
  IndexerOptions options;
  RawOptions raw;
  CLI::App app(kAbout, "morgue-index");
  define(app, options, raw);
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    const auto verbs = app.get_subcommands();
    return failure(Refusal{verbs.empty() ? app.help() : verbs.front()->help("morgue-index"), true});
  } catch (const CLI::CallForVersion&) {
    options.verb = Verb::Version;
    return options;
  } catch (const CLI::ParseError& e) {
    return failure(Refusal{sentence(e, app, argc > 1 ? argv[1] : nullptr), false});
  }
  options.annotate = !raw.no_annotations;
  options.sandbox = !raw.no_sandbox;
  if (!raw.now.empty()) {
    options.now = parse_iso8601(raw.now);
    if (!options.now)
      return failure(
          Refusal{"morgue-index: --now wants a time like 2026-11-23T08:00:00Z\n", false});
  }
  options.lock_wait = std::chrono::milliseconds{static_cast<std::int64_t>(raw.lock_wait * 1000)};
  options.settle = std::chrono::milliseconds{static_cast<std::int64_t>(raw.settle * 1000)};
  options.rescan = std::chrono::minutes{raw.rescan};
  if (!raw.timings.empty())
    options.timings = raw.timings == "json" ? TimingsStyle::Json : TimingsStyle::Table;
  const std::string chosen = app.get_subcommands().front()->get_name();
  for (const auto& [name, verb] : kVerbs)
    if (name == chosen) options.verb = verb;
  if (options.verb == Verb::Forget && options.words.empty() == options.source.empty())
    return failure(Refusal{
        "morgue-index: forget wants ids, or --source NAME\n  see: morgue-index forget --help\n",
        false});
  return options;
}

}  // namespace morgue
