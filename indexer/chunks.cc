#include "indexer/chunks.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <optional>
#include <utility>
#include <variant>

#include "indexer/read/byte_source.h"
#include "indexer/read/contents.h"
#include "indexer/read/read.h"
#include "indexer/read/sniff.h"

namespace morgue {
namespace {

/// An open file or standard input, hashed while it is read.
class Input : public ByteSource {
 public:
  explicit Input(const std::string& path)
      : fd_(path == "-" ? STDIN_FILENO
                        : ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)) {
    if (fd_ < 0) errno_ = errno;
    struct stat status {};
    if (fd_ >= 0 && ::fstat(fd_, &status) == 0 && S_ISREG(status.st_mode))
      size_ = static_cast<std::uint64_t>(status.st_size);
    // What was a file when the walk saw it may have become a pipe that nobody writes to.
    if (fd_ > STDIN_FILENO && !S_ISREG(status.st_mode))
      errno_ = S_ISDIR(status.st_mode) ? EISDIR : EINVAL;
    // Standard input may be a file of which somebody else has read the beginning.
    seeks_ = size_ > 0 && fd_ > STDIN_FILENO;
  }
  ~Input() override {
    if (fd_ > STDIN_FILENO) ::close(fd_);
  }

  std::size_t read(char* out, std::size_t most) override {
    if (fd_ < 0 || errno_ != 0) return 0;
    std::size_t got = 0;
    while (got < most) {
      const ssize_t n = ::read(fd_, out + got, most - got);
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) errno_ = errno;
      if (n <= 0) break;
      got += static_cast<std::size_t>(n);
    }
    // Only what was not read before: members are not always read in order.
    if (at_ <= hashed_ && at_ + got > hashed_) {
      hasher_.update({out + (hashed_ - at_), got - (hashed_ - at_)});
      hashed_ = at_ + got;
    }
    at_ += got;
    bytes_ += got;
    return got;
  }
  [[nodiscard]] std::string error() const override {
    return errno_ != 0 ? std::strerror(errno_) : std::string();
  }
  bool seek(std::uint64_t to) override {
    if (!seeks_ || ::lseek(fd_, static_cast<off_t>(to), SEEK_SET) < 0) return false;
    at_ = to;
    return true;
  }
  [[nodiscard]] std::uint64_t size() const override { return seeks_ ? size_ : 0; }

  /// Read so far, what was read twice counted twice.
  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }
  /// The hash of the bytes up to the furthest that were read in order.
  [[nodiscard]] std::string hash_so_far() const { return hasher_.digest(); }
  /// The hash of all bytes; reads what nobody has read yet.
  [[nodiscard]] std::string hash_of_all() {
    if (at_ != hashed_) seek(hashed_);
    std::string rest(kBlock, '\0');
    while (read(rest.data(), rest.size()) > 0) {
    }
    return hasher_.digest();
  }

 private:
  static constexpr std::size_t kBlock = std::size_t{1} << 20U;
  int fd_;
  int errno_ = 0;
  std::uint64_t size_ = 0;
  bool seeks_ = false;
  std::uint64_t at_ = 0, hashed_ = 0, bytes_ = 0;
  ContentHasher hasher_;
};

std::optional<Instant> instant_of(const FileRecord& file) {
  if (file.path == "-") return {};
  return Instant{std::chrono::seconds{file.mtime_ns / 1'000'000'000}};
}

std::string describe(const ReadError& error) {
  return error.member.empty() ? error.why : error.member + ": " + error.why;
}

/// "no article in it (12 images, 3 redirects)"
std::string nothing_in(const std::map<std::string, std::size_t>& passed) {
  std::string kinds;
  for (const auto& [kind, count] : passed)
    kinds += fmt::format("{}{} {}", kinds.empty() ? "" : ", ", count, kind);
  return kinds.empty() ? "no article in it" : fmt::format("no article in it ({})", kinds);
}

/// So many files of a folder teach what recurs in it.
constexpr std::size_t kTeachers = 200;
constexpr std::size_t kTeachingBytes = std::size_t{256} << 10U;

/// The beginning of a plain text, or nothing.
std::string teaching_text(const std::filesystem::path& path, Intake& intake) {
  Input input(path.string());
  BufferedSource source(borrowed_source(input));
  RawDocument raw;
  raw.path = path.string();
  source.take(raw.bytes, kTeachingBytes);
  return intake.plain_text(raw);
}

std::shared_ptr<const StandingLines> learnt_from(const std::string& folder, Intake& intake) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (auto entry = std::filesystem::directory_iterator(folder, error);
       !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
    std::error_code ignored;
    if (entry->is_regular_file(ignored) && !never_holds_articles(entry->path().native()))
      files.push_back(entry->path());
  }
  if (files.size() < kStandingTexts) return nullptr;
  std::sort(files.begin(), files.end());
  auto lines = std::make_shared<StandingLines>();
  const std::size_t teachers = std::min(files.size(), kTeachers);
  for (std::size_t i = 0; i < teachers; ++i)
    if (const std::string text = teaching_text(files[i * files.size() / teachers], intake);
        !text.empty())
      lines->see(text);
  if (lines->texts() < kStandingTexts) return nullptr;
  return lines;
}

}  // namespace

