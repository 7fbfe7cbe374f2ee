#include "indexer/timings.h"

#include <fmt/format.h>

#include <ctime>
#include <nlohmann/json.hpp>

namespace morgue {
namespace {

constexpr std::array<std::string_view, kStages> kStageNames = {
    "open",   "read",   "parse",   "extract", "annotate",     "analyse",      "index",
    "relate", "sqlite", "publish", "merge",   "reader waits", "workers wait", "committer waits"};
static_assert(static_cast<std::size_t>(Stage::CommitterWaits) + 1 == kStages);

std::chrono::nanoseconds read_clock(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  return std::chrono::seconds{time.tv_sec} + std::chrono::nanoseconds{time.tv_nsec};
}

double in_seconds(std::chrono::nanoseconds time) {
  return std::chrono::duration<double>(time).count();
}

/// Calls `f` with each stage that was ever entered and what it took.
template <typename F>
void for_each_stage(const Timings& timings, F&& f) {
  for (std::size_t i = 0; i < kStages; ++i) {
    const auto stage = static_cast<Stage>(i);
    const Timings::Spent spent = timings.of(stage);
    if (spent.times > 0) f(stage, spent);
  }
}

}  // namespace

std::string_view to_string(Stage stage) { return kStageNames.at(static_cast<std::size_t>(stage)); }

void Timings::add(Stage stage, const Spent& spent) {
  Sum& sum = sums_.at(static_cast<std::size_t>(stage));
  sum.wall.fetch_add(spent.wall.count(), std::memory_order_relaxed);
  sum.cpu.fetch_add(spent.cpu.count(), std::memory_order_relaxed);
  sum.times.fetch_add(spent.times, std::memory_order_relaxed);
}

Timings::Spent Timings::of(Stage stage) const {
  const Sum& sum = sums_.at(static_cast<std::size_t>(stage));
  return {std::chrono::nanoseconds{sum.wall.load()}, std::chrono::nanoseconds{sum.cpu.load()},
          sum.times.load()};
}

StageClock::StageClock(Timings* timings, Stage first) : timings_(timings), stage_(first) {
  if (timings_ != nullptr) since_ = now();
}

StageClock::~StageClock() {
  if (timings_ != nullptr) charge(now());
}

StageClock::Now StageClock::now() {
  return {read_clock(CLOCK_MONOTONIC), read_clock(CLOCK_THREAD_CPUTIME_ID)};
}

void StageClock::change_to(Stage stage) {
  if (stage == stage_) return;
  const Now until = now();
  charge(until);
  since_ = until;
  stage_ = stage;
}

void StageClock::charge(const Now& until) {
  timings_->add(stage_, {until.wall - since_.wall, until.cpu - since_.cpu, 1});
}

std::string timings_table(const Timings& timings, const WholeLoad& load) {
  std::string out =
      fmt::format("{:<16} {:>9} {:>9} {:>6} {:>9}\n", "stage", "wall s", "CPU s", "CPU %", "times");
  const double cpu = in_seconds(load.cpu);
  const auto share = [&](std::chrono::nanoseconds part) {
    return cpu > 0 ? 100 * in_seconds(part) / cpu : 0;
  };
  for_each_stage(timings, [&](Stage stage, const Timings::Spent& spent) {
    out +=
        fmt::format("{:<16} {:>9.3f} {:>9.3f} {:>6.1f} {:>9}\n", to_string(stage),
                    in_seconds(spent.wall), in_seconds(spent.cpu), share(spent.cpu), spent.times);
  });
  const double wall = in_seconds(load.wall);
  out += fmt::format("{:<16} {:>9.3f} {:>9.3f} {:>6.1f}\n", "the whole load", wall, cpu,
                     share(load.cpu));
  const auto articles = static_cast<double>(load.articles);
  if (load.articles > 0 && wall > 0 && cpu > 0)
    out += fmt::format("{} articles, {:.0f} a second, {:.0f} a CPU second\n", load.articles,
                       articles / wall, articles / cpu);
  return out;
}

std::string timings_json(const Timings& timings, const WholeLoad& load) {
  nlohmann::ordered_json line = {{"event", "timings"},
                                 {"articles", load.articles},
                                 {"wall_seconds", in_seconds(load.wall)},
                                 {"cpu_seconds", in_seconds(load.cpu)},
                                 {"stages", nlohmann::ordered_json::array()}};
  for_each_stage(timings, [&](Stage stage, const Timings::Spent& spent) {
    line["stages"].push_back({{"stage", to_string(stage)},
                              {"wall_seconds", in_seconds(spent.wall)},
                              {"cpu_seconds", in_seconds(spent.cpu)},
                              {"times", spent.times}});
  });
  return line.dump() + '\n';
}

}  // namespace morgue
