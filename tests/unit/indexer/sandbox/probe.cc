// Stands in for morgue-index as a helper: each document is an order, and the article says how it
// went. What a library that was taken over by its input would try.
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <ctime>

#include "indexer/confine.h"
#include "indexer/sandbox/helper.h"

namespace {

using namespace morgue;

/// "denied", or what would be a hole.
std::string outcome(bool done) { return done ? "done" : errno == EPERM ? "denied" : "failed"; }

std::string run_a_program() {
  char name[] = "/bin/true";
  char* const arguments[] = {name, nullptr};
  char* const nothing[] = {nullptr};
  ::execve(name, arguments, nothing);
  return outcome(false);
}

[[noreturn]] void loop() {
  allow_seconds(1);  // as a document may, only sooner
  while (true) static_cast<void>(::clock());
}

std::string take_memory() {
  constexpr std::size_t kTooMuch = std::size_t{5} << 30U;
  std::string all(kTooMuch, 'x');
  return "got " + std::to_string(all.size());
}

std::string seconds_left() {
  itimerval left{};
  ::getitimer(ITIMER_PROF, &left);
  return std::to_string(left.it_value.tv_sec);
}

std::string follow(const std::string& order) {
  if (order == "crash") std::raise(SIGSEGV);
  if (order == "abort") std::abort();
  if (order == "leave") ::_exit(3);
  if (order == "loop") loop();
  if (order == "take memory") return take_memory();
  if (order == "open a file") return outcome(::open("/etc/passwd", O_RDONLY) >= 0);
  if (order == "make a file") return outcome(::open("/tmp/probe", O_WRONLY | O_CREAT, 0600) >= 0);
  if (order == "run a program") return run_a_program();
  if (order == "fork") return outcome(::fork() >= 0);
  if (order == "use the network") return outcome(::socket(AF_INET, SOCK_STREAM, 0) >= 0);
  if (order == "kill") return outcome(::kill(::getppid(), 0) == 0);
  if (order == "make code")
    return outcome(::mmap(nullptr, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
                          MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED);
  if (order == "delete") return outcome(::unlink("/tmp/probe") == 0);
  if (order == "seconds left") return seconds_left();
  return order;
}

class Probe : public Intake {
 public:
  FoundArticles find(const RawDocument& raw, Format /*format*/) override {
    FoundArticle found;
    found.article.title = "The answer";
    found.article.text = follow(raw.bytes);
    if (raw.bytes == "escape") found.article.title = "\x1b[31mred";
    if (raw.bytes == "not text") found.article.source = "\xff";
    FoundArticles out;
    out.emplace_back(std::move(found));
    return out;
  }
  std::string plain_text(const RawDocument& raw) override { return follow(raw.bytes); }
  std::unique_ptr<OpenFile> open(std::unique_ptr<ByteSource> source, std::string path,
                                 std::optional<Instant> file_time) override {
    return std::make_unique<Contents>(std::move(source), std::move(path), file_time);
  }
};

}  // namespace

int main() {
  return run_helper([](const PdfProgram&) { return std::make_unique<Probe>(); });
}