/// The file that is being read.
struct Chunker::Open {
  std::unique_ptr<Input> input;
  std::unique_ptr<OpenFile> contents;
  std::uint64_t counted = 0;  // of its bytes, in chunks
  std::optional<std::variant<ContentItem, ReadError>> ahead;
  bool anything = false;  // a document, or the reason why there is none
  Open(std::unique_ptr<Input> source, const FileRecord& file, Intake& intake)
      : input(std::move(source)),
        contents(intake.open(borrowed_source(*input), file.path, instant_of(file))) {}
};

Chunker::Chunker(Walk& walk, Catalog* catalog, ChunkOptions options, std::unique_ptr<Intake> intake)
    : walk_(walk), catalog_(catalog), options_(options), intake_(std::move(intake)) {}
Chunker::~Chunker() = default;

bool Chunker::full(const Chunk& chunk) const {
  // Files that are passed by cost next to nothing, but somebody watches them go by.
  return chunk.inputs >= options_.articles || chunk.taken >= options_.bytes ||
         chunk.bytes >= options_.bytes || chunk.unchanged >= 10 * options_.articles;
}

bool Chunker::next(Chunk& chunk) {
  chunk = {};
  chunk.number = next_number_;
  while (!full(chunk)) {
    if (open_) {
      take_members(chunk);
      continue;
    }
    auto found = walk_.next();
    if (!found) break;
    if (*found) {
      begin_file(**found, chunk);
    } else {
      ++chunk.inputs;
      chunk.refused.push_back(std::move((*found).error()));
    }
  }
  const bool any = !chunk.files.empty() || !chunk.refused.empty() || chunk.unchanged > 0;
  if (any) ++next_number_;
  return any;
}

bool Chunker::unchanged(const SourceFile& file, const FileRecord& known) const {
  if (known.state == FileRecord::State::Reading || known.hash.empty()) return false;
  const bool troubled = known.state != FileRecord::State::Done;
  if (options_.again || (troubled && options_.retry)) return false;
  return known.size == file.size && known.mtime_ns == file.mtime_ns;
}

void Chunker::begin_file(const SourceFile& source, Chunk& chunk) {
  std::optional<FileRecord> known;
  if (catalog_ != nullptr && source.path != "-") known = catalog_->file(source.path);
  if (known && unchanged(source, *known)) {
    ++chunk.unchanged;
    chunk.passed_bytes += static_cast<std::uint64_t>(source.size);
    return;
  }
  if (options_.again) known.reset();
  if (!known && source.path != "-" && options_.forgotten != nullptr &&
      options_.forgotten->has_file(source.path, source.size)) {
    ++chunk.unchanged;
    chunk.passed_bytes += static_cast<std::uint64_t>(source.size);
    return;
  }
  file_ = {};
  file_.path = source.path;
  file_.size = source.size;
  file_.mtime_ns = source.mtime_ns;

  auto input = std::make_unique<Input>(source.path);
  if (!input->error().empty()) {
    ++chunk.inputs;
    refuse(chunk, {source.path, {}, input->error(), {}});
    ++chunk.files_ended;
    chunk.files.back().ended = true;
    return;
  }
  open_ = std::make_unique<Open>(std::move(input), file_, *intake_);
  auto first = open_->contents->next();
  if (auto* item = first ? std::get_if<ContentItem>(&*first) : nullptr; item && item->whole)
    return take_whole(chunk, known, std::move(*item));
  if (!first) return;
  // Refused as a whole, its beginning is all that was read, and hashed.
  const auto* refused = std::get_if<ReadError>(&*first);
  if (refused != nullptr && refused->member.empty() && open_->input->error().empty())
    file_.hash = open_->input->hash_so_far();
  take(chunk, *std::move(first));
}

