#include <gmock/gmock.h>

#include <array>

#include "indexer/store/archive_writer.h"
#include "tests/unit/indexer/ingest_fixture.h"

namespace morgue {
namespace {

namespace fs = std::filesystem;

using test::append_file;
using test::IngestTest;
using testing::IsEmpty;

void write_people(const fs::path& root) {
  const std::array<std::string, 4> kinds = {
      "Harbour master Rowan Pike of the Calder Port Authority said the ferry pier was safe. Ilse "
      "Marten, who heads the authority, agreed on {}.",
      "Striker Rowan Pike scored for Stenwick Rovers after {} minutes. Coach Hugo Delmar praised "
      "his forward.",
      "Mayor Clara Sand opened bridge number {} in Marlow, and Tom Reyes drove across it first.",
      "R. Pike of the Calder Port Authority inspected {} boats. Ilse Marten said the port was "
      "full."};
  for (int i = 0; i < 40; ++i) {
    std::string text = kinds.at(static_cast<std::size_t>(i * 7 % 4));
    text.replace(text.find("{}"), 2, std::to_string(i));
    append_file(root / (std::to_string(i / 5) + ".jsonl"),
                R"({"id":")" + std::to_string(i) + R"(","title":"News of day )" +
                    std::to_string(i) + R"(","text":")" + text + R"(","date":"2025-03-11"})" +
                    "\n");
  }
}

class PeopleOfIngestTest : public IngestTest {
 protected:
  std::vector<std::string> numbers(const std::string& name) const {
    return column(
        "SELECT a.external_id || ' ' || p.entity || ' ' || p.name || ' ' || "
        "coalesce(p.person, 0) || '/' || coalesce(p.identity, 0) FROM appearances p JOIN articles "
        "a ON a.no = p.article WHERE p.kind = 'person' ORDER BY a.id, p.entity",
        name);
  }
  std::vector<std::string> learnt(const std::string& name) const {
    return column("SELECT no || name || hex(traits) FROM people ORDER BY no", name);
  }
};

TEST_F(PeopleOfIngestTest, NumbersDoNotDependOnThreads) {
  write_people(news());
  (void)add(options(), "one");
  const auto expected = numbers("one");
  EXPECT_EQ(expected.size(), 80U);
  EXPECT_GT(column("SELECT count(*) FROM people WHERE name = 'Rowan Pike'", "one").at(0), "1");
  for (const std::size_t articles : {1U, 3U, 1000U}) {
    IngestOptions with = options();
    with.jobs = 3;
    with.chunks.articles = articles;
    const std::string name = "three-" + std::to_string(articles);
    (void)add(with, name);
    EXPECT_EQ(numbers(name), expected) << articles;
    EXPECT_EQ(learnt(name), learnt("one")) << articles;
  }
}

TEST_F(PeopleOfIngestTest, NumbersDoNotDependOnHowManyLoadsThereAre) {
  write_people(news());
  (void)add(options(), "one");
  for (int file = 0; file < 8; ++file) {
    IngestOptions with = options();
    with.paths = {news(std::to_string(file) + ".jsonl").string()};
    with.jobs = 1 + static_cast<unsigned>(file) % 3;
    (void)add(with, "many");
  }
  EXPECT_EQ(numbers("many"), numbers("one"));
  EXPECT_EQ(learnt("many"), learnt("one"));
}

TEST_F(PeopleOfIngestTest, StoppingAndGoingOnGivesTheSameNumbers) {
  write_people(news());
  (void)add(options(), "one");
  IngestOptions small = options();
  small.chunks.articles = 2;
  watcher_.on_progress = [&](const IngestCounts& counts) { stop_ = stop_ || counts.added > 10; };
  EXPECT_TRUE(add(small, "stopped").interrupted);
  watcher_.on_progress = {};
  (void)add(small, "stopped");
  EXPECT_EQ(numbers("stopped"), numbers("one"));
}

TEST_F(PeopleOfIngestTest, ANameThatIsNobodysBecomesNoPerson) {
  write_people(news());
  Act act;
  act.kind = Act::Kind::NotAPerson;
  act.name = "ROWAN pike";
  EXPECT_TRUE(ArchiveWriter(archive(), options().lock_wait).decide(act));
  IngestOptions with = options();
  with.jobs = 2;
  (void)add(with);
  EXPECT_THAT(column("SELECT DISTINCT name || ' ' || kind || ' ' || coalesce(role, '-') FROM "
                     "appearances WHERE name LIKE '%Pike' ORDER BY name"),
              testing::Contains("Rowan Pike misc -"));
  EXPECT_THAT(column("SELECT name FROM people"), testing::Not(testing::Contains("Rowan Pike")));
  EXPECT_THAT(column("SELECT name FROM people"), testing::Contains("Ilse Marten"));
  const auto dump = test::dump(archive());
  EXPECT_THAT(test::broken(dump), IsEmpty());
  // Taken back, it names people in what is read from then on.
  act = {};
  act.kind = Act::Kind::Undo;
  act.undone = 1;
  EXPECT_TRUE(ArchiveWriter(archive(), options().lock_wait).decide(act));
  append_file(news("9.jsonl"), R"({"id":"late","title":"Late","text":"Rowan Pike said no."})");
  (void)add();
  EXPECT_THAT(column("SELECT name FROM people"), testing::Contains("Rowan Pike"));
}

}  // namespace
}  // namespace morgue
