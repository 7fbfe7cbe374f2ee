#include "query/views/trace.h"

#include <algorithm>
#include <bitset>
#include <unordered_map>
#include <utility>

#include "common/schema.h"
#include "common/text.h"
#include "common/utf8.h"
#include "query/match/coded_words.h"
#include "query/match/like.h"
#include "query/match/stored_articles.h"
#include "query/views/sequence_diff.h"

namespace morgue {
namespace {

using Kind = CarriedSentence::Kind;

constexpr std::size_t kShortest = 4;
constexpr double kAltered = 0.6;
constexpr double kCut = 0.9;
constexpr std::size_t kShortestCut = 5;
/// Sentences of a longer text are not looked for.
constexpr std::size_t kMostSentences = 500;

std::uint64_t hash_of(std::string_view word) { return std::hash<std::string_view>()(word); }

std::vector<std::uint64_t> hashes_of(std::string_view text) {
  std::vector<std::uint64_t> out;
  Tokenizer tokenizer(text);
  for (Token token; tokenizer.next(token);) out.push_back(hash_of(token.folded));
  return out;
}

/// A sentence that is looked for.
struct WantedSentence {
  std::string text;
  std::vector<std::uint64_t> words;
  std::size_t content = 0;  ///< different words that are no function words
};

/// What one text keeps of another, word by word.
struct Kept {
  std::size_t words = 0;
  bool in_one = true;  ///< nothing stands between them
};

Kept kept_of(const std::vector<std::uint64_t>& wanted, const std::vector<std::uint64_t>& found) {
  Kept out;
  std::size_t stretches = 0;
  for (const SequencePart& part : diff_sequences(wanted, found)) {
    if (!part.same) continue;
    out.words += part.first_end - part.first_begin;
    ++stretches;
  }
  out.in_one = stretches == 1;
  return out;
}

/// The words of a text with their places.
struct PlacedWords {
  std::string_view text;
  std::vector<std::uint64_t> hashes;
  std::vector<Span> places;

  explicit PlacedWords(std::string_view of) : text(of) {
    Tokenizer tokenizer(of);
    for (Token token; tokenizer.next(token);) {
      hashes.push_back(hash_of(token.folded));
      places.push_back(token.where);
    }
  }
  void add_to(std::vector<DiffPiece>& out, DiffPiece::Kind kind, std::size_t begin,
              std::size_t end) const {
    if (begin == end) return;
    const Span all{places[begin].begin, places[end - 1].end};
    out.push_back({kind, utf8::one_line(all.of(text))});
  }
};

/// What became of a sentence, word by word, whatever its punctuation and capitals. What stands
/// before and behind it in the article is no change of it.
std::vector<DiffPiece> changes_of(std::string_view wanted, std::string_view found) {
  const PlacedWords first(wanted);
  const PlacedWords second(found);
  std::vector<DiffPiece> out;
  for (const SequencePart& part : diff_sequences(first.hashes, second.hashes)) {
    if (part.same) {
      first.add_to(out, DiffPiece::Kind::Same, part.first_begin, part.first_end);
      continue;
    }
    first.add_to(out, DiffPiece::Kind::Cut, part.first_begin, part.first_end);
    second.add_to(out, DiffPiece::Kind::Added, part.second_begin, part.second_end);
  }
  if (!out.empty() && out.front().kind == DiffPiece::Kind::Added) out.erase(out.begin());
  if (!out.empty() && out.back().kind == DiffPiece::Kind::Added) out.pop_back();
  return out;
}

/// A word that tells sentences from others, and which sentences have it.
struct TellingSentences {
  std::string folded;
  std::vector<std::size_t> sentences;
};

std::vector<std::string> all_languages(const ArchiveReader& archive) {
  std::vector<std::string> out = {"en"};
  const std::string prefix(schema::kLanguage);
  archive.for_each_term(prefix, [&](const std::string& term, std::uint64_t) {
    if (term.size() != prefix.size() + 2 || !term.ends_with("en"))
      out.push_back(term.substr(prefix.size()));
    return true;
  });
  return out;
}

/// Tells of nearly all candidates that they have none of the sentences, without reading their
/// texts. Words that share a code are taken for each other: it may say yes too often, never no.
class WordsFilter {
 public:
  /// `content`: how many telling words each sentence has.
  WordsFilter(const ArchiveReader& archive, const std::vector<TellingSentences>& telling,
              const std::vector<std::size_t>& content)
      : telling_(telling), last_seen_(telling.size()), counts_(content.size()) {
    CodedWords coded({}, all_languages(archive));
    for (std::size_t word = 0; word < telling.size(); ++word)
      for (const WordCode code : coded.codes_of(telling[word].folded)) {
        if (!forward::has_stem(code)) continue;
        codes_.emplace_back(code, word);
        beginnings_.set(code >> 8U);
      }
    std::sort(codes_.begin(), codes_.end());
    for (const std::size_t words : content) {
      wanted_.push_back(kAltered * static_cast<double>(words));
      most_content_ = std::max(most_content_, words);
    }
  }

