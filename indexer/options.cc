#include "indexer/options.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <map>

#include "common/utf8.h"

namespace morgue {
namespace {

using Verb = IndexerOptions::Verb;

constexpr const char* kFooter = R"(Examples:
  morgue-index add ~/news                  everything below a directory
  morgue-index add -A ~/desk feed.jsonl    into an archive of your own choice
  zcat dump.jsonl.gz | morgue-index add -  JSON lines from standard input
  morgue-index inspect page.html           what would be stored, as JSON

The archive is -A DIR, else $MORGUE_ARCHIVE, else ~/.local/share/morgue/default.
Exit status: 0 done, 2 usage, 3 archive, 4 locked, 5 done but some inputs were
refused (a line each on stderr), 130 interrupted.)";

constexpr std::string_view kVerbs =
    "add, inspect, status, check, repair, backup, restore, forget, compact, formats";
constexpr std::string_view kLastVerb = "person";

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
their files again. A damaged manifest can't be mended: restore a backup.

Exit status: 0 all is well, 5 articles are lost or something is left, 3 archive,
4 locked.)";

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
written anew, which takes about as long as indexing them.

Not reached: backups (the next one into the same directory drops it), the files
that it was read from, and disks that keep what was deleted.

On a terminal it asks; elsewhere it wants --yes. Exit status: 0 done, 1 there is
no such article, 2 usage, 3 archive, 4 locked.)";

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

const std::map<std::string, ProgressStyle>& progress_styles() {
  static const std::map<std::string, ProgressStyle> styles = {{"auto", ProgressStyle::Auto},
                                                              {"bar", ProgressStyle::Bar},
                                                              {"plain", ProgressStyle::Plain},
                                                              {"json", ProgressStyle::Json},
                                                              {"none", ProgressStyle::None}};
  return styles;
}

void define_progress(CLI::App& app, IndexerOptions& options) {
  app.add_option("--progress", options.progress, "auto, bar, plain, json or none")
      ->type_name("STYLE")
      ->transform(CLI::Validator(
          [](std::string& text) -> std::string {
            const auto style = progress_styles().find(text);
            if (style == progress_styles().end())
              return "wants auto, bar, plain, json or none, not " + text;
            text = std::to_string(static_cast<int>(style->second));
            return {};
          },
          ""));
}

/// CLI11's terse complaints as sentences of ours.
std::string sentence(const CLI::ParseError& error, const CLI::App& app, const char* first) {
  std::string what = error.what();
  while (!what.empty() && (what.back() == '\n' || what.back() == '.')) what.pop_back();
  // What a check of ours says comes behind "--option: ".
  if (const auto colon = what.find(": wants "); colon != std::string::npos) what.erase(colon, 1);
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr)
    what = what.substr(0, what.find(':')) + " wants a value";
  const auto verbs = app.get_subcommands();
  const std::string help = verbs.empty() ? "morgue-index --help"
                                         : "morgue-index " + verbs.front()->get_name() + " --help";
  if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr && verbs.empty())
    what = first == nullptr || *first == '-'
               ? fmt::format("say what to do: {} or {}", kVerbs, kLastVerb)
               : fmt::format("{} is none of {} and {}", first, kVerbs, kLastVerb);
  if (!what.empty() && what[0] >= 'A' && what[0] <= 'Z' && what.size() > 1 && what[1] >= 'a')
    what[0] = static_cast<char>(what[0] | 0x20);
  return "morgue-index: " + utf8::one_line(utf8::repaired(what)) + "\n  see: " + help + "\n";
}

}  // namespace

