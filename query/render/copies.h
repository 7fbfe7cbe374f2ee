#pragma once

#include <string>

#include "query/match/search.h"
#include "query/render/render.h"

namespace morgue {

/// What a count says beside the number: " (11 copies folded) in 9 sources, 2024-06-15..2026-10-02";
/// of it what is known.
[[nodiscard]] std::string extent_text(const SearchResult& result);

/// "+7 copies, 5 sources · dup:f-d00cc6 · 2 older versions"; empty if there is nothing to say.
[[nodiscard]] std::string copies_text(const Hit& hit, const RenderOptions& options);

}  // namespace morgue
