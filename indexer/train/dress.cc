#include "indexer/train/dress.h"

#include <array>
#include <cctype>
#include <fstream>
#include <sstream>
#include <utility>

#include "common/error.h"

namespace morgue::train {
namespace {

/// Of a hundred pieces so many get a dateline, and so many a byline.
constexpr std::uint32_t kDatelinePercent = 25;
constexpr std::uint32_t kBylinePercent = 10;

constexpr auto kAgencies = std::to_array<const char*>({"Reuters", "AP", "AFP", "UPI", "CNN"});

std::vector<std::string> read_lines(const std::filesystem::path& file) {
  std::ifstream in(file);
  if (!in) throw Error(Exit::Usage, "cannot read " + file.string());
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);)
    if (!line.empty()) lines.push_back(line);
  return lines;
}

char upper(char c) { return static_cast<char>(std::toupper(static_cast<unsigned char>(c))); }

std::string capitalised(std::string words) {
  bool begins = true;
  for (char& c : words) {
    if (begins) c = upper(c);
    begins = c == ' ' || c == '-' || c == '\'';
  }
  return words;
}

std::string capitals(std::string words) {
  for (char& c : words) c = upper(c);
  return words;
}

const std::string& one_of(const std::vector<std::string>& list, std::mt19937& random) {
  return list[random() % list.size()];
}

void add_name(Sentence& sentence, const std::string& words, const std::string& kind) {
  std::istringstream in(words);
  const char* prefix = "B-";
  for (std::string word; in >> word; prefix = "I-") sentence.push_back({word, prefix + kind});
}

void add_plain(Sentence& sentence, const std::string& token) { sentence.push_back({token, "O"}); }

}  // namespace

Dresser::Dresser(const std::filesystem::path& lists)
    : first_names_(read_lines(lists / "firstnames.txt")),
      surnames_(read_lines(lists / "surnames_us.txt")),
      cities_(read_lines(lists / "capitals.txt")),
      countries_(read_lines(lists / "countries.txt")) {
  const auto more = read_lines(lists / "cities.txt");
  // Half of the places are capitals.
  constexpr std::size_t kEvery = 128;
  for (std::size_t i = 0; i < more.size(); i += kEvery) cities_.push_back(more[i]);
}

void Dresser::add_person(Sentence& sentence, std::mt19937& random) const {
  const std::string first = capitalised(one_of(first_names_, random));
  add_name(sentence, first + " " + capitalised(one_of(surnames_, random)), "PER");
}

Sentence Dresser::dateline(std::mt19937& random) const {
  Sentence line;
  const std::string city = one_of(cities_, random);
  add_name(line, random() % 4 == 0 ? capitalised(city) : capitals(city), "LOC");
  if (random() % 3 == 0) {
    add_plain(line, ",");
    add_name(line, capitalised(one_of(countries_, random)), "LOC");
  }
  if (random() % 3 != 0) {
    add_plain(line, "(");
    add_name(line, kAgencies[random() % kAgencies.size()], "ORG");
    add_plain(line, ")");
  }
  add_plain(line, random() % 2 == 0 ? "-" : "—");
  return line;
}

Sentence Dresser::byline(std::mt19937& random) const {
  Sentence line;
  add_plain(line, "By");
  add_person(line, random);
  if (random() % 3 == 0) {
    add_plain(line, "and");
    add_person(line, random);
  }
  add_plain(line, std::string(kBreak));
  return line;
}

void Dresser::dress(Document& document, std::mt19937& random) const {
  if (document.empty()) return;
  const bool with_dateline = random() % 100 < kDatelinePercent;
  const bool with_byline = random() % 100 < kBylinePercent;
  if (with_dateline) {
    const Sentence line = dateline(random);
    document.front().insert(document.front().begin(), line.begin(), line.end());
  }
  if (with_byline) document.insert(document.begin(), byline(random));
}

}  // namespace morgue::train
