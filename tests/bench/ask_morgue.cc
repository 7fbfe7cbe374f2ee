// What run.sh asks morgue inside one process (asked.h says how): ten articles with their fields,
// with three passages each or without, every copy counted by itself.
//
//   ask_morgue ARCHIVE ASKED.tsv ROUNDS PASSAGES

#include <string>

#include "query/language/parse.h"
#include "query/match/search.h"
#include "tests/bench/asked.h"

int main(int argc, char** argv) {
  using namespace morgue;
  if (argc != 5) {
    fmt::print(stderr, "ask_morgue ARCHIVE ASKED.tsv ROUNDS PASSAGES\n");
    return 2;
  }
  const ArchiveReader archive = ArchiveReader::open(ArchivePaths(argv[1]));
  std::vector<bench::Asked> all = bench::read_asked(argv[2]);
  SearchOptions options;
  options.limit = bench::kBest;
  options.group = GroupBy::None;
  options.passages = std::stoi(argv[4]) > 0;
  const Day today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  bench::ask_all(all, std::stoi(argv[3]), [&](const std::string& text) {
    bench::Answer answer;
    const auto query = parse_query(text, {today});
    if (!query) return answer;
    const auto result = search(archive, *query, options);
    if (!result) return answer;
    answer.found = result->total;
    for (const Hit& hit : result->hits) {
      const Article& article = hit.article.content.article;
      answer.ids.push_back(article.external_id);
      answer.bytes += article.title.size() + article.source.size() + hit.passages.size();
    }
    return answer;
  });
  bench::print_answers(all);
  return 0;
}
