// Breaks morgue-index at chosen calls and proves that nothing is lost: see usage().
//
// For each point: an archive, a command that changes it, and a call of that command at which
// something goes wrong. Afterwards, before anybody mends anything: readers find no half commit,
// each article that was there and is to stay is there whole, no commit that was promised is
// missing, a command that said "done" has done it. Then the command is given again, and an add
// after it: now the archive is the one that a run without faults makes, by every posting and row,
// and check is content.

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <csignal>
#include <cstring>
#include <fstream>
#include <iterator>
#include <map>
#include <new>
#include <set>
#include <stdexcept>

#include "common/error.h"
#include "common/files.h"
#include "tests/crash/fault_points.h"
#include "tests/crash/power_cut.h"
#include "tests/crash/program_run.h"
#include "tests/support/archive_dump.h"
#include "tests/support/invented_news.h"
#include "tests/support/temporary_directory.h"

namespace morgue::test {
namespace {

namespace fs = std::filesystem;
using Act = FaultBoard::Act;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kFirstArticles = 60;
constexpr std::size_t kMoreArticles = 40;
/// Far more than any of the commands needs; undisturbed, for a machine may be busy.
constexpr std::chrono::seconds kHangs{10};
constexpr std::chrono::seconds kPatience{300};
/// So few that there are many commits.
constexpr const char* kArticlesOfACommit = "25";

constexpr const char* kUsage =
    R"(usage: crash_sweep [--crash N] [--full N] [--power N] [--memory N]
                   [--only NAME] [--hangs N] [--seed S] [-v]
  --crash N    N points of dying, failing, shortening, vanishing at calls that touch the archive
  --full N     N points from which on the disk is full
  --power N    N points at which the power is cut: what was not synced is lost
  --memory N   N allocations that fail, or at which it dies
  --hangs N    seconds after which a command is said to hang (10)
  --only NAME  this command alone: first, more, compact, forget or rebuild
  --act NAME --at N   only this point, as a failure names it; with --power 1: then the power is cut
Ctrl-C ends it, with the figures so far.
)";

/// Set by Ctrl-C: what was done so far is reported.
volatile std::sig_atomic_t g_stop = 0;

/// The board, shared with one program after another.
class Board {
 public:
  explicit Board(fs::path file) : file_(std::move(file)) {
    write_file(file_, std::string(sizeof(FaultBoard), '\0'));
    const int fd = ::open(file_.c_str(), O_RDWR | O_CLOEXEC);
    void* mapped = ::mmap(nullptr, sizeof(FaultBoard), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    ::close(fd);
    if (mapped == MAP_FAILED) throw std::runtime_error("can't map the board");
    board_ = new (mapped) FaultBoard{};
  }
  ~Board() { ::munmap(board_, sizeof(FaultBoard)); }
  Board(const Board&) = delete;
  Board& operator=(const Board&) = delete;

  FaultBoard& set(FaultBoard::Of of, Act act, std::uint64_t at) {
    std::memset(static_cast<void*>(board_), 0, sizeof(FaultBoard));
    board_->of = of;
    board_->act = act;
    board_->at = at;
    return *board_;
  }
  [[nodiscard]] const FaultBoard& read() const { return *board_; }
  [[nodiscard]] const fs::path& file() const { return file_; }

 private:
  fs::path file_;
  FaultBoard* board_;
};

struct Command {
  std::string name;
  std::string base;                ///< the archive it begins with; empty: none
  std::vector<std::string> words;  ///< without -A
  ArchiveDump done;                ///< what it makes
  ArchiveDump completed;           ///< and what an add after it makes
  std::set<std::string> kept;      ///< ids that are there before and after it
  std::uint64_t calls = 0, allocations = 0;
};

struct Point {
  const Command* command;
  FaultBoard::Of of;
  Act act;
  std::uint64_t at;
  bool power = false;
  Lost lost = Lost::Everything;
};

constexpr std::array kActNames = {"nothing",   "die before", "die after",   "no space once",
                                  "disk full", "I/O error",  "short write", "read-only",
                                  "vanished",  "no memory"};

std::string describe(const Point& point) {
  return fmt::format("{}: {}{} at {} {}", point.command->name, point.power ? "power cut, " : "",
                     kActNames.at(static_cast<std::size_t>(point.act)),
                     point.of == FaultBoard::Of::Files ? "call" : "allocation", point.at);
}

std::string text_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Everything of an archive's segments, for those who have lost SQLite.
bool has_catalog(const ArchivePaths& paths) {
  std::error_code error;
  return fs::exists(paths.metadata(), error) && fs::file_size(paths.metadata(), error) > 0;
}

class Sweep {
 public:
  explicit Sweep(std::uint64_t seed, bool verbose) : random_(seed), verbose_(verbose) {
    write_invented_tree(tree_, seed, kFirstArticles);
    run({"add", "-q", "--commit-every", kArticlesOfACommit, tree_.string()}, archive_at("base"));
    write_invented_tree(tree_ / "more", seed + 1, kMoreArticles);
    append_file(tree_ / "day-003" / "desk-0003.jsonl",
                InventedNews(seed + 2).json_article("later") + "\n");
    fs::remove(tree_ / "day-000" / "story-0000.txt");
    fs::copy(directory_ / "base", directory_ / "grown", fs::copy_options::recursive);
    run(add_words(), archive_at("grown"));
    prepare("first", "", add_words());
    prepare("more", "base", add_words());
    prepare("compact", "grown", {"compact"});
    const std::vector<std::string> ids = test::ids(dump(archive_at("base")));
    prepare("forget", "base", {"forget", "-q", "--yes", ids.at(3), ids.at(17)});
    prepare("rebuild", "grown", {"rebuild", "-q"});
  }

