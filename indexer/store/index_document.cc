#include "indexer/store/index_document.h"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <vector>

#include "common/field_terms.h"
#include "common/forward_file.h"
#include "common/person_words.h"
#include "common/readings.h"
#include "common/schema.h"
#include "common/spellings.h"
#include "common/text.h"

namespace morgue {
namespace {

/// Counts the different words of one article. Open addressing over one arena: no allocation once
/// the buffers have grown, and cleared in the time of its entries, however large an article was
/// that came before.
class WordCounts {
 public:
  struct Entry {
    std::uint32_t begin = 0;
    std::uint32_t size = 0;
    std::uint32_t count = 0;
    std::uint32_t slot = 0;
  };

  /// Its number among the entries.
  std::uint32_t add(std::string_view word, std::uint32_t count) {
    if ((entries_.size() + 1) * 2 > slots_.size()) grow();
    std::size_t slot = XXH3_64bits(word.data(), word.size()) & (slots_.size() - 1);
    while (slots_[slot] != 0) {
      Entry& entry = entries_[slots_[slot] - 1];
      if (this->word(entry) == word) {
        entry.count += count;
        return slots_[slot] - 1;
      }
      slot = (slot + 1) & (slots_.size() - 1);
    }
    entries_.push_back({static_cast<std::uint32_t>(arena_.size()),
                        static_cast<std::uint32_t>(word.size()), count,
                        static_cast<std::uint32_t>(slot)});
    arena_ += word;
    slots_[slot] = static_cast<std::uint32_t>(entries_.size());
    return slots_[slot] - 1;
  }
  void clear() {
    for (const Entry& entry : entries_) slots_[entry.slot] = 0;
    entries_.clear();
    arena_.clear();
  }
  [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }
  [[nodiscard]] std::string_view word(const Entry& entry) const {
    return std::string_view(arena_).substr(entry.begin, entry.size);
  }

 private:
  void grow() {
    slots_.assign(std::max<std::size_t>(1024, slots_.size() * 2), 0);
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      const std::string_view w = word(entries_[i]);
      std::size_t slot = XXH3_64bits(w.data(), w.size()) & (slots_.size() - 1);
      while (slots_[slot] != 0) slot = (slot + 1) & (slots_.size() - 1);
      slots_[slot] = static_cast<std::uint32_t>(i + 1);
      entries_[i].slot = static_cast<std::uint32_t>(slot);
    }
  }

  std::vector<std::uint32_t> slots_;  // 1 + index of the entry; 0 is free
  std::vector<Entry> entries_;
  std::string arena_;
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

void add_values(Xapian::Document& document, const StoredArticle& stored, std::uint32_t words) {
  const Article& article = stored.content.article;
  document.add_value(schema::kIdSlot, schema::id_bytes(stored.id));
  document.add_value(schema::kWordsSlot, schema::sortable_number(words));
  document.add_value(schema::kAddedSlot, schema::sortable_minutes(stored.added));
  if (article.updated)
    document.add_value(schema::kUpdatedSlot, schema::sortable_minutes(article.updated->instant));
  if (article.published)
    document.add_value(schema::kPublishedSlot,
                       schema::sortable_minutes(article.published->instant));
}

}  // namespace

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
  std::string forward;
  std::string term;

  Stemmer& stemmer(std::string_view language) {
    const auto known = stemmers.find(language);
    if (known != stemmers.end()) return known->second;
    return stemmers.emplace(std::string(language), Stemmer(language)).first->second;
  }

  void clear() {
    for (WordCounts* counts : {&words, &stems, &names, &joined, &hyphenated, &pairs})
      counts->clear();
    sequence.clear();
    forward.clear();
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

  const std::string& prefixed(std::string_view prefix, std::string_view value) {
    term.assign(prefix);
    term += value;
    return term;
  }

  /// The stems of captions.
  void add_caption(Xapian::Document& document, std::string_view text, Stemmer& stem) {
    ReadingWalker walker(text);
    for (Reading reading; walker.next(reading);)
      if (reading.kind != Reading::Kind::Pair && !is_function_word(reading.folded))
        document.add_boolean_term(prefixed(schema::kCaptionStem, stem.stem(reading.folded)));
  }

  void add_title(Xapian::Document& document, std::string_view title, Stemmer& stem,
                 const PersonWords& people) {
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
      document.add_boolean_term(unstemmed
                                    ? prefixed(schema::kTitleName, reading.folded)
                                    : prefixed(schema::kTitleStem, stem.stem(reading.folded)));
    }
  }

  void add_all(Xapian::Document& document, const WordCounts& counts, std::string_view prefix) {
    for (const auto& entry : counts.entries())
      document.add_term(prefixed(prefix, counts.word(entry)), entry.count);
  }

  void add_words(Xapian::Document& document, Stemmer& stem) {
    for (auto& of_kind : codes) of_kind.clear();
    auto& [word_codes, name_codes, joined_codes] = codes;
    for (const auto& entry : words.entries()) {
      const std::string_view word = words.word(entry);
      const bool function_word = is_function_word(word);
      const std::string_view stemmed = function_word ? std::string_view() : stem.stem(word);
      if (!function_word) stems.add(stemmed, entry.count);
      if (stemmed != word) document.add_boolean_term(prefixed(schema::kSurface, word));
      word_codes.push_back(forward::word_code(word, stemmed));
    }
    for (const auto& entry : joined.entries()) {
      const std::string_view stemmed = stem.stem(joined.word(entry));
      stems.add(stemmed, entry.count);
      joined_codes.push_back(forward::word_code(
          joined.word(entry), is_function_word(joined.word(entry)) ? std::string_view() : stemmed));
    }
    for (const auto& entry : names.entries())
      name_codes.push_back(forward::name_code(names.word(entry)));
    add_all(document, stems, schema::kStem);
    add_all(document, names, schema::kNameWord);
    for (const auto& entry : hyphenated.entries())
      document.add_boolean_term(prefixed(schema::kSurface, hyphenated.word(entry)));
    for (const auto& entry : pairs.entries())
      document.add_boolean_term(prefixed(schema::kLongSpelling, pairs.word(entry)));
  }
};

DocumentBuilder::DocumentBuilder() : state_(std::make_unique<State>()) {}
DocumentBuilder::~DocumentBuilder() = default;

Xapian::Document DocumentBuilder::build(const StoredArticle& stored) {
  State& s = *state_;
  const Article& article = stored.content.article;
  Stemmer& stem = s.stemmer(article.language);
  s.clear();
  const PersonWords people(stored.content);
  s.count_words(article.title, true, article.language, people);
  s.sequence.mark(forward::kTitleEnd);
  const std::uint32_t words = s.count_words(article.text, false, article.language, people);

  Xapian::Document document;
  s.add_words(document, stem);
  s.sequence.append_to(s.forward, s.codes);
  s.add_title(document, article.title, stem, people);
  for (const std::string& caption : article.captions) s.add_caption(document, caption, stem);
  for (const std::string& term : field_terms(stored)) document.add_boolean_term(term);
  add_values(document, stored, words);
  document.set_data(s.encoder.encode(stored));
  return document;
}

std::string_view DocumentBuilder::forward() const { return state_->forward; }

}  // namespace morgue
