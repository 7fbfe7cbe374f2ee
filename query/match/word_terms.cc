#include "query/match/word_terms.h"

#include <algorithm>

#include "common/schema.h"
#include "common/spellings.h"
#include "common/utf8.h"
#include "query/match/weights.h"

namespace morgue {
namespace {

/// Languages of at least this share (one in ...) of the archive are stemmed in queries as well.
constexpr std::uint64_t kLanguageShare = 100;

/// Shorter words are too often something else.
constexpr std::size_t kLeastRespelled = 4;
constexpr std::size_t kLeastPart = 3;

std::string without_hyphen(std::string_view term) {
  std::string out(term);
  std::erase(out, '-');
  return out;
}

}  // namespace

std::vector<std::string> languages_of(const ArchiveReader& archive) {
  std::vector<std::string> languages = {"en"};
  archive.for_each_term(std::string(schema::kLanguage),
                        [&](const std::string& term, std::uint64_t frequency) {
                          const std::string code = term.substr(schema::kLanguage.size());
                          if (code != "en" && frequency * kLanguageShare >= archive.articles())
                            languages.push_back(code);
                          return true;
                        });
  return languages;
}

WordTerms::WordTerms(const ArchiveReader& archive, const std::vector<std::string>& languages)
    : archive_(archive) {
  for (const std::string& language : languages) stemmers_.emplace_back(language);
}

std::vector<std::string> WordTerms::terms_of(WantedWord::How how, std::string_view folded) {
  std::vector<std::string> terms = {schema::term(schema::kSurface, folded),
                                    schema::term(schema::kNameWord, folded),
                                    schema::term(schema::kStem, folded)};
  if (how == WantedWord::How::Stem && !is_function_word(folded)) {
    for (Stemmer& stemmer : stemmers_) {
      std::string term = schema::term(schema::kStem, stemmer.stem(folded));
      if (std::find(terms.begin(), terms.end(), term) == terms.end())
        terms.push_back(std::move(term));
    }
  } else {
    // As it stands, a joined word is listed with its hyphen.
    for (std::size_t at = 1; at < folded.size(); ++at)
      terms.push_back(schema::term(schema::kSurface,
                                   std::string(folded.substr(0, at)) + '-' += folded.substr(at)));
  }
  std::erase_if(terms, [&](const std::string& term) { return archive_.frequency(term) == 0; });
  return terms;
}

/// Of the commonest form as a word, and of names.
std::uint64_t WordTerms::frequency(const std::vector<std::string>& terms) const {
  std::uint64_t word = 0;
  std::uint64_t name = 0;
  for (const std::string& term : terms) {
    std::uint64_t& most = term.starts_with(schema::kNameWord) ? name : word;
    most = std::max(most, archive_.frequency(term));
  }
  return std::min(word + name, archive_.articles());
}

std::uint64_t WordTerms::frequency(const WantedWord& word) {
  std::uint64_t most = frequency(terms_of(word.how, word.folded));
  for (const std::string& spelling : word.spellings)
    most = std::max(most, frequency(terms_of(word.how, spelling)));
  return most;
}

std::uint64_t WordTerms::hyphenated(std::string_view first, std::string_view second) const {
  return archive_.frequency(schema::term(schema::kSurface, std::string(first) + '-' += second));
}

void WordTerms::add_long_spellings(WantedWord& word) const {
  const std::string pairs = schema::term(schema::kLongSpelling, spelling_pairs(word.folded));
  archive_.for_each_term(pairs, [&](const std::string& term, std::uint64_t) {
    word.spellings.push_back(term.substr(pairs.size()));
    return true;
  });
  for (std::string& shorter : short_spellings(word.folded))
    if (archive_.frequency(
            schema::term(schema::kLongSpelling, spelling_pair(shorter, word.folded))) > 0)
      word.spellings.push_back(std::move(shorter));
}

void WordTerms::add_spellings(WantedWord& word, std::string_view typed) {
  if (is_function_word(word.folded)) return;
  if (std::string longer = long_spelling(typed); !longer.empty())
    word.spellings.push_back(std::move(longer));
  if (word.folded.size() >= kLeastRespelled) {
    add_long_spellings(word);
    for (std::string& other : transliterations(word.folded))
      word.spellings.push_back(std::move(other));
  }
  std::sort(word.spellings.begin(), word.spellings.end());
  word.spellings.erase(std::unique(word.spellings.begin(), word.spellings.end()),
                       word.spellings.end());
  std::erase_if(word.spellings, [&](const std::string& spelling) {
    return spelling == word.folded || terms_of(WantedWord::How::Surface, spelling).empty();
  });
}

WantedWord WordTerms::wanted(const TypedWord& typed, WantedWord::How how, bool alone) {
  WantedWord word{how, typed.folded, 0, {}};
  add_spellings(word, typed.written);
  if (!alone || how != WantedWord::How::Stem) return word;
  const auto also = [&](const std::string& folded) {
    if (std::find(word.spellings.begin(), word.spellings.end(), folded) == word.spellings.end())
      word.spellings.push_back(folded);
  };
  // "d'Amico" is no Amico, unless nobody is d'Amico.
  const std::string& inner = typed.after_elision;
  if (!inner.empty() && !is_function_word(inner) &&
      (!word.folded.starts_with('d') || frequency(word) == 0))
    also(inner);
  if (const auto joined = joined_.find(word.folded); joined != joined_.end())
    for (const std::string& one : joined->second) also(one);
  return word;
}

void WordTerms::note_joined(const QueryNode& soft) {
  std::string before;
  const auto join = [&](const std::string& first, const std::string& second, bool hyphen) {
    const std::string one = first + second;
    const std::uint64_t as_one = frequency({WantedWord::How::Stem, one, 0, {}});
    const std::uint64_t with_hyphen = as_one > 0 ? hyphenated(first, second) : 0;
    if (as_one <= with_hyphen || (!hyphen && with_hyphen == 0)) return;
    joined_[first].push_back(one);
    joined_[second].push_back(one);
  };
  for (const QueryNode& child : soft.children) {
    const bool plain = child.kind == QueryNode::Kind::Word && !child.wildcard && child.number == 0;
    const TypedWords typed = plain ? read_typed(child.text) : TypedWords{};
    for (std::size_t i = 0; i < typed.words.size(); ++i) {
      const std::string& word = typed.words[i].folded;
      const bool content = !is_function_word(word);
      if (content && !before.empty()) join(before, word, i > 0);
      before = content ? word : std::string();
    }
    if (typed.words.empty()) before.clear();
  }
}

bool WordTerms::have_all(const std::vector<TypedWord>& words, WantedWord::How how) {
  return std::all_of(words.begin(), words.end(), [&](const TypedWord& word) {
    return frequency(WantedWord{how, word.folded, 0, {}}) > 0;
  });
}

std::optional<std::size_t> WordTerms::seam_of(std::string_view word) {
  if (word.size() < 2 * kLeastPart) return {};
  if (frequency({WantedWord::How::Stem, std::string(word), 0, {}}) >= kEnoughResults) return {};
  for (std::size_t at = kLeastPart; at + kLeastPart <= word.size(); ++at)
    if (hyphenated(word.substr(0, at), word.substr(at)) > 0) return at;
  return {};
}

Xapian::Query WordTerms::candidates(const WantedWord& word, double weight) {
  std::vector<std::string> terms = terms_of(word.how, word.folded);
  for (const std::string& spelling : word.spellings)
    for (std::string& term : terms_of(word.how, spelling)) terms.push_back(std::move(term));
  std::sort(terms.begin(), terms.end());
  terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
  const auto ranks = [](const std::string& term) {
    return term.starts_with(schema::kStem) || term.starts_with(schema::kNameWord);
  };
  const auto listed = std::stable_partition(terms.begin(), terms.end(), ranks);
  // One word, however it is listed: its occurrences are counted together.
  Xapian::Query query(Xapian::Query::OP_SYNONYM, terms.begin(), listed);
  if (listed != terms.end())
    query =
        Xapian::Query(Xapian::Query::OP_OR, query,
                      Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT,
                                    Xapian::Query(Xapian::Query::OP_OR, listed, terms.end()), 0.0));
  if (weight == 1.0 || query.empty()) return query;
  return {Xapian::Query::OP_SCALE_WEIGHT, query, weight};
}

