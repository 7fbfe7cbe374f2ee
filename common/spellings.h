#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace morgue {

/// One word in several spellings, where folding (utf8::append_folded) does not make them one. None
/// of it is a stem, and none of it joins two names: what is rewritten is how a letter of another
/// alphabet or language is written in ours.
///
/// Letters with a mark that are also written as two have a long spelling: ä ae, ö oe, ü ue, å aa,
/// ø oe, đ dj ("Müller" muller, long mueller; "Đoković" djokovic). Which short spelling a "ue"
/// stands for can't be seen ("Mueller", "Samuel"), so the index lists each such word of an article
/// under both of its spellings (spelling_pair), and queries go by these.

/// The long spelling of a word as written, folded; empty if it has none, is cut (kMaxWordBytes), or
/// would be an English word ("pöt", "dös").
[[nodiscard]] std::string long_spelling(std::string_view written);

/// The same for an article in this language. In English only words with a capital have one: the
/// others are ornament ("coöperate", "für").
[[nodiscard]] std::string long_spelling(std::string_view written, std::string_view language);

/// The value under which the index lists a word with a long spelling: "muller~mueller".
[[nodiscard]] std::string spelling_pair(std::string_view folded, std::string_view long_form);
/// What all pairs of a folded word begin with: "muller~".
[[nodiscard]] std::string spelling_pairs(std::string_view folded);

/// What a folded word may be the long spelling of: "mueller" muller; few or none.
[[nodiscard]] std::vector<std::string> short_spellings(std::string_view folded);

/// Other transliterations of a folded word: "zelensky" zelenskyy, zelenskiy, ...; "kyiv" kiev. Many
/// of them are nobody's: for a caller who knows which words there are.
[[nodiscard]] std::vector<std::string> transliterations(std::string_view folded);

}  // namespace morgue
