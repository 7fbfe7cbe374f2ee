#include "tests/support/invented_news.h"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <vector>

#include "tests/support/temporary_directory.h"

namespace morgue::test {
namespace {

namespace fs = std::filesystem;

constexpr std::array kOnsets = {"b", "br", "d", "f", "g",  "k", "kl", "l", "m",
                                "n", "p",  "r", "s", "sk", "t", "tr", "v", "z"};
constexpr std::array kVowels = {"a", "e", "i", "o", "u", "ø", "ei", "ou"};
constexpr std::array kCodas = {"", "", "", "n", "r", "l", "s", "nd", "rk", "m"};
constexpr std::array kLanguages = {"en", "en", "de", "fr"};

std::string capitalised(std::string word) {
  if (word[0] >= 'a' && word[0] <= 'z') word[0] = static_cast<char>(word[0] - 0x20);
  return word;
}

void write_old_file(const fs::path& path, const std::string& content, std::size_t number) {
  write_file(path, content);
  // 2024-01-01, and a minute later for each file.
  const auto when =
      std::chrono::sys_seconds{std::chrono::seconds{1'704'067'200}} + std::chrono::minutes{number};
  fs::last_write_time(path, std::chrono::file_clock::from_sys(when));
}

}  // namespace

std::string InventedNews::word() {
  std::string out;
  for (std::uint64_t i = 0, n = 1 + number(3); i < n; ++i)
    out += fmt::format("{}{}{}", kOnsets[number(kOnsets.size())], kVowels[number(kVowels.size())],
                       kCodas[number(kCodas.size())]);
  return out;
}

std::string InventedNews::name() { return capitalised(word()) + ' ' + capitalised(word()); }

std::string InventedNews::sentence() {
  std::string out = capitalised(word());
  for (std::uint64_t i = 0, n = 4 + number(8); i < n; ++i) out += (i == 3 ? " the " : " ") + word();
  return out + '.';
}

std::string InventedNews::date() {
  return fmt::format("20{:02}-{:02}-{:02}", 20 + number(6), 1 + number(12), 1 + number(28));
}

std::string InventedNews::headline() {
  return fmt::format("{} {} {} {}", capitalised(word()), word(), word(), name());
}

std::string InventedNews::paragraph() {
  return fmt::format("{} “{}” said {}. {}", sentence(), sentence(), name(), sentence());
}

std::string InventedNews::text_article() {
  return fmt::format("{}\n\nBy {}\n{}\n\n{}\n\n{}\n", headline(), name(), date(), paragraph(),
                     paragraph());
}

std::string InventedNews::json_article(const std::string& id) {
  if (body_.empty() || number(4) != 0) {
    body_ = paragraph() + R"(\n\n)" + paragraph();
    url_ = fmt::format("https://{}.example/{}", word(), id);
  } else {  // a copy of the one before, or a new version of it
    body_ += ' ' + sentence();
    if (number(2) == 0) url_ = fmt::format("https://{}.example/{}", word(), id);
  }
  return fmt::format(R"({{"id":"{}","title":"{}","text":"{}","date":"{}","author":["{}"],)"
                     R"("source":"The {} Post","url":"{}","lang":"{}"}})",
                     id, headline(), body_, date(), name(), capitalised(word()), url_,
                     kLanguages[number(kLanguages.size())]);
}

void write_invented_tree(const fs::path& root, std::uint64_t seed, std::size_t articles) {
  constexpr std::size_t kLinesInAFile = 100;
  InventedNews news(seed);
  std::vector<std::string> texts;
  std::size_t written = 0;
  for (std::size_t file = 0; written < articles; ++file) {
    const fs::path folder = root / fmt::format("day-{:03}", file % 7);
    if (file % 10 == 3) {
      std::string lines;
      for (std::size_t i = 0; i < kLinesInAFile; ++i, ++written)
        lines += news.json_article(fmt::format("l-{}", written)) + '\n';
      if (file % 20 == 3) lines += "{\"title\":\"torn\n";
      write_old_file(folder / fmt::format("desk-{:04}.jsonl", file), lines, file);
    } else if (file % 10 == 6) {
      std::string list = "[";
      for (std::size_t i = 0; i < 5; ++i, ++written)
        list += (i == 0 ? "\n" : ",\n") + news.json_article(fmt::format("j-{}", written));
      write_old_file(folder / fmt::format("list-{:04}.json", file), list + "\n]\n", file);
    } else if (file % 10 == 9) {
      write_old_file(folder / fmt::format("copy-{:04}.txt", file), texts.back(), file);
    } else if (file % 50 == 1) {
      write_old_file(folder / fmt::format("empty-{:04}.txt", file), "", file);
    } else {
      texts.push_back(news.text_article());
      write_old_file(folder / fmt::format("story-{:04}.txt", file), texts.back(), file);
      ++written;
    }
  }
}

}  // namespace morgue::test
