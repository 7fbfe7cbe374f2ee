#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "common/instant.h"
#include "indexer/draft.h"
#include "indexer/read/byte_source.h"

namespace morgue {

/// One thing that a container holds: a document, or a container in its turn.
struct Member {
  std::string name;  ///< as the container calls it: path, address, message id, "line 17"
  std::string bytes;
  /// What the container knows it to be; Empty: to be sniffed (by its bytes, with its name as hint).
  Format format = Format::Empty;
  std::vector<Candidate> stated{};
  std::string charset{};               ///< declared beside it, may be empty
  std::optional<Instant> file_time{};  ///< its modification time
};

/// A member that never holds an article by its nature. Counted, not reported.
struct PassedOver {
  std::string kind;  ///< in the plural: "images", "redirects", "style sheets"
};

/// Why a member could not be taken out; the next one may be all right. `name` may be empty: the
/// container itself is damaged.
struct MemberRefused {
  std::string name;
  std::string why;
};

/// An open container: one member after another, in the order in which they stand.
class Members {
 public:
  Members() = default;
  virtual ~Members() = default;
  Members(const Members&) = delete;
  Members& operator=(const Members&) = delete;
  using Item = std::variant<Member, PassedOver, MemberRefused>;
  /// Nothing at the end. Never throws on bad input; a container that is damaged so that nothing
  /// more can be read says so once and ends.
  [[nodiscard]] virtual std::optional<Item> next() = 0;
};

/// No member is given with more bytes; longer ones are refused.
inline constexpr std::size_t kMaxMemberBytes = std::size_t{256} << 20U;

// The containers, one function (and one file) each; contents.cc chooses. All take the source at its
// beginning.

[[nodiscard]] std::unique_ptr<Members> json_lines_members(BufferedSource source);
/// Reuters-21578 and the collections of TREC.
[[nodiscard]] std::unique_ptr<Members> sgml_members(BufferedSource source);
/// WARC/1.0 and 1.1, and the ARC files before them: what servers answered.
[[nodiscard]] std::unique_ptr<Members> warc_members(BufferedSource source);
/// Messages of a mailbox, named by their ids.
[[nodiscard]] std::unique_ptr<Members> mbox_members(BufferedSource source);
/// Entries of a feed reader's database.
[[nodiscard]] std::unique_ptr<Members> sqlite_members(BufferedSource source);
/// Chapters of a book, in their order.
[[nodiscard]] std::unique_ptr<Members> epub_members(std::unique_ptr<ByteSource> source);
/// Pages that Omnivore exported, with what it knew of them. `source` must be able to seek.
[[nodiscard]] std::unique_ptr<Members> omnivore_members(std::unique_ptr<ByteSource> source);
/// zip, tar, cpio, 7z and whatever else libarchive knows. A zip that is a book (EPUB), a web
/// archive (WACZ) or an export of Omnivore is read as that.
[[nodiscard]] std::unique_ptr<Members> archive_members(std::unique_ptr<ByteSource> source);

}  // namespace morgue
