#pragma once

#include <istream>

#include "common/error.h"
#include "query/browse/narrowed.h"
#include "query/render/render.h"
#include "query/verbs/browse_source.h"
#include "query/verbs/session.h"

namespace morgue {

/// `morgue browse` line by line: prints numbered results on stdout and reads from `in` what to do
/// next, until it ends. For screen readers, pipes and terminals that can't place text.
[[nodiscard]] Exit browse_by_lines(const Session& session, BrowseSource& source, std::istream& in,
                                   const browse::Question& question);

}  // namespace morgue
