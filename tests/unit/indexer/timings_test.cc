#include "indexer/timings.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <thread>
#include <vector>

#include "tests/unit/indexer/ingest_fixture.h"

namespace morgue {
namespace {

using std::chrono::nanoseconds;

std::vector<Stage> entered(const Timings& timings) {
  std::vector<Stage> stages;
  for (std::size_t i = 0; i < kStages; ++i)
    if (timings.of(static_cast<Stage>(i)).times > 0) stages.push_back(static_cast<Stage>(i));
  return stages;
}

TEST(Timings, AThreadsTimeIsDividedAndNothingOfItIsLost) {
  Timings timings;
  const auto begun = std::chrono::steady_clock::now();
  {
    StageClock clock(&timings, Stage::Read);
    clock.enter(Stage::Parse);
    std::this_thread::sleep_for(std::chrono::milliseconds{3});
    clock.enter(Stage::Parse);  // goes on
    clock.enter(Stage::Read);
  }
  const nanoseconds around = std::chrono::steady_clock::now() - begun;
  const Timings::Spent read = timings.of(Stage::Read);
  const Timings::Spent parse = timings.of(Stage::Parse);
  EXPECT_EQ(read.times, 2);
  EXPECT_EQ(parse.times, 1);
  EXPECT_GE(parse.wall, std::chrono::milliseconds{3});
  EXPECT_LE(read.wall + parse.wall, around);
  EXPECT_LE(parse.cpu, parse.wall);
}

TEST(Timings, ThreadsAddUp) {
  Timings timings;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      for (int round = 0; round < 1000; ++round)
        timings.add(Stage::Index, {nanoseconds{3}, nanoseconds{2}, 1});
    });
  for (std::thread& thread : threads) thread.join();
  const Timings::Spent spent = timings.of(Stage::Index);
  EXPECT_EQ(spent.wall, nanoseconds{12'000});
  EXPECT_EQ(spent.cpu, nanoseconds{8'000});
  EXPECT_EQ(spent.times, 4000);
}

TEST(Timings, WithoutThemAClockDoesNothing) {
  StageClock off(nullptr, Stage::Open);
  off.enter(Stage::Read);
  enter(nullptr, Stage::Read);
  SUCCEED();
}

TEST(Timings, ATableShowsWhatWasEntered) {
  Timings timings;
  timings.add(Stage::Annotate, {nanoseconds{1'500'000'000}, nanoseconds{1'200'000'000}, 40});
  timings.add(Stage::WorkersWait, {nanoseconds{250'000'000}, nanoseconds{0}, 2});
  const WholeLoad load{nanoseconds{1'000'000'000}, nanoseconds{2'000'000'000}, 40};
  EXPECT_EQ(timings_table(timings, load),
            "stage               wall s     CPU s  CPU %     times\n"
            "annotate             1.500     1.200   60.0        40\n"
            "workers wait         0.250     0.000    0.0         2\n"
            "the whole load       1.000     2.000  100.0\n"
            "40 articles, 40 a second, 20 a CPU second\n");
  EXPECT_EQ(timings_json(timings, load),
            R"({"event":"timings","articles":40,"wall_seconds":1.0,"cpu_seconds":2.0,"stages":[)"
            R"({"stage":"annotate","wall_seconds":1.5,"cpu_seconds":1.2,"times":40},)"
            R"({"stage":"workers wait","wall_seconds":0.25,"cpu_seconds":0.0,"times":2}]})"
            "\n");
}

TEST(Timings, EveryStageHasAName) {
  for (std::size_t i = 0; i < kStages; ++i)
    EXPECT_FALSE(to_string(static_cast<Stage>(i)).empty()) << i;
}

using TimingsOfALoad = test::IngestTest;

TEST_F(TimingsOfALoad, HaveEveryStageThatItPasses) {
  test::write_file(news("desk.jsonl"),
                   R"({"id":"d-1","title":"Bridge closes","text":"It closed, said Ana Vold."})"
                   "\n");
  Timings timings;
  IngestOptions options = this->options();
  options.timings = &timings;
  EXPECT_EQ(add(options).added, 1);
  const std::vector<Stage> all = entered(timings);
  EXPECT_EQ(all.size(), kStages);
  EXPECT_EQ(timings.of(Stage::Annotate).times, 1);
  EXPECT_EQ(timings.of(Stage::Parse).times, 1);

  Timings bare;
  options.timings = &bare;
  options.annotate = false;
  EXPECT_EQ(add(options, "bare").added, 1);
  EXPECT_EQ(bare.of(Stage::Annotate).times, 0);
  EXPECT_EQ(bare.of(Stage::Analyse).times, 1);
}

}  // namespace
}  // namespace morgue