  void patient_for(std::chrono::seconds hangs) { hangs_ = hangs; }
  void only(const std::string& name) {
    std::erase_if(commands_, [&](const Command& command) { return command.name != name; });
  }

  void crash(std::size_t points) {
    constexpr std::array acts = {Act::DieBefore,  Act::DieAfter,  Act::NoSpace,  Act::BrokenDisk,
                                 Act::ShortWrite, Act::DieBefore, Act::ReadOnly, Act::Vanish};
    sweep("crash points", points, [&](std::size_t i, const Command& command) {
      return Point{&command, FaultBoard::Of::Files, acts.at(i / commands_.size() % acts.size()),
                   any(command.calls)};
    });
  }
  void full(std::size_t points) {
    sweep("disk-full points", points, [&](std::size_t, const Command& command) {
      return Point{&command, FaultBoard::Of::Files, Act::DiskFull, any(command.calls)};
    });
  }
  void power(std::size_t points) {
    sweep("power cuts", points, [&](std::size_t i, const Command& command) {
      return Point{&command,
                   FaultBoard::Of::Files,
                   i % 2 == 0 ? Act::DieBefore : Act::DieAfter,
                   any(command.calls),
                   true,
                   i / commands_.size() % 2 == 0 ? Lost::Everything : Lost::Some};
    });
  }
  void memory(std::size_t points) {
    sweep("allocations", points, [&](std::size_t, const Command& command) {
      return Point{&command, FaultBoard::Of::Memory,
                   random_() % 5 == 0 ? Act::DieBefore : Act::NoMemory, any(command.allocations)};
    });
  }

  /// One point of all commands, as it was named when it failed.
  void repeat(const std::string& act, std::uint64_t at, bool power) {
    const auto known = std::find(kActNames.begin(), kActNames.end(), act);
    if (known == kActNames.end()) throw std::runtime_error("no act is called " + act);
    sweep("points", commands_.size(), [&](std::size_t, const Command& command) {
      return Point{&command, FaultBoard::Of::Files, static_cast<Act>(known - kActNames.begin()), at,
                   power};
    });
  }

  [[nodiscard]] bool well() const { return failures_ == 0; }

 private:
  [[nodiscard]] ArchivePaths archive_at(const std::string& name) const {
    return ArchivePaths(directory_ / name);
  }
  [[nodiscard]] std::vector<std::string> add_words() const {
    return {"add",         "-q", "--prune", "--jobs", "2", "--commit-every", kArticlesOfACommit,
            tree_.string()};
  }
  std::uint64_t any(std::uint64_t calls) {
    return 1 + random_() % std::max<std::uint64_t>(1, calls);
  }

  /// Runs morgue-index without faults.
  int run(const std::vector<std::string>& words, const ArchivePaths& archive) {
    std::vector<std::string> all = {MORGUE_INDEX};
    all.insert(all.end(), words.begin(), words.end());
    all.insert(all.end(), {"-A", archive.root().string()});
    return ProgramRun(all, {}, {directory_ / "out", directory_ / "err"}).wait(kPatience);
  }
  /// The same with the shim.
  int run_with_faults(const Command& command, bool logs, std::chrono::seconds at_most) {
    std::vector<std::string> all = {MORGUE_INDEX};
    all.insert(all.end(), command.words.begin(), command.words.end());
    all.insert(all.end(), {"-A", archive_at("work").root().string()});
    std::vector<std::string> environment = {
        "LD_PRELOAD=" MORGUE_FAULT_SHIM,
        fmt::format("{}={}", kBoardVariable, board_.file().string()),
        fmt::format("{}={}", kRootVariable, archive_at("work").root().string())};
    if (logs)
      environment.push_back(fmt::format("{}={}", kUndoVariable, (directory_ / "undo").string()));
    return ProgramRun(all, environment, {directory_ / "out", directory_ / "err"}).wait(at_most);
  }
  void begin_with(const Command& command) {
    fs::remove_all(directory_ / "work");
    fs::remove_all(directory_ / "work.gone");
    fs::remove_all(directory_ / "undo");
    fs::create_directory(directory_ / "undo");
    if (!command.base.empty())
      fs::copy(directory_ / command.base, directory_ / "work", fs::copy_options::recursive);
  }

