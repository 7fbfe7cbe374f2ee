#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "query/match/archive_reader.h"
#include "query/match/field_conditions.h"

namespace morgue {

/// How a field's values are looked up among the terms of an archive: what names, keywords and days
/// have in common.

/// Thrown while a field is resolved; field_condition() returns what it holds.
struct FieldRefused {
  QueryError error;
};

/// Articles that have one of these terms.
[[nodiscard]] FieldCondition by_terms(std::vector<std::string> terms);

/// What begins the terms of a field whose values are terms; empty: it is no such field.
[[nodiscard]] std::string_view keyword_prefix(FieldId field);

/// A folded key that keeps `*`: "Al-Am*" -> "al am*".
[[nodiscard]] std::string pattern_key(std::string_view text);

/// The terms of the archive that begin with `prefix` and `fixed`, and whose value (without the
/// prefix) fits. Throws FieldRefused, pointing at `where`, if they are too many.
[[nodiscard]] std::vector<std::string> terms_that(
    const ArchiveReader& archive, Span where, std::string_view prefix, const std::string& fixed,
    const std::function<bool(std::string_view value)>& fits);

}  // namespace morgue
