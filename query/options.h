#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/command_info.h"
#include "common/refusal.h"
#include "common/result.h"
#include "query/settings.h"
#include "query/verbs/session.h"
#include "query/verbs/verb.h"

namespace morgue {

/// Reads a command line: what every verb may be told goes to `common`, the rest into the verb that
/// was asked for, which is returned. Options that are not given are as `settings` say, which learn
/// what in them can't be heeded. Nothing of the system is asked.
[[nodiscard]] Result<Verb*, Refusal> parse_command(int argc, const char* const* argv,
                                                   std::span<const std::unique_ptr<Verb>> verbs,
                                                   Settings& settings, CommonOptions& common);

/// What is wrong with a value for a key of setting_keys(); empty: nothing.
[[nodiscard]] std::string wrong_with(const std::string& key, const std::string& value,
                                     std::span<const std::unique_ptr<Verb>> verbs);

/// Options that every verb has may stand before it: the same arguments with the verb first, and the
/// options behind it. If no verb follows them, search is meant.
[[nodiscard]] std::vector<std::string> with_verb_first(
    std::vector<std::string> arguments, std::span<const std::unique_ptr<Verb>> verbs);

/// The whole program as its man pages and completion see it: all verbs, `help` among them, and what
/// may stand before them. Defines the verbs: do not use them to parse a command line any more.
[[nodiscard]] CommandInfo describe_program(std::span<const std::unique_ptr<Verb>> verbs);

/// The verb that may have been meant by a word that is none.
[[nodiscard]] std::optional<std::string_view> verb_meant(
    std::string_view word, std::span<const std::unique_ptr<Verb>> verbs);

/// Is this the name of a verb of this program?
[[nodiscard]] bool is_verb(std::string_view name, std::span<const std::unique_ptr<Verb>> verbs);

}  // namespace morgue
