// How long an alert run takes: many saved queries against the articles that came last.
//
//   alert_rate ARCHIVE [QUERIES (1000)] [ARTICLES (10000)]
//
// The last ARTICLES of the archive are the new ones. Queries are made of their own words and names:
// one, two or three words, phrases, words with a source or without a word, people, alternatives.
// Each is asked as `morgue alert run` asks it; apart from that is timed reading what it tells, with
// passages, which takes its time for every article that is told, whatever was asked.

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <random>
#include <string>
#include <vector>

#include "common/catalog.h"
#include "common/text.h"
#include "query/language/parse.h"
#include "query/match/people.h"
#include "query/match/search.h"
#include "query/match/stored_articles.h"
#include "query/views/alert.h"

namespace {

using namespace morgue;

double seconds(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

class Generator {
 public:
  Generator(const ArchiveReader& archive, const std::vector<Arrival>& arrivals)
      : articles_(archive), arrivals_(arrivals) {}

  std::string query() {
    while (!articles_.open(arrivals_[below(arrivals_.size())].document)) continue;
    const auto stored = articles_.decoder().article();
    if (!stored) return "news";
    text_ = stored->content.article.text;
    const Article& article = stored->content.article;
    switch (below(8)) {
      case 0:
        return word();
      case 1:
        return fmt::format("{} {}", word(), word());
      case 2:
        return fmt::format("{} {} {}", word(), word(), word());
      case 3:
        return fmt::format("\"{}\"", neighbours());
      case 4:
        return article.source.empty() ? word()
                                      : fmt::format("{} source:\"{}\"", word(), article.source);
      case 5:
        return fmt::format("{} -{}", word(), word());
      case 6:
        for (const Entity& entity : stored->content.entities)
          if (entity.kind == EntityKind::Person && entity.name.find('"') == std::string::npos)
            return fmt::format("person:\"{}\" ({} OR {})", entity.name, word(), word());
        return word();
      default:
        return fmt::format("({} OR {}) {}", word(), word(), word());
    }
  }

 private:
  std::size_t below(std::size_t n) { return engine_() % std::max<std::size_t>(n, 1); }
  std::string word() {
    const auto all = words(text_);
    for (int i = 0; i < 20 && !all.empty(); ++i)
      if (const std::string& one = all[below(all.size())]; one.size() > 4) return one;
    return "report";
  }
  std::string neighbours() {
    const auto all = words(text_);
    if (all.size() < 3) return "the report";
    const std::size_t at = below(all.size() - 2);
    return all[at] + ' ' + all[at + 1];
  }

  StoredArticles articles_;
  const std::vector<Arrival>& arrivals_;
  std::string text_;
  std::mt19937 engine_{1};
};

/// The last articles that came.
std::vector<Arrival> last_arrivals(const ArchiveReader& archive, Catalog& catalog,
                                   std::size_t most) {
  auto all = arrivals_since(archive, catalog.database(), 0);
  if (all.size() > most) all.erase(all.begin(), all.end() - static_cast<std::ptrdiff_t>(most));
  return all;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  const std::size_t wanted = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 1000;
  const std::size_t articles = argc > 3 ? std::strtoul(argv[3], nullptr, 10) : 10000;
  const ArchivePaths paths(argv[1]);
  const ArchiveReader archive = ArchiveReader::open(paths);
  Catalog catalog = Catalog::open_for_reading(paths.metadata());
  const auto arrivals = last_arrivals(archive, catalog, articles);
  std::vector<std::string> queries;
  Generator generator(archive, arrivals);
  for (std::size_t i = 0; i < wanted; ++i) queries.push_back(generator.query());

  const double wall = seconds(CLOCK_MONOTONIC);
  const double cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
  const NewArticles fresh = new_articles(archive, arrivals, {});
  std::size_t told = 0;
  std::size_t held = 0;
  std::size_t refused = 0;
  double reading_took = 0;
  const Day today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  std::vector<std::pair<double, std::string>> times;
  for (const std::string& text : queries) {
    const double begun = seconds(CLOCK_PROCESS_CPUTIME_ID);
    const auto query = parse_query(text, {today});
    if (!query) {
      ++refused;
      continue;
    }
    PeopleInQuery people;
    if (names_people(query->root))
      if (auto found = find_people(query->root, catalog.database())) people = found->known;
    auto plan = insisting_plan(archive, *query, people);
    if (!plan) {
      ++refused;
      continue;
    }
    const AlertNews news = news_of(archive, *plan, fresh);
    told += news.count;
    held += news.held_back;
    times.emplace_back(seconds(CLOCK_PROCESS_CPUTIME_ID) - begun, text);
    const double read = seconds(CLOCK_PROCESS_CPUTIME_ID);
    if (news.count > 0) {
      SearchOptions how;
      how.limit = 0;
      how.sort = SortOrder::Newest;
      how.within = news.articles;
      static_cast<void>(search(archive, *query, *std::move(plan), how));
    }
    reading_took += seconds(CLOCK_PROCESS_CPUTIME_ID) - read;
  }
  fmt::print("{} queries ({} refused) against {} new of {} articles: {} told, {} held back\n",
             queries.size(), refused, fresh.list->size(), archive.articles(), told, held);
  const double all = seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu;
  fmt::print("{:.2f} s; CPU {:.2f} s: {:.2f} s asking, {:.2f} s reading what is told\n",
             seconds(CLOCK_MONOTONIC) - wall, all, all - reading_took, reading_took);
  std::sort(times.rbegin(), times.rend());
  for (std::size_t i = 0; i < std::min<std::size_t>(5, times.size()); ++i)
    fmt::print("  {:.1f} ms  {}\n", times[i].first * 1e3, times[i].second);
  return 0;
}