void Chunker::take_whole(Chunk& chunk, std::optional<FileRecord>& known, ContentItem item) {
  // Of what is no text only the beginning is read, and hashed.
  const bool binary = item.format == Format::Binary;
  const std::string hash = binary ? open_->input->hash_so_far() : open_->input->hash_of_all();
  file_.hash = hash;
  // It may have grown since the walk saw it.
  if (!binary && file_.path == "-") file_.size = static_cast<std::int64_t>(open_->input->bytes());
  if (known && known->state == FileRecord::State::Done && known->hash == hash) {
    // Touched, not changed: only the ledger learns the new time.
    known->mtime_ns = file_.mtime_ns;
    known->size = file_.size;
    chunk.files.push_back({*known, true, true});
    ++chunk.unchanged;
    ++chunk.inputs;
    count_bytes(chunk);
    open_.reset();
    return;
  }
  const std::size_t index = file_index(chunk);
  if (!binary && same_bytes_elsewhere(chunk, hash)) {
    ++chunk.inputs;
    open_->anything = true;
  } else {
    take(chunk, std::move(item));
    while (auto error = open_->contents->next()) take(chunk, *std::move(error));
  }
  end_file(chunk, index);
}

/// A document or a reason why there is none, of the open file.
void Chunker::take(Chunk& chunk, std::variant<ContentItem, ReadError> found) {
  ++chunk.inputs;
  count_bytes(chunk);
  open_->anything = true;
  if (auto* error = std::get_if<ReadError>(&found)) return refuse(chunk, std::move(*error));
  const std::size_t index = file_index(chunk);
  auto& item = std::get<ContentItem>(found);
  chunk.taken += item.raw.bytes.size();
  if (!item.whole && catalog_ != nullptr) {
    const ArticleId id = article_id_of(item.raw.bytes, {});
    if (catalog_->has_article(id)) {
      chunk.known.push_back({index, id});
      return;
    }
  }
  const bool text = item.whole && item.format == Format::Text && file_.path != "-";
  chunk.work.push_back(
      {index, std::move(item.raw), item.format, text ? standing_lines() : nullptr});
}

/// Learnt from the files of the folder as they lie on the disk, not from what is read together: so
/// it makes no difference how a load is cut into chunks, or whether it is the first one.
const std::shared_ptr<const StandingLines>& Chunker::standing_lines() {
  const std::string folder = std::filesystem::path(file_.path).parent_path().string();
  if (folder == folder_) return standing_;
  folder_ = folder;
  standing_ = learnt_from(folder, *intake_);
  return standing_;
}

void Chunker::take_members(Chunk& chunk) {
  const std::size_t index = file_index(chunk);
  // One ahead, so that no chunk holds nothing but the end of a file.
  do {
    if (!open_->ahead) open_->ahead = open_->contents->next();
    if (!open_->ahead) return end_file(chunk, index);
    if (full(chunk)) return;
    take(chunk, *std::exchange(open_->ahead, {}));
  } while (true);
}

void Chunker::end_file(Chunk& chunk, std::size_t index) {
  if (!open_->anything) {
    ++chunk.inputs;
    refuse(chunk, {file_.path, {}, nothing_in(open_->contents->passed_over()), {}});
  }
  FileOutcome& outcome = chunk.files[index];
  if (!file_.hash.empty())
    outcome.file.hash = file_.hash;
  else if (open_->input->error().empty())
    outcome.file.hash = open_->input->hash_of_all();
  outcome.ended = true;
  ++chunk.files_ended;
  count_bytes(chunk);
  open_.reset();
}

void Chunker::count_bytes(Chunk& chunk) {
  const std::uint64_t bytes = open_->input->bytes();
  chunk.bytes += bytes - open_->counted;
  open_->counted = bytes;
}

std::size_t Chunker::file_index(Chunk& chunk) {
  if (chunk.files.empty() || chunk.files.back().file.path != file_.path || chunk.files.back().ended)
    chunk.files.push_back({file_, false, file_.path == "-"});
  return chunk.files.size() - 1;
}

/// A file that was moved or copied: what it holds is known without reading it. Not under another
/// extension, which may decide how the bytes are read.
bool Chunker::same_bytes_elsewhere(Chunk& chunk, const std::string& hash) {
  if (catalog_ == nullptr || options_.again) return false;
  const auto twin = catalog_->file_with_hash(hash);
  if (!twin || twin->state != FileRecord::State::Done) return false;
  const auto extension = [](const std::string& path) {
    return std::filesystem::path(path).extension();
  };
  if (extension(twin->path) != extension(file_.path)) return false;
  for (const ArticleId id : catalog_->members(twin->number))
    chunk.known.push_back({chunk.files.size() - 1, id});
  return true;
}

void Chunker::refuse(Chunk& chunk, ReadError error) {
  FileRecord& file = chunk.files[file_index(chunk)].file;
  if (file.error.empty()) file.error = describe(error);
  chunk.refused.push_back(std::move(error));
}

}  // namespace morgue
