#include "indexer/store/index_document.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "common/field_terms.h"
#include "common/forward_file.h"
#include "common/person_words.h"
#include "common/readings.h"
#include "common/schema.h"
#include "common/spellings.h"
#include "common/text.h"
#include "common/word_table.h"

namespace morgue {
namespace {

/// Counts the different words of one article.
class WordCounts {
 public:
  /// Its number among the different ones.
  std::uint32_t add(std::string_view word, std::uint32_t count) {
    const std::uint32_t number = words_.number(word);
    if (number == counts_.size()) counts_.push_back(0);
    counts_[number] += count;
    return number;
  }
  void clear() {
    words_.clear();
    counts_.clear();
  }
  [[nodiscard]] std::uint32_t size() const { return words_.size(); }
  [[nodiscard]] std::string_view word(std::uint32_t number) const { return words_.word(number); }
  [[nodiscard]] std::uint32_t count(std::uint32_t number) const { return counts_[number]; }

 private:
  WordTable words_;
  std::vector<std::uint32_t> counts_;
};

/// The words of one article in order, and what stands between them, for the forward index. What
/// their codes are is told at the end, once for every different word.
class WordSequence {
 public:
  enum class Of : std::uint8_t { Mark, Word, Name, Joined };

  void clear() { steps_.clear(); }
  void mark(forward::Mark mark) { steps_.push_back({Of::Mark, mark}); }
  /// `entry`: of the counts of that kind.
  void add(Of of, std::uint32_t entry) { steps_.push_back({of, entry}); }

  /// `codes`: of Word, Name and Joined, by entry.
  void append_to(std::string& out, const std::array<std::vector<WordCode>, 3>& codes) const {
    for (const Step& step : steps_) {
      if (step.of == Of::Mark)
        out += static_cast<char>(step.entry);
      else
        forward::append(out, codes[static_cast<std::size_t>(step.of) - 1][step.entry]);
    }
  }

 private:
  struct Step {
    Of of = Of::Mark;
    std::uint32_t entry = 0;
  };
  std::vector<Step> steps_;
};

/// Marks the ends of sentences and paragraphs of a text, as its words are walked.
class EndMarker {
 public:
  explicit EndMarker(std::string_view text)
      : sentences_(sentences(text)), paragraphs_(paragraphs(text)) {}

  /// Marks what ended before this byte.
  void walk_to(std::uint32_t byte, WordSequence& out) {
    while (paragraph_ + 1 < paragraphs_.size() && paragraphs_[paragraph_ + 1].begin <= byte) {
      out.mark(forward::kParagraphEnd);
      ++paragraph_;
      skip_sentences(paragraphs_[paragraph_].begin);
    }
    while (sentence_ + 1 < sentences_.size() && sentences_[sentence_ + 1].begin <= byte) {
      out.mark(forward::kSentenceEnd);
      ++sentence_;
    }
  }

 private:
  /// A paragraph's end is one of a sentence.
  void skip_sentences(std::uint32_t byte) {
    while (sentence_ + 1 < sentences_.size() && sentences_[sentence_ + 1].begin <= byte)
      ++sentence_;
  }

