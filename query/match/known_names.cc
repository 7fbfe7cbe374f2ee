#include "query/match/known_names.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "common/schema.h"
#include "common/suggest.h"
#include "common/text.h"
#include "query/match/known_values.h"

namespace morgue {
namespace {

constexpr std::array kEntities = {schema::kPerson, schema::kOrg, schema::kPlace, schema::kMisc};
constexpr std::array kAuthors = {schema::kAuthor};
constexpr std::array kSpeakers = {schema::kSpeaker};
constexpr std::array kDatelines = {schema::kDateline};

}  // namespace

std::span<const std::string_view> name_prefixes(FieldId field) {
  const std::span all(kEntities);
  switch (field) {
    case FieldId::Person:
      return all.subspan(0, 1);
    case FieldId::Org:
      return all.subspan(1, 1);
    case FieldId::Place:
      return all.subspan(2, 1);
    case FieldId::By:
      return kAuthors;
    case FieldId::Said:
      return kSpeakers;
    case FieldId::Dateline:
      return kDatelines;
    default:
      return all;
  }
}

bool is_known_name(const ArchiveReader& archive, FieldId field, std::string_view name) {
  const std::string key = word_key(name);
  if (key.empty()) return false;
  const auto prefixes = name_prefixes(field);
  return std::any_of(prefixes.begin(), prefixes.end(), [&](std::string_view prefix) {
    return archive.frequency(schema::term(prefix, key)) > 0;
  });
}

std::optional<QueryError> unknown_custom_field(const ArchiveReader& archive,
                                               const QueryNode& root) {
  for (const QueryNode& child : root.children)
    if (auto unknown = unknown_custom_field(archive, child)) return unknown;
  if (root.field != FieldId::Custom) return {};
  const std::vector<std::string> names = custom_fields(archive);
  if (std::find(names.begin(), names.end(), root.custom) != names.end()) return {};
  const std::vector<std::string_view> views(names.begin(), names.end());
  const auto meant = did_you_mean(root.custom, views);
  std::string hint = "fields of input records begin with x-; none has any here";
  if (!names.empty()) hint = fmt::format("there are {}", fmt::join(names, ", "));
  if (meant) hint = fmt::format("did you mean {}: ?", *meant);
  return QueryError{root.where, fmt::format("no article has a field {}:", root.custom), hint};
}

}  // namespace morgue
