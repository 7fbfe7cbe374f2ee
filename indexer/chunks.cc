#include "indexer/chunks.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <optional>

#include "indexer/read/read.h"

namespace morgue {
namespace {

constexpr std::size_t kBlock = std::size_t{1} << 20U;
constexpr std::size_t kSniffBytes = std::size_t{64} << 10U;

/// An open file or standard input.
class Input {
 public:
  explicit Input(const std::string& path)
      : fd_(path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY)) {
    if (fd_ < 0) error_ = errno;
  }
  ~Input() {
    if (fd_ > STDIN_FILENO) ::close(fd_);
  }
  Input(const Input&) = delete;
  Input& operator=(const Input&) = delete;

  /// Appends up to `most` bytes. False at the end or on an error (see error()).
  bool read(std::string& out, std::size_t most) {
    if (fd_ < 0) return false;
    const std::size_t before = out.size();
    out.resize(before + most);
    std::size_t got = 0;
    while (got < most) {
      const ssize_t n = ::read(fd_, out.data() + before + got, most - got);
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) error_ = errno;
      if (n <= 0) break;
      got += static_cast<std::size_t>(n);
    }
    out.resize(before + got);
    return got > 0;
  }
  [[nodiscard]] int error() const { return error_; }

 private:
  int fd_;
  int error_ = 0;
};

