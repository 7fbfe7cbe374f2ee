#pragma once

#include <functional>
#include <memory>

#include "indexer/extract/intake.h"

namespace morgue {

/// The first and only argument of a morgue-index that reads for another one.
inline constexpr const char* kHelperVerb = "--read-for-another";

/// Makes the intake that answers; PDF is read for it by the other side.
using MakeIntake = std::function<std::unique_ptr<Intake>(PdfProgram pdf)>;

/// Gives up what a reader of strangers' bytes does not need (confine.h), and answers until nobody
/// asks any more. Its socket is where standard input was. Returns the exit status.
[[nodiscard]] int run_helper(const MakeIntake& make);

}  // namespace morgue
