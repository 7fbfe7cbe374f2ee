#pragma once

#include "common/completion.h"
#include "query/verbs/session.h"

namespace morgue {

/// What completion can't read off the definitions: fields and directives of a query, and what the
/// archive that the line names, or else the usual one, holds for them: sources, sections, names,
/// tags, saved queries. Nothing where there is no archive, or no reading it: whoever is typing does
/// not want to be told.
[[nodiscard]] Completions live_values(const Session& session, const WantedValue& wanted);

}  // namespace morgue
