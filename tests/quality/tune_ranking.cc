// tune_ranking SET... : nDCG@10 of the ranking on dev sets, first with the weights of
// query/match/weights.h, then with each of them changed alone. A SET is ARCHIVE,QUERIES.tsv,QRELS:
// an archive that morgue-index made of the set's documents, lines of "id<TAB>query", and TREC
// relevance judgements that name documents by their external id. Only for data that may be tuned
// on; the table of query/README.md comes from here. An argument like window=1,pairs=0 asks for the
// row with these weights instead of the whole table.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <deque>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "query/language/parse.h"
#include "query/match/search.h"

namespace {

using namespace morgue;

constexpr std::size_t kCut = 10;

struct DevSet {
  std::string name;
  ArchiveReader archive;
  std::vector<std::pair<std::string, Query>> queries;
  std::map<std::string, std::map<std::string, int>> judged;
};

std::vector<std::string> split(const std::string& line, char by) {
  std::vector<std::string> out;
  std::istringstream in(line);
  for (std::string part; std::getline(in, part, by);) out.push_back(part);
  return out;
}

DevSet read_set(const std::string& spec) {
  const auto parts = split(spec, ',');
  if (parts.size() != 3) throw std::runtime_error("a set is ARCHIVE,QUERIES,QRELS: " + spec);
  DevSet set{parts[0], ArchiveReader::open(ArchivePaths(parts[0])), {}, {}};
  std::ifstream queries(parts[1]);
  for (std::string line; std::getline(queries, line);) {
    const auto tab = line.find('\t');
    auto query = parse_query(line.substr(tab + 1), {Day{}, true});
    if (query) set.queries.emplace_back(line.substr(0, tab), *std::move(query));
  }
  std::ifstream qrels(parts[2]);
  std::string id, zero, document;
  for (int gain = 0; qrels >> id >> zero >> document >> gain;)
    if (gain > 0) set.judged[id][document] = gain;
  return set;
}

double dcg(const std::vector<int>& gains) {
  double sum = 0;
  for (std::size_t i = 0; i < std::min(gains.size(), kCut); ++i)
    sum += gains[i] / std::log2(static_cast<double>(i) + 2);
  return sum;
}

double ndcg(const DevSet& set, const RankingWeights& weights) {
  double sum = 0;
  std::map<std::string, const Query*> asked;
  for (const auto& [id, query] : set.queries) asked[id] = &query;
  for (const auto& [id, judged] : set.judged) {
    std::vector<int> ideal;
    for (const auto& [document, gain] : judged) ideal.push_back(gain);
    std::sort(ideal.rbegin(), ideal.rend());
    if (!asked.contains(id)) continue;
    SearchOptions options;
    options.limit = kCut;
    options.loose = true;
    options.passages = false;
    options.weights = weights;
    const auto result = search(set.archive, *asked[id], options);
    std::vector<int> gains;
    if (result)
      for (const Hit& hit : result->hits) {
        const auto found = judged.find(hit.article.content.article.external_id);
        gains.push_back(found == judged.end() ? 0 : found->second);
      }
    sum += dcg(gains) / dcg(ideal);
  }
  return sum / static_cast<double>(set.judged.size());
}

void set_weight(RankingWeights& weights, const std::string& name, double value) {
  const std::map<std::string, double RankingWeights::*> names = {
      {"k1", &RankingWeights::k1},
      {"b", &RankingWeights::b},
      {"min_length", &RankingWeights::min_length},
      {"sentence", &RankingWeights::sentence},
      {"window", &RankingWeights::window},
      {"pairs", &RankingWeights::pairs},
      {"lead", &RankingWeights::lead},
      {"title", &RankingWeights::title},
      {"names", &RankingWeights::names},
      {"typed", &RankingWeights::typed}};
  weights.*names.at(name) = value;
}

struct Knob {
  const char* name;
  double RankingWeights::*value;
  std::vector<double> tried;
};

}  // namespace

int main(int argc, char** argv) {
  std::deque<DevSet> sets;  // an archive is not copied
  std::vector<std::string> wanted_rows;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument.find('=') == std::string::npos)
      sets.push_back(read_set(argument));
    else
      wanted_rows.push_back(argument);
  }
  const auto row = [&](const std::string& what, const RankingWeights& weights) {
    fmt::print("{:<24}", what);
    double sum = 0;
    for (const DevSet& set : sets) {
      const double score = ndcg(set, weights);
      sum += score;
      fmt::print(" {:.4f}", score);
    }
    fmt::print("   mean {:.4f}\n",
               sum / static_cast<double>(std::max<std::size_t>(sets.size(), 1)));
    std::fflush(stdout);
  };
  row("as committed", {});
  for (const std::string& wanted : wanted_rows) {
    RankingWeights weights;
    for (const std::string& change : split(wanted, ','))
      set_weight(weights, change.substr(0, change.find('=')),
                 std::stod(change.substr(change.find('=') + 1)));
    row(wanted, weights);
  }
  if (!wanted_rows.empty()) return 0;
  const std::vector<Knob> knobs = {
      {"k1", &RankingWeights::k1, {0.9, 1.0, 1.5, 1.8}},
      {"b", &RankingWeights::b, {0.4, 0.6, 0.65, 0.85}},
      {"window", &RankingWeights::window, {0, 0.25, 0.75, 1}},
      {"pairs", &RankingWeights::pairs, {0, 0.2, 0.5, 0.8}},
      {"sentence", &RankingWeights::sentence, {0, 4, 6, 10, 14}},
  };
  for (const Knob& knob : knobs)
    for (const double value : knob.tried) {
      RankingWeights weights;
      weights.*knob.value = value;
      row(fmt::format("{} {}", knob.name, value), weights);
    }
}
