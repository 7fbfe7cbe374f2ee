#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "common/article_id.h"
#include "common/sqlite.h"
#include "query/match/archive_reader.h"
#include "query/match/matches.h"

namespace morgue {

/// How far a saved query has been told of: everything that was added before a second, and of that
/// second these. A load of thousands is of one second, and most alerts are told at the same time:
/// so they share the list.
struct AlertMark {
  std::int64_t second = 0;                          ///< UTC
  std::shared_ptr<const std::set<ArticleId>> told;  ///< null: none
};

/// The marks of one archive by the names of queries, as text:
///   NAME<TAB>SECOND<TAB>ID,ID     or, for those of a query further above:
///   NAME<TAB>SECOND<TAB>=NAME
/// What can't be read is left out. Kept by whoever reads the archive, not in it.
using AlertMarks = std::map<std::string, AlertMark>;
[[nodiscard]] AlertMarks parse_alert_marks(std::string_view text);
[[nodiscard]] std::string to_text(const AlertMarks& marks);

/// An article that came after a mark.
struct Arrival {
  ArticleId id;
  Xapian::docid document = 0;
  std::int64_t added = 0;  ///< UTC seconds
};

/// What was added in a second or later, and is searched, in order of time and id.
[[nodiscard]] std::vector<Arrival> arrivals_since(const ArchiveReader& archive,
                                                  sqlite::Database& db, std::int64_t second);

/// Is it news to whoever was told up to the mark?
[[nodiscard]] bool is_new(const Arrival& arrival, const AlertMark& mark);
/// The mark after telling of all these. Precondition: in order of time; all since the mark.
[[nodiscard]] AlertMark mark_after(const AlertMark& mark, const std::vector<Arrival>& arrivals);

/// The arrivals that are new to a mark, and what has to be known of them to hold copies back, ready
/// for any number of queries.
struct NewArticles {
  std::shared_ptr<const DocumentList> list;
  /// Which of them is told if several are copies of each other: the one with the lowest number.
  /// That is the newest one.
  std::unordered_map<Xapian::docid, std::uint32_t> order;
  /// By family, members that are searched and not new; families without such are not there.
  std::unordered_map<ArticleId, std::vector<Xapian::docid>> earlier;
};
[[nodiscard]] NewArticles new_articles(const ArchiveReader& archive,
                                       const std::vector<Arrival>& arrivals, const AlertMark& mark);

/// What a saved query has to tell.
struct AlertNews {
  std::shared_ptr<const DocumentList> articles;  ///< to be shown
  std::size_t count = 0;
  std::size_t held_back = 0;  ///< copies of what it has told already, or tells now
};

/// Of the new articles, those that answer the query (`plan`: insisting_plan() of it). A copy is
/// held back if another one of its family answers as well and is not new, or is told now. Equal to
/// a full search restricted to the new articles, with copies folded.
[[nodiscard]] AlertNews news_of(const ArchiveReader& archive, Plan& plan, const NewArticles& fresh);

}  // namespace morgue
