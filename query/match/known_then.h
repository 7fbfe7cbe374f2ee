#pragma once

#include <xapian.h>

#include <utility>
#include <vector>

#include "common/as_of.h"

namespace morgue {

class ArchiveReader;

/// What is to be changed on a snapshot of today to make it one of the past.
struct KnownThen {
  std::vector<Xapian::docid> unknown;  ///< living today, not known then; ascending
  /// Known versions of articles that have got another one since: was it searched?
  std::vector<std::pair<Xapian::docid, bool>> versions;
};

/// Costs a look at the segments' kin files and at some values of articles; few are read: those that
/// were updated around the end of the day, and those of which several versions were known.
/// `archive`: as it is today.
[[nodiscard]] KnownThen known_then(const ArchiveReader& archive, const AsOf& as_of);

}  // namespace morgue
