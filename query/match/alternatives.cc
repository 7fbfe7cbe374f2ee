#include "query/match/alternatives.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "common/schema.h"
#include "common/text.h"
#include "common/utf8.h"
#include "query/match/known_names.h"
#include "query/match/near_terms.h"
#include "query/match/term_lookup.h"
#include "query/match/written_as.h"

namespace morgue {
namespace {

using Kind = QueryNode::Kind;

/// Alternatives of one leaf that are tried out at most.
constexpr std::size_t kMostAlternatives = 6;
/// A slip less is worth so many times the articles.
constexpr std::uint64_t kOfASlip = 30;
/// A word that articles have is a slip only if the other one is so many times commoner.
constexpr std::uint64_t kMuchCommoner = 10;
/// Values of a keyword field that are compared at most.
constexpr std::size_t kMostValues = 5000;

std::size_t length(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) at += utf8::decode(text, at).length;
  return count;
}

/// Nearest first, but a much commoner word before a slightly nearer one.
void sort_by_likelihood(std::vector<NearTerm>& terms) {
  const auto weight = [](const NearTerm& term) {
    std::uint64_t articles = term.articles + 1;
    for (int slip = term.distance; slip < 3; ++slip) articles *= kOfASlip;
    return articles;
  };
  std::stable_sort(terms.begin(), terms.end(),
                   [&](const NearTerm& a, const NearTerm& b) { return weight(a) > weight(b); });
}

class OfWords {
 public:
  OfWords(const ArchiveReader& archive, WordTerms& words) : archive_(archive), words_(words) {}

  [[nodiscard]] std::uint64_t frequency(const std::string& folded) {
    return words_.frequency({WantedWord::How::Stem, folded, 0, {}});
  }

  /// Words that are spelt nearly so, likeliest first.
  std::vector<std::string> spellings(const std::string& folded) {
    std::vector<NearTerm> near = near_terms(archive_, schema::kSurface, folded, slips(folded));
    for (NearTerm& stem : near_terms(archive_, schema::kStem, folded, slips(folded)))
      if (archive_.frequency(stem.value) == 0 && is_written(archive_, stem.value))
        near.push_back(std::move(stem));
    for (NearTerm& name : near_terms(archive_, schema::kNameWord, folded, slips(folded)))
      if (std::none_of(near.begin(), near.end(),
                       [&](const NearTerm& n) { return n.value == name.value; }))
        near.push_back(std::move(name));
    for (NearTerm& same : same_beginning(folded)) near.push_back(std::move(same));
    std::erase_if(near,
                  [](const NearTerm& term) { return term.value.find('-') != std::string::npos; });
    // Forms of one word find the same articles.
    for (NearTerm& term : near) term.articles = frequency(term.value);
    sort_by_likelihood(near);
    std::vector<std::string> out, stems;
    for (NearTerm& term : near) {
      std::string stem = words_.stem_term(term.value);
      if (std::find(stems.begin(), stems.end(), stem) != stems.end()) continue;
      stems.push_back(std::move(stem));
      out.push_back(std::move(term.value));
    }
    return out;
  }

  /// "harbourmaster" -> "harbour master": the division whose rarer half is commonest.
  std::string divided(const std::string& folded) {
    constexpr std::size_t least = 3;
    std::string best;
    std::uint64_t most = 0;
    for (std::size_t at = least; at + least <= folded.size(); ++at) {
      const std::string left = folded.substr(0, at), right = folded.substr(at);
      if (!utf8::valid(left)) continue;
      const std::uint64_t rarer = std::min(frequency(left), frequency(right));
      if (rarer <= most) continue;
      most = rarer;
      best = left + ' ' + right;
    }
    return best;
  }

 private:
  static int slips(const std::string& folded) { return slips_in(length(folded)); }

  /// Longer words that begin alike and end otherwise: "inquest" -> "inquiry".
  std::vector<NearTerm> same_beginning(const std::string& folded) {
    constexpr std::size_t least = 7, alike = 4;
    constexpr int most = 3;
    std::vector<NearTerm> out;
    if (folded.size() < least || !utf8::valid(folded.substr(0, alike))) return out;
    archive_.for_each_term(folded.substr(0, alike), [&](const std::string& term, std::uint64_t f) {
      if (!within_distance(term, folded, most - 1) && within_distance(term, folded, most))
        out.push_back({term, most, f});
      return out.size() < kMostNearTerms;
    });
    return out;
  }