  void prepare(const std::string& name, const std::string& base, std::vector<std::string> words) {
    Command command;
    command.name = name;
    command.base = base;
    command.words = std::move(words);
    for (const auto of : {FaultBoard::Of::Files, FaultBoard::Of::Memory}) {
      begin_with(command);
      board_.set(of, Act::Nothing, 0);
      const int status = run_with_faults(command, false, kPatience);
      if (!is_done(status))
        throw std::runtime_error(fmt::format("{} without faults ended with {}: {}", name, status,
                                             text_of(directory_ / "err")));
      (of == FaultBoard::Of::Files ? command.calls : command.allocations) = board_.read().calls;
    }
    command.done = dump(archive_at("work"));
    run(add_words(), archive_at("work"));
    command.completed = dump(archive_at("work"));
    if (!broken(command.completed).empty()) throw std::runtime_error(broken(command.completed)[0]);
    if (!base.empty()) {
      const auto before = ids(dump(archive_at(base)));
      const auto after = ids(command.done);
      std::set_intersection(before.begin(), before.end(), after.begin(), after.end(),
                            std::inserter(command.kept, command.kept.end()));
    }
    fmt::print("{}: {} calls, {} allocations, {} articles afterwards\n", name, command.calls,
               command.allocations, ids(command.done).size());
    commands_.push_back(std::move(command));
  }
  static bool is_done(int status) {
    return status == 0 || status == static_cast<int>(Exit::SomeFailed);
  }

  template <typename F>
  void sweep(const char* what, std::size_t points, F&& point_of) {
    if (points == 0) return;
    const std::size_t before = failures_;
    std::map<std::string, std::size_t> ends;
    std::size_t acted = 0;
    slowest_ = {};
    std::size_t done = 0;
    for (; done < points && g_stop == 0; ++done) {
      const Point point = point_of(done, commands_.at(done % commands_.size()));
      std::string wrong;
      int status = 0;
      try {
        wrong = tried(point, status);
      } catch (const std::exception& error) {
        wrong = error.what();
      }
      acted += board_acted_ ? 1 : 0;
      ++ends[status < 0 ? fmt::format("signal {}", -status) : fmt::format("exit {}", status)];
      if (verbose_) fmt::print("{} -> {}\n", describe(point), status);
      if (wrong.empty()) continue;
      ++failures_;
      fmt::print("FAILED {}\n{}\n{}\n", describe(point), wrong, text_of(directory_ / "err"));
      std::fflush(stdout);
    }
    fmt::print(
        "{}: {}, of which {} were reached; {} failed; the slowest command took {:.1f} s; "
        "they ended with",
        done, what, acted, failures_ - before, std::chrono::duration<double>(slowest_).count());
    for (const auto& [end, count] : ends) fmt::print(" {}: {}", end, count);
    fmt::print("\n");
    std::fflush(stdout);
  }

