#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "common/desk.h"
#include "query/match/archive_reader.h"
#include "query/verbs/session.h"

namespace morgue {

/// What lies on the desk of the archive. Throws Error{Archive}.
[[nodiscard]] DeskState session_desk(const Session& session);

/// Writes an act, with the time of the session, and returns the number by which it can be taken
/// back. Throws Error{Archive}.
std::int64_t add_to_desk(const Session& session, DeskAct act);
/// The same; says on stderr how to take it back if that is a terminal.
void put_on_desk(const Session& session, DeskAct act);

struct GivenArticles {
  std::vector<ArticleId> articles;  ///< each once, in the order given
  bool unknown = false;             ///< some were not found; each has had its line on stderr
};
/// Articles by their ids, or the first digits of them ("#" in front is allowed); "-" stands for
/// those of standard input, the first word of each line.
[[nodiscard]] GivenArticles articles_of(const ArchiveReader& archive,
                                        const std::vector<std::string>& ids);

}  // namespace morgue
