#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/fields.h"
#include "query/match/archive_reader.h"

namespace morgue {

/// Something that a field of the archive may be asked for.
struct KnownValue {
  std::string key;  ///< as it is filed: in small letters, without accents
  std::uint64_t articles = 0;
};

/// The values of an entity or keyword field that begin with `beginning`, those of most articles
/// first, at most so many. Only kMostTermsSeen are looked at, so that it never takes long: of an
/// archive with a million names, a beginning of a letter or two gives some of them. Nothing for
/// fields whose values are not listed (dates, addresses, texts).
[[nodiscard]] std::vector<KnownValue> values_beginning(const ArchiveReader& archive, FieldId field,
                                                       std::string_view beginning,
                                                       std::size_t most);
inline constexpr std::size_t kMostTermsSeen = 5'000;

/// The names of the custom fields that articles have ("x-desk").
[[nodiscard]] std::vector<std::string> custom_fields(const ArchiveReader& archive);

}  // namespace morgue
