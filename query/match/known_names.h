#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "common/fields.h"
#include "query/language/tree.h"
#include "query/match/archive_reader.h"

namespace morgue {

/// The terms of an entity field (person:, place:, by: ...); those of entity: are of all kinds.
/// Precondition: an entity field.
[[nodiscard]] std::span<const std::string_view> name_prefixes(FieldId field);

/// Does an article of the archive name somebody or something so, as a whole? See
/// ParseOptions::is_name.
[[nodiscard]] bool is_known_name(const ArchiveReader& archive, FieldId field,
                                 std::string_view name);

/// The first custom field (x-desk:) of a query that no article of the archive has, as a mistake.
[[nodiscard]] std::optional<QueryError> unknown_custom_field(const ArchiveReader& archive,
                                                             const QueryNode& root);

}  // namespace morgue
