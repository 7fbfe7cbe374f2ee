#include "indexer/read/contents.h"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "indexer/read/ascii.h"
#include "indexer/read/read.h"

namespace morgue {
namespace {

constexpr std::size_t kSniffBytes = std::size_t{64} << 10U;
constexpr std::size_t kMaxCompressions = 3;

/// The name of what a compressed file holds.
std::string_view without_compression(std::string_view name) {
  constexpr std::array<std::string_view, 8> kEndings = {".gz",  ".bz2", ".xz", ".lzma",
                                                        ".zst", ".lz4", ".z",  ".zstd"};
  for (const std::string_view ending : kEndings)
    if (ascii::ends_with_folded(name, ending)) return name.substr(0, name.size() - ending.size());
  if (ascii::ends_with_folded(name, ".tgz")) return name.substr(0, name.size() - 4);
  return name;
}

/// Counts what is taken from a file.
class CountedSource : public ByteSource {
 public:
  CountedSource(std::unique_ptr<ByteSource> source, std::shared_ptr<std::uint64_t> count)
      : source_(std::move(source)), count_(std::move(count)) {}
  std::size_t read(char* out, std::size_t most) override {
    const std::size_t got = source_->read(out, most);
    *count_ += got;
    return got;
  }
  [[nodiscard]] std::string error() const override { return source_->error(); }
  bool seek(std::uint64_t to) override { return source_->seek(to); }
  [[nodiscard]] std::uint64_t size() const override { return source_->size(); }

 private:
  std::unique_ptr<ByteSource> source_;
  std::shared_ptr<std::uint64_t> count_;
};

/// Ends what is packed several times over once it is too much for the file that it came from.
class BoundedSource : public ByteSource {
 public:
  BoundedSource(std::unique_ptr<ByteSource> source, std::shared_ptr<std::uint64_t> packed)
      : source_(std::move(source)), packed_(std::move(packed)) {}
  std::size_t read(char* out, std::size_t most) override {
    if (is_bomb(*packed_, unpacked_)) return 0;
    const std::size_t got = source_->read(out, most);
    unpacked_ += got;
    return got;
  }
  [[nodiscard]] std::string error() const override {
    return is_bomb(*packed_, unpacked_) ? std::string(kBomb) : source_->error();
  }

