#include "indexer/sandbox/helper.h"

#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <new>

#include "indexer/confine.h"
#include "indexer/read/charset.h"
#include "indexer/sandbox/messages.h"
#include "indexer/sandbox/packing.h"

namespace morgue {
namespace {

/// Nobody is left to talk to, or it makes no sense any more: this process has no other purpose.
[[noreturn]] void leave(int status) { ::_exit(status); }

void write_all(const char* bytes, std::size_t size) {
  while (size > 0) {
    const ssize_t put = ::write(kHelperSocket, bytes, size);
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) leave(EXIT_FAILURE);
    bytes += put;
    size -= static_cast<std::size_t>(put);
  }
}

void read_all(char* bytes, std::size_t size) {
  while (size > 0) {
    const ssize_t got = ::read(kHelperSocket, bytes, size);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) leave(EXIT_SUCCESS);
    bytes += got;
    size -= static_cast<std::size_t>(got);
  }
}

void say(Message kind, std::string_view body) {
  const MessageHead head{kind, body.size()};
  write_all(reinterpret_cast<const char*>(&head), sizeof head);
  write_all(body.data(), body.size());
}

Message listen(std::string& body) {
  MessageHead head;
  read_all(reinterpret_cast<char*>(&head), sizeof head);
  body.resize(head.size);
  read_all(body.data(), body.size());
  return head.kind;
}

/// The file that the other side holds open.
class FileElsewhere : public ByteSource {
 public:
  FileElsewhere(std::string ahead, std::uint64_t size) : ahead_(std::move(ahead)), size_(size) {}

  std::size_t read(char* out, std::size_t most) override {
    if (at_ < ahead_.size()) {
      const std::size_t count = std::min<std::size_t>(most, ahead_.size() - at_);
      std::copy_n(ahead_.data() + at_, count, out);
      at_ += count;
      return count;
    }
    Packer question;
    question(at_);
    question(static_cast<std::uint64_t>(most));
    say(Message::Bytes, question.bytes());
    listen(answer_);
    Unpacker answer(answer_);
    const std::string_view bytes = answer.view();
    answer(error_);
    const std::size_t count = bytes.copy(out, most);
    at_ += count;
    if (at_ > furthest_) {
      furthest_ = at_;
      allow_seconds(kSecondsPerDocument);  // it comes forward
    }
    return count;
  }
  [[nodiscard]] std::string error() const override { return error_; }
  bool seek(std::uint64_t to) override {
    if (size_ > 0) at_ = to;
    return size_ > 0;
  }
  [[nodiscard]] std::uint64_t size() const override { return size_; }

 private:
  std::string ahead_;
  std::uint64_t size_;  // 0: it can't go back
  std::uint64_t at_ = 0, furthest_ = 0;
  std::string answer_, error_;
};

std::optional<std::string> pdf_elsewhere(std::string_view bytes) {
  say(Message::Pdf, bytes);
  std::string answer;
  listen(answer);
  std::optional<std::string> out;
  Unpacker unpack(answer);
  unpack(out);
  return out;
}

class Helper {
 public:
  explicit Helper(std::unique_ptr<Intake> intake) : intake_(std::move(intake)) {}

  void answer(Message kind, const std::string& body) {
    Unpacker question(body);
    Packer answer;
    allow_seconds(seconds_for(body.size()));
    if (kind == Message::Find) {
      find(question, answer);
    } else if (kind == Message::Text) {
      RawDocument raw;
      question(raw);
      answer(intake_->plain_text(raw));
    } else if (kind == Message::Open) {
      open(question);
    } else if (kind == Message::Next) {
      next(answer);
    }
    say(Message::Answer, answer.bytes());
  }

 private:
  void find(Unpacker& question, Packer& answer) {
    RawDocument raw;
    Format format{};
    question(raw);
    question.enumerated(format, Format::Binary);
    const FoundArticles found = intake_->find(raw, format);
    answer(found);
  }

  void open(Unpacker& question) {
    std::string path;
    std::string ahead;
    std::optional<Instant> file_time;
    std::uint64_t size = 0;
    question(path);
    question(file_time);
    question(size);
    question(ahead);
    documents_ = intake_->open(std::make_unique<FileElsewhere>(std::move(ahead), size),
                               std::move(path), file_time);
  }

  void next(Packer& answer) {
    if (!documents_) leave(EXIT_FAILURE);
    const auto item = documents_->next();
    answer(item.has_value());
    if (!item) {
      const auto& passed = documents_->passed_over();
      answer(std::vector<std::pair<std::string, std::size_t>>(passed.begin(), passed.end()));
      documents_.reset();
      return;
    }
    answer(std::holds_alternative<ContentItem>(*item));
    if (const auto* document = std::get_if<ContentItem>(&*item))
      answer(*document);
    else
      answer(std::get<ReadError>(*item));
  }

  std::unique_ptr<Intake> intake_;
  std::unique_ptr<OpenFile> documents_;
};

/// What libraries would look up in files later, as long as there are files.
void look_up() {
  ::tzset();  // libarchive asks for local time
  load_charsets();
}

}  // namespace

int run_helper(const MakeIntake& make) {
  int kind = 0;
  socklen_t size = sizeof kind;
  if (::getsockopt(kHelperSocket, SOL_SOCKET, SO_TYPE, &kind, &size) != 0) {
    std::fputs("morgue-index: this option is for morgue-index itself\n", stderr);
    return 2;
  }
  ::prctl(PR_SET_DUMPABLE, 0);
  ::prctl(PR_SET_NAME, "morgue-helper");
  look_up();
  std::set_new_handler([] { leave(kHelperOutOfMemory); });
  Helper helper(make(pdf_elsewhere));
  Packer ready;
  ready(confine({kHelperMemory, false}));
  say(Message::Ready, ready.bytes());
  std::string body;
  while (true) {
    const Message message = listen(body);
    helper.answer(message, body);
  }
}

}  // namespace morgue
