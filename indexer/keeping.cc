#include "indexer/keeping.h"

#include <fmt/format.h>

#include <cstdio>
#include <nlohmann/json.hpp>

#include "common/terminal.h"
#include "common/utf8.h"
#include "indexer/store/archive_check.h"

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

}  // namespace

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