bool blank(std::string_view line) {
  return line.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

std::string megabytes(std::size_t bytes) { return fmt::format("{} MB", bytes >> 20U); }

std::optional<Instant> instant_of(const FileRecord& file) {
  if (file.path == "-") return {};
  return Instant{std::chrono::seconds{file.mtime_ns / 1'000'000'000}};
}

}  // namespace

/// A file of JSON lines, read in blocks.
class Chunker::Lines {
 public:
  Lines(std::unique_ptr<Input> input, std::string head)
      : input_(std::move(input)), buffer_(std::move(head)) {
    hasher_.update(buffer_);
  }

  enum class Got : std::uint8_t { Line, TooLong, End };
  /// The next line without its end. A line over kMaxArticleFile is passed over.
  Got next(std::string_view& line) {
    ++number_;
    bool too_long = false;
    while (true) {
      const std::size_t end = buffer_.find('\n', searched_);
      if (end != std::string::npos) {
        line = std::string_view(buffer_).substr(begin_, end - begin_);
        begin_ = searched_ = end + 1;
        return too_long ? Got::TooLong : Got::Line;
      }
      if (buffer_.size() - begin_ > kMaxArticleFile) {
        too_long = true;
        begin_ = buffer_.size();
      }
      if (!refill()) break;
    }
    line = std::string_view(buffer_).substr(begin_);
    begin_ = searched_ = buffer_.size();
    if (too_long) return Got::TooLong;
    return line.empty() ? Got::End : Got::Line;
  }
  [[nodiscard]] std::size_t number() const { return number_; }
  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }
  [[nodiscard]] int error() const { return input_->error(); }
  [[nodiscard]] std::string hash() const { return hasher_.digest(); }

 private:
  bool refill() {
    buffer_.erase(0, begin_);
    begin_ = 0;
    searched_ = buffer_.size();
    const bool more = input_->read(buffer_, kBlock);
    const auto fresh = std::string_view(buffer_).substr(searched_);
    hasher_.update(fresh);
    bytes_ += fresh.size();
    return more;
  }

  std::unique_ptr<Input> input_;
  std::string buffer_;
  std::size_t begin_ = 0;     // of the next line
  std::size_t searched_ = 0;  // no line end before
  std::size_t number_ = 0;
  std::uint64_t bytes_ = 0;
  ContentHasher hasher_;
};

Chunker::Chunker(Walk& walk, Catalog* catalog, ChunkOptions options)
    : walk_(walk), catalog_(catalog), options_(options) {}
Chunker::~Chunker() = default;

bool Chunker::full(const Chunk& chunk) const {
  // Files that are passed by cost next to nothing, but somebody watches them go by.
  return chunk.inputs >= options_.articles || chunk.bytes >= options_.bytes ||
         chunk.unchanged >= 10 * options_.articles;
}

bool Chunker::next(Chunk& chunk) {
  chunk = {};
  chunk.number = next_number_;
  while (!full(chunk)) {
    if (lines_) {
      take_lines(chunk);
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
  if (troubled && options_.retry) return false;
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
  ++chunk.inputs;
  file_ = {};
  file_.path = source.path;
  file_.size = source.size;
  file_.mtime_ns = source.mtime_ns;

  auto input = std::make_unique<Input>(source.path);
  std::string bytes;
  input->read(bytes, kSniffBytes);
  if (input->error() != 0)
    return refuse(chunk, {source.path, {}, std::strerror(input->error()), {}});
  const Format format = sniff(bytes, source.path);
  if (format == Format::JsonLines) {
    --chunk.inputs;  // its lines count
    chunk.bytes += bytes.size();
    lines_ = std::make_unique<Lines>(std::move(input), std::move(bytes));
    return;
  }
  const std::size_t most = format == Format::Json ? kMaxJsonFile : kMaxArticleFile;
  if (format != Format::Binary && static_cast<std::size_t>(source.size) <= most) {
    while (bytes.size() <= most && input->read(bytes, kBlock)) {
    }
    if (input->error() != 0)
      return refuse(chunk, {source.path, {}, std::strerror(input->error()), {}});
  }
  chunk.bytes += bytes.size();
  // The hash of what was read: of a binary file or one that is too large, its beginning.
  file_.hash = content_hash(bytes);
  if (static_cast<std::size_t>(source.size) > most || bytes.size() > most)
    return refuse(chunk, {source.path,
                          {},
                          fmt::format("too large for an article (over {})", megabytes(most)),
                          "split it, or convert it to JSON lines"});
  if (known && known->state == FileRecord::State::Done && known->hash == file_.hash) {
    // Touched, not changed: only the ledger learns the new time.
    known->mtime_ns = source.mtime_ns;
    chunk.files.push_back({*known, true, true});
    ++chunk.unchanged;
    return;
  }
  take_whole(chunk, std::move(bytes), format);
}

std::size_t Chunker::file_index(Chunk& chunk) {
  if (chunk.files.empty() || chunk.files.back().file.path != file_.path || chunk.files.back().ended)
    chunk.files.push_back({file_, false, file_.path == "-"});
  return chunk.files.size() - 1;
}

void Chunker::take_whole(Chunk& chunk, std::string bytes, Format format) {
  // It may have grown since the walk saw it.
  if (format != Format::Binary) file_.size = static_cast<std::int64_t>(bytes.size());
  const std::size_t index = file_index(chunk);
  chunk.files[index].ended = true;
  ++chunk.files_ended;
  if (format != Format::Binary && same_bytes_elsewhere(chunk, file_.hash)) return;
  chunk.work.push_back({index, {file_.path, {}, std::move(bytes), instant_of(file_)}, format});
}

/// A file that was moved or copied: what it holds is known without reading it. Not under another
/// extension, which may decide how the bytes are read.
bool Chunker::same_bytes_elsewhere(Chunk& chunk, const std::string& hash) {
  if (catalog_ == nullptr) return false;
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

void Chunker::take_lines(Chunk& chunk) {
  const std::size_t index = file_index(chunk);
  const std::uint64_t before = lines_->bytes();
  bool ended = false;
  std::size_t taken = chunk.bytes;
  while (!ended && chunk.inputs < options_.articles && taken < options_.bytes) {
    std::string_view line;
    const Lines::Got got = lines_->next(line);
    if (got == Lines::Got::End) {
      ended = true;
      break;
    }
    taken += line.size() + 1;
    if (got == Lines::Got::Line && blank(line)) continue;
    ++chunk.inputs;
    std::string member = fmt::format("line {}", lines_->number());
    if (got == Lines::Got::TooLong) {
      const std::string why = fmt::format("longer than {}", megabytes(kMaxArticleFile));
      chunk.refused.push_back({file_.path, member, why, {}});
      if (chunk.files[index].file.error.empty())
        chunk.files[index].file.error = fmt::format("{}: {}", member, why);
      continue;
    }
    const ArticleId id = article_id_of(line, {});
    if (catalog_ != nullptr && catalog_->has_article(id)) {
      chunk.known.push_back({index, id});
      continue;
    }
    chunk.work.push_back({index,
                          {file_.path, std::move(member), std::string(line), instant_of(file_)},
                          Format::JsonLines});
  }
  chunk.bytes += lines_->bytes() - before;
  if (!ended) {
    // A chunk that is full by the length of its lines is full for next() as well.
    chunk.bytes = std::max<std::uint64_t>(chunk.bytes, taken);
    return;
  }
  chunk.files[index].file.hash = lines_->hash();
  chunk.files[index].ended = true;
  ++chunk.files_ended;
  const int error = lines_->error();
  lines_.reset();
  if (error == 0) return;
  chunk.refused.push_back({file_.path, {}, std::strerror(error), "the lines before are stored"});
  chunk.files[index].file.error = std::strerror(error);
}

void Chunker::refuse(Chunk& chunk, ReadError error) {
  const std::size_t index = file_index(chunk);
  chunk.files[index].ended = true;
  chunk.files[index].file.error = error.why;
  ++chunk.files_ended;
  chunk.refused.push_back(std::move(error));
}

}  // namespace morgue
