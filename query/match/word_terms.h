#pragma once

#include <xapian.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/text.h"
#include "query/language/tree.h"
#include "query/match/archive_reader.h"
#include "query/match/typed_words.h"
#include "query/match/word_matcher.h"

namespace morgue {

/// A pattern that fits more words than this says too little.
inline constexpr std::size_t kMaxExpansions = 2000;

/// The languages whose stems count in queries: English, and every one that a share of the archive
/// is written in.
[[nodiscard]] std::vector<std::string> languages_of(const ArchiveReader& archive);

/// Under which terms of an archive the words of a query are listed. Keeps stemmers: not for two
/// threads.
class WordTerms {
 public:
  WordTerms(const ArchiveReader& archive, const std::vector<std::string>& languages);

  /// A word of a query in the spellings that the archive has of it. `alone`: it is no part of a
  /// phrase, and may also be what note_joined() found, or the word behind its elision.
  [[nodiscard]] WantedWord wanted(const TypedWord& typed, WantedWord::How how, bool alone);
  /// Looks for neighbours of a soft AND that articles also write as one word: wanted() then finds
  /// either of them by that.
  void note_joined(const QueryNode& soft);
  /// Where a word that few articles have may be two, as articles show that write a hyphen there.
  [[nodiscard]] std::optional<std::size_t> seam_of(std::string_view word);
  /// Does the archive have all of these (in any form, if `how` is Stem)?
  [[nodiscard]] bool have_all(const std::vector<TypedWord>& words, WantedWord::How how);
  /// Articles with it, or with its commonest spelling; roughly.
  [[nodiscard]] std::uint64_t frequency(const WantedWord& word);
  /// Articles that have these two words joined by a hyphen.
  [[nodiscard]] std::uint64_t hyphenated(std::string_view first, std::string_view second) const;
  /// Articles with the word in any spelling: stems and names rank together, as one word; a surface
  /// form only lists what no stem of ours does.
  [[nodiscard]] Xapian::Query candidates(const WantedWord& word, double weight);
  /// Articles with two neighbours in a script without spaces.
  [[nodiscard]] Xapian::Query pair(std::string_view folded, double weight) const;
  /// The terms of all words of the archive that fit a Pattern or a Fuzzy; more than kMaxExpansions
  /// if there are more.
  [[nodiscard]] std::vector<std::string> fitting(const WantedWord& word) const;
  /// Headlines with a word of the same stem.
  [[nodiscard]] Xapian::Query in_titles(const WantedWord& word);
  /// Every article whose captions can fulfil what stands under caption:, and others.
  [[nodiscard]] Xapian::Query in_captions(const QueryNode& node);
  /// The term of its stem.
  [[nodiscard]] std::string stem_term(std::string_view folded);

 private:
  [[nodiscard]] std::vector<std::string> terms_of(WantedWord::How how, std::string_view folded);
  [[nodiscard]] std::uint64_t frequency(const std::vector<std::string>& terms) const;
  [[nodiscard]] Xapian::Query in_captions(const std::vector<TypedWord>& words);
  void add_spellings(WantedWord& word, std::string_view typed);
  void add_long_spellings(WantedWord& word) const;

  const ArchiveReader& archive_;
  std::vector<Stemmer> stemmers_;
  std::map<std::string, std::vector<std::string>, std::less<>> joined_;  // by either word
};

}  // namespace morgue
