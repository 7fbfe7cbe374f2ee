#include "query/views/names.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

#include "common/stored_article.h"
#include "common/text.h"
#include "query/views/facets.h"
#include "query/views/name_counts.h"

namespace morgue {
namespace {

/// What each appearance row of the answer is counted as.
struct Appearance {
  std::size_t name = 0;  ///< number in NameKeys
  std::int64_t article = 0, entity = 0;
  std::optional<Day> day;
  std::string role;
};

struct Counted {
  NameKeys keys;
  std::vector<Appearance> rows;  ///< by article
};

Counted count(sqlite::Database& db, EntityKind kind, bool roles) {
  Counted out{NameKeys(kind), {}};
  sqlite::Statement all(
      db, fmt::format("SELECT a.article, a.entity, a.identity, a.name, {}, "
                      "CASE WHEN n.published_precision NOT IN ('year', 'month') THEN "
                      "(n.published + 60 * coalesce(n.published_offset, 0)) END FROM result r "
                      "CROSS JOIN articles n ON n.no = r.no "
                      "CROSS JOIN appearances a ON a.article = r.no WHERE a.kind = '{}'",
                      roles ? "a.role" : "NULL", to_string(kind)));
  while (all.step()) {
    Appearance row;
    row.article = all.integer(0);
    row.entity = all.integer(1);
    row.name = out.keys.add(row.article, static_cast<std::uint32_t>(all.integer(2)), all.text(3));
    if (row.name == NameKeys::kNobody) continue;
    if (roles) row.role = all.text(4);
    if (!all.is_null(5))
      row.day =
          std::chrono::floor<std::chrono::days>(Instant{std::chrono::seconds{all.integer(5)}});
    out.rows.push_back(std::move(row));
  }
  out.keys.hide(db);
  return out;
}

/// Which of so many equal stretches of the answer's time a day falls into.
class Stretches {
 public:
  Stretches(const Extent& extent, std::size_t most) {
    if (!extent.first || !extent.last) return;
    first_ = extent.first->day;
    days_ = (extent.last->day - first_).count() + 1;
    count_ = std::min<std::size_t>(most, static_cast<std::size_t>(days_));
  }
  [[nodiscard]] std::size_t count() const { return count_; }
  [[nodiscard]] std::optional<std::size_t> of(Day day) const {
    const auto at = (day - first_).count();
    if (count_ == 0 || at < 0 || at >= days_) return {};
    return static_cast<std::size_t>(at) * count_ / static_cast<std::size_t>(days_);
  }

