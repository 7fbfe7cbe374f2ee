// tune_threads ARCHIVE CLUSTERS.tsv [OPTION...] : how well threads (query/match/story_thread.h) are
// the clusters of a collection, and which weights make them so. ARCHIVE was made by morgue-index of
// the collection's documents, CLUSTERS has lines of "external id<TAB>cluster<TAB>topic".
//
//   --topics=1-35   documents of these topics only (all); other topics stay in the archive
//   --fit           chooses weights on these documents: a logistic regression over pairs of a
//                   document and what is found by its words, none of its weights below 0; then the
//                   share of the core and the bias that give the best threads
//   --every=3       threads of every third document only
//   --list          threads that hold documents of several clusters
//
// Printed are B-cubed precision, recall and F1 (Bagga and Baldwin 1998), once of what each article
// is shown (its thread against its cluster), once of the partition that the names of threads make,
// and how often two articles of one thread lead to one name. Counted are documents of CLUSTERS.
// Choose on topics 1-35 of ECB+ only, its usual part for development; 36-45 are for the score.

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "common/schema.h"
#include "query/match/story_thread.h"

namespace {

using namespace morgue;

struct Clustered {
  Xapian::docid document = 0;
  ArticleId id;
  std::string cluster;
  int topic = 0;
};

struct Topics {
  int first = 0, last = 1 << 20;
  [[nodiscard]] bool hold(int topic) const { return first <= topic && topic <= last; }
};

std::vector<Clustered> read_clusters(const ArchiveReader& archive, const char* path) {
  std::vector<Clustered> out;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    std::istringstream fields(line);
    std::string name;
    Clustered one;
    if (!(fields >> name >> one.cluster >> one.topic)) continue;
    archive.for_each_document(schema::term(schema::kExternalId, name), [&](Xapian::docid document) {
      one.document = document;
      const auto id = schema::id_of_bytes(archive.value(document, schema::kIdSlot));
      if (id) one.id = *id;
    });
    if (one.document != 0) out.push_back(one);
  }
  return out;
}

struct Score {
  double precision = 0, recall = 0;
  [[nodiscard]] double f1() const {
    return precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
  }
};

class Judge {
 public:
  Judge(const ArchiveReader& archive, const std::vector<Clustered>& all, Topics topics, int every)
      : archive_(archive), topics_(topics), every_(every) {
    for (const Clustered& one : all) {
      of_[one.document] = &one;
      ++sizes_[one.cluster];
    }
    int n = 0;
    for (const Clustered& one : all)
      if (topics.hold(one.topic) && n++ % every == 0) asked_.push_back(&one);
  }

