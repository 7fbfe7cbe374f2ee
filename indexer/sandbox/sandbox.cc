#include "indexer/sandbox/sandbox.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "indexer/sandbox/helper_process.h"
#include "indexer/sandbox/packing.h"

namespace morgue {
namespace {

constexpr const char* kSelf = "/proc/self/exe";
/// Blocks of a file that are asked for are smaller.
constexpr std::uint64_t kMaxBlock = std::uint64_t{16} << 20U;

std::chrono::seconds patience_for(std::uint64_t bytes) {
  return std::chrono::seconds{seconds_for(bytes) * kPatience};
}

/// The file whose bytes the helper asks for.
struct ServedFile {
  std::string ahead;
  std::unique_ptr<ByteSource> source;
  std::uint64_t at = 0;
  std::string block;

  /// The bytes from `from` on; nothing where that can't be gone to.
  std::string_view bytes(std::uint64_t from, std::uint64_t most) {
    if (from != at && !source->seek(from)) return {};
    block.resize(std::min(most, kMaxBlock));
    const std::size_t got = source->read(block.data(), block.size());
    at = from + got;
    return std::string_view(block).substr(0, got);
  }
};

/// A helper, and what it asks back.
class HelperLine {
 public:
  HelperLine(const SandboxOptions& options, std::atomic<bool>& unfiltered)
      : process_(options.program.empty() ? kSelf : options.program, options.time_zone),
        unfiltered_(unfiltered) {}

  /// The answer; nothing if the helper died of the question: then why() tells.
  [[nodiscard]] bool ask(Message kind, std::string_view question, std::string& answer) {
    start();
    if (!process_.say(kind, question)) return died();
    const auto patience = patience_for(question.size());
    Message heard{};
    while (process_.listen(heard, answer, patience)) {
      if (heard == Message::Answer) return true;
      if (!answer_back(heard, answer)) break;
    }
    return died();
  }
  [[nodiscard]] const std::string& why() const { return why_; }
  bool died() {
    why_ = process_.end();
    return false;
  }
  /// The number of the helper that runs; every new one has another.
  [[nodiscard]] unsigned generation() const { return generation_; }

  void serve(ServedFile file) { file_ = std::move(file); }
  void serve_nothing() { file_ = {}; }

 private:
  void start() {
    if (process_.running()) return;
    process_.start();
    ++generation_;
    if (!process_.confined()) unfiltered_ = true;
  }

  [[nodiscard]] bool answer_back(Message heard, const std::string& question) {
    Packer answer;
    if (heard == Message::Pdf) {
      answer(pdf_(question));
    } else if (heard == Message::Bytes && file_.source) {
      std::uint64_t from = 0;
      std::uint64_t most = 0;
      Unpacker unpack(question);
      unpack(from);
      unpack(most);
      if (!unpack.done()) return false;
      answer(file_.bytes(from, most));
      answer(file_.source->error());
    } else {
      return false;
    }
    return process_.say(Message::Here, answer.bytes());
  }

  HelperProcess process_;
  std::atomic<bool>& unfiltered_;
  PdfProgram pdf_ = pdf_program(pdf_helper());
  ServedFile file_;
  std::string why_;
  unsigned generation_ = 0;
};

/// The documents of a file that a helper has open.
class FileOpenElsewhere : public OpenFile {
 public:
  FileOpenElsewhere(HelperLine& line, std::string path, std::optional<Instant> file_time,
                    BufferedSource source)
      : line_(line), path_(std::move(path)) {
    Packer question;
    question(path_);
    question(file_time);
    question(source.size());
    ServedFile file;
    std::tie(file.ahead, file.source) = source.taken_apart();
    file.at = file.ahead.size();
    question(file.ahead);
    file.ahead.clear();
    line_.serve(std::move(file));
    std::string nothing;
    if (!line_.ask(Message::Open, question.bytes(), nothing)) broken_ = line_.why();
    generation_ = line_.generation();
  }
  ~FileOpenElsewhere() override { line_.serve_nothing(); }

  Next next() override {
    if (done_) return {};
    std::string answer;
    if (broken_.empty() && generation_ != line_.generation()) broken_ = "was given up";
    if (broken_.empty() && !line_.ask(Message::Next, {}, answer)) broken_ = line_.why();
    if (!broken_.empty()) return refused();
    Unpacker unpack(answer);
    Next item = unpacked(unpack);
    if (unpack.done()) return item;
    line_.died();
    broken_ = "makes its reader talk nonsense";
    return refused();
  }
  [[nodiscard]] const std::map<std::string, std::size_t>& passed_over() const override {
    return passed_;
  }

 private:
  /// With it the rest of the file is lost: nobody can say where the next document would begin.
  Next refused() {
    done_ = true;
    return ReadError{path_, {}, broken_, {}};
  }
  Next unpacked(Unpacker& unpack) {
    bool any = false;
    bool document = false;
    unpack(any);
    if (!any) {
      done_ = true;
      std::vector<std::pair<std::string, std::size_t>> passed;
      unpack(passed);
      passed_ = {passed.begin(), passed.end()};
      return {};
    }
    unpack(document);
    if (document) {
      ContentItem item;
      unpack(item);
      item.raw.path = path_;
      return item;
    }
    ReadError error;
    unpack(error);
    error.path = path_;
    return error;
  }

  HelperLine& line_;
  std::string path_;
  std::string broken_;
  unsigned generation_ = 0;
  bool done_ = false;
  std::map<std::string, std::size_t> passed_;
};

class IntakeElsewhere : public Intake {
 public:
  IntakeElsewhere(const SandboxOptions& options, std::atomic<bool>& unfiltered)
      : line_(options, unfiltered) {}

  FoundArticles find(const RawDocument& raw, Format format) override {
    Packer question;
    question(raw);
    question(format);
    FoundArticles out;
    if (!line_.ask(Message::Find, question.bytes(), answer_))
      return {failure(ReadError{raw.path, raw.member, line_.why(), {}})};
    Unpacker unpack(answer_);
    unpack(out);
    if (unpack.done() && are_clean(out, raw)) return out;
    line_.died();
    return {failure(ReadError{raw.path, raw.member, "makes its reader talk nonsense", {}})};
  }

  std::string plain_text(const RawDocument& raw) override {
    Packer question;
    question(raw);
    if (!line_.ask(Message::Text, question.bytes(), answer_)) return {};
    std::string out;
    Unpacker unpack(answer_);
    unpack(out);
    return out;
  }

  std::unique_ptr<OpenFile> open(std::unique_ptr<ByteSource> source, std::string path,
                                 std::optional<Instant> file_time) override {
    auto elsewhere = [this, file_time](BufferedSource packed, std::string_view name) {
      return std::make_unique<FileOpenElsewhere>(line_, std::string(name), file_time,
                                                 std::move(packed));
    };
    return std::make_unique<Contents>(std::move(source), std::move(path), file_time,
                                      std::move(elsewhere));
  }

 private:
  /// The names that we gave ourselves are not taken from there.
  static bool are_clean(FoundArticles& found, const RawDocument& raw) {
    for (auto& one : found) {
      if (!one) {
        one.error().path = raw.path;
        continue;
      }
      one->article.file = raw.path;
      if (!is_clean(one->article)) return false;
    }
    return true;
  }

  HelperLine line_;
  std::string answer_;
};

}  // namespace

std::unique_ptr<Intake> Sandbox::intake() {
  return std::make_unique<IntakeElsewhere>(options_, unfiltered_);
}

}  // namespace morgue