  /// `words` are those of the forward index.
  [[nodiscard]] bool may_have(std::string_view words) {
    constexpr unsigned char first_long = forward::kFirstStem >> 16U;
    const auto* at = reinterpret_cast<const unsigned char*>(words.data());
    const unsigned char* const end = at + words.size();
    std::fill(counts_.begin(), counts_.end(), 0U);
    ++article_;
    std::size_t length = 0;
    while (at < end) {
      const unsigned char byte = *at++;
      length += byte >= forward::kFirstCommonWord ? 1 : 0;
      if (byte < first_long) continue;
      if (end - at < 2) break;
      const WordCode code =
          static_cast<WordCode>(byte) << 16U | static_cast<WordCode>(at[0]) << 8U | at[1];
      at += 2;
      if (beginnings_[code >> 8U] && count(code)) return true;
    }
    // Of a short article less is enough.
    return length < kLongEnough * most_content_;
  }

 private:
  static constexpr std::size_t kLongEnough = 4;

  /// True if a sentence now has enough words.
  bool count(WordCode code) {
    bool enough = false;
    auto at = std::lower_bound(codes_.begin(), codes_.end(), std::pair(code, std::size_t{0}));
    for (; at != codes_.end() && at->first == code; ++at) {
      if (last_seen_[at->second] == article_) continue;
      last_seen_[at->second] = article_;
      for (const std::size_t sentence : telling_[at->second].sentences)
        enough = ++counts_[sentence] >= wanted_[sentence] || enough;
    }
    return enough;
  }

  const std::vector<TellingSentences>& telling_;
  std::vector<std::pair<WordCode, std::size_t>> codes_;  // with the word, ascending
  std::bitset<65536> beginnings_;
  std::vector<double> wanted_;  // words of each sentence
  std::size_t most_content_ = 0;
  std::size_t article_ = 0;
  std::vector<std::size_t> last_seen_;  // in which article, by word
  std::vector<unsigned> counts_;        // words of each sentence in this article
};

class Tracer {
 public:
  explicit Tracer(std::string_view text) {
    for (const Span sentence : sentences(text)) {
      add(utf8::one_line(sentence.of(text)), kShortest);
      if (wanted_.size() == kMostSentences) break;
    }
    if (wanted_.empty()) add(utf8::one_line(text), 1);
  }

  [[nodiscard]] const std::vector<WantedSentence>& wanted() const { return wanted_; }
  [[nodiscard]] const std::vector<TellingSentences>& telling() const { return telling_; }
  [[nodiscard]] std::vector<std::size_t> content() const {
    std::vector<std::size_t> out;
    for (const WantedSentence& sentence : wanted_) out.push_back(sentence.content);
    return out;
  }

  /// What an article's text has of them.
  std::vector<CarriedSentence> find(std::string_view text) {
    if (!may_have(text)) return {};
    std::vector<CarriedSentence> out;
    for (const Span sentence : sentences(text)) {
      const std::vector<std::uint64_t> words = hashes_of(sentence.of(text));
      for (const std::size_t number : likely(words)) take(number, sentence, words, out);
    }
    std::sort(out.begin(), out.end(),
              [](const auto& a, const auto& b) { return a.sentence < b.sentence; });
    for (CarriedSentence& found : out) {
      found.pieces = changes_of(wanted_[found.sentence].text, found.where.of(text));
      const std::vector<Span> all = paragraphs(text);
      found.paragraph =
          static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [&](Span paragraph) {
            return paragraph.begin <= found.where.begin;
          }));
    }
    return out;
  }

 private:
  void add(std::string text, std::size_t shortest) {
    WantedSentence wanted{std::move(text), {}, 0};
    wanted.words = hashes_of(wanted.text);
    if (wanted.words.size() < shortest) return;
    Tokenizer tokenizer(wanted.text);
    for (Token token; tokenizer.next(token);) {
      if (is_function_word(token.folded)) continue;
      const auto [at, fresh] = having_.try_emplace(hash_of(token.folded), telling_.size());
      if (fresh) telling_.push_back({std::string(token.folded), {}});
      auto& having = telling_[at->second].sentences;
      if (!having.empty() && having.back() == wanted_.size()) continue;
      having.push_back(wanted_.size());
      ++wanted.content;
    }
    if (wanted.content == 0) return;
    wanted_.push_back(std::move(wanted));
  }

  /// Are enough words of any of the sentences anywhere in the text?
  bool may_have(std::string_view text) { return !likely(hashes_of(text)).empty(); }

