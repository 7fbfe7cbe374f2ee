#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <ctime>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

/// How run.sh asks engines that are linked into a program: a file of `name<TAB>query` lines, each
/// asked once to warm up, then some rounds in turn; answered by `name<TAB>found<TAB>microseconds
/// <TAB>CPU microseconds<TAB>ids` lines with the medians and the ids of the best ten.
namespace morgue::bench {

inline constexpr std::size_t kBest = 10;

struct Answer {
  std::uint64_t found = 0;       ///< 0: not counted
  std::vector<std::string> ids;  ///< of the best, best first
  std::size_t bytes = 0;         ///< of what was fetched, so that fetching is not optimised away
};

struct Asked {
  std::string name, query;
  Answer answer;
  std::vector<double> wall, cpu;  ///< microseconds of each round
};

inline double microseconds(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) * 1e-3;
}

inline std::vector<Asked> read_asked(const std::string& path) {
  std::vector<Asked> out;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);)
    if (const auto tab = line.find('\t'); tab != std::string::npos)
      out.push_back({line.substr(0, tab), line.substr(tab + 1), {}, {}, {}});
  return out;
}

inline double median(std::vector<double> values) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

/// `ask(query)` gives an Answer.
template <typename F>
void ask_all(std::vector<Asked>& all, int rounds, F&& ask) {
  for (int round = 0; round <= rounds; ++round)
    for (Asked& asked : all) {
      const double wall = microseconds(CLOCK_MONOTONIC);
      const double cpu = microseconds(CLOCK_THREAD_CPUTIME_ID);
      Answer answer = ask(asked.query);
      const double cpu_took = microseconds(CLOCK_THREAD_CPUTIME_ID) - cpu;
      const double wall_took = microseconds(CLOCK_MONOTONIC) - wall;
      asked.answer = std::move(answer);
      if (round == 0) continue;
      asked.wall.push_back(wall_took);
      asked.cpu.push_back(cpu_took);
    }
}

inline void print_answers(const std::vector<Asked>& all) {
  for (const Asked& asked : all) {
    std::string ids;
    for (const std::string& id : asked.answer.ids) ids += (ids.empty() ? "" : " ") + id;
    fmt::print("{}\t{}\t{:.1f}\t{:.1f}\t{}\n", asked.name, asked.answer.found, median(asked.wall),
               median(asked.cpu), ids);
  }
}

}  // namespace morgue::bench
