#pragma once

#include <xapian.h>

#include <vector>

namespace morgue {

class ArchiveReader;

/// Living documents of articles that an archive further in front has, too. Costs a pass over the
/// segments' kin files and a look at the ids of copies. `archive`: before anything but dead
/// documents was marked.
[[nodiscard]] std::vector<Xapian::docid> repeated_documents(const ArchiveReader& archive);

}  // namespace morgue
