#pragma once

#include <memory>

#include "common/error.h"
#include "query/browse/state.h"
#include "query/render/screen.h"
#include "query/verbs/browse_source.h"
#include "query/verbs/session.h"

namespace morgue {

/// `morgue browse` on a screen, until it is left. Ids that were copied are printed at the end, a
/// line each. Ends as a signal wants that came meanwhile.
[[nodiscard]] Exit browse_on_screen(const Session& session, BrowseSource& source,
                                    std::unique_ptr<Screen> screen,
                                    const browse::Question& question);

}  // namespace morgue
