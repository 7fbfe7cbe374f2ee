#pragma once

#include <cstdint>
#include <filesystem>
#include <random>
#include <string>

namespace morgue::test {

/// Writes news of a world that does not exist, in invented words: always the same for a seed.
class InventedNews {
 public:
  explicit InventedNews(std::uint64_t seed) : random_(seed) {}

  /// A headline without its full stop.
  [[nodiscard]] std::string headline();
  /// Some sentences, one of them a quotation.
  [[nodiscard]] std::string paragraph();
  /// Headline, date line and paragraphs, as a text file holds them.
  [[nodiscard]] std::string text_article();
  /// A JSON record on one line, without the newline; some are copies of the record before it, or
  /// new versions.
  [[nodiscard]] std::string json_article(const std::string& id);

  [[nodiscard]] std::uint64_t number(std::uint64_t below) { return random_() % below; }

 private:
  [[nodiscard]] std::string word();
  [[nodiscard]] std::string name();
  [[nodiscard]] std::string sentence();
  [[nodiscard]] std::string date();

  std::mt19937_64 random_;
  std::string body_, url_;  // of the last JSON record
};

/// A tree of .txt, .json and .jsonl files with about so many articles; some stand in two files,
/// some files can't be read as articles. Files have fixed modification times.
void write_invented_tree(const std::filesystem::path& root, std::uint64_t seed,
                         std::size_t articles);

}  // namespace morgue::test
