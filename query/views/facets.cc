#include "query/views/facets.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <unordered_map>
#include <utility>

#include "common/instant.h"
#include "common/text.h"
#include "query/views/name_counts.h"

namespace morgue {
namespace {

constexpr auto kNames = std::to_array<std::pair<std::string_view, FacetField>>({
    {"source", FacetField::Source},
    {"section", FacetField::Section},
    {"person", FacetField::Person},
    {"org", FacetField::Org},
    {"place", FacetField::Place},
    {"lang", FacetField::Language},
    {"month", FacetField::Month},
    {"agency", FacetField::Agency},
});

bool counts_names(FacetField field) {
  return field == FacetField::Person || field == FacetField::Org || field == FacetField::Place;
}

EntityKind kind_of(FacetField field) {
  if (field == FacetField::Person) return EntityKind::Person;
  return field == FacetField::Org ? EntityKind::Org : EntityKind::Place;
}

/// What narrows a query to a value.
std::string query_of(FacetField field, const FacetValue& value) {
  switch (field) {
    case FacetField::Month:
      return narrowing("date", value.name);
    case FacetField::Agency:
      return {};
    case FacetField::Person:
      if (value.identity != 0) return fmt::format("person:@p{}", value.identity);
      [[fallthrough]];
    default:
      return narrowing(facet_name(field), value.name);
  }
}

void keep_most(Facet& facet, std::size_t most) {
  facet.distinct = facet.values.size();
  if (most > 0 && facet.values.size() > most) facet.values.resize(most);
  for (FacetValue& value : facet.values) value.query = query_of(facet.field, value);
}

/// A value as it stands in the tables, and how many articles have it.
using ValueCount = std::pair<std::string, std::int64_t>;

/// Counts what stands in columns of `articles`, all of them in one pass over the rows: it is the
/// way to these that takes time.
class ColumnFacets {
 public:
  /// Of the articles in the table `result`.
  ColumnFacets(sqlite::Database& db, std::span<const FacetField> fields) {
    if (std::all_of(fields.begin(), fields.end(), counts_names)) return;
    sqlite::Statement all(
        db,
        "SELECT a.source, a.section, a.language, a.agency, CASE WHEN a.published_precision <> "
        "'year' THEN a.published + 60 * coalesce(a.published_offset, 0) END "
        "FROM result r CROSS JOIN articles a ON a.no = r.no");
    while (all.step()) {
      ++articles_;
      if (!all.is_null(0)) ++sources_[all.integer(0)];
      for (std::size_t i = 0; i < texts_.size(); ++i)
        if (const std::string_view text = all.text(static_cast<int>(i) + 1); !text.empty())
          add(texts_[i], text);
      if (!all.is_null(4)) ++months_[month_of(all.integer(4))];
    }
    sqlite::Statement name(db, "SELECT name FROM sources WHERE no = ?1");
    for (const auto& [source, articles] : sources_) {
      name.bind(1, source);
      if (name.step()) source_names_.emplace_back(name.text(0), articles);
      name.reset();
    }
  }

  [[nodiscard]] Facet facet(FacetField field, std::size_t most) const {
    Facet out{field, {}, 0, articles_, articles_};
    std::unordered_map<std::string, std::size_t> by_key;
    for (const auto& [name, articles] : values_of(field)) {
      if (name.empty()) continue;
      out.none -= articles;
      // Outlets, sections and agencies whose names differ in case and accents alone are one.
      std::string key = field == FacetField::Month ? name : word_key(name);
      if (key.empty()) key = name;
      const auto [at, fresh] = by_key.try_emplace(key, out.values.size());
      if (fresh)
        out.values.push_back({name, 0, articles, {}});
      else
        out.values[at->second].articles += articles;
    }
    std::stable_sort(out.values.begin(), out.values.end(),
                     [&](const FacetValue& a, const FacetValue& b) {
                       if (field == FacetField::Month) return a.name > b.name;
                       return a.articles > b.articles;
                     });
    keep_most(out, most);
    return out;
  }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };
  using Counts = std::unordered_map<std::string, std::int64_t, Hash, std::equal_to<>>;

  static void add(Counts& counts, std::string_view value) {
    if (const auto at = counts.find(value); at != counts.end())
      ++at->second;
    else
      counts.emplace(value, 1);
  }

  /// Months since year 0, on the publisher's own clock.
  static std::int64_t month_of(std::int64_t seconds) {
    const std::chrono::year_month_day day(
        std::chrono::floor<std::chrono::days>(Instant{std::chrono::seconds{seconds}}));
    return std::int64_t{static_cast<int>(day.year())} * 12 + static_cast<unsigned>(day.month()) - 1;
  }