Xapian::Query WordTerms::pair(std::string_view folded, double weight) const {
  const std::string term = schema::term(schema::kStem, folded);
  if (archive_.frequency(term) == 0) return {};
  const Xapian::Query query(term);
  return weight == 1.0 ? query : Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, query, weight);
}

std::vector<std::string> WordTerms::fitting(const WantedWord& wanted) const {
  // The letters before the first wildcard are common to all; a fuzzy word keeps its first one.
  const bool pattern = wanted.how == WantedWord::How::Pattern;
  const std::string fixed = wanted.folded.substr(
      0, pattern ? wanted.folded.find_first_of("*?") : utf8::decode(wanted.folded, 0).length);
  std::vector<std::string> terms;
  const auto add_those = [&](std::string_view space, const std::string& beginning) {
    archive_.for_each_term(
        std::string(space) + beginning, [&](const std::string& term, std::uint64_t) {
          const std::string word = without_hyphen(std::string_view(term).substr(space.size()));
          // Terms of other kinds begin with a capital, which no folded word has.
          if (word.empty() || (word[0] >= 'A' && word[0] <= 'Z')) return true;
          const bool fits = pattern ? fits_pattern(word, wanted.folded)
                                    : within_distance(word, wanted.folded, wanted.distance);
          if (fits) terms.push_back(term);
          return terms.size() <= kMaxExpansions;
        });
  };
  for (const std::string_view space : {schema::kSurface, schema::kStem, schema::kNameWord})
    add_those(space, fixed);
  // Words joined by a hyphen are listed with it.
  for (std::size_t at = 1; at < fixed.size(); ++at)
    add_those(schema::kSurface, fixed.substr(0, at) + '-' + fixed.substr(at));
  return terms;
}

