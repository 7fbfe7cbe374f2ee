#pragma once

#include <nlohmann/json_fwd.hpp>
#include <span>

#include "query/render/annotate.h"
#include "query/views/diff.h"

namespace morgue {

/// Pieces of a difference as one text: [-what was cut-] {+what was added+}, with their looks.
[[nodiscard]] SignedText with_diff_signs(std::span<const DiffPiece> pieces);

/// [{kind: same | cut | added, text} ..]
[[nodiscard]] nlohmann::ordered_json json_of_pieces(std::span<const DiffPiece> pieces);

}  // namespace morgue