 private:
  Day first_{};
  std::int64_t days_ = 0;
  std::size_t count_ = 0;
};

std::vector<std::string> most_frequent(const std::map<std::string, std::int64_t>& counts,
                                       std::size_t most) {
  std::vector<std::pair<std::int64_t, std::string>> order;
  for (const auto& [text, times] : counts) order.emplace_back(-times, text);
  std::sort(order.begin(), order.end());
  std::vector<std::string> out;
  for (std::size_t i = 0; i < std::min(most, order.size()); ++i) out.push_back(order[i].second);
  return out;
}

std::vector<ResultRow> counted_rows(sqlite::Database& db, const Matches& matches,
                                    const NamesOptions& options) {
  std::vector<ResultRow> rows = result_rows(db, matches, options.what);
  return options.names_in == 0 ? rows : sample_of(rows, options.names_in);
}

std::string query_for(EntityKind kind, const NamedInAnswer& name) {
  if (name.identity != 0) return fmt::format("person:@p{}", name.identity);
  return narrowing(to_string(kind), name.name);
}

}  // namespace

NamesView count_names(sqlite::Database& db, const Matches& matches, EntityKind kind,
                      const NamesOptions& options) {
  NamesView out;
  out.kind = kind;
  out.what = options.what;
  out.articles = options.what == CountedArticles::All ? matches.articles.size() : matches.lines;
  out.extent = matches.extent;
  const std::vector<ResultRow> rows = counted_rows(db, matches, options);
  out.counted = rows.size();
  put_result(db, matches, rows);
  const Counted counted = count(db, kind, kind == EntityKind::Person && options.roles > 0);
  const std::vector<std::size_t> order = counted.keys.most_first();
  out.distinct = order.size();
  std::unordered_map<std::size_t, std::size_t> shown;  // by number in NameKeys
  const Stretches stretches(matches.extent, options.stretches);
  for (const std::size_t number : order) {
    if (options.most > 0 && out.names.size() == options.most) break;
    const NameKeys::Name& name = counted.keys.names()[number];
    shown.emplace(number, out.names.size());
    NamedInAnswer& named = out.names.emplace_back();
    named.name = counted.keys.shown(db, number);
    named.identity = name.identity;
    named.articles = name.articles;
    named.over_time.assign(stretches.count(), 0);
    named.query = query_for(kind, named);
  }
  std::vector<std::map<std::string, std::int64_t>> roles(out.names.size());
  std::vector<std::int64_t> last(out.names.size(), -1);
  for (const Appearance& row : counted.rows) {
    const auto at = shown.find(row.name);
    if (at == shown.end()) continue;
    NamedInAnswer& named = out.names[at->second];
    if (!row.role.empty()) ++roles[at->second][row.role];
    if (last[at->second] == row.article || !row.day) continue;
    last[at->second] = row.article;
    if (!named.first || *row.day < *named.first) named.first = row.day;
    if (!named.last || *named.last < *row.day) named.last = row.day;
    if (const auto stretch = stretches.of(*row.day)) ++named.over_time[*stretch];
  }
  for (std::size_t i = 0; i < out.names.size(); ++i)
    out.names[i].roles = most_frequent(roles[i], options.roles);
  return out;
}

std::vector<NamePair> named_together(sqlite::Database& db, const ArchiveReader& archive,
                                     const Matches& matches, const NamesView& view,
                                     const NamesOptions& options) {
  const std::vector<ResultRow> rows = counted_rows(db, matches, options);
  put_result(db, matches, rows);
  const Counted counted = count(db, view.kind, false);
  std::unordered_map<std::size_t, std::size_t> shown;
  const std::vector<std::size_t> order = counted.keys.most_first();
  for (std::size_t i = 0; i < view.names.size(); ++i) shown.emplace(order[i], i);

  std::map<std::pair<std::size_t, std::size_t>, NamePair> pairs;
  const auto add = [&](const std::set<std::size_t>& together, std::int64_t NamePair::*what) {
    for (auto a = together.begin(); a != together.end(); ++a)
      for (auto b = std::next(a); b != together.end(); ++b) {
        NamePair& pair = pairs[{*a, *b}];
        pair.a = *a;
        pair.b = *b;
        ++(pair.*what);
      }
  };
  ArticleDecoder decoder;
  auto row = counted.rows.begin();
  for (const ResultRow& article : rows) {
    std::map<std::uint32_t, std::size_t> names;  // by entity of the article
    std::set<std::size_t> together;
    for (; row != counted.rows.end() && row->article <= article.no; ++row)
      if (const auto at = shown.find(row->name); at != shown.end() && row->article == article.no) {
        names.emplace(static_cast<std::uint32_t>(row->entity), at->second);
        together.insert(at->second);
      }
    if (together.size() < 2) continue;
    add(together, &NamePair::articles);
    if (!decoder.open(archive.data(matches.articles[article.index].document))) continue;
    const auto stored = decoder.article();
    if (!stored) continue;
    const std::vector<Span> all = sentences(stored->content.article.text);
    auto sentence = all.begin();
    std::set<std::size_t> within;
    for (const Mention& mention : stored->content.mentions) {
      const auto name = names.find(mention.entity);
      if (mention.in_title || name == names.end()) continue;
      while (sentence != all.end() && sentence->end <= mention.where.begin) {
        add(within, &NamePair::sentences);
        within.clear();
        ++sentence;
      }
      within.insert(name->second);
    }
    add(within, &NamePair::sentences);
  }
  std::vector<NamePair> out;
  for (const auto& [unused, pair] : pairs) out.push_back(pair);
  std::stable_sort(out.begin(), out.end(), [](const NamePair& a, const NamePair& b) {
    if (a.articles != b.articles) return a.articles > b.articles;
    return a.sentences > b.sentences;
  });
  return out;
}

}  // namespace morgue