  /// The sentences of which these words have enough; those of a cut are few.
  std::vector<std::size_t> likely(const std::vector<std::uint64_t>& words) {
    counts_.clear();
    seen_.clear();
    for (const std::uint64_t word : words) {
      const auto having = having_.find(word);
      if (having == having_.end() || !seen_.emplace(word, true).second) continue;
      for (const std::size_t number : telling_[having->second].sentences) ++counts_[number];
    }
    std::vector<std::size_t> out;
    for (const auto& [number, count] : counts_) {
      const auto content = static_cast<double>(
          std::min(wanted_[number].content, std::max<std::size_t>(words.size() / 2, 2)));
      if (static_cast<double>(count) >= kAltered * content) out.push_back(number);
    }
    std::sort(out.begin(), out.end());
    return out;
  }

  void take(std::size_t number, Span where, const std::vector<std::uint64_t>& words,
            std::vector<CarriedSentence>& out) const {
    const WantedSentence& wanted = wanted_[number];
    const Kept kept = kept_of(wanted.words, words);
    CarriedSentence found{number, Kind::Altered, 0, where, 0, {}};
    found.kept = static_cast<double>(kept.words) / static_cast<double>(wanted.words.size());
    if (kept.words == wanted.words.size() && kept.in_one)
      found.kind = Kind::Exact;
    else if (found.kept < kAltered) {
      const bool cut = kept.words >= kShortestCut &&
                       static_cast<double>(kept.words) >= kCut * static_cast<double>(words.size());
      if (!cut) return;
      found.kind = Kind::Cut;
    }
    const auto same = std::find_if(out.begin(), out.end(), [&](const CarriedSentence& other) {
      return other.sentence == number;
    });
    if (same == out.end())
      out.push_back(std::move(found));
    else if (found.kept > same->kept || (found.kind == Kind::Exact && same->kind != Kind::Exact))
      *same = std::move(found);
  }

  std::vector<WantedSentence> wanted_;
  std::vector<TellingSentences> telling_;
  std::unordered_map<std::uint64_t, std::size_t> having_;  // in telling_, by word
  std::unordered_map<std::size_t, std::size_t> counts_;
  std::unordered_map<std::uint64_t, bool> seen_;
};

std::optional<std::size_t> first_of(const std::vector<Carrier>& carriers) {
  const auto exact = std::find_if(carriers.begin(), carriers.end(), [](const Carrier& carrier) {
    return carrier.published &&
           std::any_of(carrier.sentences.begin(), carrier.sentences.end(),
                       [](const auto& sentence) { return sentence.kind == Kind::Exact; });
  });
  if (exact != carriers.end()) return static_cast<std::size_t>(exact - carriers.begin());
  if (carriers.empty() || !carriers.front().published) return {};
  return 0;
}

}  // namespace

std::string_view to_string(Kind kind) {
  switch (kind) {
    case Kind::Exact:
      return "exact";
    case Kind::Altered:
      return "altered";
    case Kind::Cut:
      break;
  }
  return "cut";
}

Result<Trace, QueryError> trace_text(const ArchiveReader& archive, std::string_view text,
                                     const Query& filters, const MatchOptions& how,
                                     const TraceOptions& options) {
  Trace out;
  Tracer tracer(text);
  for (const WantedSentence& wanted : tracer.wanted()) out.sentences.push_back(wanted.text);
  Model model;
  model.text = text;
  model.common_words = true;
  const auto words = telling_words(archive, model);
  if (words.empty() || out.sentences.empty()) return out;
  MatchOptions any = how;
  any.sort = SortOrder::Relevance;
  any.loose = true;
  const auto matches = find_matches(archive, like_query(words, filters, {}, {}).query, any);
  if (!matches) return failure(matches.error());
  out.candidates = matches->articles.size();
  WordsFilter filter(archive, tracer.telling(), tracer.content());
  StoredArticles articles(archive);
  std::size_t misses = 0;
  for (const Match& match : matches->articles) {
    if (out.read == options.most_read || misses == options.most_misses) break;
    ++out.read;
    ++misses;
    const std::string_view coded = archive.words(match.document);
    if (!coded.empty() && !filter.may_have(coded)) continue;
    if (!reading([&] { return articles.open(match.document); })) continue;
    auto found = tracer.find(articles.decoder().text());
    if (found.empty()) continue;
    const auto stored = articles.decoder().article();
    if (!stored) continue;
    misses = 0;
    const Article& article = stored->content.article;
    out.carriers.push_back(
        {stored->id, article.published, article.source, article.title, std::move(found)});
  }
  std::sort(out.carriers.begin(), out.carriers.end(), [](const Carrier& a, const Carrier& b) {
    if (a.published.has_value() != b.published.has_value()) return a.published.has_value();
    if (a.published && a.published->instant != b.published->instant)
      return a.published->instant < b.published->instant;
    return a.id < b.id;
  });
  out.first = first_of(out.carriers);
  return out;
}

}  // namespace morgue
