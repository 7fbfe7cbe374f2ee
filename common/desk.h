#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/article_id.h"

namespace morgue {

/// Something that was put on the desk, or taken from it.
struct DeskAct {
  enum class Kind : std::uint8_t {
    Tag,    ///< `articles` have the tag `name`
    Untag,  ///< and have it no longer
    Note,   ///< `text` is a remark on `articles`
    Save,   ///< the query `text` is known as `name`; replaces the one that was
    Drop,   ///< and is so no longer
    Undo,   ///< the act `undone` is undone (an undo: done again)
  };
  std::int64_t number = 0;  ///< of its line, counted from 1
  std::string time;         ///< ISO 8601
  Kind kind = Kind::Tag;
  std::string name;  ///< of a tag or query: without blanks and commas (see is_desk_name())
  std::string text;  ///< one line of UTF-8
  std::vector<ArticleId> articles;
  std::int64_t undone = 0;
  friend bool operator==(const DeskAct&, const DeskAct&) = default;
};

/// ARCHIVE/desk.txt: what whoever reads an archive keeps about it. Like the ledger of people, text
/// of one act a line that is only ever appended to; articles stand in it by their ids, which are
/// the same in every archive, so it can be copied to another one:
///
///   1<TAB>2026-11-24T10:00:00Z<TAB>tag<TAB>todo<TAB>a7f31c0122334455,09be42...
///   2<TAB>2026-11-24T10:01:00Z<TAB>note<TAB>a7f31c0122334455<TAB>ask the harbour office
///   3<TAB>2026-11-24T10:02:00Z<TAB>save<TAB>ferry<TAB>ferry crash -football
///
/// Lines that begin with # are remarks. The only file of an archive that `morgue` writes to.

[[nodiscard]] std::string to_line(const DeskAct& act);

struct DeskText {
  std::vector<DeskAct> acts;
  std::vector<std::size_t> unread;  ///< lines that can't be read, counted from 1; they do nothing
  std::int64_t last = 0;            ///< the highest number of an act
};
[[nodiscard]] DeskText parse_desk(std::string_view text);
/// Nothing if there is no file. Throws Error{Archive} if it can't be read.
[[nodiscard]] DeskText read_desk(const std::filesystem::path& path);

/// Writes acts under the next numbers, which it gives them. On disk when it returns; two processes
/// may do it at once. Throws Error{Archive}.
void append_to_desk(const std::filesystem::path& path, std::vector<DeskAct>& acts);

/// A star is a tag.
inline constexpr const char* kStar = "starred";

/// What a tag or a query may be called: anything that a query can say as one value.
[[nodiscard]] bool is_desk_name(std::string_view name);

/// What lies on the desk after all acts.
struct DeskState {
  struct Note {
    std::int64_t number = 0;  ///< of the act, by which it is undone
    std::string time, text;
  };
  std::map<std::string, std::set<ArticleId>> tags;  ///< by name, as first written; none is empty
  std::map<ArticleId, std::vector<Note>> notes;     ///< in order of time
  struct Saved {
    std::string time, text;
  };
  std::map<std::string, Saved> queries;  ///< by name
  [[nodiscard]] std::vector<std::string> tags_of(ArticleId id) const;
};
[[nodiscard]] DeskState desk_of(const DeskText& text);

/// The acts that make what lies on the desk, with the times when they were done and nothing of what
/// was taken back: tags (only those articles that still have them), notes, queries.
[[nodiscard]] std::vector<DeskAct> acts_that_made(const DeskText& text);

/// What has to be done on a desk so that it holds also what other acts made. Nothing that is there
/// is changed: of two queries by one name both are kept, the other one as NAME-2.
struct DeskMerge {
  std::vector<DeskAct> acts;
  std::vector<std::pair<std::string, std::string>> renamed;  ///< saved queries: name, new name
};
[[nodiscard]] DeskMerge merged_into(const DeskState& desk, const std::vector<DeskAct>& others);

}  // namespace morgue
