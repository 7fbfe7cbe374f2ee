#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "common/fields.h"
#include "common/instant.h"
#include "common/result.h"
#include "query/language/lexer.h"
#include "query/language/tree.h"
#include "query/language/vocabulary.h"

namespace morgue {

/// What the name before a colon stands for.
struct FieldRef {
  FieldId id = FieldId::Body;
  FieldKind kind = FieldKind::Text;
  std::string name;    ///< as typed, in lower case, without the colon
  std::string custom;  ///< "x-desk" if id is Custom
};

/// An error with "did you mean" for anything that is neither a field nor a custom field.
[[nodiscard]] Result<FieldRef, QueryError> resolve_field(const Lexeme& field);

[[nodiscard]] ValueShape value_shape(const FieldRef& field);

/// True if words that follow one another inside field:( ) spell one name ("person:(Rowan Pike)").
[[nodiscard]] bool joins_words(const FieldRef& field);

/// An Entity, Keyword, Dates or Number node; for title: a regular expression. Precondition: field
/// is no text field unless value.regex, and not value.unclosed.
[[nodiscard]] Result<QueryNode, QueryError> value_node(const FieldRef& field,
                                                       const FieldValue& value, Day today);

/// Sets what sort:, group: or limit: says; an error if it says nothing known or was set before.
/// `where` is the whole directive.
[[nodiscard]] std::optional<QueryError> set_directive(Query& query, Directive which,
                                                      const FieldValue& value, Span where);

/// "person: needs a value", with an example.
[[nodiscard]] QueryError missing_value(const FieldRef& field, Span where);

}  // namespace morgue
