// tune_ranking SET... : chooses the weights of query/match/weights.h on dev sets. A SET is
// ARCHIVE,QUERIES.tsv,QRELS[,PEER]: an archive that morgue-index made of the set's documents, lines
// of "id<TAB>query", TREC relevance judgements that name documents by their external id, and what
// another engine has on it (default 1). Only for data that may be tuned on; the tables of
// query/README.md come from here.
//
// What counts is the mean over the sets of nDCG@10 as a share of PEER. The queries are halved by a
// hash of their ids; weights are chosen on either half and scored on the other, and then chosen on
// all. The parts of the scores are kept, so that only k1, b and min_length search again.
//
//   --typed           queries as typed; otherwise as with --loose
//   --table           without choosing anything: each weight alone at nothing
//   window=1,pairs=0  likewise: these weights
//   --fix=k1,b        leaves these as they are
//   --splits=4        halves in so many ways; by default in one
//   --errors=2        a change has to gain more than two standard errors of its gain (one)
//   --start=names=0   starts from these weights

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <deque>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <tuple>
#include <vector>

#include "query/language/parse.h"
#include "query/match/search.h"

namespace {

using namespace morgue;

constexpr std::size_t kCut = 10;
/// What is less than this better is not.
constexpr double kLeastGain = 2e-4;
constexpr int kPasses = 8;

/// A weight that scales a part of the score.
struct Scale {
  const char* name;
  double RankingWeights::*weight;
  double ScoreParts::*part;
  double first;  ///< tried around this if it is nothing
};
constexpr std::array kScales = {
    Scale{"sentence", &RankingWeights::sentence, &ScoreParts::sentence, 4},
    Scale{"window", &RankingWeights::window, &ScoreParts::window, 0.2},
    Scale{"pairs", &RankingWeights::pairs, &ScoreParts::pairs, 0.1},
    Scale{"lead", &RankingWeights::lead, &ScoreParts::lead, 2},
    Scale{"title", &RankingWeights::title, &ScoreParts::title, 1},
    Scale{"names", &RankingWeights::names, &ScoreParts::names, 0.1},
    Scale{"typed", &RankingWeights::typed, &ScoreParts::typed, 1},
    Scale{"countries", &RankingWeights::countries, &ScoreParts::countries, 0.5},
};

/// A weight of the search itself.
struct Knob {
  const char* name;
  double RankingWeights::*weight;
  std::vector<double> values;
};
const std::array kKnobs = {
    Knob{"k1", &RankingWeights::k1, {1.0, 1.2, 1.4, 1.6, 1.8, 2.2}},
    Knob{"b", &RankingWeights::b, {0.6, 0.7, 0.75, 0.8, 0.85, 0.9}},
    Knob{"min_length", &RankingWeights::min_length, {0.05, 0.3, 0.5}},
};

double RankingWeights::*weight_named(const std::string& name) {
  for (const Scale& scale : kScales)
    if (scale.name == name) return scale.weight;
  for (const Knob& knob : kKnobs)
    if (knob.name == name) return knob.weight;
  throw std::runtime_error("no such weight: " + name);
}

/// A candidate of a query: what each weight is multiplied with, and what it is worth.
struct Features {
  std::array<float, kScales.size()> parts{};
  float rest = 0;  ///< what no weight here scales
  int gain = 0;
};
using Candidates = std::vector<std::vector<Features>>;  // of each query

struct DevQuery {
  std::string id;
  std::optional<Query> query;
  std::map<std::string, int> judged;
  double ideal = 0;
};

struct DevSet {
  std::string name;
  ArchiveReader archive;
  double peer = 1;
  std::vector<DevQuery> queries;
};

/// FNV-1a
std::uint32_t hash(std::string_view text) {
  std::uint32_t h = 2166136261U;
  for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 16777619U;
  return h ^ (h >> 16U);
}

/// Some of the queries: a half in one of the ways to halve them, or all.
struct Part {
  bool all = true;
  int split = 0;
  bool second = false;
};

bool in_part(const DevQuery& query, const Part& part) {
  return part.all || (hash(fmt::format("{} {}", part.split, query.id)) % 2 == 1) == part.second;
}

std::vector<std::string> split(const std::string& line, char by) {
  std::vector<std::string> out;
  std::istringstream in(line);
  for (std::string part; std::getline(in, part, by);) out.push_back(part);
  return out;
}

double dcg(std::vector<int> gains) {
  double sum = 0;
  for (std::size_t i = 0; i < std::min(gains.size(), kCut); ++i)
    sum += gains[i] / std::log2(static_cast<double>(i) + 2);
  return sum;
}

DevSet read_set(const std::string& spec, bool loose) {
  const auto parts = split(spec, ',');
  if (parts.size() < 3) throw std::runtime_error("a set is ARCHIVE,QUERIES,QRELS[,PEER]: " + spec);
  DevSet set{parts[0],
             ArchiveReader::open(ArchivePaths(parts[0])),
             parts.size() > 3 ? std::stod(parts[3]) : 1,
             {}};
  std::map<std::string, std::map<std::string, int>> judged;
  std::ifstream qrels(parts[2]);
  std::string id, zero, document;
  for (int gain = 0; qrels >> id >> zero >> document >> gain;)
    if (gain > 0) judged[id][document] = gain;
  std::ifstream queries(parts[1]);
  for (std::string line; std::getline(queries, line);) {
    const auto tab = line.find('\t');
    DevQuery query;
    query.id = line.substr(0, tab);
    query.judged = judged[query.id];
    if (query.judged.empty()) continue;
    auto parsed = parse_query(line.substr(tab + 1), {Day{}, loose});
    if (parsed) query.query = *std::move(parsed);
    std::vector<int> ideal;
    for (const auto& [name, gain] : query.judged) ideal.push_back(gain);
    std::sort(ideal.rbegin(), ideal.rend());
    query.ideal = dcg(ideal);
    set.queries.push_back(std::move(query));
  }
  return set;
}

std::optional<SearchResult> answer(const DevSet& set, const DevQuery& query, bool loose,
                                   const RankingWeights& weights, std::size_t limit) {
  if (!query.query) return {};
  SearchOptions options;
  options.limit = limit;
  options.loose = loose;
  options.passages = false;
  options.group = GroupBy::None;
  options.weights = weights;
  auto result = search(set.archive, *query.query, options);
  if (!result) return {};
  return *std::move(result);
}

int gain_of(const DevQuery& query, const Hit& hit) {
  const auto found = query.judged.find(hit.article.content.article.external_id);
  return found == query.judged.end() ? 0 : found->second;
}

using Scores = std::vector<std::vector<double>>;  // of each set, of each query

double mean_of(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return values.empty() ? 0 : sum / static_cast<double>(values.size());
}

class Tuner {
 public:
  /// `errors`: a change has to gain more than so many standard errors of its gain.
  Tuner(const std::deque<DevSet>& sets, bool loose, double errors)
      : sets_(sets), loose_(loose), errors_(errors) {}

