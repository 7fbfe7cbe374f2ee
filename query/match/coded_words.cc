#include "query/match/coded_words.h"

#include <algorithm>

namespace morgue {

CodedWords::CodedWords(const std::vector<WantedWord>& wanted,
                       const std::vector<std::string>& languages) {
  for (const std::string& language : languages) stemmers_.emplace_back(language);
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const bool told =
        wanted[i].how == WantedWord::How::Stem || wanted[i].how == WantedWord::How::Surface;
    known_.push_back(told);
    if (told) want(static_cast<std::uint16_t>(i), wanted[i]);
  }
  // One wanted word may be found in two ways: once is enough.
  const auto key = [](const Rule& rule) {
    // What allows any form comes before a form that it allows.
    return std::tuple(rule.key, rule.wanted, rule.form == kAnyForm ? 0U : rule.form + 1);
  };
  for (auto* const rules : {&rules_, &common_rules_}) {
    std::sort(rules->begin(), rules->end(),
              [&](const Rule& a, const Rule& b) { return key(a) < key(b); });
    std::vector<Rule> kept;
    for (const Rule& rule : *rules) {
      const bool repeated = std::any_of(kept.begin(), kept.end(), [&](const Rule& other) {
        return other.key == rule.key && other.wanted == rule.wanted &&
               (other.form == rule.form || (other.form == kAnyForm && rule.form != forward::kName));
      });
      if (!repeated) kept.push_back(rule);
    }
    *rules = std::move(kept);
  }
  for (const Rule& rule : rules_) {
    const WordCode first = forward::kFirstStem + rule.key * forward::kForms;
    for (WordCode code = first; code < first + forward::kForms; ++code) beginnings_.set(code >> 8U);
  }
  for (const Rule& rule : common_rules_) common_.set(rule.key);
}

void CodedWords::want(std::uint16_t number, const WantedWord& word) {
  want_itself(number, word.folded);
  for (const std::string& spelling : word.spellings) want_itself(number, spelling);
  if (word.how != WantedWord::How::Stem) return;
  want_stem(number, word.folded);
  for (const std::string& spelling : word.spellings) want_stem(number, spelling);
}

void CodedWords::want_itself(std::uint16_t number, std::string_view folded) {
  for (const WordCode code : codes_of(folded)) {
    if (forward::has_stem(code))
      rules_.push_back({forward::stem_of(code), forward::form_of(code), number});
    else
      common_rules_.push_back({code, 0, number});
  }
}

void CodedWords::want_stem(std::uint16_t number, std::string_view folded) {
  for (Stemmer& stemmer : stemmers_)
    rules_.push_back({forward::stem_number(stemmer.stem(folded)), kAnyForm, number});
}

std::vector<CodeBeginning> CodedWords::beginnings_of(std::uint16_t wanted) const {
  std::vector<CodeBeginning> out;
  for (const Rule& rule : common_rules_)
    if (rule.wanted == wanted) out.push_back({static_cast<unsigned char>(rule.key), 0, 1});
  for (const Rule& rule : rules_) {
    if (rule.wanted != wanted) continue;
    const WordCode first = forward::kFirstStem + rule.key * forward::kForms;
    const bool any = rule.form == kAnyForm;
    for (WordCode code = first + (any ? 0 : rule.form); code < first + forward::kForms; ++code) {
      out.push_back(
          {static_cast<unsigned char>(code >> 16U), static_cast<unsigned char>(code >> 8U), 3});
      if (!any) break;
    }
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::vector<WordCode> CodedWords::codes_of(std::string_view folded) {
  std::vector<WordCode> out{forward::name_code(folded)};
  if (is_function_word(folded))
    out.push_back(forward::word_code(folded, {}));
  else
    for (Stemmer& stemmer : stemmers_)
      out.push_back(forward::word_code(folded, stemmer.stem(folded)));
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace morgue
