#pragma once

#include <xapian.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "common/article.h"
#include "common/article_id.h"
#include "common/instant.h"
#include "common/text.h"
#include "query/match/stored_articles.h"

namespace morgue {

/// Words by their numbers, ascending, with their weights; of length 1, or empty.
using WordVector = std::vector<std::pair<std::uint32_t, float>>;

/// What of an article tells which story it belongs to.
struct StoryProfile {
  Xapian::docid document = 0;
  ArticleId id;
  std::uint32_t minutes = 0;  ///< of publication, as KinRecord has it; 0: unknown
  WordVector headline;        ///< its stems; of an article without one, those of its first sentence
  WordVector lead;            ///< those of the first kStoryLeadWords words
  WordVector body;            ///< those of headline (three times) and text
  WordVector names;           ///< people, organisations and others, by their keys
  WordVector places;
  /// Single days that it speaks of, ascending, but for those around its publication: that two
  /// articles of one day say "on Tuesday" tells nothing.
  std::vector<Day> days;
};

inline constexpr std::size_t kStoryLeadWords = 60;

/// What two articles, or an article and the core of a thread, have in common: cosines of their
/// parts, and the share of the days. In the order of StoryWeights.
using StoryFeatures = std::array<double, 6>;

/// A linear model of whether two articles tell one story: above 0 they do.
struct StoryWeights {
  double headline, lead, body, names, places, days;
  double bias;
  /// How much of what decides is the likeness to the core of the thread; the rest is that to the
  /// member that is nearest.
  double core;
  /// Is taken off for every doubling of the silence between an article and the nearest member in
  /// time, from kSilenceDays on.
  double silence;
};

/// Shorter silences cost next to nothing.
inline constexpr double kSilenceDays = 14;

/// Chosen by tests/quality/tune_threads.cc on topics 1-35 of ECB+, which have no dates: `silence`
/// was set by looking at threads of a newswire.
inline constexpr StoryWeights kStoryWeights{0.55, 6.4, 6.8, 4.2, 2.2, 4.2, -6.9, 0.75, 0.35};

/// The part that words, names and days decide.
[[nodiscard]] double story_likeness(const StoryFeatures& features, const StoryWeights& weights);

/// Reads profiles. Keeps the words that it has met, so profiles of one profiler can be compared
/// with each other and with no others.
class StoryProfiler {
 public:
  explicit StoryProfiler(const ArchiveReader& archive) : archive_(archive), articles_(archive) {}

  /// Nothing for an article that is damaged, and for the number 0. Many at once are read faster
  /// than one by one: their words are looked up together.
  [[nodiscard]] std::vector<std::optional<StoryProfile>> read(
      const std::vector<Xapian::docid>& documents);

  /// Finds articles with any of the heaviest words of this vector, a `most` of them.
  [[nodiscard]] Xapian::Query any_of(const WordVector& words, std::size_t most) const;

  /// How a word is written; of a name, its key.
  [[nodiscard]] const std::string& text_of(std::uint32_t word) const { return words_[word].text; }

  /// Words that have been met.
  [[nodiscard]] std::size_t size() const { return words_.size(); }

 private:
  struct Word {
    std::string text;  ///< of a stem: as it was first met, folded
    std::string stem;
    double idf = 0;  ///< 0: it tells nothing
    bool name = false;
  };
  /// Words, ascending, and how often they were met.
  using TimesMet = std::vector<std::pair<std::uint32_t, double>>;
  /// An article whose words are not weighed yet.
  struct Counted {
    StoryProfile profile;
    TimesMet headline, lead, body, names, places;
  };
  class Counts {
   public:
    void add(std::uint32_t word, double times) {
      if (word >= times_.size()) times_.resize(word + std::size_t{1}, 0);
      if (times_[word] == 0) met_.push_back(word);
      times_[word] += times;
    }
    /// What was met, which is forgotten.
    TimesMet take() {
      std::sort(met_.begin(), met_.end());
      TimesMet out;
      out.reserve(met_.size());
      for (const std::uint32_t word : met_) out.emplace_back(word, std::exchange(times_[word], 0));
      met_.clear();
      return out;
    }

   private:
    std::vector<double> times_;  // by word
    std::vector<std::uint32_t> met_;
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };
  struct Language {
    Stemmer stemmer;
    /// Words that have been met, folded: 0 for what is not looked at, else one more than its
    /// number.
    std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> numbers;
  };

  std::uint32_t number_of_stem(std::string_view stem, std::string_view folded);
  std::uint32_t number_of_name(std::string_view prefix, const std::string& key);
  [[nodiscard]] double idf(std::uint64_t articles) const;
  void count(std::string_view text, double weight, Language& language, Counts& counts,
             std::size_t most_words);
  [[nodiscard]] std::optional<Counted> count(Xapian::docid document);
  [[nodiscard]] WordVector vector_of(const TimesMet& met) const;
  void count_names(const AnnotatedArticle& content);
  /// Looks up how many articles have the words that were met since the last time.
  void weigh();
  Language& language(const std::string& code);

  const ArchiveReader& archive_;
  StoredArticles articles_;
  std::unordered_map<std::string, Language> languages_;
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<Word> words_;
  std::vector<std::pair<std::string, std::uint32_t>> unweighed_;  // terms, and their words
  Counts counts_, places_;  // of what is read; kept for their memory
};

/// The mean of vectors, with a quick way to compare others with it.
class MeanVector {
 public:
  void add(const WordVector& words);
  [[nodiscard]] double cosine(const WordVector& words) const;
  /// The words of the mean.
  [[nodiscard]] WordVector words() const;

 private:
  std::vector<float> sum_;  // by word
  double squares_ = 0;
};

/// A profile that many others are compared with: its weights by the numbers of the words.
class SpreadProfile {
 public:
  /// Takes the place of the one before. The profile must outlive the comparisons.
  void set(const StoryProfile& profile);
  /// As story_features() of the two, bit by bit.
  [[nodiscard]] StoryFeatures features(const StoryProfile& other) const;

 private:
  class Part {
   public:
    void set(const WordVector& words);
    [[nodiscard]] double cosine(const WordVector& words) const;

   private:
    std::vector<float> weights_;         // by word
    const WordVector* words_ = nullptr;  // that are not 0 there
  };
  Part headline_, lead_, body_, names_, places_;
  const StoryProfile* profile_ = nullptr;
};

[[nodiscard]] double cosine(const WordVector& a, const WordVector& b);
/// Of the shorter list of days, the share that the longer one has, too; 0 if one is empty.
[[nodiscard]] double shared_days(const std::vector<Day>& a, const std::vector<Day>& b);
[[nodiscard]] StoryFeatures story_features(const StoryProfile& a, const StoryProfile& b);

}  // namespace morgue
