// Packs public lists of names into the file that the annotator carries:
//
//   morgue-pack-names LISTS OUT
//
// LISTS is a directory with firstnames.txt, surnames_us.txt, cities.txt, capitals.txt,
// countries.txt, regions.txt, demonyms.txt and companies.txt: UTF-8, one entry a line.
// README.md in this folder says where they come from.

#include <array>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "indexer/annotate/gazetteer.h"
#include "indexer/annotate/scan.h"

namespace {

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

using Entries = std::vector<std::pair<WordKey, Known>>;

void add(const std::string& line, Known known, std::vector<Word>& words, Entries& entries) {
  words.clear();
  morgue::annotate::scan(line, words);
  std::erase_if(words,
                [](const Word& word) { return word.shape == morgue::annotate::Shape::Mark; });
  if (words.empty() || words.size() > morgue::annotate::kMaxPhraseWords) return;
  WordKey key = words.front().key;
  for (std::size_t i = 1; i < words.size(); ++i) key = joined(key, words[i].key);
  entries.emplace_back(key, known);
  if (words.size() > 1) entries.emplace_back(words.front().key, Known::BeginsPhrase);
}

int run(const std::filesystem::path& lists, const std::filesystem::path& out) {
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

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: morgue-pack-names LISTS OUT\n";
    return 2;
  }
  return run(argv[1], argv[2]);
}