  std::vector<Span> sentences_, paragraphs_;
  std::size_t sentence_ = 0, paragraph_ = 0;
};

/// Is it more than its letters and digits: is there more to say of how it is written?
bool is_written_otherwise(std::string_view written) {
  return std::any_of(written.begin(), written.end(),
                     [](char c) { return static_cast<unsigned char>(c) >= 0x80 || c == '\''; });
}

std::string minutes_of(const std::optional<Timestamp>& when) {
  return when ? schema::sortable_minutes(when->instant) : std::string();
}

/// By ascending slots; a value that is empty is none.
std::vector<std::pair<unsigned, std::string>> values_of(const StoredArticle& stored,
                                                        std::uint32_t words) {
  const Article& article = stored.content.article;
  return {{schema::kPublishedSlot, minutes_of(article.published)},
          {schema::kIdSlot, schema::id_bytes(stored.id)},
          {schema::kWordsSlot, schema::sortable_number(words)},
          {schema::kAddedSlot, schema::sortable_minutes(stored.added)},
          {schema::kUpdatedSlot, minutes_of(article.updated)}};
}

}  // namespace

std::string_view IndexDocument::value(unsigned slot) const {
  for (const auto& [other, bytes] : values)
    if (other == slot) return bytes;
  return {};
}

struct DocumentBuilder::State {
  ArticleEncoder encoder;
  std::map<std::string, Stemmer, std::less<>> stemmers;
  WordCounts words;       // but those of people's names
  WordCounts stems;       // of these, and pairs
  WordCounts names;       // words of people's names
  WordCounts joined;      // by a hyphen, outside of names
  WordCounts hyphenated;  // the same as they stand, in names or not
  WordCounts pairs;       // spelling_pair()
  WordSequence sequence;
  std::array<std::vector<WordCode>, 3> codes;  // of the entries of words, names, joined
  IndexDocument document;

  Stemmer& stemmer(std::string_view language) {
    const auto known = stemmers.find(language);
    if (known != stemmers.end()) return known->second;
    return stemmers.emplace(std::string(language), Stemmer(language)).first->second;
  }

  void clear() {
    for (WordCounts* counts : {&words, &stems, &names, &joined, &hyphenated, &pairs})
      counts->clear();
    sequence.clear();
    document.texts.clear();
    document.terms.clear();
    document.forward.clear();
  }

  /// Counts all that a field may be looked for as; how many words it has.
  std::uint32_t count_words(std::string_view text, bool in_title, std::string_view language,
                            const PersonWords& people) {
    const std::uint32_t weight = in_title ? schema::kTitleWeight : 1;
    EndMarker ends(in_title ? std::string_view() : text);
    ReadingWalker walker(text);
    bool name = false;
    bool name_before = false;
    for (Reading reading; walker.next(reading);) {
      switch (reading.kind) {
        case Reading::Kind::Word:
          ends.walk_to(reading.where.begin, sequence);
          name_before = name;
          name = people.hold(reading.where.of(text), reading.folded);
          if (reading.where.size() != reading.folded.size()) {  // not plain ASCII
            add_long_spelling(reading, text, language);
            if (is_written_otherwise(reading.where.of(text))) sequence.mark(forward::kOtherwise);
          }
          add_word(reading.folded, name, weight);
          break;
        case Reading::Kind::AfterElision:
          sequence.mark(forward::kAfterElision);
          add_word(reading.folded, people.hold(reading.where.of(text), reading.folded), weight);
          break;
        case Reading::Kind::Joined:
          sequence.mark(forward::kJoined);
          if (name && name_before)
            sequence.add(WordSequence::Of::Name, names.add(reading.folded, weight));
          else
            sequence.add(WordSequence::Of::Joined, joined.add(reading.folded, weight));
          hyphenated.add(morgue::hyphenated(reading), 1);
          break;
        case Reading::Kind::Pair:
          stems.add(reading.folded, weight);
          break;
      }
    }
    return walker.words();
  }

  void add_word(std::string_view folded, bool name, std::uint32_t weight) {
    if (name)
      sequence.add(WordSequence::Of::Name, names.add(folded, weight));
    else
      sequence.add(WordSequence::Of::Word, words.add(folded, weight));
  }

  void add_long_spelling(const Reading& word, std::string_view text, std::string_view language) {
    const std::string longer = long_spelling(word.where.of(text), language);
    if (!longer.empty()) pairs.add(spelling_pair(word.folded, longer), 1);
  }

  void add_term(std::string_view prefix, std::string_view value, std::uint32_t wdf) {
    const auto begin = static_cast<std::uint32_t>(document.texts.size());
    document.texts += prefix;
    document.texts += value;
    document.terms.push_back(
        {begin, static_cast<std::uint32_t>(document.texts.size()) - begin, wdf});
  }
  /// One that only says that it is there.
  void add_mark(std::string_view prefix, std::string_view value) { add_term(prefix, value, 0); }

