// What passages cost: passages_cost ARCHIVE QUERIES [ROUNDS]
// QUERIES has a query a line (or `id<TAB>query`). Each is answered in process with ten hits, with
// and without passages; the difference is what passages cost. A part of that is finding once more
// what the query asks for in the texts of the ten hits. The last lines are of hostile texts: one
// takes twice as long if it is twice as long. CPU time of one thread.

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <string>
#include <vector>

#include "query/language/parse.h"
#include "query/match/search.h"

namespace {

using namespace morgue;

constexpr std::size_t kHits = 10;

/// Of this thread alone: what else the machine does is not of interest.
double cpu_microseconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) * 1e-3;
}

/// The quickest of several rounds.
double quickest(int rounds, const auto& work) {
  double best = 1e12;
  for (int round = 0; round < rounds; ++round) {
    const double begun = cpu_microseconds();
    work();
    best = std::min(best, cpu_microseconds() - begun);
  }
  return best;
}

std::vector<std::string> read_queries(const char* path) {
  std::vector<std::string> out;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);)
    if (!line.empty()) out.push_back(line.substr(line.find('\t') + 1));
  return out;
}

void print_percentiles(std::string_view name, std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const auto at = [&](double share) {
    return values[std::min(values.size() - 1,
                           static_cast<std::size_t>(share * static_cast<double>(values.size())))] /
           1000;
  };
  fmt::print("{:24} median {:.2f} ms, 90 % {:.2f} ms, 99 % {:.2f} ms, max {:.2f} ms\n", name,
             at(.5), at(.9), at(.99), values.back() / 1000);
}

/// `bytes` of a text made of one piece, asked for its one word.
double hostile(std::string_view piece, std::size_t bytes, int rounds) {
  AnnotatedArticle article;
  std::vector<UnitHit> hits;
  std::string& text = article.article.text;
  while (text.size() < bytes) {
    const auto begin = static_cast<std::uint32_t>(text.size());
    const auto number = static_cast<std::uint32_t>(hits.size());
    hits.push_back({0, false, number, number, {begin, begin + 1}});
    text += piece;
  }
  const std::vector<Unit> units = {{2.0, true}};
  PassageOptions options;
  options.question = {Asked::Number, ""};
  return quickest(rounds, [&] { (void)find_passages(article, hits, units, options); });
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    fmt::print(stderr, "passages_cost ARCHIVE QUERIES [ROUNDS]\n");
    return 2;
  }
  const int rounds = argc > 3 ? std::max(1, std::atoi(argv[3])) : 5;
  const ArchiveReader archive = ArchiveReader::open(ArchivePaths(argv[1]));
  std::vector<double> with;
  std::vector<double> cost;
  std::vector<double> choosing;
  for (const std::string& typed : read_queries(argv[2])) {
    const auto query = parse_query(typed, {});
    if (!query) continue;
    SearchOptions options;
    options.limit = kHits;
    std::size_t hits = 0;
    const auto run = [&] {
      const auto result = search(archive, *query, options);
      hits = result ? result->hits.size() : 0;
    };
    const double whole = quickest(rounds, run);
    if (hits < kHits) continue;
    with.push_back(whole);
    options.passage_options.most = 0;
    choosing.push_back(std::max(0.0, whole - quickest(rounds, run)));
    options.passages = false;
    cost.push_back(std::max(0.0, whole - quickest(rounds, run)));
  }
  if (cost.empty()) {
    fmt::print(stderr, "passages_cost: no query has {} hits\n", kHits);
    return 1;
  }
  fmt::print("{} queries with {} hits\n", cost.size(), kHits);
  print_percentiles("search with passages", with);
  print_percentiles("passages of ten hits", cost);
  print_percentiles("  of this, choosing them", choosing);
  for (const std::string_view piece : {"a ", "a. B", "a1,", "a"})
    fmt::print("\"{}\" again and again: 1 MB {:.1f} ms, 2 MB {:.1f} ms\n", piece,
               hostile(piece, 1000000, rounds) / 1000, hostile(piece, 2000000, rounds) / 1000);
}
