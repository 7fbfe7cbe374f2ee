#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "indexer/draft.h"
#include "indexer/read/byte_source.h"
#include "indexer/read/members.h"

namespace morgue {

/// Containers may nest this deep: a page in a WARC in a zip in a tar.gz is 3.
inline constexpr std::size_t kMaxContainers = 6;
/// Nothing that people pack shrinks to less than a thousandth, and what unpacks to little may.
inline constexpr std::uint64_t kMaxExpansion = 1000;
inline constexpr std::uint64_t kFreeExpansion = std::uint64_t{256} << 20U;
/// True once unpacking has gone beyond all reason. Holds for each container by itself, and for a
/// file with all that is packed in what is packed in it.
[[nodiscard]] constexpr bool is_bomb(std::uint64_t packed, std::uint64_t unpacked) {
  return unpacked > kFreeExpansion && unpacked / kMaxExpansion > packed;
}
inline constexpr std::string_view kBomb = "unpacks to more than a thousand times its size";

/// A document to be read, or the next part of a container.
struct ContentItem {
  RawDocument raw;
  Format format = Format::Text;  ///< no container
  /// The file is this document and nothing else (whatever it is compressed with).
  bool whole = false;
};

/// The documents of a file, one after another.
class OpenFile {
 public:
  OpenFile() = default;
  virtual ~OpenFile() = default;
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  using Next = std::optional<std::variant<ContentItem, ReadError>>;
  /// Nothing at the end. A ReadError concerns one member, or the rest of the file if it names none.
  [[nodiscard]] virtual Next next() = 0;
  /// What was passed over so far, as "12 images".
  [[nodiscard]] virtual const std::map<std::string, std::size_t>& passed_over() const = 0;
};

/// Opens a file that has to be unpacked or taken apart by a library, elsewhere.
using OpenElsewhere =
    std::function<std::unique_ptr<OpenFile>(BufferedSource source, std::string_view path)>;

/// What a file holds, one document after another: itself, or, where it is a container, its members
/// and the members of these. Compression is taken off on the way. Memory is bounded by the longest
/// document, whatever the container's size.
class Contents : public OpenFile {
 public:
  /// `path` goes into every item; `file_time` likewise, where the member has none of its own.
  Contents(std::unique_ptr<ByteSource> source, std::string path, std::optional<Instant> file_time);
  /// With `elsewhere` only plain documents and JSON lines are taken from the file here: nothing is
  /// done with their bytes but looking for the ends of lines.
  Contents(std::unique_ptr<ByteSource> source, std::string path, std::optional<Instant> file_time,
           OpenElsewhere elsewhere);
  ~Contents() override;

  [[nodiscard]] Next next() override;
  [[nodiscard]] const std::map<std::string, std::size_t>& passed_over() const override {
    return elsewhere_ ? elsewhere_->passed_over() : passed_;
  }

 private:
  struct Level {
    std::string name;    // of the container, "" for the file itself
    std::string prefix;  // of its members' names, "" or "name#"
    std::unique_ptr<Members> members;
    std::vector<Candidate> stated;  // about the container: it holds for its members, too
    std::optional<Instant> file_time;
  };
  Next open(Member member, std::unique_ptr<ByteSource> bytes, bool outermost);
  [[nodiscard]] bool too_much(std::size_t depth, std::size_t bytes);
  Next document(Member member, BufferedSource& source, Format format, bool unpacked, bool whole);
  [[nodiscard]] ReadError refused(const std::string& member, std::string why,
                                  std::string hint = {}) const;

  std::string path_;
  std::optional<Instant> file_time_;
  std::shared_ptr<std::uint64_t> packed_;  // bytes taken from the file
  std::unique_ptr<ByteSource> outermost_;
  std::uint64_t unpacked_ = 0;  // bytes of members of containers within containers
  OpenElsewhere open_elsewhere_;
  std::unique_ptr<OpenFile> elsewhere_;  // set once the file is read there
  std::vector<Level> levels_;
  Next pending_;
  std::map<std::string, std::size_t> passed_;
};

/// The longest document of a format that is read.
[[nodiscard]] std::size_t longest(Format format);

}  // namespace morgue
