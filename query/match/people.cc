#include "query/match/people.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "common/text.h"

namespace morgue {
namespace {

/// A name is looked up as so many people at most, and a list shows so many.
constexpr std::size_t kMostPeople = 50;
constexpr std::size_t kListed = 10;

bool is_name_of_person(const QueryNode& node) {
  return node.kind == QueryNode::Kind::Entity && !node.wildcard && node.number == 0 &&
         (node.field == FieldId::Person || node.field == FieldId::Said);
}

template <typename Node, typename F>
void for_each_name(Node& node, F&& visit) {
  if (is_name_of_person(node)) visit(node);
  for (auto& child : node.children) for_each_name(child, visit);
}

KnownPeople known_people(sqlite::Database& db, const std::vector<std::uint32_t>& numbers) {
  KnownPeople out;
  for (const std::uint32_t number : numbers) {
    for (CountedText& name : names_of(db, number)) out.names.push_back(std::move(name.text));
    out.shared = out.shared || shares_names(db, number);
  }
  std::sort(out.names.begin(), out.names.end());
  out.names.erase(std::unique(out.names.begin(), out.names.end()), out.names.end());
  if (!out.shared) return out;
  for (const std::uint32_t number : numbers) {
    const std::vector<ArticleId> articles = articles_of(db, number);
    out.articles.insert(out.articles.end(), articles.begin(), articles.end());
  }
  std::sort(out.articles.begin(), out.articles.end());
  return out;
}

}  // namespace

bool names_people(const QueryNode& root) {
  bool any = false;
  for_each_name(root, [&](const QueryNode&) { any = true; });
  return any;
}

Result<PeopleFound, QueryError> find_people(const QueryNode& root, sqlite::Database& db) {
  PeopleFound out;
  std::optional<QueryError> error;
  for_each_name(root, [&](const QueryNode& node) {
    if (out.known.contains(node.text) || error) return;
    if (node.text.starts_with('@')) {
      const auto number = parse_person_number(node.text);
      const auto summary = number ? summary_of(db, *number) : std::nullopt;
      if (!summary) {
        error = QueryError{node.where, fmt::format("nobody in this archive is {}", node.text),
                           "who there is: morgue person NAME"};
        return;
      }
      KnownPeople known = known_people(db, {summary->number});
      known.only = true;
      out.known.emplace(node.text, std::move(known));
      return;
    }
    const auto numbers = people_named(db, node.text, kMostPeople);
    if (numbers.empty()) return;
    out.known.emplace(node.text, known_people(db, numbers));
    if (numbers.size() < 2) return;
    AmbiguousName ambiguous{node.text, {}, numbers.size() > kListed};
    for (std::size_t i = 0; i < std::min(numbers.size(), kListed); ++i)
      if (auto summary = summary_of(db, numbers[i]))
        ambiguous.people.push_back(*std::move(summary));
    out.ambiguous.push_back(std::move(ambiguous));
  });
  if (error) return failure(*std::move(error));
  return out;
}

void choose_person(QueryNode& root, const std::string& text, std::uint32_t number) {
  for_each_name(root, [&](QueryNode& node) {
    if (node.text == text) node.text = fmt::format("@p{}", number);
  });
}

}  // namespace morgue
