#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
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

/// A document to be read, or the next part of a container.
struct ContentItem {
  RawDocument raw;
  Format format = Format::Text;  ///< no container
  /// The file is this document and nothing else (whatever it is compressed with).
  bool whole = false;
};

/// What a file holds, one document after another: itself, or, where it is a container, its members
/// and the members of these. Compression is taken off on the way. Memory is bounded by the longest
/// document, whatever the container's size.
class Contents {
 public:
  /// `path` goes into every item; `file_time` likewise, where the member has none of its own.
  Contents(std::unique_ptr<ByteSource> source, std::string path, std::optional<Instant> file_time);
  ~Contents();
  Contents(const Contents&) = delete;
  Contents& operator=(const Contents&) = delete;

  /// Nothing at the end. A ReadError concerns one member, or the rest of the file if it names none.
  [[nodiscard]] std::optional<std::variant<ContentItem, ReadError>> next();

  /// What was passed over so far, as "12 images".
  [[nodiscard]] const std::map<std::string, std::size_t>& passed_over() const { return passed_; }

 private:
  struct Level {
    std::string name;    // of the container, "" for the file itself
    std::string prefix;  // of its members' names, "" or "name#"
    std::unique_ptr<Members> members;
    std::vector<Candidate> stated;  // about the container: it holds for its members, too
    std::optional<Instant> file_time;
  };
  using Next = std::optional<std::variant<ContentItem, ReadError>>;
  Next open(Member member, std::unique_ptr<ByteSource> bytes, bool outermost);
  Next document(Member member, BufferedSource& source, Format format, bool unpacked, bool whole);
  [[nodiscard]] ReadError refused(const std::string& member, std::string why,
                                  std::string hint = {}) const;

  std::string path_;
  std::optional<Instant> file_time_;
  std::unique_ptr<ByteSource> outermost_;
  std::vector<Level> levels_;
  Next pending_;
  std::map<std::string, std::size_t> passed_;
};

/// The longest document of a format that is read.
[[nodiscard]] std::size_t longest(Format format);

}  // namespace morgue
