#pragma once

#include <optional>
#include <vector>

#include "query/language/tree.h"

namespace morgue {

/// What the parser does to trees and asks of them while it builds them.

/// A term of an and-expr, and whether AND stood before it.
struct Operand {
  QueryNode node;
  bool after_and = false;
};

/// Members that name the same single-valued keyword field become one Or at the place of the first,
/// but not across an AND.
[[nodiscard]] std::vector<QueryNode> combined(std::vector<Operand> members);

/// The same nodes with the children of every And (or Or) among them in its place: brackets that
/// change nothing leave no trace. With `keep_strict` only soft ones are dissolved.
[[nodiscard]] std::vector<QueryNode> spliced(std::vector<QueryNode> nodes, QueryNode::Kind kind,
                                             bool keep_strict);

/// The one child itself, or a node over all of them. Precondition: there is a child.
[[nodiscard]] QueryNode group(QueryNode::Kind kind, std::vector<QueryNode> children);

/// Puts the words and phrases of a group that was read with --loose into a soft And, at the place
/// of the first.
[[nodiscard]] QueryNode softened(QueryNode node);

/// Makes every And in the tree strict.
void make_strict(QueryNode& node);

/// Levels, a leaf having one.
[[nodiscard]] int height(const QueryNode& node);

/// True if words or phrases are searched for; those under Not only filter.
[[nodiscard]] bool has_text(const QueryNode& node);

/// The first node of an operand of Near that has no place in the text, or null.
[[nodiscard]] const QueryNode* misplaced(const QueryNode& node);

/// The date field whose ranges in this And have no day in common, if there is one ("date:2023
/// date:2024"). Not about: an article can speak of many days.
[[nodiscard]] std::optional<FieldId> field_of_disjoint_days(const QueryNode& group);

}  // namespace morgue
