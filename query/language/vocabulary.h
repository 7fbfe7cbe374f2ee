#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "common/fields.h"
#include "query/language/tree.h"

namespace morgue {

/// The fixed words of the language beside the names of fields, for the parser, help and completion.

/// What acts on the whole query.
enum class Directive : std::uint8_t { Sort, Group, Limit };

[[nodiscard]] std::span<const std::string_view> directive_names();
[[nodiscard]] std::optional<Directive> find_directive(std::string_view name);  ///< in any case

/// The words that a directive takes, in the order of SortOrder or GroupBy; none for limit.
[[nodiscard]] std::span<const std::string_view> directive_values(Directive directive);
[[nodiscard]] std::string_view to_string(SortOrder order);
[[nodiscard]] std::string_view to_string(GroupBy group);

/// The only values that is: and has: take; empty for every other field.
[[nodiscard]] std::span<const std::string_view> fixed_values(FieldId field);

/// What a name of a field, or a value of sort:, that other programs know is called here: "from" ->
/// "source", "intitle" -> "title"; "date" -> "newest". Given in lower case.
[[nodiscard]] std::optional<std::string_view> field_called_elsewhere(std::string_view name);
[[nodiscard]] std::optional<std::string_view> order_called_elsewhere(std::string_view name);

/// ASCII letters in lower case, everything else as it is.
[[nodiscard]] std::string lower_ascii(std::string_view text);

}  // namespace morgue
