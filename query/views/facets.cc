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
#include "query/match/interrupt.h"
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
  ColumnFacets(sqlite::Database& db, std::span<const ResultRow> rows,
               std::span<const FacetField> fields) {
    std::string columns;
    std::vector<FacetField> asked;
    for (const FacetField field : fields) {
      if (counts_names(field)) continue;
      columns += (asked.empty() ? "" : ", ") + column_of(field);
      asked.push_back(field);
    }
    if (asked.empty()) return;
    read(db, columns, rows, [&](const sqlite::Statement& article) {
      ++articles_;
      for (std::size_t i = 0; i < asked.size(); ++i)
        count(article, static_cast<int>(i) + 1, asked[i]);
    });
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

  /// From this share of the articles between the first and the last on, it is faster to pass over
  /// the others than to look each one up.
  static constexpr std::int64_t kShareToWalk = 8;

  /// Calls `visit` for each of the rows. (A join with a table of them would have to fill that.)
  template <typename F>
  static void read(sqlite::Database& db, const std::string& columns,
                   std::span<const ResultRow> rows, F&& visit) {
    if (rows.empty()) return;
    const std::int64_t first = rows.front().no, last = rows.back().no;
    if ((last - first) / kShareToWalk < static_cast<std::int64_t>(rows.size())) {
      sqlite::Statement all(
          db, fmt::format("SELECT no, {} FROM articles WHERE no BETWEEN ?1 AND ?2 ORDER BY no",
                          columns));
      all.bind(1, first).bind(2, last);
      for (auto row = rows.begin(); row != rows.end() && all.step();) {
        stop_if_interrupted();
        const std::int64_t no = all.integer(0);
        while (row != rows.end() && row->no < no) ++row;
        if (row == rows.end() || row->no != no) continue;
        visit(all);
        ++row;
      }
      return;
    }
    sqlite::Statement one(db, fmt::format("SELECT no, {} FROM articles WHERE no = ?1", columns));
    for (const ResultRow& row : rows) {
      stop_if_interrupted();
      one.bind(1, row.no);
      if (one.step()) visit(one);
      one.reset();
    }
  }

  static std::string column_of(FacetField field) {
    switch (field) {
      case FacetField::Source:
        return "source";
      case FacetField::Section:
        return "section";
      case FacetField::Language:
        return "language";
      case FacetField::Agency:
        return "agency";
      default:
        return "CASE WHEN published_precision <> 'year' THEN published + 60 * "
               "coalesce(published_offset, 0) END";
    }
  }

  void count(const sqlite::Statement& article, int column, FacetField field) {
    if (field == FacetField::Source || field == FacetField::Month) {
      if (article.is_null(column)) return;
      const std::int64_t number = article.integer(column);
      ++(field == FacetField::Source ? sources_[number] : months_[month_of(number)]);
    } else if (const std::string_view text = article.text(column); !text.empty()) {
      add(texts_[text_of(field)], text);
    }
  }

  static std::size_t text_of(FacetField field) {
    if (field == FacetField::Section) return 0;
    return field == FacetField::Language ? 1 : 2;
  }

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
      for (const auto& [value, articles] : texts_[text_of(field)])
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
  NameFacets(sqlite::Database& db, std::span<const ResultRow> rows,
             std::span<const FacetField> fields)
      : db_(db) {
    for (const FacetField field : fields)
      if (counts_names(field)) counts_.push_back({field, NameKeys(kind_of(field)), 0, -1});
    if (!counts_.empty()) count(rows);
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

  void count(std::span<const ResultRow> rows) {
    // A list of kinds would be made into a table for each article; nearly all rows are of the
    // three.
    const std::string one = counts_.size() == 1
                                ? fmt::format(" AND kind = '{}'", to_string(counts_[0].keys.kind()))
                                : std::string();
    sqlite::Statement named(
        db_, "SELECT kind, identity, name FROM appearances WHERE article = ?1" + one);
    for (const ResultRow& row : rows) {
      stop_if_interrupted();
      named.bind(1, row.no);
      while (named.step()) count(named, row.no);
    }
    for (Counted& counted : counts_) counted.keys.hide(db_);
  }

  void count(const sqlite::Statement& named, std::int64_t article) {
    const std::string_view kind = named.text(0);
    const auto identity = static_cast<std::uint32_t>(named.integer(1));
    for (Counted& counted : counts_) {
      if (to_string(counted.keys.kind()) != kind) continue;
      if (counted.keys.add(article, identity, identity != 0 ? "" : named.text(2)) ==
          NameKeys::kNobody)
        continue;
      if (counted.last != article) ++counted.articles;
      counted.last = article;
    }
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
  const OneMoment moment(db);
  const std::vector<ResultRow> rows = result_rows(db, matches, options.what);
  const ColumnFacets columns(db, rows, fields);
  for (const FacetField field : fields)
    if (!counts_names(field))
      out.facets.push_back(columns.facet(field, options.most));
    else
      out.facets.push_back({field, {}, 0, 0, 0});
  const std::vector<ResultRow> sample =
      options.names_in > 0 ? sample_of(rows, options.names_in) : rows;
  NameFacets names(db, sample, fields);
  for (Facet& facet : out.facets)
    if (counts_names(facet.field))
      facet = names.facet(facet.field, static_cast<std::int64_t>(sample.size()), options.most);
  return out;
}

}  // namespace morgue
