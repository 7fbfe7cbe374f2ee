#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace morgue {

/// Every field of the query language. The one table behind it (fields()) is read by the parser, the
/// matcher, the help texts, the man pages and shell completion.
enum class FieldId : std::uint8_t {
  // text
  Title,
  Lead,
  HeadlineOrLead,
  Body,
  Caption,
  Quote,
  // entities
  Person,
  Org,
  Place,
  Entity,
  By,
  Dateline,
  Said,
  // keywords
  Source,
  Agency,
  Section,
  Lang,
  Type,
  Tag,
  Url,
  Site,
  Path,
  Id,
  Story,
  Dup,
  Query,
  Is,
  Has,
  // dates
  Date,
  About,
  Added,
  Updated,
  Since,
  Until,
  // numbers
  Words,
  Copies,
  Sources,
  // a custom field of an input record, x-name:
  Custom,
};

enum class FieldKind : std::uint8_t { Text, Entity, Keyword, Date, Number };

struct FieldInfo {
  FieldId id;
  FieldKind kind;
  std::string_view name;
  std::span<const std::string_view> aliases;
  bool single_valued;  ///< an article has at most one: the same field twice means either
  bool searchable;  ///< false: the archive does not hold it yet; the parser accepts, search says so
  std::string_view help;     ///< one line, no full stop
  std::string_view example;  ///< a query that uses it
};

/// All fields but Custom, in the order in which help lists them.
[[nodiscard]] std::span<const FieldInfo> fields();
/// By name or alias, in any case; nothing if there is no such field.
[[nodiscard]] const FieldInfo* find_field(std::string_view name);
/// Precondition: id is not Custom.
[[nodiscard]] const FieldInfo& field(FieldId id);

}  // namespace morgue