  /// nDCG@10 of every query of each set, as kept parts have it.
  Scores queries(const RankingWeights& weights, const Part& part) {
    const auto& candidates = features(weights);
    Scores out;
    std::array<double, kScales.size()> scale{};
    for (std::size_t i = 0; i < kScales.size(); ++i) scale[i] = weights.*kScales[i].weight;
    for (std::size_t s = 0; s < sets_.size(); ++s) {
      auto& of_set = out.emplace_back();
      for (std::size_t q = 0; q < sets_[s].queries.size(); ++q)
        if (in_part(sets_[s].queries[q], part))
          of_set.push_back(dcg(best(candidates[s][q], scale)) / sets_[s].queries[q].ideal);
    }
    return out;
  }

  /// The same by searches, whatever was kept.
  Scores searched(const RankingWeights& weights) const {
    Scores out;
    for (const DevSet& set : sets_) {
      auto& of_set = out.emplace_back();
      for (const DevQuery& query : set.queries) {
        std::vector<int> gains;
        if (const auto result = answer(set, query, loose_, weights, kCut))
          for (const Hit& hit : result->hits) gains.push_back(gain_of(query, hit));
        of_set.push_back(dcg(gains) / query.ideal);
      }
    }
    return out;
  }

  /// Weights that are best on a part, from `start` on, one changed at a time. What gains less than
  /// the error of its gain is not taken: the next queries would lose it again.
  RankingWeights choose(RankingWeights weights, Part part, const std::set<std::string>& fixed) {
    Scores now = queries(weights, part);
    const auto change = [&](double RankingWeights::*which, const std::vector<double>& values) {
      RankingWeights best = weights;
      Scores best_scores;
      double most = 0;
      for (const double value : values) {
        RankingWeights changed = weights;
        changed.*which = value;
        Scores scores = queries(changed, part);
        const Gain gain = gain_between(now, scores);
        if (gain.mean <= std::max({most, kLeastGain, errors_ * gain.error})) continue;
        most = gain.mean;
        best = changed;
        best_scores = std::move(scores);
      }
      if (most > 0) {
        weights = best;
        now = std::move(best_scores);
      }
      return most > 0;
    };
    bool changed = true;
    for (int pass = 0; changed && pass < kPasses; ++pass) {
      changed = false;
      for (const Scale& scale : kScales) {
        if (fixed.contains(scale.name)) continue;
        const double value = weights.*scale.weight;
        std::vector<double> values;
        for (const double factor : {0.0, 0.25, 0.5, 0.7, 0.85, 1.15, 1.4, 2.0, 4.0})
          values.push_back((value == 0 ? scale.first : value) * factor);
        changed = change(scale.weight, values) || changed;
      }
      for (const Knob& knob : kKnobs)
        if (!fixed.contains(knob.name)) changed = change(knob.weight, knob.values) || changed;
    }
    return weights;
  }