  /// What is wrong afterwards.
  std::string tried(const Point& point, int& status) {
    const Command& command = *point.command;
    begin_with(command);
    board_.set(point.of, point.act, point.at);
    const auto begun = Clock::now();
    status = run_with_faults(command, point.power, hangs_);
    slowest_ = std::max(slowest_, Clock::now() - begun);
    const FaultBoard& board = board_.read();
    board_acted_ = board.acted > 0;
    const std::uint64_t promised = board.acknowledged_batch;
    if (status == ProgramRun::kHung) return "it hung";
    if (status < 0 && status != -SIGKILL && point.of == FaultBoard::Of::Files) return "it crashed";
    if (board.outside > 0)
      return fmt::format("it touched {} files elsewhere: {}", board.outside.load(),
                         board.outside_path);
    if (point.act == Act::Vanish) {
      // What it made anew where the archive was is not to hold anything.
      std::error_code error;
      if (fs::exists(directory_ / "work.gone", error)) {
        fs::remove_all(directory_ / "work");
        fs::rename(directory_ / "work.gone", directory_ / "work");
      }
      if (is_done(status)) status = static_cast<int>(Exit::Archive);
    }
    if (point.power && status < 0) cut_power(directory_ / "undo", point.lost, random_);
    if (std::string wrong = read_after(point, status, promised); !wrong.empty())
      return "then: " + wrong;
    const int again = run(command.words, archive_at("work"));
    if (!is_done(again) && again != static_cast<int>(Exit::NothingFound))
      return fmt::format("given again it ended with {}", again);
    const int added = run(add_words(), archive_at("work"));
    if (!is_done(added)) return fmt::format("the next add ended with {}", added);
    if (std::string wrong = difference(command.completed, dump(archive_at("work"))); !wrong.empty())
      return "when all was completed: " + wrong;
    if (const int check = run({"check", "-q"}, archive_at("work")); check != 0)
      return "check: " + text_of(directory_ / "out");
    return {};
  }

  /// Before anything is mended.
  std::string read_after(const Point& point, int status, std::uint64_t promised) {
    const ArchivePaths archive = archive_at("work");
    const Command& command = *point.command;
    std::error_code error;
    if (!fs::exists(archive.manifest(), error))
      return promised > 0 || !command.base.empty() ? "the manifest is gone" : "";
    const std::uint64_t batch = read_manifest(archive).batch;
    if (batch < promised)
      return fmt::format("commit {} was promised, {} is there", promised, batch);
    if (batch == 0 || !has_catalog(archive)) return {};
    ArchiveDump now;
    try {
      now = dump(archive);
    } catch (const Error&) {
      if (point.power && status < 0) return {};  // SQLite's tables were lost: an add makes them
      throw;
    }
    for (const std::string& entry : broken(now))
      if (!entry.starts_with("BROKEN: only one half")) return entry;
    const auto held = ids(now);
    for (const std::string& id : command.kept)
      if (!std::binary_search(held.begin(), held.end(), id)) return "lost: " + id;
    if (is_done(status))
      if (const auto missing = difference({command.done.articles, {}}, {now.articles, {}});
          !missing.empty())
        return "it said that it was done: " + missing;
    const int search =
        ProgramRun({MORGUE_SEARCH, "search", "-A", archive.root().string(), "--plain", "said"})
            .wait();
    if (search != 0 && !held.empty()) return fmt::format("a search ended with {}", search);
    return {};
  }

  TemporaryDirectory directory_;
  fs::path tree_ = directory_ / "news";
  Board board_{directory_ / "board"};
  std::mt19937_64 random_;
  bool verbose_;
  std::vector<Command> commands_;
  std::size_t failures_ = 0;
  std::chrono::seconds hangs_ = kHangs;
  Clock::duration slowest_{};
  bool board_acted_ = false;
};

std::uint64_t number(const char* text) {
  std::uint64_t out = 0;
  std::from_chars(text, text + std::strlen(text), out);
  return out;
}

}  // namespace

int sweep(int argc, char** argv) {
  std::map<std::string, std::uint64_t> wanted;
  std::string only, act;
  bool verbose = false;
  for (int i = 1; i < argc; ++i) {
    const std::string flag = argv[i];
    if (flag == "-v") {
      verbose = true;
    } else if (flag == "--only" && i + 1 < argc) {
      only = argv[++i];
    } else if (flag == "--act" && i + 1 < argc) {
      act = argv[++i];
    } else if (flag.starts_with("--") && i + 1 < argc) {
      wanted[flag] = number(argv[++i]);
    } else {
      fmt::print(stderr, "{}", kUsage);
      return 2;
    }
  }
  const std::uint64_t seed = wanted.contains("--seed") ? wanted["--seed"] : std::random_device{}();
  fmt::print("--seed {}\n", seed);
  Sweep sweep(seed, verbose);
  if (!only.empty()) sweep.only(only);
  if (wanted.contains("--hangs")) sweep.patient_for(std::chrono::seconds{wanted["--hangs"]});
  if (!act.empty()) {
    sweep.repeat(act, wanted["--at"], wanted["--power"] > 0);
    return sweep.well() ? 0 : 1;
  }
  std::signal(SIGINT, [](int) { g_stop = 1; });
  sweep.crash(wanted["--crash"]);
  sweep.full(wanted["--full"]);
  sweep.power(wanted["--power"]);
  sweep.memory(wanted["--memory"]);
  return sweep.well() ? 0 : 1;
}

}  // namespace morgue::test

int main(int argc, char** argv) { return morgue::test::sweep(argc, argv); }
