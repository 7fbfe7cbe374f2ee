#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "common/act_lines.h"
#include "common/article_id.h"

namespace morgue {

/// How a line of the ledger speaks of a person: by number and name, and by articles that name him,
/// so that he is found again when everything else was made anew and numbers have changed.
struct PersonReference {
  std::uint32_t number = 0;
  std::string name;
  std::vector<ArticleId> articles;
  friend bool operator==(const PersonReference&, const PersonReference&) = default;
};

/// Something that somebody decided about people.
struct Act {
  enum class Kind : std::uint8_t {
    Merge,       ///< `other` is `person`
    Split,       ///< in `articles`, `person` is somebody else: `other`, who is new
    Alias,       ///< `name` is a name of `person`
    Rename,      ///< `person` is shown as `name`
    Forget,      ///< `person` is not kept as a person any more
    NotAPerson,  ///< nobody goes by `name`
    Undo,        ///< the act `undone` is undone (an undo: done again)
  };
  std::int64_t number = 0;  ///< of its line, counted from 1
  std::string time;         ///< ISO 8601
  Kind kind = Kind::Merge;
  PersonReference person, other;
  std::string name;
  std::vector<ArticleId> articles;
  std::int64_t undone = 0;
  friend bool operator==(const Act&, const Act&) = default;
};

/// ARCHIVE/ledger.txt: what people decided, one act a line, only ever appended to. Text that can be
/// read, kept under version control, and copied to another archive:
///
///   1<TAB>2026-11-24T10:00:00Z<TAB>merge<TAB>p12 Rowan Pike [a7f3...]<TAB>p40 R. Pike [09be...]
///
/// Lines that begin with # are remarks.

[[nodiscard]] std::string to_line(const Act& act);

struct LedgerText {
  std::vector<Act> acts;
  /// Numbers of lines that can't be read, counted from 1. Numbers of acts must ascend: of two
  /// ledgers put together only one counts.
  std::vector<std::size_t> unread;
  std::int64_t last = 0;  ///< the highest number that an act claims, read or not
};
[[nodiscard]] LedgerText parse_ledger(std::string_view text);

/// The ledger in a dump of `morgue desk dump`, where each line of it begins with "person" and a
/// tab; a text without such lines is read as a ledger itself.
[[nodiscard]] LedgerText ledger_in(std::string_view text);
/// The acts that hold in another ledger and were never done in this one, in order.
[[nodiscard]] std::vector<Act> missing_acts(const LedgerText& ledger, const LedgerText& other);

/// Nothing if there is no file. Throws Error{Archive} if it can't be read.
[[nodiscard]] LedgerText read_ledger(const std::filesystem::path& path);
/// On disk when it returns. Throws Error{Archive}.
void append_to_ledger(const std::filesystem::path& path, const Act& act);

}  // namespace morgue
