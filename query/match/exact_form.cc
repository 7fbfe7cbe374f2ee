#include "query/match/exact_form.h"

#include <algorithm>

#include "common/text.h"
#include "common/utf8.h"
#include "query/match/check.h"

namespace morgue {
namespace {

/// Are these two different letters, rather than one letter in two spellings?
bool other_letters(char32_t a, char32_t b) {
  if (!utf8::is_letter(a) || !utf8::is_letter(b)) return false;
  std::string folded_a;
  std::string folded_b;
  utf8::append_folded(folded_a, a);
  utf8::append_folded(folded_b, b);
  return !folded_a.starts_with(folded_b) && !folded_b.starts_with(folded_a);
}

/// In lower case, without the stops of "U.S." and "1,000", and what else stands between words, but
/// for hyphens and apostrophes.
std::string form_of(std::string_view text) {
  constexpr std::string_view kIgnored = ".,;:!?()[]\"/";
  std::string out = spelling(text);
  std::erase_if(out, [&](char c) { return kIgnored.find(c) != std::string_view::npos; });
  return out;
}

}  // namespace

TypedForm typed_form(std::uint16_t unit, std::string_view typed,
                     std::vector<std::string> spellings) {
  return {unit, form_of(typed), std::move(spellings)};
}

bool is_as_typed(std::string_view written, const TypedForm& typed) {
  const std::string form = form_of(written);
  if (form == typed.text) return true;
  const std::string folded = word_key(form);
  if (std::find(typed.spellings.begin(), typed.spellings.end(), folded) != typed.spellings.end() &&
      folded != word_key(typed.text))
    return false;
  // The first difference tells.
  const auto [a, b] = std::mismatch(form.begin(), form.end(), typed.text.begin(), typed.text.end());
  const auto character = [](const std::string& text, std::string::const_iterator at) {
    auto begin = static_cast<std::size_t>(at - text.begin());
    while (begin > 0 && begin < text.size() &&
           (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U)
      --begin;
    return begin < text.size() ? utf8::decode(text, begin).code_point : U'\0';
  };
  if (a == form.end() || b == typed.text.end()) return true;
  return other_letters(character(form, a), character(typed.text, b));
}

double loss_of_spelling(const ArticleView& article, std::span<const UnitHit> hits,
                        std::span<const TypedForm> typed, std::span<const Unit> units) {
  const double share = units.size() == 1 ? kLossOfOnlySpelling : kLossOfSpelling;
  double loss = 0;
  for (const TypedForm& form : typed) {
    bool any = false;
    const bool as_typed = std::any_of(hits.begin(), hits.end(), [&](const UnitHit& hit) {
      if (hit.unit != form.unit) return false;
      any = true;
      return is_as_typed(hit.where.of(article.field(hit.in_title)), form);
    });
    if (any && !as_typed) loss += units[form.unit].idf * share;
  }
  return loss;
}

}  // namespace morgue
