#include "indexer/read/byte_source.h"

#include <algorithm>
#include <cstring>

namespace morgue {
namespace {

constexpr std::size_t kBlock = std::size_t{256} << 10U;

class MemorySource : public ByteSource {
 public:
  explicit MemorySource(std::string bytes) : bytes_(std::move(bytes)) {}
  std::size_t read(char* out, std::size_t most) override {
    const std::size_t count = std::min(most, bytes_.size() - at_);
    std::memcpy(out, bytes_.data() + at_, count);
    at_ += count;
    return count;
  }
  [[nodiscard]] std::string error() const override { return {}; }
  bool seek(std::uint64_t to) override {
    at_ = std::min<std::uint64_t>(to, bytes_.size());
    return true;
  }
  [[nodiscard]] std::uint64_t size() const override { return bytes_.size(); }

 private:
  std::string bytes_;
  std::size_t at_ = 0;
};

class BorrowedSource : public ByteSource {
 public:
  explicit BorrowedSource(ByteSource& source) : source_(source) {}
  std::size_t read(char* out, std::size_t most) override { return source_.read(out, most); }
  [[nodiscard]] std::string error() const override { return source_.error(); }
  bool seek(std::uint64_t to) override { return source_.seek(to); }
  [[nodiscard]] std::uint64_t size() const override { return source_.size(); }

 private:
  ByteSource& source_;
};

/// What was read ahead of a source that can't go back, then the source.
class PrefixedSource : public ByteSource {
 public:
  PrefixedSource(std::string prefix, std::unique_ptr<ByteSource> source)
      : prefix_(std::move(prefix)), source_(std::move(source)) {}
  std::size_t read(char* out, std::size_t most) override {
    if (at_ == prefix_.size()) return source_->read(out, most);
    const std::size_t count = std::min(most, prefix_.size() - at_);
    std::memcpy(out, prefix_.data() + at_, count);
    at_ += count;
    return count;
  }
  [[nodiscard]] std::string error() const override { return source_->error(); }

 private:
  std::string prefix_;
  std::size_t at_ = 0;
  std::unique_ptr<ByteSource> source_;
};

}  // namespace

std::unique_ptr<ByteSource> memory_source(std::string bytes) {
  return std::make_unique<MemorySource>(std::move(bytes));
}

std::unique_ptr<ByteSource> BufferedSource::rewound() {
  if (buffer_.empty() || source_->seek(0)) return std::move(source_);
  return std::make_unique<PrefixedSource>(std::move(buffer_), std::move(source_));
}

std::pair<std::string, std::unique_ptr<ByteSource>> BufferedSource::taken_apart() {
  return {std::move(buffer_), std::move(source_)};
}

std::unique_ptr<ByteSource> borrowed_source(ByteSource& source) {
  return std::make_unique<BorrowedSource>(source);
}

bool BufferedSource::refill() {
  buffer_.erase(0, begin_);
  begin_ = 0;
  const std::size_t before = buffer_.size();
  // A record of some hundred bytes is a source as well: room for more would only be cleared. One
  // byte beyond what it says it has, to see its end.
  const std::uint64_t size = source_->size();
  const std::size_t block = size == 0 ? kBlock : std::min<std::uint64_t>(kBlock, size + 1);
  buffer_.resize(before + block);
  const std::size_t got = source_->read(buffer_.data() + before, block);
  buffer_.resize(before + got);
  return got > 0;
}

std::string_view BufferedSource::peek(std::size_t least) {
  while (buffer_.size() - begin_ < least && refill()) {
  }
  return std::string_view(buffer_).substr(begin_);
}

bool BufferedSource::take(std::string& out, std::size_t most) {
  const std::size_t before = out.size();
  while (most > 0) {
    const std::string_view there = peek(1).substr(0, most);
    if (there.empty()) break;
    out += there;
    most -= there.size();
    begin_ += there.size();
    consumed_ += there.size();
  }
  return out.size() > before;
}

void BufferedSource::put_back(std::string_view bytes) {
  if (bytes.size() <= begin_) {
    // The room is still there: nothing has to move.
    begin_ -= bytes.size();
    bytes.copy(buffer_.data() + begin_, bytes.size());
  } else {
    buffer_.replace(0, begin_, bytes);
    begin_ = 0;
  }
  consumed_ -= bytes.size();
}

std::uint64_t BufferedSource::skip(std::uint64_t most) {
  std::uint64_t skipped = 0;
  while (skipped < most) {
    const std::uint64_t there = std::min<std::uint64_t>(peek(1).size(), most - skipped);
    if (there == 0) break;
    begin_ += there;
    skipped += there;
  }
  consumed_ += skipped;
  return skipped;
}

BufferedSource::Line BufferedSource::line(std::string_view& line, std::size_t most) {
  std::size_t searched = begin_;
  while (true) {
    const std::size_t end = buffer_.find('\n', searched);
    if (end != std::string::npos) {
      const std::size_t length = end + 1 - begin_;
      line = std::string_view(buffer_).substr(begin_, std::min(length, most));
      begin_ = end + 1;
      consumed_ += length;
      return length > most ? Line::TooLong : Line::Got;
    }
    searched = buffer_.size() - begin_;  // as refill() moves it to the front
    if (searched > most) break;
    if (!refill()) {
      line = std::string_view(buffer_).substr(begin_);
      consumed_ += line.size();
      begin_ = buffer_.size();
      return line.empty() ? Line::End : Line::Got;
    }
  }
  // Too long: keep its beginning, drop the rest block by block.
  std::string head = buffer_.substr(begin_, most);
  bool ended = false;
  while (!ended) {
    const std::string_view there = peek(1);
    if (there.empty()) break;
    const std::size_t end = there.find('\n');
    ended = end != std::string_view::npos;
    const std::size_t length = ended ? end + 1 : there.size();
    begin_ += length;
    consumed_ += length;
  }
  // Only what is consumed lies before begin_; the head is put there for the view.
  buffer_.insert(0, head);
  begin_ += head.size();
  line = std::string_view(buffer_).substr(0, head.size());
  return Line::TooLong;
}

}  // namespace morgue