Xapian::Query WordTerms::in_titles(const WantedWord& word) {
  std::vector<std::string> terms;
  const auto add = [&](std::string_view folded) {
    terms.push_back(schema::term(schema::kTitleName, folded));
    for (Stemmer& stemmer : stemmers_)
      terms.push_back(schema::term(schema::kTitleStem, stemmer.stem(folded)));
  };
  add(word.folded);
  for (const std::string& spelling : word.spellings) add(spelling);
  return {Xapian::Query::OP_OR, terms.begin(), terms.end()};
}

std::string WordTerms::stem_term(std::string_view folded) {
  return schema::term(schema::kStem,
                      is_function_word(folded) ? folded : stemmers_.front().stem(folded));
}

/// Captions are listed by stems alone.
Xapian::Query WordTerms::in_captions(const std::vector<TypedWord>& words) {
  std::vector<Xapian::Query> parts;
  for (const TypedWord& typed : words) {
    if (is_function_word(typed.folded)) continue;
    WantedWord word = wanted(typed, WantedWord::How::Stem, words.size() == 1);
    word.spellings.push_back(word.folded);
    std::vector<std::string> stems;
    for (const std::string& spelling : word.spellings)
      for (Stemmer& stemmer : stemmers_)
        stems.push_back(schema::term(schema::kCaptionStem, stemmer.stem(spelling)));
    parts.emplace_back(Xapian::Query::OP_OR, stems.begin(), stems.end());
  }
  if (parts.empty()) return Xapian::Query(schema::term(schema::kHas, schema::kPhotoMark));
  return {Xapian::Query::OP_AND, parts.begin(), parts.end()};
}

Xapian::Query WordTerms::in_captions(const QueryNode& node) {
  using Kind = QueryNode::Kind;
  const bool word = node.kind == Kind::Word && !node.wildcard && node.number == 0;
  if (word || node.kind == Kind::Phrase) {
    const TypedWords typed = read_typed(node.text);
    std::vector<Xapian::Query> ways = {in_captions(typed.words)};
    if (!typed.joined.empty()) ways.push_back(in_captions(typed.joined));
    if (const auto seam = typed.words.size() == 1 ? seam_of(typed.words[0].folded) : std::nullopt) {
      const std::string& folded = typed.words[0].folded;
      ways.push_back(
          in_captions(read_typed(folded.substr(0, *seam) + ' ' + folded.substr(*seam)).words));
    }
    return {Xapian::Query::OP_OR, ways.begin(), ways.end()};
  }
  std::vector<Xapian::Query> parts;
  if (node.kind == Kind::And || node.kind == Kind::Or || node.kind == Kind::Near)
    for (const QueryNode& child : node.children) parts.push_back(in_captions(child));
  if (parts.empty()) return Xapian::Query(schema::term(schema::kHas, schema::kPhotoMark));
  return {node.kind == Kind::Or ? Xapian::Query::OP_OR : Xapian::Query::OP_AND, parts.begin(),
          parts.end()};
}

}  // namespace morgue
