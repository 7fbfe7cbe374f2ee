#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <nlohmann/json.hpp>

#include "common/own_file.h"
#include "common/utf8.h"
#include "indexer/read/ascii.h"
#include "indexer/read/readers.h"

namespace morgue {
namespace {

using Json = nlohmann::json;

constexpr const char* kHelper = "morgue-read-pdf";
/// The helper ends itself after 20 seconds of work; a busy machine may take longer for these.
constexpr int kPatience = 120'000;  // milliseconds without a byte
constexpr std::size_t kMaxOutput = std::size_t{64} << 20U;

/// A file descriptor that is closed in the end.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() { close(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int get() const { return fd_; }
  void close() {
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
  }

 private:
  int fd_;
};

/// The bytes as a file without a name, so that nobody waits for somebody to read them.
int file_of(std::string_view bytes) {
  const int fd = ::memfd_create("morgue-pdf", MFD_CLOEXEC);
  while (fd >= 0 && !bytes.empty()) {
    const ssize_t put = ::write(fd, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) {
      ::close(fd);
      return -1;
    }
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  if (fd >= 0) ::lseek(fd, 0, SEEK_SET);
  return fd;
}

std::string read_all(int fd) {
  std::string out;
  std::array<char, std::size_t{64} << 10U> block{};
  while (out.size() <= kMaxOutput) {
    pollfd ready{fd, POLLIN, 0};
    const int any = ::poll(&ready, 1, kPatience);
    if (any < 0 && errno == EINTR) continue;
    if (any <= 0) break;
    const ssize_t got = ::read(fd, block.data(), block.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    out.append(block.data(), static_cast<std::size_t>(got));
  }
  return out;
}

/// What the helper says of the document, or nothing if it could not.
std::string run(const std::string& helper, std::string_view bytes) {
  Descriptor input(file_of(bytes));
  int ends[2] = {-1, -1};
  if (input.get() < 0 || ::pipe2(ends, O_CLOEXEC) != 0) return {};
  Descriptor from(ends[0]);
  Descriptor to(ends[1]);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, input.get(), STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, to.get(), STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  std::string name = kHelper;
  char* const arguments[] = {name.data(), nullptr};
  char* const nothing[] = {nullptr};  // it needs no environment
  pid_t pid = -1;
  const int failed = ::posix_spawn(&pid, helper.c_str(), &actions, nullptr, arguments, nothing);
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) return {};
  to.close();
  std::string out = read_all(from.get());
  from.close();
  ::kill(pid, SIGKILL);  // only if it is not through yet
  int status = 0;
  while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  return out;
}

std::string field(const Json& from, const char* name) {
  const auto found = from.find(name);
  return found != from.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// "Microsoft Word - page 3.docx", "untitled", "Layout 1" name a file, not an article.
bool is_title(std::string_view title) {
  constexpr std::size_t kShortest = 8;
  if (title.size() < kShortest || title.find(' ') == std::string_view::npos) return false;
  const std::string folded = ascii::folded(title);
  for (const std::string_view bad : {"microsoft word", "untitled", "layout ", "powerpoint", ".doc",
                                     ".indd", ".qxd", ".pdf", "slide 1"})
    if (folded.find(bad) != std::string::npos) return false;
  return true;
}

}  // namespace

std::string pdf_helper() { return own_file(kHelper); }

PdfProgram pdf_program(std::string helper) {
  if (helper.empty()) return [](std::string_view) { return std::nullopt; };
  return [helper = std::move(helper)](std::string_view bytes) { return run(helper, bytes); };
}

Drafts read_pdf(const RawDocument& raw, const PdfProgram& program) {
  const std::optional<std::string> answer = program(raw.bytes);
  if (!answer)
    return {failure(refusal(raw, "PDF document, and morgue-read-pdf is not installed",
                            "install it beside morgue-index"))};
  const Json said = Json::parse(*answer, nullptr, false);
  if (!said.is_object())
    return {
        failure(refusal(raw, "PDF document that takes too much time or memory, or is damaged"))};
  if (const std::string error = field(said, "error"); !error.empty())
    return {failure(refusal(raw, error))};
  Draft draft = draft_from(raw, raw.member);
  draft.as_given = true;
  Article& given = draft.given;
  const std::string title = field(said, "title");
  given.title = is_title(title) ? title : utf8::one_line(field(said, "heading"));
  given.text = utf8::without_controls(field(said, "text"));
  if (const std::string author = field(said, "author"); !author.empty())
    given.authors.push_back(author);
  given.published = parse_iso8601(field(said, "date"));
  if (given.published) given.published_from = DateOrigin::Meta;
  return {std::move(draft)};
}

}  // namespace morgue
