#pragma once

#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "indexer/train/corpus.h"

namespace morgue::train {

/// What stands around the text of a printed article, which the corpora lack: made up from lists of
/// names, so that places in datelines and people in bylines are learned.
class Dresser {
 public:
  /// `lists` holds firstnames.txt, surnames_us.txt, capitals.txt, countries.txt and cities.txt.
  /// Throws Error if one can't be read.
  explicit Dresser(const std::filesystem::path& lists);

  /// Puts a dateline ("KYIV, Ukraine - ", "LONDON (Reuters) - "), a byline ("By Lena Amari") or
  /// both before some documents.
  void dress(Document& document, std::mt19937& random) const;

 private:
  [[nodiscard]] Sentence dateline(std::mt19937& random) const;
  [[nodiscard]] Sentence byline(std::mt19937& random) const;
  void add_person(Sentence& sentence, std::mt19937& random) const;

  std::vector<std::string> first_names_;
  std::vector<std::string> surnames_;
  std::vector<std::string> cities_;
  std::vector<std::string> countries_;
};

}  // namespace morgue::train
