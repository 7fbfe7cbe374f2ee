// Trains the recogniser of names and packs what it learned:
//
//   morgue-train-names LISTS CORPORA OUT   writes the model to OUT
//   morgue-train-names --score FILE.bio [MODEL]
//       how well a model, or the built-in one, does on tagged text
//
// LISTS is what morgue-pack-names takes; CORPORA is a directory with the BIO files named below;
// README.md in this folder says where they come from. The same files give the same bytes.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/error.h"
#include "indexer/annotate/gazetteer.h"
#include "indexer/annotate/history.h"
#include "indexer/annotate/model.h"
#include "indexer/annotate/recognise.h"
#include "indexer/train/corpus.h"
#include "indexer/train/crf.h"
#include "indexer/train/dress.h"
#include "indexer/train/examples.h"
#include "indexer/train/mend.h"

namespace morgue::train {
namespace {

/// Documents of the corpora are many articles in a row; history is learned from pieces about as
/// long as an article, of all lengths.
constexpr std::size_t kLeastSentences = 5;
constexpr std::size_t kMoreSentences = 40;
/// Of a hundred pieces so many are also seen as headlines or in capitals, every third sentence.
constexpr std::uint32_t kHeadlinePercent = 10;
constexpr std::size_t kHeadlineEvery = 3;

/// First readings that history is made from are those of models that have not seen the document.
constexpr std::size_t kFolds = 5;
constexpr int kFoldPasses = 3;
constexpr int kPasses = 6;
constexpr std::uint32_t kLeastCount = 2;
/// The heaviest features are kept; with the gazetteer they stay under 6 MB.
constexpr std::size_t kMostFeatures = 200'000;

void add_lesson(const std::vector<Sentence>& sentences, Setting setting, std::size_t fold,
                std::vector<Lesson>& lessons) {
  Lesson& lesson = lessons.emplace_back();
  lesson.gold = set_in_print(sentences, setting);
  lesson.fold = fold;
}

std::vector<Lesson> read_lessons(const std::filesystem::path& lists,
                                 const std::filesystem::path& corpora,
                                 const annotate::Gazetteer& gazetteer) {
  const Dresser dresser(lists);
  constexpr std::uint32_t kSeed = 7;
  std::mt19937 random(kSeed);
  std::vector<Lesson> lessons;
  std::size_t fold = 0;
  for (const Source& source : kSources) {
    for (const Document& document : read_bio(corpora / source.file, source.split_hyphens)) {
      fold = (fold + 1) % kFolds;
      for (std::size_t at = 0; at < document.size();) {
        const std::size_t size =
            std::min(kLeastSentences + random() % kMoreSentences, document.size() - at);
        const auto first = document.begin() + static_cast<std::ptrdiff_t>(at);
        Document piece(first, first + static_cast<std::ptrdiff_t>(size));
        at += size;
        if (source.tagged_by_machine) mend_names(piece, gazetteer);
        dresser.dress(piece, random);
        add_lesson(piece, Setting::Plain, fold, lessons);
        const auto chance = random() % 100;
        if (chance >= kHeadlinePercent) continue;
        for (std::size_t i = 0; i < piece.size(); i += kHeadlineEvery)
          add_lesson({piece[i]}, chance % 2 == 0 ? Setting::Headline : Setting::Capitals, fold,
                     lessons);
      }
    }
  }
  return lessons;
}

Crf trained(const std::vector<Example>& examples, std::size_t features, int passes) {
  Crf crf(features, {});
  for (int pass = 0; pass < passes; ++pass)
    std::cerr << "  pass " << pass + 1 << ": loss " << crf.pass(examples) << " a word\n";
  crf.finish();
  return crf;
}

void append(std::vector<Example>& to, std::vector<Example> more) {
  to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

/// Gives every lesson the history of a first reading by a model that has not seen it.
void read_histories(std::vector<Lesson>& lessons, const FeatureTable& table) {
  annotate::History history;
  for (std::size_t fold = 0; fold < kFolds; ++fold) {
    std::cerr << "first reading of part " << fold + 1 << '\n';
    std::vector<Example> others;
    for (const Lesson& lesson : lessons)
      if (lesson.fold != fold) append(others, examples_of(lesson, table, false));
    const Crf crf = trained(others, table.features().size(), kFoldPasses);
    for (Lesson& lesson : lessons) {
      if (lesson.fold != fold) continue;
      std::vector<annotate::Label> labels;
      for (const Example& example : examples_of(lesson, table, false)) {
        const auto best = crf.best(example);
        labels.insert(labels.end(), best.begin(), best.end());
      }
      history.read(lesson.words, lesson.runs, labels);
      for (const annotate::Run& run : lesson.runs)
        for (std::size_t word = run.begin; word < run.end; ++word)
          history.of_word(run, word, lesson.history.emplace_back());
    }
  }
}

float spread(const Weights& weights) {
  const auto [low, high] = std::minmax_element(weights.begin(), weights.end());
  return *high - *low;
}

/// Rounds the weights to bytes, the largest (but for one in a thousand) to 127.
std::vector<char> packed(const Crf& crf, const FeatureTable& table) {
  std::vector<std::size_t> order(table.features().size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return spread(crf.weights()[a]) > spread(crf.weights()[b]);
  });
  order.resize(std::min(order.size(), kMostFeatures));
  std::vector<float> sizes;
  for (const std::size_t i : order)
    for (const float weight : crf.weights()[i]) sizes.push_back(std::abs(weight));
  const auto rank = static_cast<std::ptrdiff_t>(sizes.size() - sizes.size() / 1000 - 1);
  std::nth_element(sizes.begin(), sizes.begin() + rank, sizes.end());
  const float scale = 127.0F / sizes[static_cast<std::size_t>(rank)];
  std::vector<std::pair<annotate::Feature, annotate::PackedWeights>> rows;
  for (const std::size_t i : order) {
    annotate::PackedWeights row{};
    for (std::size_t b = 0; b < row.size(); ++b)
      row[b] = static_cast<std::int8_t>(
          std::clamp(std::round(crf.weights()[i][b] * scale), -127.0F, 127.0F));
    rows.emplace_back(table.features()[i], row);
  }
  std::array<std::array<std::int16_t, annotate::kLabels>, annotate::kLabels> neighbours{};
  for (std::size_t a = 0; a < neighbours.size(); ++a)
    for (std::size_t b = 0; b < neighbours.size(); ++b)
      neighbours[a][b] = static_cast<std::int16_t>(std::round(crf.transitions()[a][b] * scale));
  return annotate::pack_model(rows, neighbours);
}

void train(const std::filesystem::path& lists, const std::filesystem::path& corpora,
           const std::filesystem::path& out) {
  const annotate::Gazetteer gazetteer = annotate::Gazetteer::built_in();
  annotate::Features features(gazetteer);
  auto lessons = read_lessons(lists, corpora, gazetteer);
  FeatureTable table;
  for (Lesson& lesson : lessons) {
    read_lesson(features, lesson);
    for (const auto& word : lesson.features)
      for (const annotate::Feature feature : word) table.count(feature);
  }
  table.admit(kLeastCount);
  read_histories(lessons, table);
  for (const Lesson& lesson : lessons)
    for (const auto& word : lesson.history)
      for (const annotate::Feature feature : word) table.count(feature);
  table.admit(kLeastCount);
  // Each run is learned twice, so that the same weights serve the first and the second reading.
  std::vector<Example> examples;
  for (const Lesson& lesson : lessons) {
    append(examples, examples_of(lesson, table, true));
    append(examples, examples_of(lesson, table, false));
  }
  std::cerr << "all: " << examples.size() << " runs, " << table.features().size() << " features\n";
  const auto bytes = packed(trained(examples, table.features().size(), kPasses), table);
  std::ofstream file(out, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (!file) throw Error(Exit::Usage, "cannot write " + out.string());
}

struct Counts {
  std::size_t both = 0;
  std::size_t found = 0;
  std::size_t gold = 0;
};

std::string read_all(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw Error(Exit::Usage, "cannot read " + file.string());
  return {std::istreambuf_iterator<char>(in), {}};
}

void score(const std::filesystem::path& file, const annotate::Model& model) {
  annotate::Recogniser recogniser(annotate::Gazetteer::built_in(), model);
  std::array<Counts, annotate::kKinds> counts{};
  annotate::ArticleWords words;
  for (const Document& document : read_bio(file, false)) {
    const GoldText gold = set_in_print(document, Setting::Plain);
    std::set<std::pair<Span, EntityKind>> names;
    for (const GoldName& name : gold.names) names.emplace(name.where, name.kind);
    for (const auto& [where, kind] : names) ++counts[static_cast<std::size_t>(kind)].gold;
    annotate::read_words({}, gold.text, words);
    for (const annotate::Name& name : recogniser.names(words, "en")) {
      const Span where{words.words[name.begin].where.begin, words.words[name.end - 1].where.end};
      Counts& count = counts[static_cast<std::size_t>(name.kind)];
      ++count.found;
      if (names.contains({where, name.kind})) ++count.both;
    }
  }
  for (std::size_t kind = 0; kind < counts.size(); ++kind) {
    const auto [both, found, gold] = counts[kind];
    const auto share = [](std::size_t part, std::size_t whole) {
      return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
    };
    std::cout << to_string(static_cast<EntityKind>(kind)) << "\tP " << share(both, found) << "\tR "
              << share(both, gold) << "\tF1 " << share(2 * both, found + gold) << '\n';
  }
}

}  // namespace
}  // namespace morgue::train

int main(int argc, char** argv) try {
  if (argc == 3 && std::string_view(argv[1]) == "--score") {
    morgue::train::score(argv[2], morgue::annotate::Model::built_in());
  } else if (argc == 4 && std::string_view(argv[1]) == "--score") {
    const std::string packed = morgue::train::read_all(argv[3]);
    morgue::train::score(argv[2], morgue::annotate::Model(packed));
  } else if (argc == 4) {
    morgue::train::train(argv[1], argv[2], argv[3]);
  } else {
    std::cerr << "usage: morgue-train-names LISTS CORPORA OUT\n"
                 "       morgue-train-names --score FILE.bio [MODEL]\n";
    return 2;
  }
  return 0;
} catch (const std::exception& error) {
  std::cerr << "morgue-train-names: " << error.what() << '\n';
  return 1;
}
