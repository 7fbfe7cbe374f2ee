#pragma once

#include <string>
#include <vector>

#include "common/archive.h"

namespace morgue::test {

/// Everything an archive holds, in a form that two archives of the same articles share however they
/// came to be: by threads, after crashes, merged or not. Left out are document and row numbers, the
/// batch number, which segments there are, and when articles were added.
struct ArchiveDump {
  /// One entry per living document, by id: the decoded article with its annotations, its values and
  /// every term with its wdf (found by walking posting lists: segments have no term lists).
  std::vector<std::string> articles;
  /// One entry per row: "sources ...", "articles ...", "files ...", "members ...", "orphans ...".
  std::vector<std::string> rows;
};

/// Also checks the halves by themselves and against each other: what does not fit (a document that
/// can't be decoded, two living documents of one article, a manifest that names dead documents that
/// are not there, a row without its counterpart, whatever SQLite's own checks find) becomes an
/// entry that begins with "BROKEN".
[[nodiscard]] ArchiveDump dump(const ArchivePaths& paths);

/// The entries that begin with "BROKEN".
[[nodiscard]] std::vector<std::string> broken(const ArchiveDump& dump);

/// What stands in one and not in the other, a few lines of it; empty if they are equal.
[[nodiscard]] std::string difference(const ArchiveDump& expected, const ArchiveDump& got);

/// The ids in a dump, ascending.
[[nodiscard]] std::vector<std::string> ids(const ArchiveDump& dump);

}  // namespace morgue::test