  const ArchiveReader& archive_;
  WordTerms& words_;
};

QueryNode with_text(const QueryNode& leaf, std::string text) {
  QueryNode out = leaf;
  out.text = std::move(text);
  return out;
}

/// Of a word, or of the words of a phrase that no article has.
Alternatives of_text(const ArchiveReader& archive, WordTerms& terms, const QueryNode& leaf,
                     std::uint64_t rare) {
  Alternatives out;
  OfWords known(archive, terms);
  const std::vector<std::string> parts = words(leaf.text);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::uint64_t articles = known.frequency(parts[i]);
    const bool unknown = articles == 0;
    out.unknown = out.unknown || unknown;
    if (!unknown && (parts.size() > 1 || articles > rare)) continue;
    const auto replaced = [&](const std::string& by) {
      std::string text;
      for (std::size_t k = 0; k < parts.size(); ++k)
        text += (k > 0 ? " " : "") + (k == i ? by : parts[k]);
      QueryNode node = with_text(leaf, text);
      if (text.find(' ') != std::string::npos) node.kind = Kind::Phrase;
      return node;
    };
    const std::uint64_t least = kMuchCommoner * articles;
    for (const std::string& spelling : known.spellings(parts[i])) {
      if (out.nodes.size() >= kMostAlternatives) break;
      if (known.frequency(spelling) < least) continue;
      out.nodes.push_back(replaced(spelling));
    }
    if (const std::string apart = unknown ? known.divided(parts[i]) : ""; !apart.empty())
      out.nodes.insert(out.nodes.begin() + std::min<std::ptrdiff_t>(1, std::ssize(out.nodes)),
                       replaced(apart));
  }
  return out;
}

/// A pasted address.
Alternatives of_address(const ArchiveReader& archive, const QueryNode& leaf) {
  Alternatives out;
  QueryNode url = leaf;
  url.kind = Kind::Keyword;
  url.field = FieldId::Url;
  std::string address = leaf.text;
  for (char& c : address)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  out.unknown = archive.frequency(schema::term(schema::kUrl, address)) > 0;
  if (out.unknown) {
    url.values = {leaf.text};
    url.text.clear();
    out.nodes.push_back(std::move(url));
  }
  return out;
}

/// Of a name: other spellings, the other way round, something of another kind.
Alternatives of_name(const ArchiveReader& archive, const QueryNode& leaf) {
  Alternatives out;
  const std::string key = word_key(leaf.text);
  if (key.empty() || leaf.text.starts_with('@')) return out;
  out.unknown = !is_known_name(archive, leaf.field, leaf.text);
  if (!out.unknown) return out;
  std::vector<std::string> parts = words(leaf.text);
  std::reverse(parts.begin(), parts.end());
  std::string turned;
  for (const std::string& part : parts) turned += (turned.empty() ? "" : " ") + part;
  for (const std::string_view prefix : name_prefixes(leaf.field)) {
    if (turned != key && archive.frequency(schema::term(prefix, turned)) > 0)
      out.nodes.push_back(with_text(leaf, written_as(archive, prefix, turned)));
    std::vector<NearTerm> near = near_terms(archive, prefix, key, slips_in(length(key)));
    sort_by_likelihood(near);
    for (std::size_t i = 0; i < near.size() && out.nodes.size() < kMostAlternatives; ++i)
      out.nodes.push_back(with_text(leaf, written_as(archive, prefix, near[i].value)));
  }
  for (const FieldId other : {FieldId::Person, FieldId::Org, FieldId::Place, FieldId::By}) {
    if (other == leaf.field || !is_known_name(archive, other, leaf.text)) continue;
    QueryNode node = leaf;
    node.field = other;
    out.nodes.push_back(std::move(node));
  }
  return out;
}