  /// The mean share of the peers.
  double share(const Scores& scores) const {
    double sum = 0;
    for (std::size_t s = 0; s < sets_.size(); ++s) sum += mean_of(scores[s]) / sets_[s].peer;
    return sum / static_cast<double>(sets_.size());
  }

 private:
  struct Gain {
    double mean = 0;
    double error = 0;  ///< its standard error, over queries as pairs
  };
  Gain gain_between(const Scores& before, const Scores& after) const {
    Gain gain;
    double variance = 0;
    for (std::size_t s = 0; s < sets_.size(); ++s) {
      std::vector<double> difference;
      for (std::size_t q = 0; q < before[s].size(); ++q)
        difference.push_back(after[s][q] - before[s][q]);
      const double mean = mean_of(difference);
      const double unit = 1 / (sets_[s].peer * static_cast<double>(sets_.size()));
      const auto n = static_cast<double>(difference.size());
      double squares = 0;
      for (const double d : difference) squares += (d - mean) * (d - mean);
      gain.mean += mean * unit;
      if (n > 1) variance += squares / (n - 1) / n * unit * unit;
    }
    gain.error = std::sqrt(variance);
    return gain;
  }

  static std::vector<int> best(const std::vector<Features>& candidates,
                               const std::array<double, kScales.size()>& scale) {
    std::vector<std::pair<double, std::size_t>> order;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      double score = candidates[i].rest;
      for (std::size_t k = 0; k < kScales.size(); ++k) score += scale[k] * candidates[i].parts[k];
      order.emplace_back(-score, i);
    }
    const std::size_t n = std::min(kCut, order.size());
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(n), order.end());
    std::vector<int> gains;
    for (std::size_t i = 0; i < n; ++i) gains.push_back(candidates[order[i].second].gain);
    return gains;
  }

  const std::vector<Candidates>& features(const RankingWeights& weights) {
    auto& kept = kept_[{weights.k1, weights.b, weights.min_length}];
    if (!kept.empty()) return kept;
    RankingWeights asked = weights;
    for (const Scale& scale : kScales) asked.*scale.weight = 1;
    for (const DevSet& set : sets_) {
      Candidates& of_set = kept.emplace_back();
      for (const DevQuery& query : set.queries) {
        auto& list = of_set.emplace_back();
        const auto result = answer(set, query, loose_, asked, asked.depth);
        if (!result) continue;
        for (const Hit& hit : result->hits) {
          Features f;
          f.gain = gain_of(query, hit);
          f.rest = static_cast<float>(hit.parts.stage + hit.parts.words + hit.parts.spelling);
          for (std::size_t k = 0; k < kScales.size(); ++k)
            f.parts[k] = static_cast<float>(hit.parts.*kScales[k].part);
          list.push_back(f);
        }
      }
    }
    return kept;
  }

  const std::deque<DevSet>& sets_;
  bool loose_;
  double errors_;
  std::map<std::tuple<double, double, double>, std::vector<Candidates>> kept_;
};

