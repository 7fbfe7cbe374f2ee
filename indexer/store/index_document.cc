#include "indexer/store/index_document.h"

#include <xxhash.h>

#include <map>
#include <string>
#include <vector>

#include "common/names.h"
#include "common/schema.h"
#include "common/text.h"
#include "common/utf8.h"

namespace morgue {
namespace {

/// Counts the different words of one article. Open addressing over one arena: no allocation once
/// the buffers have grown, and cleared in the time of its entries.
class WordCounts {
 public:
  struct Entry {
    std::uint32_t begin = 0;
    std::uint32_t size = 0;
    std::uint32_t count = 0;
  };

  void add(std::string_view word, std::uint32_t count) {
    if ((entries_.size() + 1) * 2 > slots_.size()) grow();
    std::size_t slot = XXH3_64bits(word.data(), word.size()) & (slots_.size() - 1);
    while (slots_[slot] != 0) {
      Entry& entry = entries_[slots_[slot] - 1];
      if (this->word(entry) == word) {
        entry.count += count;
        return;
      }
      slot = (slot + 1) & (slots_.size() - 1);
    }
    entries_.push_back({static_cast<std::uint32_t>(arena_.size()),
                        static_cast<std::uint32_t>(word.size()), count});
    arena_ += word;
    slots_[slot] = static_cast<std::uint32_t>(entries_.size());
  }
  void clear() {
    entries_.clear();
    arena_.clear();
    std::fill(slots_.begin(), slots_.end(), 0);
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
    }
  }

  std::vector<std::uint32_t> slots_;  // 1 + index of the entry; 0 is free
  std::vector<Entry> entries_;
  std::string arena_;
};

void add_key(Xapian::Document& document, std::string_view prefix, std::string_view value) {
  const std::string key = word_key(value);
  if (!key.empty()) document.add_boolean_term(schema::term(prefix, key));
}

void add_name(Xapian::Document& document, std::string_view prefix, std::string_view name) {
  for (const std::string& form : name_forms(name))
    document.add_boolean_term(schema::term(prefix, form));
}

std::string lower_ascii(std::string_view s) {
  std::string out(s);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  return out;
}

/// Host terms of an address: "news.herald.example" and its parents "herald.example", "example".
void add_hosts(Xapian::Document& document, std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme == std::string_view::npos) return;
  std::string_view host = url.substr(scheme + 3);
  host = host.substr(0, host.find_first_of("/?#"));
  if (const auto at = host.rfind('@'); at != std::string_view::npos) host.remove_prefix(at + 1);
  host = host.substr(0, host.find(':'));
  while (!host.empty()) {
    document.add_boolean_term(schema::term(schema::kHost, host));
    const auto dot = host.find('.');
    if (dot == std::string_view::npos) break;
    host.remove_prefix(dot + 1);
  }
}

void add_times(Xapian::Document& document, const StoredArticle& stored) {
  const Article& article = stored.content.article;
  document.add_value(schema::kAddedSlot, schema::sortable_minutes(stored.added));
  if (article.updated)
    document.add_value(schema::kUpdatedSlot, schema::sortable_minutes(article.updated->instant));
  if (!article.published) return;
  const Timestamp& published = *article.published;
  document.add_value(schema::kPublishedSlot, schema::sortable_minutes(published.instant));
  const Day day = published.local_day();
  document.add_boolean_term(schema::year_term(day));
  if (published.precision >= Precision::Month) document.add_boolean_term(schema::month_term(day));
  if (published.precision >= Precision::Day) document.add_boolean_term(schema::day_term(day));
}

void add_fields(Xapian::Document& document, const StoredArticle& stored) {
  const Article& article = stored.content.article;
  document.add_boolean_term(schema::term(schema::kId, to_string(stored.id)));
  document.add_value(schema::kIdSlot, schema::id_bytes(stored.id));
  add_key(document, schema::kSource, article.source);
  add_key(document, schema::kSection, article.section);
  add_key(document, schema::kDateline, article.dateline);
  for (const std::string& word : words(article.dateline))
    document.add_boolean_term(schema::term(schema::kDateline, word));
  if (!article.language.empty())
    document.add_boolean_term(schema::term(schema::kLanguage, article.language));
  if (!article.url.empty()) {
    const std::string url = lower_ascii(article.url);
    document.add_boolean_term(schema::term(schema::kUrl, url));
    add_hosts(document, url);
  }
  if (!article.file.empty()) document.add_boolean_term(schema::term(schema::kPath, article.file));
  if (!article.external_id.empty())
    document.add_boolean_term(schema::term(schema::kExternalId, article.external_id));
  for (const auto& [name, value] : article.extra)
    document.add_boolean_term(schema::term(schema::kCustom, name + ':' + word_key(value)));
  for (const std::string& author : article.authors) add_name(document, schema::kAuthor, author);
  for (const Entity& entity : stored.content.entities)
    if (entity.kind == EntityKind::Person) add_name(document, schema::kPerson, entity.name);
  add_times(document, stored);
}

}  // namespace

struct DocumentBuilder::State {
  ArticleEncoder encoder;
  std::map<std::string, Stemmer, std::less<>> stemmers;
  WordCounts words;
  WordCounts stems;
  std::string term;

  Stemmer& stemmer(std::string_view language) {
    const auto known = stemmers.find(language);
    if (known != stemmers.end()) return known->second;
    return stemmers.emplace(std::string(language), Stemmer(language)).first->second;
  }

  std::uint32_t count_words(std::string_view text, std::uint32_t weight) {
    std::uint32_t total = 0;
    Tokenizer tokenizer(text);
    for (Token token; tokenizer.next(token); ++total) words.add(token.folded, weight);
    return total;
  }

  const std::string& prefixed(std::string_view prefix, std::string_view value) {
    term.assign(prefix);
    term += value;
    return term;
  }

  void add_title(Xapian::Document& document, std::string_view title, Stemmer& stem) {
    Tokenizer tokenizer(title);
    for (Token token; tokenizer.next(token);)
      if (!is_function_word(token.folded))
        document.add_boolean_term(prefixed(schema::kTitleStem, stem.stem(token.folded)));
  }

  void add_words(Xapian::Document& document, Stemmer& stem) {
    for (const auto& entry : words.entries()) {
      const std::string_view word = words.word(entry);
      const bool function_word = is_function_word(word);
      const std::string_view stemmed = function_word ? std::string_view() : stem.stem(word);
      if (!function_word) stems.add(stemmed, entry.count);
      if (stemmed != word) document.add_term(prefixed(schema::kSurface, word), entry.count);
    }
    for (const auto& entry : stems.entries())
      document.add_term(prefixed(schema::kStem, stems.word(entry)), entry.count);
  }
};

DocumentBuilder::DocumentBuilder() : state_(std::make_unique<State>()) {}
DocumentBuilder::~DocumentBuilder() = default;

Xapian::Document DocumentBuilder::build(const StoredArticle& stored) {
  State& s = *state_;
  const Article& article = stored.content.article;
  Stemmer& stem = s.stemmer(article.language);
  s.words.clear();
  s.stems.clear();
  s.count_words(article.title, schema::kTitleWeight);
  const std::uint32_t words = s.count_words(article.text, 1);

  Xapian::Document document;
  s.add_words(document, stem);
  s.add_title(document, article.title, stem);
  add_fields(document, stored);
  document.add_value(schema::kWordsSlot, schema::sortable_number(words));
  document.set_data(s.encoder.encode(stored));
  return document;
}

}  // namespace morgue