  /// The most frequent first.
  [[nodiscard]] std::vector<ValueCount> values_of(FacetField field) const {
    std::vector<ValueCount> out;
    if (field == FacetField::Source)
      out = source_names_;
    else if (field == FacetField::Month)
      for (const auto& [month, articles] : months_)
        out.emplace_back(fmt::format("{:04}-{:02}", month / 12, month % 12 + 1), articles);
    else
      for (const auto& [value, articles] : texts_[field == FacetField::Section    ? 0
                                                  : field == FacetField::Language ? 1
                                                                                  : 2])
        out.emplace_back(value, articles);
    std::sort(out.begin(), out.end(), [](const ValueCount& a, const ValueCount& b) {
      return a.second != b.second ? a.second > b.second : a.first < b.first;
    });
    return out;
  }

  std::int64_t articles_ = 0;
  std::unordered_map<std::int64_t, std::int64_t> sources_, months_;
  std::array<Counts, 3> texts_;  // sections, languages, agencies
  std::vector<ValueCount> source_names_;
};

/// All that count names, in one pass over what the articles name.
class NameFacets {
 public:
  NameFacets(sqlite::Database& db, std::span<const FacetField> fields) : db_(db) {
    std::string kinds;
    for (const FacetField field : fields) {
      if (!counts_names(field)) continue;
      counts_.push_back({field, NameKeys(kind_of(field)), 0, -1});
      kinds += fmt::format("{}'{}'", kinds.empty() ? "" : ", ", to_string(kind_of(field)));
    }
    if (!kinds.empty()) count(kinds);
  }

  Facet facet(FacetField field, std::int64_t counted, std::size_t most) {
    Counted& from = *std::find_if(counts_.begin(), counts_.end(),
                                  [&](const Counted& c) { return c.field == field; });
    Facet out{field, {}, 0, counted - from.articles, counted};
    const std::vector<std::size_t> order = from.keys.most_first();
    for (const std::size_t number : order) {
      const NameKeys::Name& name = from.keys.names()[number];
      const bool shown = most == 0 || out.values.size() < most;
      out.values.push_back(
          {shown ? from.keys.shown(db_, number) : std::string(), name.identity, name.articles, {}});
    }
    keep_most(out, most);
    return out;
  }

 private:
  struct Counted {
    FacetField field;
    NameKeys keys;
    std::int64_t articles;  // that name any
    std::int64_t last;
  };

  void count(const std::string& kinds) {
    sqlite::Statement all(db_, fmt::format("SELECT a.article, a.kind, a.identity, a.name FROM "
                                           "result r CROSS JOIN appearances a ON a.article = r.no "
                                           "WHERE a.kind IN ({})",
                                           kinds));
    while (all.step()) {
      const std::int64_t article = all.integer(0);
      const std::string_view kind = all.text(1);
      const auto identity = static_cast<std::uint32_t>(all.integer(2));
      for (Counted& counted : counts_) {
        if (to_string(counted.keys.kind()) != kind) continue;
        if (counted.keys.add(article, identity, identity != 0 ? "" : all.text(3)) ==
            NameKeys::kNobody)
          continue;
        if (counted.last != article) ++counted.articles;
        counted.last = article;
      }
    }
    for (Counted& counted : counts_) counted.keys.hide(db_);
  }

  sqlite::Database& db_;
  std::vector<Counted> counts_;
};

}  // namespace

std::string_view facet_name(FacetField field) {
  for (const auto& [name, value] : kNames)
    if (value == field) return name;
  return {};
}

std::optional<FacetField> facet_by_name(std::string_view name) {
  for (const auto& [known, field] : kNames)
    if (known == name) return field;
  return {};
}

std::string narrowing(std::string_view field, std::string_view value) {
  const bool plain = !value.empty() && std::all_of(value.begin(), value.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           (static_cast<unsigned char>(c) & 0x80U) != 0;
  });
  if (plain) return fmt::format("{}:{}", field, value);
  std::string quoted;
  for (const char c : value)
    if (c != '"') quoted += c;
  return fmt::format("{}:\"{}\"", field, quoted);
}

FacetsView count_facets(sqlite::Database& db, const Matches& matches,
                        std::span<const FacetField> fields, const FacetOptions& options) {
  FacetsView out;
  out.what = options.what;
  const bool all = options.what == CountedArticles::All;
  out.articles = all ? matches.articles.size() : matches.lines;
  out.copies = matches.articles.size() - out.articles;
  out.extent = matches.extent;
  const std::vector<ResultRow> rows = result_rows(db, matches, options.what);
  put_result(db, matches, rows);
  const ColumnFacets columns(db, fields);
  for (const FacetField field : fields)
    if (!counts_names(field))
      out.facets.push_back(columns.facet(field, options.most));
    else
      out.facets.push_back({field, {}, 0, 0, 0});
  std::vector<ResultRow> sample = rows;
  if (options.names_in > 0 && rows.size() > options.names_in &&
      std::any_of(fields.begin(), fields.end(), counts_names)) {
    sample = sample_of(rows, options.names_in);
    put_result(db, matches, sample);
  }
  NameFacets names(db, fields);
  for (Facet& facet : out.facets)
    if (counts_names(facet.field))
      facet = names.facet(facet.field, static_cast<std::int64_t>(sample.size()), options.most);
  return out;
}

}  // namespace morgue