void print_row(const std::string& what, const Scores& scores, double share) {
  fmt::print("{:<34}", what);
  for (const auto& of_set : scores) fmt::print(" {:.4f}", mean_of(of_set));
  fmt::print("   share {:.4f}\n", share);
  std::fflush(stdout);
}

std::string listed(const RankingWeights& weights) {
  std::string out;
  for (const Knob& knob : kKnobs)
    out += fmt::format("{}{}={:.4g}", out.empty() ? "" : ",", knob.name, weights.*knob.weight);
  for (const Scale& scale : kScales)
    out += fmt::format(",{}={:.4g}", scale.name, weights.*scale.weight);
  return out;
}

RankingWeights changed(const std::string& changes) {
  RankingWeights weights;
  for (const std::string& change : split(changes, ',')) {
    const auto equals = change.find('=');
    weights.*weight_named(change.substr(0, equals)) = std::stod(change.substr(equals + 1));
  }
  return weights;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> specs, rows;
  std::set<std::string> fixed;
  bool loose = true, table = false;
  int splits = 1;
  double errors = 1;
  RankingWeights start;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--typed") {
      loose = false;
    } else if (argument == "--table") {
      table = true;
    } else if (argument.starts_with("--fix=")) {
      for (const std::string& name : split(argument.substr(6), ',')) fixed.insert(name);
    } else if (argument.starts_with("--splits=")) {
      splits = std::stoi(argument.substr(9));
    } else if (argument.starts_with("--errors=")) {
      errors = std::stod(argument.substr(9));
    } else if (argument.starts_with("--start=")) {
      start = changed(argument.substr(8));
    } else {
      (argument.find('=') == std::string::npos ? specs : rows).push_back(argument);
    }
  }
  std::deque<DevSet> sets;  // an archive is not copied
  for (const std::string& spec : specs) sets.push_back(read_set(spec, loose));
  Tuner tuner(sets, loose, errors);
  const auto row = [&](const std::string& what, const RankingWeights& weights) {
    const auto scores = tuner.queries(weights, {});
    print_row(what, scores, tuner.share(scores));
  };
  if (table || !rows.empty()) {
    const auto scores = tuner.searched({});
    print_row("as committed, searched", scores, tuner.share(scores));
    row("as committed", {});
  }
  for (const std::string& wanted : rows) row(wanted, changed(wanted));
  if (table)
    for (const Scale& scale : kScales) {
      if (RankingWeights().*scale.weight == 0) continue;
      RankingWeights weights;
      weights.*scale.weight = 0;
      row(fmt::format("without {}", scale.name), weights);
    }
  if (table || !rows.empty()) return 0;

  Scores committed, chosen;
  const auto add = [&](Scores& all, const Scores& some) {
    all.resize(sets.size());
    for (std::size_t s = 0; s < sets.size(); ++s)
      all[s].insert(all[s].end(), some[s].begin(), some[s].end());
  };
  for (int split = 0; split < splits; ++split)
    for (const bool second : {false, true}) {
      const RankingWeights weights = tuner.choose(start, {false, split, second}, fixed);
      const Part held_out{false, split, !second};
      add(committed, tuner.queries({}, held_out));
      add(chosen, tuner.queries(weights, held_out));
      fmt::print("split {}, chosen on the {} half: {}\n", split, second ? "second" : "first",
                 listed(weights));
    }
  if (splits > 0) {
    print_row("held out, as committed", committed, tuner.share(committed));
    print_row("held out, chosen", chosen, tuner.share(chosen));
  }
  const RankingWeights weights = tuner.choose(start, {}, fixed);
  fmt::print("chosen on all: {}\n", listed(weights));
  row("all, as committed", {});
  row("all, chosen", weights);
}
