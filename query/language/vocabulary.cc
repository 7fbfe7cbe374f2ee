#include "query/language/vocabulary.h"

#include <algorithm>
#include <array>
#include <utility>

namespace morgue {
namespace {

constexpr std::array<std::string_view, 3> kDirectives = {"sort", "group", "limit"};
constexpr std::array<std::string_view, 6> kSortOrders = {"relevance", "newest", "oldest",
                                                         "source",    "copies", "words"};
constexpr std::array<std::string_view, 4> kGroups = {"none", "dup", "story", "source"};
constexpr std::array<std::string_view, 7> kIs = {"first", "updated", "wire",   "dup",
                                                 "live",  "opinion", "starred"};
constexpr std::array<std::string_view, 3> kTypes = {"story", "live", "opinion"};
constexpr std::array<std::string_view, 5> kHas = {"quote", "photo", "correction", "note", "figure"};

using Renamed = std::pair<std::string_view, std::string_view>;

/// Of notmuch, mu, Recoll, Omega, search engines, databases of the press, and of plain English.
constexpr auto kFieldsElsewhere = std::to_array<Renamed>({
    {"category", "section"}, {"city", "place"},     {"country", "place"}, {"day", "date"},
    {"feed", "source"},      {"file", "path"},      {"filename", "path"}, {"from", "source"},
    {"hd", "title"},         {"host", "site"},      {"intext", "body"},   {"intitle", "title"},
    {"inurl", "url"},        {"journalist", "by"},  {"keyword", "tag"},   {"label", "tag"},
    {"length", "words"},     {"location", "place"}, {"month", "date"},    {"name", "person"},
    {"newspaper", "source"}, {"order", "sort"},     {"paper", "source"},  {"people", "person"},
    {"publisher", "source"}, {"quoted", "said"},    {"quotes", "quote"},  {"reporter", "by"},
    {"says", "said"},        {"size", "words"},     {"sn", "source"},     {"subject", "title"},
    {"topic", "section"},    {"when", "date"},      {"who", "person"},    {"word", "words"},
    {"writer", "by"},        {"year", "date"},
});
constexpr auto kOrdersElsewhere = std::to_array<Renamed>({
    {"asc", "oldest"},
    {"best", "relevance"},
    {"date", "newest"},
    {"desc", "newest"},
    {"latest", "newest"},
    {"length", "words"},
    {"new", "newest"},
    {"old", "oldest"},
    {"outlet", "source"},
    {"popular", "copies"},
    {"rank", "relevance"},
    {"recent", "newest"},
    {"score", "relevance"},
    {"time", "newest"},
});

std::optional<std::string_view> renamed(std::span<const Renamed> table, std::string_view name) {
  const auto found = std::find_if(table.begin(), table.end(),
                                  [&](const Renamed& entry) { return entry.first == name; });
  if (found == table.end()) return {};
  return found->second;
}

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
  if (field == FieldId::Type) return kTypes;
  return {};
}

std::optional<std::string_view> field_called_elsewhere(std::string_view name) {
  return renamed(kFieldsElsewhere, name);
}

std::optional<std::string_view> order_called_elsewhere(std::string_view name) {
  return renamed(kOrdersElsewhere, name);
}

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

}  // namespace morgue
