#include "query/language/shape.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "common/fields.h"

namespace morgue {
namespace {

using Kind = QueryNode::Kind;

bool has_positions(const QueryNode& node) {
  switch (node.kind) {
    case Kind::And:
    case Kind::Or:
    case Kind::Near:
    case Kind::Caps:
    case Kind::Exact:
    case Kind::Word:
    case Kind::Phrase:
      return true;
    case Kind::Entity:
      return node.field == FieldId::Person || node.field == FieldId::Org ||
             node.field == FieldId::Place || node.field == FieldId::Entity;
    default:
      return false;
  }
}

bool is_words(const QueryNode& node) {
  return node.kind == Kind::Word || node.kind == Kind::Phrase;
}

}  // namespace

int height(const QueryNode& node) {
  int most = 0;
  for (const QueryNode& child : node.children) most = std::max(most, height(child));
  return most + 1;
}

void make_strict(QueryNode& node) {
  node.soft = false;
  for (QueryNode& child : node.children) make_strict(child);
}

bool has_text(const QueryNode& node) {
  if (node.kind == Kind::Not) return false;
  if (node.kind == Kind::Word || node.kind == Kind::Phrase) return true;
  return std::any_of(node.children.begin(), node.children.end(), has_text);
}

std::vector<QueryNode> combined(std::vector<Operand> members) {
  std::vector<QueryNode> nodes;
  std::array<std::size_t, static_cast<std::size_t>(FieldId::Custom)> first{};
  for (Operand& member : members) {
    const FieldId id = member.node.field;
    const bool keyword = member.node.kind == Kind::Keyword && id != FieldId::Custom;
    if (!keyword || field(id).kind != FieldKind::Keyword || !field(id).single_valued) {
      nodes.push_back(std::move(member.node));
      continue;
    }
    std::size_t& place = first.at(static_cast<std::size_t>(id));  // counted from 1
    if (place == 0 || member.after_and) {
      nodes.push_back(std::move(member.node));
      if (place == 0) place = nodes.size();
      continue;
    }
    QueryNode& either = nodes[place - 1];
    if (either.kind != Kind::Or) {
      QueryNode keyword_alone = std::move(either);
      either = make_node(Kind::Or, keyword_alone.where);
      either.children.push_back(std::move(keyword_alone));
    }
    either.where.end = member.node.where.end;
    either.children.push_back(std::move(member.node));
  }
  return nodes;
}

QueryNode group(Kind kind, std::vector<QueryNode> children) {
  if (children.size() == 1) return std::move(children.front());
  const Span where{children.front().where.begin, children.back().where.end};
  QueryNode node = make_node(kind, where);
  node.children = std::move(children);
  return node;
}

std::vector<QueryNode> spliced(std::vector<QueryNode> nodes, Kind kind, bool keep_strict) {
  std::vector<QueryNode> out;
  for (QueryNode& node : nodes) {
    if (node.kind != kind || (keep_strict && !node.soft)) {
      out.push_back(std::move(node));
      continue;
    }
    for (QueryNode& child : node.children) out.push_back(std::move(child));
  }
  return out;
}

QueryNode softened(QueryNode node) {
  const auto words = std::count_if(node.children.begin(), node.children.end(), is_words);
  if (node.kind != Kind::And || words < 2) return node;
  if (static_cast<std::size_t>(words) == node.children.size()) {
    node.soft = true;
    return node;
  }
  std::vector<QueryNode> soft, out;
  std::size_t place = 0;
  for (QueryNode& child : node.children) {
    if (is_words(child) && soft.empty()) place = out.size();
    (is_words(child) ? soft : out).push_back(std::move(child));
  }
  QueryNode inner = group(Kind::And, std::move(soft));
  inner.soft = true;
  out.insert(out.begin() + static_cast<std::ptrdiff_t>(place), std::move(inner));
  node.children = std::move(out);
  return node;
}

const QueryNode* misplaced(const QueryNode& node) {
  if (node.kind == Kind::Near) return nullptr;  // looked at when it was made
  if (!has_positions(node)) return &node;
  for (const QueryNode& child : node.children)
    if (const QueryNode* found = misplaced(child)) return found;
  return nullptr;
}

std::optional<FieldId> field_of_disjoint_days(const QueryNode& group) {
  if (group.kind != Kind::And) return {};
  for (const FieldId id : {FieldId::Date, FieldId::Added, FieldId::Updated}) {
    DayRange common;
    for (const QueryNode& node : group.children) {
      if (node.kind != Kind::Dates || node.field != id) continue;
      const auto& [first, last] = node.days;
      if (first) common.first = std::max(common.first.value_or(*first), *first);
      if (last) common.last = std::min(common.last.value_or(*last), *last);
    }
    if (common.first && common.last && *common.first > *common.last) return id;
  }
  return {};
}

}  // namespace morgue
