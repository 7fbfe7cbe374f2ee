#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>
#include <zlib.h>

#include <array>
#include <memory>

#include "indexer/read/archive_bridge.h"
#include "indexer/read/byte_source.h"
#include "indexer/read/contents.h"

namespace morgue {
namespace {

constexpr std::size_t kInput = std::size_t{64} << 10U;

/// gzip through zlib itself: libarchive drops the last block in front of a break, which is where
/// the last record of a crawl that was cut short stands.
class GzipSource : public ByteSource {
 public:
  explicit GzipSource(std::unique_ptr<ByteSource> source) : source_(std::move(source)) {
    constexpr int kGzipOnly = 16;
    if (inflateInit2(&stream_, kGzipOnly + MAX_WBITS) != Z_OK) throw std::bad_alloc();
  }
  ~GzipSource() override { inflateEnd(&stream_); }

  std::size_t read(char* out, std::size_t most) override {
    if (done_ || most == 0) return 0;
    constexpr std::size_t kMost = std::size_t{1} << 30U;
    const auto wanted = static_cast<uInt>(std::min(most, kMost));
    stream_.next_out = reinterpret_cast<Bytef*>(out);
    stream_.avail_out = wanted;
    while (stream_.avail_out == wanted && !done_) step();
    const std::size_t got = wanted - stream_.avail_out;
    unpacked_ += got;
    if (is_bomb(packed_, unpacked_)) end(std::string(kBomb));
    return got;
  }
  [[nodiscard]] std::string error() const override { return error_; }

 private:
  void step() {
    if (stream_.avail_in == 0 && !refill()) {
      // Between two members is a good place to end.
      if (in_member_) end(source_->error().empty() ? "the gzip data end early" : source_->error());
      done_ = true;
      return;
    }
    if (!in_member_ && !begin_member()) return;
    const int status = inflate(&stream_, Z_NO_FLUSH);
    if (status == Z_STREAM_END) {
      in_member_ = false;
      first_ = false;
    } else if (status != Z_OK && status != Z_BUF_ERROR) {
      end("damaged gzip data");
    }
  }
  bool refill() {
    const std::size_t got = source_->read(input_.data(), input_.size());
    stream_.next_in = reinterpret_cast<Bytef*>(input_.data());
    stream_.avail_in = static_cast<uInt>(got);
    packed_ += got;
    return got > 0;
  }
  /// Behind the last member writers leave zeros and other rubbish; gzip passes over it, too.
  bool begin_member() {
    constexpr Bytef kMagic = 0x1F;
    if (!first_ && *stream_.next_in != kMagic) {
      done_ = true;
      return false;
    }
    inflateReset(&stream_);
    in_member_ = true;
    return true;
  }
  void end(std::string why) {
    error_ = std::move(why);
    done_ = true;
  }

  std::unique_ptr<ByteSource> source_;
  z_stream stream_{};
  std::array<char, kInput> input_{};
  std::uint64_t packed_ = 0, unpacked_ = 0;
  bool first_ = true, in_member_ = false, done_ = false;
  std::string error_;
};

/// The other compressions, through libarchive.
class FilterSource : public ByteSource {
 public:
  explicit FilterSource(std::unique_ptr<ByteSource> source) : bridge_(std::move(source)) {
    archive* a = bridge_.handle();
    // One by one: "all" would bring filters that run other programs.
    archive_read_support_filter_bzip2(a);
    archive_read_support_filter_xz(a);
    archive_read_support_filter_lzma(a);
    archive_read_support_filter_zstd(a);
    archive_read_support_filter_lz4(a);
    archive_read_support_filter_compress(a);
    archive_read_support_format_raw(a);
    archive_entry* entry = nullptr;
    if (!bridge_.open() || archive_read_next_header(a, &entry) != ARCHIVE_OK) fail();
  }

  std::size_t read(char* out, std::size_t most) override {
    if (done_) return 0;
    const la_ssize_t got = archive_read_data(bridge_.handle(), out, most);
    if (got < 0) fail();
    if (got <= 0) {
      done_ = true;
      return 0;
    }
    unpacked_ += static_cast<std::uint64_t>(got);
    if (is_bomb(bridge_.consumed(), unpacked_)) {
      error_ = kBomb;
      done_ = true;
    }
    return static_cast<std::size_t>(got);
  }
  [[nodiscard]] std::string error() const override { return error_; }

 private:
  void fail() {
    error_ = bridge_.why("damaged compressed data");
    done_ = true;
  }

  ArchiveBridge bridge_;
  std::uint64_t unpacked_ = 0;
  bool done_ = false;
  std::string error_;
};

}  // namespace

std::unique_ptr<ByteSource> decompressed(std::unique_ptr<ByteSource> source) {
  BufferedSource buffered(std::move(source));
  const bool gzip = buffered.peek(2).substr(0, 2) == "\x1F\x8B";
  auto again = buffered.rewound();
  if (gzip) return std::make_unique<GzipSource>(std::move(again));
  return std::make_unique<FilterSource>(std::move(again));
}

}  // namespace morgue