  Score threads(const ThreadOptions& options, bool print, bool list) {
    Score shown;
    Named named;
    std::map<Xapian::docid, ArticleId> names;
    std::vector<double> times;
    Threads all;
    for (const Clustered* one : asked_) {
      const auto begin = std::chrono::steady_clock::now();
      const StoryThread thread = thread_of(archive_, one->document, one->id, options);
      times.push_back(
          std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
      named[thread.name].push_back(one);
      names[one->document] = thread.name;
      std::size_t right = 0;
      std::size_t counted = 0;
      std::map<std::string, int> clusters;
      const auto documents = documents_of(thread);
      for (const Xapian::docid document : documents) {
        const auto known = of_.find(document);
        if (known == of_.end()) continue;
        ++counted;
        right += known->second->cluster == one->cluster ? 1 : 0;
        ++clusters[known->second->cluster];
      }
      if (list && clusters.size() > 1) {
        fmt::print("{} ({})", one->cluster, to_string(one->id).substr(0, 6));
        for (const auto& [cluster, number] : clusters) fmt::print("  {} x {}", number, cluster);
        fmt::print("\n");
      }
      shown.precision +=
          static_cast<double>(right) / static_cast<double>(std::max<std::size_t>(counted, 1));
      shown.recall += static_cast<double>(right) / sizes_[one->cluster];
      all.emplace_back(one, documents);
    }
    const auto n = static_cast<double>(asked_.size());
    shown.precision /= n;
    shown.recall /= n;
    if (!print) return shown;
    fmt::print("{} articles\nthreads    P {:.3f}  R {:.3f}  F1 {:.3f}\n", asked_.size(),
               shown.precision, shown.recall, shown.f1());
    if (every_ == 1) print_partition(named, n);
    print_agreement(all, names);
    std::sort(times.begin(), times.end());
    fmt::print("time       median {:.1f} ms, 95 % {:.1f} ms\n", 1000 * times[times.size() / 2],
               1000 * times[times.size() * 95 / 100]);
    return shown;
  }

  StoryWeights fit() {
    StoryWeights weights = fit_pairs();
    fmt::print("pairs      {}\n", text(weights));
    const StoryWeights fitted = weights;
    double best = -1;
    for (const double core : {0.4, 0.75})
      for (const double shift : {-2.0, -1.25, -0.5, 0.25, 1.0}) {
        ThreadOptions options;
        options.from_first = false;
        options.weights = fitted;
        options.weights.core = core;
        options.weights.bias = fitted.bias + shift;
        const double f1 = threads(options, false, false).f1();
        fmt::print("core {:.2f} bias {:.2f}: F1 {:.4f}\n", core, options.weights.bias, f1);
        if (f1 > best) {
          best = f1;
          weights = options.weights;
        }
      }
    fmt::print("chosen     {}\n", text(weights));
    return weights;
  }

 private:
  using Named = std::map<ArticleId, std::vector<const Clustered*>>;
  using Threads = std::vector<std::pair<const Clustered*, std::vector<Xapian::docid>>>;

  void print_partition(const Named& named, double n) {
    Score parts;
    for (const auto& [name, members] : named)
      for (const Clustered* one : members) {
        const auto same = static_cast<double>(
            std::count_if(members.begin(), members.end(),
                          [&](const Clustered* m) { return m->cluster == one->cluster; }));
        parts.precision += same / static_cast<double>(members.size()) / n;
        parts.recall += same / sizes_[one->cluster] / n;
      }
    fmt::print("partition  P {:.3f}  R {:.3f}  F1 {:.3f}\n", parts.precision, parts.recall,
               parts.f1());
  }

  static void print_agreement(const Threads& all, const std::map<Xapian::docid, ArticleId>& names) {
    std::size_t pairs = 0;
    std::size_t agreeing = 0;
    for (const auto& [one, documents] : all)
      for (const Xapian::docid document : documents) {
        const auto other = names.find(document);
        if (other == names.end() || document == one->document) continue;
        ++pairs;
        agreeing += other->second == names.at(one->document) ? 1 : 0;
      }
    fmt::print("one name   {:.3f} of {} pairs of articles in one thread\n",
               static_cast<double>(agreeing) / static_cast<double>(std::max<std::size_t>(pairs, 1)),
               pairs);
  }

  static std::string text(const StoryWeights& w) {
    return fmt::format(
        "headline {:.2f} lead {:.2f} body {:.2f} names {:.2f} places {:.2f} days {:.2f} bias "
        "{:.2f} core {:.2f}",
        w.headline, w.lead, w.body, w.names, w.places, w.days, w.bias, w.core);
  }

  /// Logistic regression by gradient descent, none of the weights but the bias below 0.
  StoryWeights fit_pairs() {
    constexpr Xapian::doccount kFound = 60;
    StoryProfiler profiler(archive_);
    std::map<Xapian::docid, StoryProfile> profiles;
    for (const auto& [document, one] : of_)
      if (topics_.hold(one->topic))
        if (auto profile = std::move(profiler.read({document}).front()))
          profiles.emplace(document, *std::move(profile));
    std::vector<std::pair<StoryFeatures, bool>> pairs;
    for (const auto& [document, profile] : profiles) {
      Xapian::Enquire enquire(archive_.database());
      enquire.set_query(archive_.living(profiler.any_of(profile.body, 24)));
      const Xapian::MSet found = enquire.get_mset(0, kFound);
      for (auto hit = found.begin(); hit != found.end(); ++hit) {
        const auto other = profiles.find(*hit);
        if (other == profiles.end() || *hit == document) continue;
        pairs.emplace_back(story_features(profile, other->second),
                           of_[document]->cluster == of_[*hit]->cluster);
      }
    }
    StoryFeatures w{};
    double bias = 0;
    const double rate = 4.0;
    for (int pass = 0; pass < 3000; ++pass) {
      StoryFeatures slope{};
      double bias_slope = 0;
      for (const auto& [features, same] : pairs) {
        double z = bias;
        for (std::size_t i = 0; i < w.size(); ++i) z += w[i] * features[i];
        const double error = (same ? 1.0 : 0.0) - 1 / (1 + std::exp(-z));
        for (std::size_t i = 0; i < w.size(); ++i) slope[i] += error * features[i];
        bias_slope += error;
      }
      const double step = rate / static_cast<double>(pairs.size());
      for (std::size_t i = 0; i < w.size(); ++i)
        w[i] = std::max(0.0, w[i] + step * (slope[i] - 1e-3 * w[i]));
      bias += step * bias_slope;
    }
    fmt::print("{} pairs\n", pairs.size());
    return {w[0], w[1], w[2], w[3], w[4], w[5], bias, kStoryWeights.core, kStoryWeights.silence};
  }

  const ArchiveReader& archive_;
  Topics topics_;
  int every_;
  std::map<Xapian::docid, const Clustered*> of_;
  std::map<std::string, double> sizes_;
  std::vector<const Clustered*> asked_;
};

int run(int argc, char** argv) {
  if (argc < 3) {
    fmt::print(stderr, "usage: tune_threads ARCHIVE CLUSTERS.tsv [OPTION...]\n");
    return 2;
  }
  const ArchiveReader archive = ArchiveReader::open(ArchivePaths(argv[1]));
  Topics topics;
  bool fit = false;
  bool list = false;
  int every = 1;
  for (int i = 3; i < argc; ++i) {
    const std::string option = argv[i];
    if (option.starts_with("--topics=")) {
      topics.first = std::atoi(option.c_str() + 9);
      topics.last = std::atoi(option.c_str() + option.find('-', 9) + 1);
    }
    if (option.starts_with("--every=")) every = std::max(1, std::atoi(option.c_str() + 8));
    fit = fit || option == "--fit";
    list = list || option == "--list";
  }
  const std::vector<Clustered> all = read_clusters(archive, argv[2]);
  Judge judge(archive, all, topics, every);
  ThreadOptions options;
  if (fit) options.weights = judge.fit();
  judge.threads(options, true, list);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    fmt::print(stderr, "tune_threads: {}\n", error.what());
    return 1;
  }
}
