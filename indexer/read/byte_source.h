#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace morgue {

/// Bytes that come in order: of a file, of memory, of a decompressor around another source.
class ByteSource {
 public:
  ByteSource() = default;
  virtual ~ByteSource() = default;
  ByteSource(const ByteSource&) = delete;
  ByteSource& operator=(const ByteSource&) = delete;

  /// Reads up to `most` bytes; waits until there are some. 0 only at the end, or where the bytes
  /// break off: then error() says why.
  virtual std::size_t read(char* out, std::size_t most) = 0;
  /// "Input/output error", "damaged gzip data"; empty if all is well.
  [[nodiscard]] virtual std::string error() const = 0;
  /// Goes to a byte, counted from the beginning. False if this source can't.
  virtual bool seek(std::uint64_t /*to*/) { return false; }
  /// How many bytes there are in all, where that is known before the end, else 0.
  [[nodiscard]] virtual std::uint64_t size() const { return 0; }
};

[[nodiscard]] std::unique_ptr<ByteSource> memory_source(std::string bytes);
/// Reads from a source that somebody else owns and keeps.
[[nodiscard]] std::unique_ptr<ByteSource> borrowed_source(ByteSource& source);

/// The source with what is wrapped around its content taken off: gzip (of several members as well),
/// bzip2, xz, lzma, zstd, lz4, compress. Everything that can be unpacked comes before error().
[[nodiscard]] std::unique_ptr<ByteSource> decompressed(std::unique_ptr<ByteSource> source);

/// A source that can be looked at before it is read, line by line if wanted.
class BufferedSource {
 public:
  explicit BufferedSource(std::unique_ptr<ByteSource> source) : source_(std::move(source)) {}

  /// The next bytes without consuming them: `least` of them if there are so many, maybe more. The
  /// view lives until anything else is called.
  [[nodiscard]] std::string_view peek(std::size_t least);
  /// Consumes up to `most` bytes and appends them. False if there were none.
  bool take(std::string& out, std::size_t most);
  /// Makes the last consumed bytes the next ones again; `bytes` is a copy of them.
  void put_back(std::string_view bytes);
  /// Consumes up to `most` bytes; returns how many there were.
  std::uint64_t skip(std::uint64_t most);

  enum class Line : std::uint8_t { Got, TooLong, End };
  /// Consumes a line; `line` has it with its "\n" (the last one may have none) until anything else
  /// is called. A line longer than `most` is consumed whole, but only its beginning is given.
  Line line(std::string_view& line, std::size_t most);

  /// How many bytes were consumed so far.
  [[nodiscard]] std::uint64_t position() const { return consumed_; }
  /// As ByteSource::size().
  [[nodiscard]] std::uint64_t size() const { return source_->size(); }
  [[nodiscard]] bool at_end() { return peek(1).empty(); }
  [[nodiscard]] std::string error() const { return source_->error(); }
  /// The source again from its beginning, for somebody who reads on his own. Only if nothing was
  /// consumed; nothing but destruction is allowed afterwards.
  [[nodiscard]] std::unique_ptr<ByteSource> rewound();
  /// What was read ahead, and the source behind it; as above.
  [[nodiscard]] std::pair<std::string, std::unique_ptr<ByteSource>> taken_apart();

 private:
  bool refill();

  std::unique_ptr<ByteSource> source_;
  std::string buffer_;
  std::size_t begin_ = 0;  // of what is not consumed yet
  std::uint64_t consumed_ = 0;
};

}  // namespace morgue
