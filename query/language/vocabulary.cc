#include "query/language/vocabulary.h"

#include <algorithm>
#include <array>

namespace morgue {
namespace {

constexpr std::array<std::string_view, 3> kDirectives = {"sort", "group", "limit"};
constexpr std::array<std::string_view, 6> kSortOrders = {"relevance", "newest", "oldest",
                                                         "source",    "copies", "words"};
constexpr std::array<std::string_view, 4> kGroups = {"none", "dup", "story", "source"};
constexpr std::array<std::string_view, 6> kIs = {"first", "updated", "wire",
                                                 "dup",   "live",    "opinion"};
constexpr std::array<std::string_view, 5> kHas = {"quote", "photo", "correction", "note", "figure"};

static_assert(kSortOrders.size() == static_cast<std::size_t>(SortOrder::Words) + 1);
static_assert(kGroups.size() == static_cast<std::size_t>(GroupBy::Source) + 1);
static_assert(kDirectives.size() == static_cast<std::size_t>(Directive::Limit) + 1);

}  // namespace

std::span<const std::string_view> directive_names() { return kDirectives; }

std::optional<Directive> find_directive(std::string_view name) {
  const auto found = std::find(kDirectives.begin(), kDirectives.end(), lower_ascii(name));
  if (found == kDirectives.end()) return {};
  return static_cast<Directive>(found - kDirectives.begin());
}

std::span<const std::string_view> directive_values(Directive directive) {
  if (directive == Directive::Sort) return kSortOrders;
  if (directive == Directive::Group) return kGroups;
  return {};
}

std::string_view to_string(SortOrder order) {
  return kSortOrders.at(static_cast<std::size_t>(order));
}

std::string_view to_string(GroupBy group) { return kGroups.at(static_cast<std::size_t>(group)); }

std::span<const std::string_view> fixed_values(FieldId field) {
  if (field == FieldId::Is) return kIs;
  if (field == FieldId::Has) return kHas;
  return {};
}

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

}  // namespace morgue
