#include "indexer/keeping.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "common/terminal.h"
#include "common/utf8.h"
#include "indexer/store/archive_check.h"
#include "indexer/store/archive_writer.h"
#include "indexer/store/backup.h"
#include "indexer/store/lock.h"
#include "indexer/store/rebuild.h"
#include "indexer/store/repair.h"
#include "indexer/store/served_writer.h"

namespace morgue {
namespace {

std::string printable(std::string_view text) { return utf8::one_line(utf8::repaired(text)); }

nlohmann::ordered_json json_of(const CheckReport& report, const ArchivePaths& archive,
                               double seconds) {
  nlohmann::ordered_json findings = nlohmann::ordered_json::array();
  for (const Finding& finding : report.findings.all())
    findings.push_back({{"where", printable(finding.where)},
                        {"what", printable(finding.what)},
                        {"advice", advice_on(finding.damage)}});
  return {{"format_version", 1},
          {"archive", printable(archive.root().string())},
          {"articles", report.articles},
          {"segments", report.segments},
          {"segments_without_sums", report.without_sums},
          {"findings", findings},
          {"left_out", report.findings.left_out()},
          {"interrupted", report.interrupted},
          {"seconds", seconds}};
}

void print_findings(const Findings& findings) {
  for (const Finding& finding : findings.all())
    fmt::print("{}: {}; {}\n", printable(finding.where), printable(finding.what),
               advice_on(finding.damage));
  if (findings.left_out() > 0) fmt::print("and {} more of the same kinds\n", findings.left_out());
}

std::string sentence_of(const CheckReport& report, double seconds) {
  const std::string read =
      fmt::format("{} in {} in {:.1f} s", counted(report.articles, "article", "articles"),
                  counted(report.segments, "segment", "segments"), seconds);
  if (report.interrupted) return "interrupted; checked " + read;
  const std::uint64_t found = report.findings.count();
  std::string out = fmt::format("checked {}: {}", read,
                                found == 0 ? "all is well" : counted(found, "finding", "findings"));
  if (report.without_sums > 0)
    out += fmt::format("\n{} no sums of {} files yet: compact writes them",
                       report.without_sums == 1 ? std::string("1 segment has")
                                                : counted(report.without_sums, "", "segments have"),
                       report.without_sums == 1 ? "its" : "their");
  return out;
}

/// Articles by the beginnings of their ids; says which there are none of, or several.
std::optional<std::set<ArticleId>> articles_named(Catalog& catalog,
                                                  const std::vector<std::string>& beginnings) {
  std::set<ArticleId> out;
  bool all = true;
  for (std::string id : beginnings) {
    std::transform(id.begin(), id.end(), id.begin(), [](char c) {
      return c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    const bool hex = !id.empty() && id.find_first_not_of("0123456789abcdef") == std::string::npos;
    const auto found = hex ? catalog.ids_beginning(id, 2) : std::vector<ArticleId>();
    if (found.size() == 1) out.insert(found[0]);
    if (found.size() == 1) continue;
    all = false;
    fmt::print(stderr, "morgue-index: {} {}\n",
               found.empty() ? "there is no article" : "several articles begin with",
               printable(id));
  }
  if (!all) return {};
  return out;
}

/// "forget 12 articles: Ferry sails again; Bridge closes early; ..."
std::string to_be_forgotten(Catalog& catalog, const std::set<ArticleId>& ids) {
  constexpr std::size_t kTitles = 5;
  std::string out = fmt::format("forget {} for good: ", counted(ids.size(), "article", "articles"));
  std::size_t shown = 0;
  for (const ArticleId id : ids) {
    if (shown == kTitles) return out + "; ...";
    const auto kin = catalog.kin(id);
    out += fmt::format("{}{} ({})", shown++ > 0 ? "; " : "", kin ? printable(kin->title) : "",
                       to_string(id).substr(0, kShortestShownId));
  }
  return out;
}

std::string megabytes(std::uint64_t bytes) {
  return fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
}

/// Calls `work` with a progress that is drawn, and clears it whatever happens.
template <typename F>
auto drawn(ProgressForm form, std::string doing, F&& work) {
  StepPrinter printer(stderr, form, terminal_columns(Stream::Err), std::move(doing), "bytes");
  struct End {
    StepPrinter& printer;
    ~End() { printer.end(); }
  } end{printer};
  return work([&](std::uint64_t done, std::uint64_t of) { printer.step(done, of); });
}

/// An archive is no place for its own backup: what it does not know there, it removes.
void require_apart(const std::filesystem::path& place, const ArchivePaths& archive) {
  const auto inside = std::filesystem::weakly_canonical(place).lexically_relative(
      std::filesystem::weakly_canonical(archive.root()));
  if (!inside.empty() && *inside.begin() != "..")
    throw Error(Exit::Usage, place.string() + " lies in the archive", "name another directory");
}

}  // namespace

Exit run_repair(const IndexerOptions& options, const ArchivePaths& archive, ProgressForm form,
                const std::atomic<bool>& stop) {
  StepPrinter printer(stderr, form, terminal_columns(Stream::Err), "checking", "articles");
  const RepairReport report = repair_archive(
      archive, options.lock_wait, options.dry_run,
      [&](std::uint64_t done, std::uint64_t of) { printer.step(done, of); }, stop);
  printer.end();
  for (const std::string& step : report.steps) fmt::print("{}\n", printable(step));
  for (const std::string& lost : report.lost) fmt::print("lost: {}\n", printable(lost));
  print_findings(report.left);
  if (report.interrupted) return Exit::Interrupted;
  const bool undone = options.dry_run && !report.steps.empty();
  const bool well = !undone && report.lost.empty() && report.left.count() == 0;
  if (!options.quiet) {
    if (report.steps.empty())
      fmt::print(stderr, "nothing to mend\n");
    else if (options.dry_run)
      fmt::print(stderr, "nothing done: this was a dry run\n");
    else if (!report.lost.empty())
      fmt::print(stderr,
                 "{} could not be read: morgue-index add reads their files again, if they are "
                 "there; what was damaged lies in {}\n",
                 counted(report.lost.size(), "article", "articles"),
                 printable((archive.root() / "damaged").string()));
    else if (well)
      fmt::print(stderr, "mended; checked again: all is well\n");
  }
  return well ? Exit::Ok : Exit::SomeFailed;
}

Exit run_rebuild(const IndexerOptions& options, const ArchivePaths& archive) {
  const RebuildParts parts{!options.rebuild_catalog, !options.rebuild_index};
  const RebuildReport report =
      rebuild_archive(archive, parts, options.lock_wait, [&](const std::string& step) {
        if (!options.quiet) fmt::print(stderr, "{}\n", step);
      });
  for (const std::string& segment : report.left)
    fmt::print(stderr,
               "morgue-index: {} can't be read whole and was left as it is\n"
               "  morgue-index repair keeps each article that can be read\n",
               segment);
  if (!report.files_known)
    fmt::print(stderr, "note: which files were read is not known; the next add reads them again\n");
  if (!options.quiet)
    fmt::print(stderr, "rebuilt {}\n", counted(report.articles, "article", "articles"));
  return report.left.empty() ? Exit::Ok : Exit::SomeFailed;
}

Exit run_share(const IndexerOptions& options, const ArchivePaths& archive) {
  static_cast<void>(read_manifest(archive));  // none says so, and gets no lock file
  const WriterLock lock(archive, options.lock_wait);
  if (options.stop) {
    unshare_archive(archive);
    return Exit::Ok;
  }
  share_archive(archive, read_manifest(archive));
  if (!options.quiet)
    fmt::print(stderr, "{} is ready to be served; every commit keeps it so\n",
               printable(archive.served().string()));
  return Exit::Ok;
}

Exit run_backup(const IndexerOptions& options, const ArchivePaths& archive, ProgressForm form,
                const std::atomic<bool>& stop) {
  require_apart(options.place, archive);
  const BackupReport report = drawn(form, "copying", [&](const CopyProgress& progress) {
    return back_up(archive, options.place, progress, stop);
  });
  if (report.interrupted) {
    fmt::print(stderr, "interrupted; an earlier backup there is as it was\n");
    return Exit::Interrupted;
  }
  if (!options.quiet)
    fmt::print(stderr, "backed up {}: {} in {}, of which {} in {} were new\n",
               counted(static_cast<std::uint64_t>(report.articles), "article", "articles"),
               megabytes(report.bytes), counted(report.files, "file", "files"),
               megabytes(report.copied_bytes), counted(report.copied_files, "file", "files"));
  return Exit::Ok;
}

Exit run_restore(const IndexerOptions& options, const ArchivePaths& archive, ProgressForm form,
                 const std::atomic<bool>& stop) {
  require_apart(options.place, archive);
  const RestoreReport report = drawn(form, "copying", [&](const CopyProgress& progress) {
    return restore_backup(options.place, archive, options.force, options.lock_wait, progress, stop);
  });
  if (options.quiet) return Exit::Ok;
  fmt::print(stderr, "restored {}: {} in {}, all as they were backed up\n",
             counted(static_cast<std::uint64_t>(report.articles), "article", "articles"),
             megabytes(report.bytes), counted(report.files, "file", "files"));
  if (!report.kept.empty())
    fmt::print(stderr, "what was there is now {}\n", printable(report.kept.string()));
  return Exit::Ok;
}

bool agrees(const IndexerOptions& options, const std::string& question) {
  if (options.yes) return true;
  if (!input_is_terminal() || !is_terminal(Stream::Err)) return false;
  fmt::print(stderr, "{} [y/N] ", question);
  std::string answer;
  return std::getline(std::cin, answer) && (answer == "y" || answer == "yes");
}

Exit run_forget(const IndexerOptions& options, const ArchivePaths& archive) {
  static_cast<void>(read_manifest(archive));  // forgetting never makes an archive
  ArchiveWriter writer(archive, options.lock_wait);
  Catalog& catalog = writer.catalog();
  std::set<ArticleId> ids;
  if (!options.source.empty()) {
    const auto all = catalog.ids_of_source(options.source);
    ids.insert(all.begin(), all.end());
    if (ids.empty())
      fmt::print(stderr, "morgue-index: there is no article of {}\n", printable(options.source));
  } else if (auto named = articles_named(catalog, options.words)) {
    ids = *std::move(named);
  }
  if (ids.empty()) return Exit::NothingFound;
  ids = writer.with_relatives(ids, options.copies);
  const std::string what = to_be_forgotten(catalog, ids);
  if (!agrees(options, what + "?")) {
    fmt::print(stderr, "morgue-index: not done: {}\n  to do it: add --yes\n", what);
    return Exit::Usage;
  }
  const ArchiveWriter::Forgot done = writer.forget(ids);
  if (done.log_busy)
    fmt::print(stderr,
               "morgue-index: somebody reads the archive: the log of metadata.sqlite keeps old "
               "pages until the next writer ends\n");
  std::error_code error;
  const std::filesystem::path aside = archive.root() / "damaged";
  if (std::filesystem::exists(aside, error))
    fmt::print(stderr, "morgue-index: {} may still hold some of it; remove it yourself\n",
               printable(aside.string()));
  if (options.quiet) return Exit::Ok;
  fmt::print(stderr, "forgot {}", counted(done.articles, "article", "articles"));
  if (done.files > 0)
    fmt::print(stderr, ", {} that held nothing else", counted(done.files, "file", "files"));
  if (done.decisions + done.desk_acts > 0)
    fmt::print(stderr, ", {} about nothing else",
               counted(done.decisions + done.desk_acts, "note or decision", "notes or decisions"));
  fmt::print(stderr, "\n");
  return Exit::Ok;
}

Exit run_check(const IndexerOptions& options, const ArchivePaths& archive, ProgressForm form,
               const std::atomic<bool>& stop) {
  StepPrinter printer(stderr, form, terminal_columns(Stream::Err), "checking", "articles");
  const CheckReport report = check_archive(
      archive, [&](std::uint64_t done, std::uint64_t of) { printer.step(done, of); }, stop);
  printer.end();
  if (options.json)
    fmt::print("{}\n", json_of(report, archive, printer.seconds()).dump());
  else
    print_findings(report.findings);
  if (!options.quiet && !options.json)
    fmt::print(stderr, "{}\n", sentence_of(report, printer.seconds()));
  if (report.interrupted) return Exit::Interrupted;
  return report.findings.count() > 0 ? Exit::SomeFailed : Exit::Ok;
}

}  // namespace morgue
