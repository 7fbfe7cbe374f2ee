#pragma once

#include "common/archive.h"

namespace morgue {

/// There are segments, and no manifest that names them: it is gone or damaged. (One that another
/// version wrote is not.)
[[nodiscard]] bool lacks_manifest(const ArchivePaths& paths);

/// The manifest as it must have been, from the segments that are there. An article that several
/// segments hold lives in the one that was written last: the others were merged into it. Documents
/// that SQLite does not know though it knows others of their segment were deleted; a segment of
/// which it knows nothing was committed last. Which versions are superseded is told by SQLite, else
/// by their times. Its batch number has the next writer bring SQLite in line. Under the writer's
/// lock. Throws Error{Archive} if a directory can't be read.
[[nodiscard]] Manifest manifest_made_again(const ArchivePaths& paths);

}  // namespace morgue
