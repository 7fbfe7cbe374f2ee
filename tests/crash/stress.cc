// Readers against a writer: one morgue-index commits again and again while several processes of
// morgue ask and ask. No reader may see an error or wait long; what one process is told belongs to
// one state (the same question has the same answer within it); no state has fewer answers than one
// before.

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <csignal>
#include <cstring>
#include <fstream>
#include <map>
#include <mutex>
#include <set>
#include <sstream>
#include <thread>

#include "common/archive.h"
#include "tests/crash/program_run.h"
#include "tests/support/archive_dump.h"
#include "tests/support/invented_news.h"
#include "tests/support/temporary_directory.h"

namespace morgue::test {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kReaders = 3;
constexpr std::size_t kArticlesOfARound = 60;
constexpr const char* kArticlesOfACommit = "2";
/// A process asks each of them twice: at its beginning and at its end.
constexpr std::size_t kQuestions = 50;

struct Wanted {
  std::uint64_t queries = 600, commits = 40, seed = 0;
  std::uint64_t hangs = 10;  ///< seconds after which a reader is said to hang
};

class Stress {
 public:
  explicit Stress(const Wanted& wanted) : wanted_(wanted), news_(wanted.seed) {
    write_round();
    if (const int status = load(); status != 0)
      throw std::runtime_error(fmt::format("the first load ended with {}", status));
    std::string questions;
    for (int time = 0; time < 2; ++time)
      for (std::size_t i = 0; i < kQuestions; ++i)
        questions += fmt::format("q{}.{}\t{}\n", i, time, question(i));
    write_file(directory_ / "questions.tsv", questions);
  }

  bool run() {
    std::vector<std::thread> readers;
    for (std::size_t i = 0; i < kReaders; ++i)
      readers.emplace_back([this, i] { read_on(fmt::format("reader-{}", i)); });
    while (!failed() && (commits() < wanted_.commits || asked_ < wanted_.queries)) {
      if (is_ahead()) {
        std::this_thread::sleep_for(std::chrono::milliseconds{10});
        continue;
      }
      write_round();
      if (const int status = load(); status != 0) {
        complain(fmt::format("the writer ended with {}", status));
        break;
      }
    }
    done_ = true;
    for (std::thread& reader : readers) reader.join();
    for (const std::string& wrong : broken(dump(archive_))) complain(wrong);
    fmt::print(
        "{} queries by {} processes against {} commits; the slowest process took {:.2f} s; "
        "{} articles at the end; {}\n",
        asked_.load(), processes_.load(), commits(), slowest_, ids(dump(archive_)).size(),
        failed() ? "FAILED" : "no error");
    for (const std::string& wrong : wrong_) fmt::print("{}\n", wrong);
    return !failed();
  }

 private:
  static std::string question(std::size_t i) {
    constexpr const char* kForms[] = {"said",         "said OR the", "title:a* OR said",
                                      "\"said the\"", "said -the",   "the w/5 said",
                                      "source:post",  "said is:dup"};
    if (i < std::size(kForms)) return kForms[i];
    return fmt::format("l-{} OR said OR word{}", i, i);
  }
  /// Queries are to meet commits from the first to the last.
  [[nodiscard]] bool is_ahead() const {
    return commits() * wanted_.queries > (asked_ + 2 * kQuestions * kReaders) * wanted_.commits;
  }
  [[nodiscard]] std::uint64_t commits() const { return read_manifest(archive_).batch; }
  void write_round() {
    std::string lines;
    for (std::size_t i = 0; i < kArticlesOfARound; ++i)
      lines += news_.json_article(fmt::format("a-{}-{}", round_, i)) + '\n';
    write_file(directory_ / "news" / fmt::format("round-{:05}.jsonl", round_++), lines);
  }
  int load() {
    return ProgramRun({MORGUE_INDEX, "add", "-q", "--jobs", "1", "--commit-every",
                       kArticlesOfACommit, "-A", archive_.root().string(),
                       (directory_ / "news").string()})
        .wait();
  }

  void read_on(const std::string& name) {
    while (!done_ && !failed()) {
      const auto begun = Clock::now();
      const ProgramRun::Files files{directory_ / (name + ".out"), directory_ / (name + ".err")};
      const int status =
          ProgramRun({MORGUE_SEARCH, "search", "-A", archive_.root().string(), "--queries",
                      (directory_ / "questions.tsv").string(), "--format", "trec", "-n", "50"},
                     {}, files)
              .wait(std::chrono::seconds{wanted_.hangs});
      const double took = std::chrono::duration<double>(Clock::now() - begun).count();
      const std::string said = read_file(files.err);
      if (status != 0 || !said.empty())
        complain(fmt::format("{} ended with {}: {}", name, status, said));
      if (status == 0) look_at(name, read_file(files.out));
      asked_ += 2 * kQuestions;
      ++processes_;
      const std::lock_guard lock(mutex_);
      slowest_ = std::max(slowest_, took);
    }
  }
  /// "q3.0 Q0 a-1-17 1 13.25 morgue": a hit of the third question, asked for the first time.
  void look_at(const std::string& name, const std::string& answers) {
    std::map<std::string, std::string> hits;
    std::size_t said = 0;
    std::istringstream in(answers);
    for (std::string line; std::getline(in, line);) {
      const auto blank = line.find(' ');
      hits[line.substr(0, blank)] += line.substr(blank) + '\n';
      said += line.starts_with("q1.0 ") ? 1 : 0;
    }
    for (std::size_t i = 0; i < kQuestions; ++i)
      if (hits[fmt::format("q{}.0", i)] != hits[fmt::format("q{}.1", i)])
        complain(fmt::format("{} was told two things by one process: {}", name, question(i)));
    const std::lock_guard lock(mutex_);
    std::size_t& before = most_said_of_[name];
    if (said < before)
      wrong_.push_back(
          fmt::format("{} was told of {} articles, and of {} before", name, said, before));
    before = said;
  }

  void complain(std::string wrong) {
    const std::lock_guard lock(mutex_);
    wrong_.push_back(std::move(wrong));
  }
  [[nodiscard]] bool failed() {
    const std::lock_guard lock(mutex_);
    return !wrong_.empty();
  }

  Wanted wanted_;
  TemporaryDirectory directory_;
  ArchivePaths archive_{directory_ / "archive"};
  InventedNews news_;
  std::size_t round_ = 0;
  std::atomic<bool> done_{false};
  std::atomic<std::uint64_t> asked_{0}, processes_{0};
  std::map<std::string, std::size_t> most_said_of_;
  std::mutex mutex_;
  double slowest_ = 0;
  std::vector<std::string> wrong_;
};

std::uint64_t number(const char* text) {
  std::uint64_t out = 0;
  std::from_chars(text, text + std::strlen(text), out);
  return out;
}

}  // namespace

bool stress(int argc, char** argv) {
  Wanted wanted;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string flag = argv[i];
    if (flag == "--queries") wanted.queries = number(argv[i + 1]);
    if (flag == "--commits") wanted.commits = number(argv[i + 1]);
    if (flag == "--hangs") wanted.hangs = number(argv[i + 1]);
    if (flag == "--seed") wanted.seed = number(argv[i + 1]);
  }
  return Stress(wanted).run();
}

}  // namespace morgue::test

/// crash_stress [--queries N] [--commits N] [--seed S] [--hangs SECONDS]
int main(int argc, char** argv) { return morgue::test::stress(argc, argv) ? 0 : 1; }
