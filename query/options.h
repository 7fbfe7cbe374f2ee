#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/refusal.h"
#include "common/result.h"
#include "query/verbs/session.h"
#include "query/verbs/verb.h"

namespace morgue {

/// Reads a command line: what every verb may be told goes to `common`, the rest into the verb that
/// was asked for, which is returned. Nothing of the system is asked.
[[nodiscard]] Result<Verb*, Refusal> parse_command(int argc, const char* const* argv,
                                                   std::span<const std::unique_ptr<Verb>> verbs,
                                                   CommonOptions& common);

/// Options that every verb has may stand before it: the same arguments with the verb first, and the
/// options behind it. If no verb follows them, search is meant.
[[nodiscard]] std::vector<std::string> with_verb_first(
    std::vector<std::string> arguments, std::span<const std::unique_ptr<Verb>> verbs);

/// Is this the name of a verb of this program?
[[nodiscard]] bool is_verb(std::string_view name, std::span<const std::unique_ptr<Verb>> verbs);

}  // namespace morgue