  /// The stems of captions.
  void add_caption(std::string_view text, Stemmer& stem) {
    ReadingWalker walker(text);
    for (Reading reading; walker.next(reading);)
      if (reading.kind != Reading::Kind::Pair && !is_function_word(reading.folded))
        add_mark(schema::kCaptionStem, stem.stem(reading.folded));
  }

  void add_title(std::string_view title, Stemmer& stem, const PersonWords& people) {
    ReadingWalker walker(title);
    bool name = false;
    bool name_before = false;
    for (Reading reading; walker.next(reading);) {
      if (reading.kind == Reading::Kind::Word) {
        name_before = name;
        name = people.hold(reading.where.of(title), reading.folded);
      }
      if (reading.kind == Reading::Kind::Pair || is_function_word(reading.folded)) continue;
      const bool unstemmed = reading.kind == Reading::Kind::Joined
                                 ? name && name_before
                                 : people.hold(reading.where.of(title), reading.folded);
      if (unstemmed)
        add_mark(schema::kTitleName, reading.folded);
      else
        add_mark(schema::kTitleStem, stem.stem(reading.folded));
    }
  }

  void add_all(const WordCounts& counts, std::string_view prefix) {
    for (std::uint32_t i = 0; i < counts.size(); ++i)
      add_term(prefix, counts.word(i), counts.count(i));
  }

  void add_words(Stemmer& stem) {
    for (auto& of_kind : codes) of_kind.clear();
    auto& [word_codes, name_codes, joined_codes] = codes;
    for (std::uint32_t i = 0; i < words.size(); ++i) {
      const std::string_view word = words.word(i);
      const bool function_word = is_function_word(word);
      const std::string_view stemmed = function_word ? std::string_view() : stem.stem(word);
      if (!function_word) stems.add(stemmed, words.count(i));
      if (stemmed != word) add_mark(schema::kSurface, word);
      word_codes.push_back(forward::word_code(word, stemmed));
    }
    for (std::uint32_t i = 0; i < joined.size(); ++i) {
      const std::string_view word = joined.word(i);
      const std::string_view stemmed = stem.stem(word);
      stems.add(stemmed, joined.count(i));
      joined_codes.push_back(
          forward::word_code(word, is_function_word(word) ? std::string_view() : stemmed));
    }
    for (std::uint32_t i = 0; i < names.size(); ++i)
      name_codes.push_back(forward::name_code(names.word(i)));
    add_all(stems, schema::kStem);
    add_all(names, schema::kNameWord);
    for (std::uint32_t i = 0; i < hyphenated.size(); ++i)
      add_mark(schema::kSurface, hyphenated.word(i));
    for (std::uint32_t i = 0; i < pairs.size(); ++i) add_mark(schema::kLongSpelling, pairs.word(i));
  }
};

DocumentBuilder::DocumentBuilder() : state_(std::make_unique<State>()) {}
DocumentBuilder::~DocumentBuilder() = default;

const IndexDocument& DocumentBuilder::build(const StoredArticle& stored) {
  State& s = *state_;
  const Article& article = stored.content.article;
  Stemmer& stem = s.stemmer(article.language);
  s.clear();
  const PersonWords people(stored.content);
  s.count_words(article.title, true, article.language, people);
  s.sequence.mark(forward::kTitleEnd);
  const std::uint32_t words = s.count_words(article.text, false, article.language, people);
  s.add_words(stem);
  s.sequence.append_to(s.document.forward, s.codes);
  s.add_title(article.title, stem, people);
  for (const std::string& caption : article.captions) s.add_caption(caption, stem);
  for (const std::string& term : field_terms(stored)) s.add_mark(term, {});
  s.document.values = values_of(stored, words);
  s.document.data = s.encoder.encode(stored);
  return s.document;
}

}  // namespace morgue
