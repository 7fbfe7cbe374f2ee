#include "indexer/progress.h"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "common/utf8.h"

namespace morgue {
namespace {

constexpr std::chrono::milliseconds kPlainEvery{2000};
constexpr std::chrono::milliseconds kJsonEvery{500};
constexpr std::chrono::milliseconds kBarEvery{100};

std::string safe(std::string_view text) { return utf8::one_line(utf8::repaired(text)); }

std::string grouped(std::uint64_t number) {
  std::string out = std::to_string(number);
  for (std::size_t at = out.size(); at > 3; at -= 3) out.insert(at - 3, ",");
  return out;
}

std::string clock_time(double seconds) {
  const auto whole = static_cast<std::uint64_t>(std::llround(seconds));
  if (whole >= 3600)
    return fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
  return fmt::format("{}:{:02}", whole / 60, whole % 60);
}

nlohmann::ordered_json event(std::string_view name, const IngestCounts& counts, double seconds) {
  return {{"event", name},
          {"articles", counts.added},
          {"known", counts.known},
          {"files", counts.files},
          {"unchanged", counts.unchanged},
          {"refused", counts.refused},
          {"bytes", counts.bytes},
          {"seconds", seconds}};
}

}  // namespace

std::string counted(std::uint64_t number, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", grouped(number), number == 1 ? one : many);
}

ProgressPrinter::ProgressPrinter(std::FILE* out, ProgressForm form, std::size_t columns,
                                 const std::atomic<std::uint64_t>& total_bytes)
    : out_(out), form_(form), columns_(columns), total_bytes_(total_bytes), begun_(Clock::now()) {}

std::string ProgressPrinter::state(const IngestCounts& counts) const {
  const double seconds = std::chrono::duration<double>(Clock::now() - begun_).count();
  const double rate = seconds > 0 ? static_cast<double>(counts.added + counts.known) / seconds : 0;
  std::string line = fmt::format("{}  {}/s", counted(counts.added, "article", "articles"),
                                 grouped(static_cast<std::uint64_t>(rate)));
  if (counts.unchanged > 0) line += fmt::format("  {} unchanged", grouped(counts.unchanged));
  if (counts.refused > 0) line += fmt::format("  {} refused", grouped(counts.refused));
  const auto done = static_cast<double>(counts.bytes + counts.passed_bytes);
  const auto total = static_cast<double>(total_bytes_.load());
  if (total > 0 && done > 0) {
    const double share = std::min(1.0, done / total);
    line += fmt::format("  {:.0f} %", share * 100);
    if (counts.bytes > 0 && share > 0.01)
      line += fmt::format("  {} left", clock_time(seconds * (1 - share) / share));
  }
  return line;
}

void ProgressPrinter::draw(const std::string& line) {
  if (form_ == ProgressForm::Bar) {
    // A line that reached the last column would wrap and stay.
    const std::string_view shown = utf8::prefix(line, columns_ > 1 ? columns_ - 1 : 79);
    fmt::print(out_, "\r{}\x1b[K", shown);
    line_open_ = true;
  } else {
    fmt::print(out_, "{}\n", line);
  }
  std::fflush(out_);
  drawn_ = Clock::now();
}

void ProgressPrinter::progress(const IngestCounts& counts) {
  if (form_ == ProgressForm::None) return;
  const auto since = Clock::now() - drawn_;
  if (form_ == ProgressForm::Bar) return draw(state(counts));
  if (form_ == ProgressForm::Plain && since >= kPlainEvery && counts.bytes > 0)
    return draw(state(counts));
  if (form_ == ProgressForm::Json && since >= kJsonEvery)
    draw(event("progress", counts, std::chrono::duration<double>(Clock::now() - begun_).count())
             .dump());
}

void ProgressPrinter::merging(const IngestCounts& counts) {
  if (form_ == ProgressForm::Bar && counts.added > 0) draw(state(counts) + "  merging");
  if (form_ == ProgressForm::Json)
    draw(event("merging", counts, std::chrono::duration<double>(Clock::now() - begun_).count())
             .dump());
}

void ProgressPrinter::end() {
  if (!line_open_) return;
  fmt::print(out_, "\r\x1b[K");
  std::fflush(out_);
  line_open_ = false;
}

void ProgressPrinter::done(const IngestCounts& counts) {
  end();
  if (form_ != ProgressForm::Json) return;
  auto line = event("done", counts, std::chrono::duration<double>(Clock::now() - begun_).count());
  line["forgotten"] = counts.forgotten;
  line["vanished"] = counts.vanished;
  line["mended"] = counts.mended;
  line["interrupted"] = counts.interrupted;
  draw(line.dump());
}

StepPrinter::StepPrinter(std::FILE* out, ProgressForm form, std::size_t columns, std::string doing,
                         std::string things)
    : out_(out),
      form_(form),
      columns_(columns),
      doing_(std::move(doing)),
      things_(std::move(things)),
      begun_(Clock::now()),
      drawn_(begun_) {}

double StepPrinter::seconds() const {
  return std::chrono::duration<double>(Clock::now() - begun_).count();
}

void StepPrinter::step(std::uint64_t done, std::uint64_t of) {
  if (form_ == ProgressForm::None) return;
  const auto every = form_ == ProgressForm::Bar     ? kBarEvery
                     : form_ == ProgressForm::Plain ? kPlainEvery
                                                    : kJsonEvery;
  if (Clock::now() - drawn_ < every) return;
  drawn_ = Clock::now();
  if (form_ == ProgressForm::Json) {
    const nlohmann::ordered_json line = {
        {"event", "progress"}, {"done", done}, {"of", of}, {"seconds", seconds()}};
    fmt::print(out_, "{}\n", line.dump());
    std::fflush(out_);
    return;
  }
  std::string line = fmt::format("{} {} of {} {}", doing_, grouped(done), grouped(of), things_);
  if (done > 0 && of > done)
    line += fmt::format("  {} left", clock_time(seconds() * static_cast<double>(of - done) /
                                                static_cast<double>(done)));
  if (form_ == ProgressForm::Bar) {
    fmt::print(out_, "\r{}\x1b[K", utf8::prefix(line, columns_ > 1 ? columns_ - 1 : 79));
    line_open_ = true;
  } else {
    fmt::print(out_, "{}\n", line);
  }
  std::fflush(out_);
}

void StepPrinter::end() {
  if (!line_open_) return;
  fmt::print(out_, "\r\x1b[K");
  std::fflush(out_);
  line_open_ = false;
}

void ProgressPrinter::refused(const ReadError& error) {
  end();
  if (form_ == ProgressForm::Json) {
    const nlohmann::ordered_json line = {{"event", "refused"},
                                         {"file", utf8::repaired(error.path)},
                                         {"member", utf8::repaired(error.member)},
                                         {"why", utf8::repaired(error.why)},
                                         {"hint", utf8::repaired(error.hint)}};
    fmt::print(out_, "{}\n", line.dump());
  } else {
    fmt::print(out_, "morgue-index: {}\n", describe_refusal(error));
  }
  std::fflush(out_);
}

std::string describe_refusal(const ReadError& error) {
  std::string line = safe(error.path);
  if (!error.member.empty()) line += " (" + safe(error.member) + ")";
  line += ": " + safe(error.why);
  if (!error.hint.empty()) line += "; " + safe(error.hint);
  return line;
}

std::string summary(const IngestCounts& counts, double seconds) {
  std::string out;
  if (counts.mended > 0)
    out += fmt::format("mended {} that an interrupted run had left behind\n",
                       counted(counts.mended, "row", "rows"));
  if (counts.interrupted) {
    out += counts.last_file.empty()
               ? "interrupted before anything was stored\n"
               : fmt::format(
                     "interrupted; everything up to {} is kept: the same command goes on there\n",
                     safe(counts.last_file));
  }
  if (counts.added + counts.forgotten + counts.vanished + counts.refused == 0 &&
      !counts.interrupted) {
    out += fmt::format("nothing to do: {} unchanged\n",
                       counted(counts.unchanged + counts.files, "file", "files"));
  } else {
    const double rate = seconds > 0 ? static_cast<double>(counts.added) / seconds : 0;
    out += fmt::format(
        "added {} from {} in {:.1f} s ({}/s)", counted(counts.added, "article", "articles"),
        counted(counts.files, "file", "files"), seconds, grouped(static_cast<std::uint64_t>(rate)));
    if (counts.unchanged > 0)
      out += fmt::format(", {} unchanged", counted(counts.unchanged, "file", "files"));
    if (counts.known > 0) out += fmt::format(", {} known already", grouped(counts.known));
    if (counts.forgotten > 0) out += fmt::format(", {} forgotten", grouped(counts.forgotten));
    if (counts.refused > 0) out += fmt::format(", {} refused", grouped(counts.refused));
    out += '\n';
  }
  if (counts.vanished > 0)
    out += fmt::format("{} gone from the disk and pruned\n",
                       counted(counts.vanished, "file", "files"));
  return out;
}

}  // namespace morgue
