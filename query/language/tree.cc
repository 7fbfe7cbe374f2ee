#include "query/language/tree.h"

#include <tuple>

namespace morgue {

bool operator==(const QueryNode& a, const QueryNode& b) {
  const auto key = [](const QueryNode& n) {
    return std::tie(n.kind, n.field, n.custom, n.text, n.values, n.number, n.weight, n.unit, n.soft,
                    n.ordered, n.wildcard, n.regex, n.days, n.low, n.high, n.children);
  };
  return key(a) == key(b);
}

QueryNode make_node(QueryNode::Kind kind, Span where) {
  QueryNode node;
  node.kind = kind;
  node.where = where;
  return node;
}

}  // namespace morgue
