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
  std::size_t name = 0;     ///< number in NameKeys
  std::size_t article = 0;  ///< in Matches::articles
  std::uint32_t entity = 0;
  std::string role;
};

struct Counted {
  NameKeys keys;
  std::vector<Appearance> rows;  ///< by article
};

Counted count(sqlite::Database& db, std::span<const ResultRow> articles, EntityKind kind,
              bool roles) {
  Counted out{NameKeys(kind), {}};
  sqlite::Statement named(db, fmt::format("SELECT entity, identity, name{} FROM appearances "
                                          "WHERE article = ?1 AND kind = '{}'",
                                          roles ? ", role" : "", to_string(kind)));
  for (const ResultRow& article : articles) {
    named.bind(1, article.no);
    while (named.step()) {
      const auto identity = static_cast<std::uint32_t>(named.integer(1));
      const std::size_t name =
          out.keys.add(article.no, identity, identity != 0 ? "" : named.text(2));
      if (name == NameKeys::kNobody) continue;
      Appearance& row = out.rows.emplace_back();
      row.name = name;
      row.article = article.index;
      row.entity = static_cast<std::uint32_t>(named.integer(0));
      if (roles) row.role = named.text(3);
    }
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

std::string query_for(EntityKind kind, const NamedInAnswer& name) {
  if (name.identity != 0) return fmt::format("person:@p{}", name.identity);
  return narrowing(to_string(kind), name.name);
}

}  // namespace

std::vector<ResultRow> counted_rows(sqlite::Database& db, const Matches& matches,
                                    const NamesOptions& options) {
  std::vector<ResultRow> rows = result_rows(db, matches, options.what);
  return options.names_in == 0 ? rows : sample_of(rows, options.names_in);
}

NamesView count_names(sqlite::Database& db, const Matches& matches, EntityKind kind,
                      const NamesOptions& options) {
  return count_names(db, matches, counted_rows(db, matches, options), kind, options);
}

NamesView count_names(sqlite::Database& db, const Matches& matches, std::span<const ResultRow> rows,
                      EntityKind kind, const NamesOptions& options) {
  NamesView out;
  out.kind = kind;
  out.what = options.what;
  out.articles = options.what == CountedArticles::All ? matches.articles.size() : matches.lines;
  out.extent = matches.extent;
  out.counted = rows.size();
  const OneMoment moment(db);
  const Counted counted = count(db, rows, kind, kind == EntityKind::Person && options.roles > 0);
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
  std::vector<std::size_t> last(out.names.size(), NameKeys::kNobody);
  for (const Appearance& row : counted.rows) {
    const auto at = shown.find(row.name);
    if (at == shown.end()) continue;
    NamedInAnswer& named = out.names[at->second];
    out.places.push_back({row.article, row.entity, at->second});
    if (!row.role.empty()) ++roles[at->second][row.role];
    const std::optional<Day>& day = matches.articles[row.article].day;
    if (last[at->second] == row.article || !day) continue;
    last[at->second] = row.article;
    if (!named.first || *day < *named.first) named.first = day;
    if (!named.last || *named.last < *day) named.last = day;
    if (const auto stretch = stretches.of(*day)) ++named.over_time[*stretch];
  }
  for (std::size_t i = 0; i < out.names.size(); ++i)
    out.names[i].roles = most_frequent(roles[i], options.roles);
  return out;
}

std::vector<NamePair> named_together(const ArchiveReader& archive, const Matches& matches,
                                     const NamesView& view) {
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
  for (auto place = view.places.begin(); place != view.places.end();) {
    const std::size_t article = place->article;
    std::map<std::uint32_t, std::size_t> names;  // by entity of the article
    std::set<std::size_t> together;
    for (; place != view.places.end() && place->article == article; ++place) {
      names.emplace(place->entity, place->name);
      together.insert(place->name);
    }
    if (together.size() < 2) continue;
    add(together, &NamePair::articles);
    if (!decoder.open(archive.data(matches.articles[article].document))) continue;
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