Result<IndexerOptions, Refusal> parse_indexer_options(int argc, const char* const* argv) {
  IndexerOptions options;
  double lock_wait = 10;
  std::string now;
  bool no_annotations = false;

  CLI::App app("morgue-index writes archives of news articles; morgue searches them.",
               "morgue-index");
  app.footer(kFooter);
  app.set_version_flag("--version", std::string("morgue-index ") + MORGUE_VERSION);
  app.require_subcommand(1);

  CLI::App* add =
      app.add_subcommand("add", "Read articles into the archive; what it knows is skipped");
  define_archive(*add, options);
  define_lock_wait(*add, lock_wait);
  add->add_option("PATH", options.paths, "Files and directories; - is standard input")->required();
  add->add_option("-j,--jobs", options.jobs, "Threads (default: one per processor)")
      ->type_name("N")
      ->check(number_between(1, 256, "a number"));
  add->add_flag("--prune", options.prune, "Forget articles whose files are gone from PATH");
  add->add_flag("--no-annotations", no_annotations,
                "Recognise nobody: faster, but person: finds nothing");
  add->add_flag("--again", options.again, "Let in what was forgotten; reads all files again");
  add->add_flag("--retry", options.retry, "Read files again that were refused before");
  define_progress(*add, options);
  add->add_flag("-q,--quiet", options.quiet, "No progress and no summary; errors only");
  add->add_option("--now", now, "The time to record as `added` (ISO 8601), for tests")
      ->type_name("TIME");
  // Not in the help: only the crash tests need commits in quick succession.
  add->add_option("--commit-every", options.commit_every)->check(CLI::PositiveNumber)->group("");

  CLI::App* inspect = app.add_subcommand(
      "inspect", "Print what would be stored, one JSON object a line; no archive");
  inspect->add_option("PATH", options.paths, "Files and directories; - is standard input")
      ->required();
  inspect->add_flag("--annotations", options.annotations, "With people, days and quotations");

  CLI::App* status =
      app.add_subcommand("status", "What the archive holds, and which files it refused");
  define_archive(*status, options);

  CLI::App* compact = app.add_subcommand("compact", "Merge the index into its smallest form");
  define_archive(*compact, options);
  define_lock_wait(*compact, lock_wait);

  CLI::App* check = app.add_subcommand("check", "Prove that the archive agrees with itself");
  check->footer(kCheckFooter);
  define_archive(*check, options);
  check->add_flag("--json", options.json, "What is found, as one JSON document");
  define_progress(*check, options);
  check->add_flag("-q,--quiet", options.quiet, "No progress and no summary; findings only");

  CLI::App* backup = app.add_subcommand("backup", "Copy the archive, while a writer may run");
  backup->footer(kBackupFooter);
  backup->add_option("DIR", options.place, "Where to; nothing else may lie there")->required();
  define_archive(*backup, options);
  define_progress(*backup, options);
  backup->add_flag("-q,--quiet", options.quiet, "No progress and no summary; errors only");

  CLI::App* repair = app.add_subcommand("repair", "Mend what check finds; nothing is deleted");
  repair->footer(kRepairFooter);
  repair->add_flag("--dry-run", options.dry_run, "Only say what would be done");
  define_archive(*repair, options);
  define_lock_wait(*repair, lock_wait);
  define_progress(*repair, options);
  repair->add_flag("-q,--quiet", options.quiet, "No progress and no summary");

  CLI::App* restore = app.add_subcommand("restore", "Make an archive of a backup");
  restore->footer(kRestoreFooter);
  restore->add_option("DIR", options.place, "The backup")->required();
  restore->add_flag("--force", options.force, "Take the place of an archive; it is kept beside");
  define_archive(*restore, options);
  define_lock_wait(*restore, lock_wait);
  define_progress(*restore, options);
  restore->add_flag("-q,--quiet", options.quiet, "No progress and no summary; errors only");

  CLI::App* forget =
      app.add_subcommand("forget", "Remove articles so that nothing of them is left");
  forget->footer(kForgetFooter);
  forget->add_option("ID", options.words, "Articles, by the first digits of their ids");
  forget->add_option("--source", options.source, "All articles of an outlet")->type_name("NAME");
  forget->add_flag("--copies", options.copies, "Their copies as well");
  forget->add_flag("-y,--yes", options.yes, "Do it without asking");
  forget->add_flag("-q,--quiet", options.quiet, "Say nothing but what went wrong");
  define_archive(*forget, options);
  define_lock_wait(*forget, lock_wait);

  CLI::App* person = app.add_subcommand("person", "Say who is who: merge, split, name people");
  person->footer(kPersonFooter);
  person
      ->add_option("ACT", options.act,
                   "merge, split, alias, rename, forget, not-a-person, undo, log or restore")
      ->required()
      ->check(CLI::Validator(
          [](std::string& text) -> std::string {
            constexpr auto kActs =
                std::to_array<std::string_view>({"merge", "split", "alias", "rename", "forget",
                                                 "not-a-person", "undo", "log", "restore"});
            if (std::find(kActs.begin(), kActs.end(), text) != kActs.end()) return {};
            return text +
                   " is none of merge, split, alias, rename, forget, not-a-person, undo, log and "
                   "restore";
          },
          ""));
  person->add_option("WORD", options.words, "People (@p17 or a name), names, articles; see below");
  person->add_flag("-y,--yes", options.yes, "Do it without asking");
  person->add_option("--now", now, "The time to record (ISO 8601), for tests")->type_name("TIME");
  define_archive(*person, options);
  define_lock_wait(*person, lock_wait);

  const CLI::App* formats =
      app.add_subcommand("formats", "What can be read, and what is passed over");

  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    const auto verbs = app.get_subcommands();
    return failure(Refusal{verbs.empty() ? app.help() : verbs.front()->help(), true});
  } catch (const CLI::CallForVersion& e) {
    return failure(Refusal{std::string(e.what()) + "\n", true});
  } catch (const CLI::ParseError& e) {
    return failure(Refusal{sentence(e, app, argc > 1 ? argv[1] : nullptr), false});
  }
  options.annotate = !no_annotations;
  if (!now.empty()) {
    options.now = parse_iso8601(now);
    if (!options.now)
      return failure(
          Refusal{"morgue-index: --now wants a time like 2026-11-23T08:00:00Z\n", false});
  }
  if (forget->parsed() && options.words.empty() == options.source.empty())
    return failure(Refusal{
        "morgue-index: forget wants ids, or --source NAME\n  see: morgue-index forget --help\n",
        false});
  options.lock_wait = std::chrono::milliseconds{static_cast<std::int64_t>(lock_wait * 1000)};
  options.verb = add->parsed()       ? Verb::Add
                 : inspect->parsed() ? Verb::Inspect
                 : status->parsed()  ? Verb::Status
                 : formats->parsed() ? Verb::Formats
                 : person->parsed()  ? Verb::Person
                 : check->parsed()   ? Verb::Check
                 : backup->parsed()  ? Verb::Backup
                 : restore->parsed() ? Verb::Restore
                 : repair->parsed()  ? Verb::Repair
                 : forget->parsed()  ? Verb::Forget
                                     : Verb::Compact;
  return options;
}

}  // namespace morgue
