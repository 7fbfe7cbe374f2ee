#include "query/views/result_rows.h"

#include <algorithm>
#include <optional>

#include "common/catalog_schema.h"
#include "common/error.h"
#include "query/match/interrupt.h"

namespace morgue {
namespace {

/// From this share of the archive on, walking all ids in order is faster than looking them up.
constexpr std::size_t kShareToWalk = 8;

struct WantedId {
  ArticleId id;
  std::size_t index = 0;
};

/// The ids that are looked for, ascending, so that neighbours share pages.
std::vector<WantedId> wanted_ids(const Matches& matches, CountedArticles counted) {
  std::vector<WantedId> out;
  out.reserve(matches.articles.size());
  for (std::size_t i = 0; i < matches.articles.size(); ++i)
    if (counted == CountedArticles::All || matches.articles[i].head)
      out.push_back({matches.articles[i].id, i});
  std::sort(out.begin(), out.end(),
            [](const WantedId& a, const WantedId& b) { return a.id < b.id; });
  return out;
}

}  // namespace

OneMoment::OneMoment(sqlite::Database& db) : db_(db) { db_.execute("BEGIN"); }

OneMoment::~OneMoment() {
  try {
    db_.execute("COMMIT");
  } catch (const Error&) {  // nothing was written: nothing is lost
  }
}

std::vector<ResultRow> result_rows(sqlite::Database& db, const Matches& matches,
                                   CountedArticles counted) {
  const std::vector<WantedId> wanted = wanted_ids(matches, counted);
  std::vector<ResultRow> out;
  out.reserve(wanted.size());
  // The answer holds nothing that was not known: the whole table serves, whatever day it is.
  sqlite::Statement count(db, "SELECT max(no) FROM main.articles");
  const auto articles =
      count.step() && !count.is_null(0) ? static_cast<std::size_t>(count.integer(0)) : 0;
  count.reset();
  if (wanted.size() > articles / kShareToWalk) {
    sqlite::Statement all(db, "SELECT id, no FROM main.articles ORDER BY id, no");
    auto next = wanted.begin();
    while (next != wanted.end() && all.step()) {
      stop_if_interrupted();
      const auto id = parse_article_id(all.text(0));
      if (!id) continue;
      while (next != wanted.end() && next->id < *id) ++next;
      if (next != wanted.end() && next->id == *id) out.push_back({all.integer(1), next++->index});
    }
  } else {
    sqlite::Statement find(db, "SELECT no FROM main.articles WHERE id = ?1");
    for (const WantedId& article : wanted) {
      stop_if_interrupted();
      find.bind(1, to_string(article.id));
      if (find.step()) out.push_back({find.integer(0), article.index});
      find.reset();
    }
  }
  std::sort(out.begin(), out.end(),
            [](const ResultRow& a, const ResultRow& b) { return a.no < b.no; });
  return out;
}

std::vector<ResultRow> sample_of(const std::vector<ResultRow>& rows, std::size_t most) {
  if (rows.size() <= most) return rows;
  std::vector<ResultRow> out;
  out.reserve(most);
  for (std::size_t i = 0; i < most; ++i) out.push_back(rows[i * rows.size() / most]);
  return out;
}

void put_result(sqlite::Database& db, const Matches& matches, std::span<const ResultRow> rows) {
  db.execute(kResultSchema);
  db.execute("BEGIN");
  sqlite::Statement put(db, "INSERT INTO result VALUES (?1, ?2, ?3)");
  for (const ResultRow& row : rows) {
    put.bind(1, row.no).bind(2, static_cast<std::int64_t>(row.index));
    put.bind(3, std::int64_t{matches.articles[row.index].head ? 1 : 0}).run();
  }
  db.execute("COMMIT");
}

void put_result(sqlite::Database& db, const Matches& matches) {
  put_result(db, matches, result_rows(db, matches));
}

}  // namespace morgue
