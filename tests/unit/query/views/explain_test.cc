#include "query/views/explain.h"

#include <gmock/gmock.h>

#include "tests/unit/query/archive_for_test.h"
#include "tests/unit/query/language/query_for_test.h"

namespace morgue::test {
namespace {

using testing::Contains;
using testing::ElementsAre;

/// "topic: text" of each line; the topic of a line without one is that of the line before.
std::vector<std::string> explained(const TestArchive& archive, std::string_view text) {
  const ArchiveReader reader = archive.open();
  const Query query = query_of(text);
  SearchOptions options;
  if (query.filters_only) options.sort = SortOrder::Newest;
  const auto result = search(reader, query, options);
  std::vector<std::string> out;
  std::string topic;
  for (const ExplainedLine& line : explain(reader, query, text, options, *result)) {
    if (!line.topic.empty()) topic = line.topic;
    out.push_back(topic + ": " + line.text);
  }
  return out;
}

TestArchive port() {
  return TestArchive({{.id = 1, .title = "Ferry", .text = "Ferries crashed into the port."},
                      {.id = 2, .title = "Mayor", .text = "The mayor resigned; resigns; crash."},
                      {.id = 3, .title = "Ferry", .text = "resign", .source = "The Echo"}});
}

TEST(Explain, TellsTheWordsBehindWordsAndPatterns) {
  EXPECT_THAT(
      explained(port(), "ferries AND resign* OR crush~ OR zyxw*"),
      ElementsAre("parse: (or (and ferries resign*) crush~1 zyxw*)",
                  "words: ferries: 2 articles; ferry 2, ferries 1",
                  "words: resign*: resign 2, resigned 1, resigns 1", "words: crush~1: crash 2",
                  "words: zyxw*: no word of the archive", "order: by relevance"));
}

TEST(Explain, TellsTheDaysBehindDates) {
  EXPECT_THAT(
      explained(port(), "date:last-month since:2020 -about:june"),
      ElementsAre("parse: (and (date: 2026-10-01 2026-10-31) (date: 2020-01-01 ..) (not "
                  "(about: 2026-06-01 2026-06-30)))",
                  "dates: date:last-month = 2026-10-01..2026-10-31",
                  "dates: since:2020 = 2020-01-01..", "dates: about:june = 2026-06-01..2026-06-30",
                  "order: newest first (only filters)"));
}

TEST(Explain, TellsWhatElseACountryIsCalled) {
  const TestArchive archive({{.id = 1, .title = "Ferry", .text = "A ferry of Albania."},
                             {.id = 2, .title = "Ferry", .text = "The Albanian ferry."}});
  EXPECT_THAT(explained(archive, "albanian AND ferry"),
              Contains("also: albanian: albania, to rank higher"));
}

TEST(Explain, TellsWhatWasRelaxed) {
  EXPECT_THAT(explained(port(), "the ferry resigned"),
              ElementsAre("parse: (soft the ferry resigned)",
                          "words: ferry: 2 articles; ferry 2, "
                          "ferries 1",
                          "words: resigned: 2 articles; resigned 1, resigns 1",
                          "words: the: function words, not asked for", "relaxed: 1 with all words",
                          "relaxed: 2 without resigned", "order: by relevance"));
}

TEST(Explain, TellsOutletsBehindAPartOfTheirName) {
  EXPECT_THAT(
      explained(port(), "source:echo \"the port\""),
      ElementsAre("parse: (and (source: echo) \"the port\")",
                  "words: \"the port\" as it stands, no other forms", "order: by relevance"));
}

}  // namespace
}  // namespace morgue::test
