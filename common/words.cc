#include <libstemmer.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <vector>

#include "common/text.h"
#include "common/word_table.h"

namespace morgue {
namespace {

/// English function words, folded and sorted. Short, closed word classes only: nothing that could
/// be what somebody looks for ("us" is the U.S. as well).
constexpr auto kFunctionWords = std::to_array<std::string_view>(
    {"a",     "about", "after", "all",     "also",  "am",     "an",     "and",    "any",   "are",
     "as",    "at",    "be",    "because", "been",  "before", "being",  "but",    "by",    "can",
     "could", "did",   "do",    "does",    "doing", "dont",   "during", "each",   "for",   "from",
     "had",   "has",   "have",  "having",  "he",    "her",    "here",   "hers",   "him",   "his",
     "how",   "i",     "if",    "in",      "into",  "is",     "it",     "its",    "just",  "me",
     "more",  "most",  "my",    "no",      "nor",   "not",    "of",     "off",    "on",    "only",
     "or",    "other", "our",   "ours",    "over",  "own",    "she",    "should", "so",    "some",
     "such",  "than",  "that",  "the",     "their", "theirs", "them",   "then",   "there", "these",
     "they",  "this",  "those", "through", "to",    "too",    "under",  "until",  "up",    "very",
     "was",   "we",    "were",  "what",    "when",  "where",  "which",  "while",  "who",   "whom",
     "whose", "why",   "will",  "with",    "would", "you",    "your",   "yours"});
static_assert(std::is_sorted(kFunctionWords.begin(), kFunctionWords.end()));

constexpr std::size_t kLongestFunctionWord =
    std::max_element(kFunctionWords.begin(), kFunctionWords.end(),
                     [](std::string_view a, std::string_view b) { return a.size() < b.size(); })
        ->size();

/// Where the words with each first letter begin; every word of a text is asked about.
constexpr auto kFunctionWordsFrom = [] {
  std::array<std::uint8_t, 'z' - 'a' + 2> out{};
  for (std::size_t letter = 0; letter < out.size(); ++letter)
    out[letter] = static_cast<std::uint8_t>(
        std::count_if(kFunctionWords.begin(), kFunctionWords.end(), [&](std::string_view word) {
          return static_cast<std::size_t>(word.front() - 'a') < letter;
        }));
  return out;
}();

struct SnowballName {
  std::string_view code;
  const char* algorithm;
};
constexpr auto kSnowball = std::to_array<SnowballName>({{"ar", "arabic"},
                                                        {"da", "danish"},
                                                        {"de", "german"},
                                                        {"el", "greek"},
                                                        {"en", "english"},
                                                        {"es", "spanish"},
                                                        {"fi", "finnish"},
                                                        {"fr", "french"},
                                                        {"hu", "hungarian"},
                                                        {"id", "indonesian"},
                                                        {"it", "italian"},
                                                        {"nb", "norwegian"},
                                                        {"nl", "dutch"},
                                                        {"no", "norwegian"},
                                                        {"pt", "portuguese"},
                                                        {"ro", "romanian"},
                                                        {"ru", "russian"},
                                                        {"sv", "swedish"},
                                                        {"tr", "turkish"}});

const char* algorithm_for(std::string_view language) {
  if (language.empty()) return "english";
  const auto found = std::find_if(kSnowball.begin(), kSnowball.end(),
                                  [&](const SnowballName& s) { return s.code == language; });
  return found == kSnowball.end() ? nullptr : found->algorithm;
}

/// A vocabulary grows without end (numbers, typing errors); what comes after this many different
/// words is stemmed each time. 200,000 words cover all but the rarest and take about 15 MB.
constexpr std::size_t kMaxCachedWords = 200'000;
/// Longer than any word.
constexpr std::uint32_t kChanged = std::uint32_t{1} << 31U;

}  // namespace

bool is_function_word(std::string_view folded) {
  if (folded.empty() || folded.size() > kLongestFunctionWord) return false;
  const auto letter = static_cast<unsigned>(folded.front()) - 'a';
  if (letter > 'z' - 'a') return false;
  for (std::size_t i = kFunctionWordsFrom[letter]; i < kFunctionWordsFrom[letter + 1]; ++i)
    if (kFunctionWords[i].size() == folded.size() &&
        std::memcmp(kFunctionWords[i].data(), folded.data(), folded.size()) == 0)
      return true;
  return false;
}

struct Stemmer::Cache {
  struct Delete {
    void operator()(sb_stemmer* stemmer) const noexcept { sb_stemmer_delete(stemmer); }
  };
  std::unique_ptr<sb_stemmer, Delete> snowball;
  WordTable words;
  std::vector<std::uint32_t> stems;  // of each word: how long it is as the beginning of the word,
  std::vector<std::string> changed;  // or behind kChanged where it stands here

  [[nodiscard]] std::string_view known(std::uint32_t word) const {
    const std::uint32_t stem = stems[word];
    return stem < kChanged ? words.word(word).substr(0, stem) : changed[stem - kChanged];
  }
  std::string_view learn(std::string_view word, std::string_view stem) {
    const std::uint32_t number = words.number(word);
    if (word.starts_with(stem)) {  // nearly always
      stems.push_back(static_cast<std::uint32_t>(stem.size()));
    } else {
      stems.push_back(kChanged + static_cast<std::uint32_t>(changed.size()));
      changed.emplace_back(stem);
    }
    return known(number);
  }

  std::string_view stem(std::string_view word) const {
    const auto* stemmed =
        sb_stemmer_stem(snowball.get(), reinterpret_cast<const sb_symbol*>(word.data()),
                        static_cast<int>(word.size()));
    if (stemmed == nullptr) return word;
    return {reinterpret_cast<const char*>(stemmed),
            static_cast<std::size_t>(sb_stemmer_length(snowball.get()))};
  }
};

Stemmer::Stemmer(std::string_view language) : cache_(std::make_unique<Cache>()) {
  if (const char* algorithm = algorithm_for(language))
    cache_->snowball.reset(sb_stemmer_new(algorithm, nullptr));
}
Stemmer::~Stemmer() = default;
Stemmer::Stemmer(Stemmer&&) noexcept = default;
Stemmer& Stemmer::operator=(Stemmer&&) noexcept = default;

std::string_view Stemmer::stem(std::string_view folded) {
  if (!cache_->snowball) return folded;
  if (const std::uint32_t known = cache_->words.find(folded); known != WordTable::kNone)
    return cache_->known(known);
  const std::string_view stem = cache_->stem(folded);
  return cache_->words.size() < kMaxCachedWords ? cache_->learn(folded, stem) : stem;
}

}  // namespace morgue
