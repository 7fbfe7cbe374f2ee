#pragma once

#include <span>
#include <vector>

#include "common/article.h"

namespace morgue {

/// The quotations of an article, those of one utterance together. Views into what was given.
[[nodiscard]] std::vector<std::span<const Quotation>> utterances_of(
    std::span<const Quotation> quotations);

}  // namespace morgue
