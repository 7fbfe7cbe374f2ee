// Packs public lists of names into the file that the annotator carries:
//
//   morgue-pack-names LISTS CORPORA OUT
//
// LISTS is a directory with firstnames.txt, surnames_us.txt, cities.txt, capitals.txt,
// countries.txt, regions.txt, demonyms.txt and companies.txt: UTF-8, one entry a line; and with
// word-clusters.txt. CORPORA holds the BIO files that the recogniser is trained on; they tell which
// words are mostly written small inside sentences, and which with a capital.
// README.md in this folder says where they come from.

#include <array>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "indexer/annotate/gazetteer.h"
#include "indexer/annotate/lexicon.h"
#include "indexer/annotate/scan.h"
#include "indexer/train/corpus.h"

namespace {

using morgue::annotate::Knowledge;
using morgue::annotate::Known;
using morgue::annotate::Word;
using morgue::annotate::WordKey;

struct List {
  const char* file;
  Known known;
};
constexpr std::array kLists = std::to_array<List>({{"firstnames.txt", Known::FirstName},
                                                   {"surnames_us.txt", Known::Surname},
                                                   {"cities.txt", Known::City},
                                                   {"capitals.txt", Known::Capital},
                                                   {"countries.txt", Known::Country},
                                                   {"regions.txt", Known::Region},
                                                   {"demonyms.txt", Known::Demonym},
                                                   {"companies.txt", Known::Company}});

using Entries = std::vector<std::pair<WordKey, Knowledge>>;

void add_phrase(const std::vector<Word>& words, Known known, Entries& entries) {
  if (words.empty() || words.size() > morgue::annotate::kMaxPhraseWords) return;
  WordKey key = words.front().key;
  for (std::size_t i = 1; i < words.size(); ++i) key = joined(key, words[i].key);
  entries.emplace_back(key, Knowledge{known, {}});
  if (words.size() > 1) entries.emplace_back(words.front().key, Knowledge{Known::BeginsPhrase, {}});
}

/// Companies are added under their short names, too: "calder water group inc", "calder water".
void add(const std::string& line, Known known, std::vector<Word>& words, Entries& entries) {
  words.clear();
  morgue::annotate::scan(line, words);
  std::erase_if(words,
                [](const Word& word) { return word.shape == morgue::annotate::Shape::Mark; });
  add_phrase(words, known, entries);
  while (known == Known::Company && words.size() > 2 &&
         has(morgue::annotate::roles_of(words.back().key), morgue::annotate::Role::OrgHead)) {
    words.pop_back();
    add_phrase(words, known, entries);
  }
}

/// A line is a word, a tab and three groups of four digits: the coarse, middle and fine cluster.
void add_clusters(const std::string& line, std::vector<Word>& words, Entries& entries) {
  const std::size_t tab = line.find('\t');
  if (tab == std::string::npos || line.size() != tab + 13) return;
  words.clear();
  morgue::annotate::scan(std::string_view(line).substr(0, tab), words);
  if (words.size() != 1 || words.front().mark != 0) return;
  const auto group = [&](std::size_t i) {
    return static_cast<std::uint32_t>(std::stoul(line.substr(tab + 1 + 4 * i, 4)));
  };
  const std::uint32_t bits = 1U << 24U | group(0) << 18U | group(1) << 10U | group(2);
  entries.emplace_back(words.front().key, Knowledge{Known::Nothing, {bits}});
}

/// How often a word stands inside sentences without a capital and with one.
struct Habit {
  std::uint32_t small = 0;
  std::uint32_t big = 0;
};

void add_habits(const std::filesystem::path& corpora, Entries& entries) {
  constexpr std::uint32_t kEnough = 5;   // Rarer words would give away the training text.
  constexpr std::uint32_t kMostly = 10;  // Ten times as often one way as the other.
  std::map<WordKey, Habit> habits;
  std::vector<Word> words;
  for (const morgue::train::Source& source : morgue::train::kSources) {
    for (const auto& document :
         morgue::train::read_bio(corpora / source.file, source.split_hyphens)) {
      words.clear();
      morgue::annotate::scan(
          morgue::train::set_in_print(document, morgue::train::Setting::Plain).text, words);
      for (const Word& word : words) {
        if (word.starts_sentence) continue;
        if (word.shape == morgue::annotate::Shape::Lower) ++habits[word.key].small;
        if (word.shape == morgue::annotate::Shape::Title) ++habits[word.key].big;
      }
    }
  }
  for (const auto& [key, habit] : habits) {
    if (habit.small + habit.big < kEnough) continue;
    if (habit.small >= kMostly * habit.big)
      entries.emplace_back(key, Knowledge{Known::SmallWord, {}});
    else if (habit.big >= kMostly * habit.small)
      entries.emplace_back(key, Knowledge{Known::BigWord, {}});
  }
}

int run(const std::filesystem::path& lists, const std::filesystem::path& corpora,
        const std::filesystem::path& out) {
  Entries entries;
  std::vector<Word> words;
  for (const auto& [file, known] : kLists) {
    std::ifstream in(lists / file);
    if (!in) {
      std::cerr << "morgue-pack-names: cannot read " << (lists / file) << '\n';
      return 1;
    }
    for (std::string line; std::getline(in, line);) add(line, known, words, entries);
  }
  std::ifstream clusters(lists / "word-clusters.txt");
  for (std::string line; std::getline(clusters, line);) add_clusters(line, words, entries);
  add_habits(corpora, entries);
  const auto packed = morgue::annotate::pack_gazetteer(std::move(entries));
  std::ofstream file(out, std::ios::binary);
  file.write(packed.data(), static_cast<std::streamsize>(packed.size()));
  file.close();
  if (!file) {
    std::cerr << "morgue-pack-names: cannot write " << out << '\n';
    return 1;
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 4) {
    std::cerr << "usage: morgue-pack-names LISTS CORPORA OUT\n";
    return 2;
  }
  return run(argv[1], argv[2], argv[3]);
} catch (const std::exception& error) {
  std::cerr << "morgue-pack-names: " << error.what() << '\n';
  return 1;
}