 private:
  std::unique_ptr<ByteSource> source_;
  std::shared_ptr<std::uint64_t> packed_;
  std::uint64_t unpacked_ = 0;
};

std::unique_ptr<Members> open_members(Format format, BufferedSource source) {
  switch (format) {
    case Format::JsonLines:
      return json_lines_members(std::move(source));
    case Format::Sgml:
      return sgml_members(std::move(source));
    case Format::Warc:
      return warc_members(std::move(source));
    case Format::Mbox:
      return mbox_members(std::move(source));
    case Format::Sqlite:
      return sqlite_members(std::move(source));
    case Format::Archive:
      return archive_members(source.rewound());
    default:
      return nullptr;
  }
}

}  // namespace

std::size_t longest(Format format) {
  // What is one article is never larger; what may hold many is read whole as well.
  constexpr std::size_t kOne = std::size_t{32} << 20U;
  constexpr std::size_t kMany = std::size_t{256} << 20U;
  switch (format) {
    case Format::Json:
    case Format::Xml:
    case Format::Csv:
    case Format::Mail:
    case Format::Pdf:
      return kMany;
    default:
      return kOne;
  }
}

Contents::Contents(std::unique_ptr<ByteSource> source, std::string path,
                   std::optional<Instant> file_time)
    : Contents(std::move(source), std::move(path), file_time, {}) {}
Contents::Contents(std::unique_ptr<ByteSource> source, std::string path,
                   std::optional<Instant> file_time, OpenElsewhere elsewhere)
    : path_(std::move(path)),
      file_time_(file_time),
      packed_(std::make_shared<std::uint64_t>(0)),
      open_elsewhere_(std::move(elsewhere)) {
  outermost_ = std::make_unique<CountedSource>(std::move(source), packed_);
}
Contents::~Contents() = default;

ReadError Contents::refused(const std::string& member, std::string why, std::string hint) const {
  return {path_, member, std::move(why), std::move(hint)};
}

Contents::Next Contents::next() {
  if (pending_) return std::exchange(pending_, {});
  if (outermost_) {
    Member file;
    file.file_time = file_time_;
    if (auto item = open(std::move(file), std::move(outermost_), true)) return item;
  }
  if (elsewhere_) return elsewhere_->next();
  while (!levels_.empty()) {
    Level& level = levels_.back();
    auto got = level.members->next();
    if (!got) {
      levels_.pop_back();
      continue;
    }
    if (const auto* passed = std::get_if<PassedOver>(&*got)) {
      ++passed_[passed->kind];
      continue;
    }
    if (auto* bad = std::get_if<MemberRefused>(&*got))
      return refused(bad->name.empty() ? level.name : level.prefix + bad->name,
                     std::move(bad->why));
    auto member = std::get<Member>(std::move(*got));
    member.name.insert(0, level.prefix);
    member.stated.insert(member.stated.begin(), level.stated.begin(), level.stated.end());
    if (!member.file_time) member.file_time = level.file_time;
    if (too_much(levels_.size(), member.bytes.size())) {
      levels_.clear();
      return refused({}, std::string(kBomb), "what comes before is read");
    }
    auto bytes = memory_source(std::move(member.bytes));
    if (auto item = open(std::move(member), std::move(bytes), false)) return item;
  }
  return {};
}

/// One container by itself is bounded by whoever unpacks it.
bool Contents::too_much(std::size_t depth, std::size_t bytes) {
  if (depth < 2) return false;
  unpacked_ += bytes;
  return is_bomb(*packed_, unpacked_);
}

/// A document is returned, a container becomes the innermost level.
Contents::Next Contents::open(Member member, std::unique_ptr<ByteSource> bytes, bool outermost) {
  // Within a container the name of the file says nothing about a member.
  std::string_view hint = outermost ? path_ : member.name;
  for (std::size_t compressions = 0; true; ++compressions) {
    BufferedSource source(std::move(bytes));
    Format format = member.format;
    if (format == Format::Empty)
      format = sniff(source.peek(kSniffBytes).substr(0, kSniffBytes), hint);
    if (outermost && open_elsewhere_ && is_container(format) && format != Format::JsonLines) {
      elsewhere_ = open_elsewhere_(std::move(source), path_);
      return {};
    }
    if (format == Format::Compressed && compressions < kMaxCompressions) {
      bytes = decompressed(source.rewound());
      if (compressions > 0) bytes = std::make_unique<BoundedSource>(std::move(bytes), packed_);
      hint = without_compression(hint);
      continue;
    }
    if (!is_container(format))
      return document(std::move(member), source, format, compressions > 0, outermost);
    if (levels_.size() >= kMaxContainers)
      return refused(member.name, fmt::format("nested more than {} deep", kMaxContainers));
    auto members = open_members(format, std::move(source));
    if (!members)
      return refused(member.name, fmt::format("{}, not supported yet", to_string(format)));
    std::string prefix = outermost ? std::string() : member.name + "#";
    levels_.push_back({std::move(member.name), std::move(prefix), std::move(members),
                       std::move(member.stated), member.file_time});
    return {};
  }
}

Contents::Next Contents::document(Member member, BufferedSource& source, Format format,
                                  bool unpacked, bool whole) {
  ContentItem item;
  item.format = format;
  item.whole = whole;
  item.raw = {path_,
              std::move(member.name),
              {},
              member.file_time,
              std::move(member.stated),
              std::move(member.charset)};
  const std::size_t most = longest(format);
  const bool binary = format == Format::Binary;  // only looked at
  const bool too_large = !binary && source.size() > most;
  if (!too_large) source.take(item.raw.bytes, binary ? kSniffBytes : most);
  if (too_large || (!binary && !source.at_end()))
    return refused(item.raw.member,
                   fmt::format("too large for an article (over {} MB)", most >> 20U),
                   "split it, or convert it to JSON lines");
  if (const std::string error = source.error(); !error.empty()) {
    // What can't be read from the disk may be read tomorrow; what was packed badly never.
    if (item.raw.bytes.empty() || !unpacked) return refused(item.raw.member, error);
    pending_ = refused(item.raw.member, error, "what comes before is read");
  }
  return item;
}

}  // namespace morgue