std::string_view language_code(std::string_view name) {
  constexpr auto codes =
      std::to_array<std::pair<std::string_view, std::string_view>>({{"arabic", "ar"},
                                                                    {"chinese", "zh"},
                                                                    {"danish", "da"},
                                                                    {"dutch", "nl"},
                                                                    {"english", "en"},
                                                                    {"french", "fr"},
                                                                    {"german", "de"},
                                                                    {"italian", "it"},
                                                                    {"norwegian", "no"},
                                                                    {"polish", "pl"},
                                                                    {"portuguese", "pt"},
                                                                    {"russian", "ru"},
                                                                    {"spanish", "es"},
                                                                    {"swedish", "sv"},
                                                                    {"turkish", "tr"},
                                                                    {"ukrainian", "uk"}});
  for (const auto& [language, code] : codes)
    if (language == name) return code;
  return name;
}

/// A value, and all runs of so many words in it: "calder herald" of "the calder herald".
std::vector<std::string> runs_of_words(const std::string& value, std::size_t count) {
  std::vector<std::string> out = {value};
  const std::vector<std::string> parts = words(value);
  for (std::size_t first = 0; first + count <= parts.size(); ++first)
    out.push_back(
        fmt::format("{}", fmt::join(parts.begin() + first, parts.begin() + first + count, " ")));
  return out;
}

/// The values of a keyword field that are spelt nearly so, or have words that are.
std::vector<NearTerm> near_values(const ArchiveReader& archive, std::string_view prefix,
                                  const std::string& key) {
  std::vector<NearTerm> near;
  std::size_t seen = 0;
  const int most = slips_in(length(key));
  archive.for_each_term(std::string(prefix), [&](const std::string& term, std::uint64_t articles) {
    const std::string value = term.substr(prefix.size());
    const std::vector<std::string> forms = runs_of_words(value, words(key).size());
    for (int distance = 0; distance <= most; ++distance)
      if (std::any_of(forms.begin(), forms.end(), [&](const std::string& form) {
            return within_distance(form, key, distance);
          })) {
        near.push_back({value, distance, articles});
        break;
      }
    return ++seen < kMostValues;
  });
  sort_by_likelihood(near);
  return near;
}

Alternatives of_keyword(const ArchiveReader& archive, const QueryNode& leaf) {
  Alternatives out;
  const std::string_view prefix = keyword_prefix(leaf.field);
  if (prefix.empty() || leaf.field == FieldId::Url || leaf.field == FieldId::Path) return out;
  for (std::size_t i = 0; i < leaf.values.size(); ++i) {
    const bool folded = leaf.field == FieldId::Source || leaf.field == FieldId::Section ||
                        leaf.field == FieldId::Agency;
    std::string key = folded ? word_key(leaf.values[i]) : utf8::folded(leaf.values[i]);
    if (key.empty()) continue;
    if (leaf.field == FieldId::Lang) key = language_code(key);
    const auto near = near_values(archive, prefix, key);
    const bool known = archive.frequency(schema::term(prefix, utf8::folded(leaf.values[i]))) > 0 ||
                       (!near.empty() && near.front().distance == 0 && folded);
    if (known) continue;
    out.unknown = true;
    for (const NearTerm& value : near) {
      if (out.nodes.size() == kMostAlternatives) break;
      QueryNode node = leaf;
      node.values[i] = folded ? written_as(archive, prefix, value.value) : value.value;
      out.nodes.push_back(std::move(node));
    }
  }
  return out;
}

}  // namespace

Alternatives alternatives(const ArchiveReader& archive, WordTerms& words, const QueryNode& leaf,
                          std::uint64_t rare) {
  if (leaf.wildcard || leaf.regex) return {};
  switch (leaf.kind) {
    case Kind::Word:
      if (leaf.text.find("://") != std::string::npos) return of_address(archive, leaf);
      return leaf.number > 0 ? Alternatives() : of_text(archive, words, leaf, rare);
    case Kind::Phrase:
      return of_text(archive, words, leaf, 0);
    case Kind::Entity:
      return leaf.number > 0 ? Alternatives() : of_name(archive, leaf);
    case Kind::Keyword:
      return of_keyword(archive, leaf);
    default:
      return {};
  }
}

}  // namespace morgue
