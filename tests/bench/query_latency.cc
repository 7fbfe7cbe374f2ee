// How long a search for ten articles with their passages takes inside one process.
//
//   query_latency ARCHIVE QUERIES [ROUNDS] [--by-tag] [--tsv]
//
// A line of QUERIES is an object with `query`, a string, and perhaps `tags`, a list of strings:
// {"query": "+ferry -strike", "tags": ["negated"]}. Each query is asked once to warm the caches,
// then ROUNDS (5) times in turn with the others, and counts with the median of its times. Printed
// are percentiles over the queries, by the clock and in CPU time of the thread (which a busy
// machine disturbs less), and the slowest ten; with --by-tag the percentiles of each tag; with
// --tsv only `query<TAB>found<TAB>microseconds<TAB>CPU microseconds` lines. Queries that can't be
// read are counted and left out.

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <ctime>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "query/language/parse.h"
#include "query/match/search.h"

namespace {

using namespace morgue;

constexpr std::size_t kHits = 10;
constexpr std::size_t kSlowest = 10;

struct TimedQuery {
  std::string text;
  std::vector<std::string> tags;
  Query query;
  std::uint64_t found = 0;
  std::vector<double> wall, cpu;  // microseconds of each round, then sorted
};

double microseconds(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) * 1e-3;
}

struct Queries {
  std::vector<TimedQuery> read;
  std::size_t refused = 0;
};

Queries read_queries(const std::string& path) {
  Queries out;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    if (line.empty()) continue;
    const auto record = nlohmann::json::parse(line);
    TimedQuery asked;
    asked.text = record.at("query").get<std::string>();
    if (record.contains("tags")) asked.tags = record["tags"].get<std::vector<std::string>>();
    const Day today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    auto query = parse_query(asked.text, {today});
    if (!query) {
      ++out.refused;
      continue;
    }
    asked.query = *std::move(query);
    out.read.push_back(std::move(asked));
  }
  return out;
}

void ask(const ArchiveReader& archive, TimedQuery& asked, bool timed) {
  SearchOptions options;
  options.limit = kHits;
  options.group = usual_group(asked.query);
  const double wall = microseconds(CLOCK_MONOTONIC);
  const double cpu = microseconds(CLOCK_THREAD_CPUTIME_ID);
  const auto result = search(archive, asked.query, options);
  const double cpu_took = microseconds(CLOCK_THREAD_CPUTIME_ID) - cpu;
  const double wall_took = microseconds(CLOCK_MONOTONIC) - wall;
  asked.found = result ? result->total : 0;
  if (!timed) return;
  asked.wall.push_back(wall_took);
  asked.cpu.push_back(cpu_took);
}

double median(const std::vector<double>& sorted) { return sorted[sorted.size() / 2]; }

void print_percentiles(std::string_view name, const std::vector<const TimedQuery*>& queries) {
  for (const bool cpu : {false, true}) {
    std::vector<double> values;
    for (const TimedQuery* asked : queries)
      values.push_back(median(cpu ? asked->cpu : asked->wall));
    std::sort(values.begin(), values.end());
    const auto at = [&](double share) {
      const auto number = static_cast<std::size_t>(share * static_cast<double>(values.size()));
      return values[std::min(values.size() - 1, number)] / 1000;
    };
    fmt::print("{:<32} {:<5} p50 {:8.2f}  p90 {:8.2f}  p99 {:8.2f}  max {:8.2f} ms\n", name,
               cpu ? "cpu" : "clock", at(.5), at(.9), at(.99), values.back() / 1000);
  }
}

void print_by_tag(const std::vector<const TimedQuery*>& queries) {
  std::map<std::string, std::vector<const TimedQuery*>> by_tag;
  for (const TimedQuery* asked : queries)
    for (const std::string& tag : asked->tags) by_tag[tag].push_back(asked);
  for (const auto& [tag, tagged] : by_tag)
    print_percentiles(fmt::format("{} ({})", tag, tagged.size()), tagged);
}

int usage() {
  fmt::print(stderr,
             "query_latency ARCHIVE QUERIES [ROUNDS] [--by-tag] [--tsv]\n"
             "a line of QUERIES: {{\"query\": \"+ferry -strike\", \"tags\": [\"negated\"]}}\n");
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> plain;
  bool by_tag = false;
  bool tsv = false;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--by-tag")
      by_tag = true;
    else if (argument == "--tsv")
      tsv = true;
    else
      plain.emplace_back(argument);
  }
  if (plain.size() < 2 || plain.size() > 3) return usage();
  int rounds = 5;
  if (plain.size() == 3)
    std::from_chars(plain[2].data(), plain[2].data() + plain[2].size(), rounds);
  const ArchiveReader archive = ArchiveReader::open(ArchivePaths(plain[0]));
  Queries queries = read_queries(plain[1]);
  if (queries.read.empty()) return usage();
  for (int round = 0; round <= std::max(1, rounds); ++round)
    for (TimedQuery& asked : queries.read) ask(archive, asked, round > 0);

  std::vector<const TimedQuery*> all;
  for (TimedQuery& asked : queries.read) {
    std::sort(asked.wall.begin(), asked.wall.end());
    std::sort(asked.cpu.begin(), asked.cpu.end());
    all.push_back(&asked);
  }
  if (tsv) {
    for (const TimedQuery* asked : all)
      fmt::print("{}\t{}\t{:.0f}\t{:.0f}\n", asked->text, asked->found, median(asked->wall),
                 median(asked->cpu));
    return 0;
  }
  fmt::print("{} articles, {} queries, {} could not be read\n", archive.articles(), all.size(),
             queries.refused);
  print_percentiles("morgue", all);
  if (by_tag) print_by_tag(all);
  std::sort(all.begin(), all.end(), [](const TimedQuery* a, const TimedQuery* b) {
    return median(a->cpu) > median(b->cpu);
  });
  for (std::size_t i = 0; i < std::min(all.size(), kSlowest); ++i)
    fmt::print("{:10.2f} ms cpu {:10.2f} ms  {:7} found  {}\n", median(all[i]->wall) / 1000,
               median(all[i]->cpu) / 1000, all[i]->found, all[i]->text);
  return 0;
}
