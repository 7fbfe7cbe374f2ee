#include <algorithm>
#include <array>

#include "common/eight_bytes.h"
#include "common/text.h"
#include "common/utf8.h"

namespace morgue {
namespace {

enum ByteClass : std::uint8_t { kOther, kLetter, kDigit, kHigh };

constexpr std::array<std::uint8_t, 256> kClass = [] {
  std::array<std::uint8_t, 256> table{};
  for (unsigned c = 'a'; c <= 'z'; ++c) table[c] = kLetter;
  for (unsigned c = 'A'; c <= 'Z'; ++c) table[c] = kLetter;
  for (unsigned c = '0'; c <= '9'; ++c) table[c] = kDigit;
  for (unsigned c = 0x80; c <= 0xFF; ++c) table[c] = kHigh;
  return table;
}();

std::uint8_t class_of(char c) { return kClass[static_cast<unsigned char>(c)]; }
bool ascii_digit(char c) { return class_of(c) == kDigit; }

/// Scripts that are written without spaces between words.
bool spaceless(char32_t c) {
  return (c >= 0x0E00 && c <= 0x0EFF) ||  // Thai, Lao
         (c >= 0x1000 && c <= 0x109F) ||  // Burmese
         (c >= 0x1780 && c <= 0x17FF) ||  // Khmer
         (c >= 0x3005 && c <= 0x3007) ||  // iteration mark and ideographic zero
         (c >= 0x3040 && c <= 0x30FF) ||  // Hiragana, Katakana
         (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x4E00 && c <= 0x9FFF) ||  // Han
         (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0xFF66 && c <= 0xFF9F) ||  // compatibility, half width
         (c >= 0x20000 && c <= 0x323AF);
}

bool word_character(char32_t c) {
  return utf8::is_letter(c) || utf8::is_digit(c) || utf8::is_mark(c);
}

bool apostrophe(char32_t c) { return c == U'\'' || c == U'’' || c == U'ʼ' || c == U'‘'; }

/// Invisible characters that publishers put inside words: soft hyphen, zero width (non-)joiner.
bool invisible(char32_t c) { return c == 0xAD || (c >= 0x200B && c <= 0x200D) || c == 0x2060; }

/// Half-width kana have their voicing marks as characters of their own.
bool stays_with_character(char32_t c) {
  return utf8::is_mark(c) || c == 0xFF9E || c == 0xFF9F || invisible(c);
}

bool hebrew(char32_t c) { return c >= 0x5D0 && c <= 0x5EA; }

/// Signs that join two letters of some languages only: Hebrew acronyms, Catalan "l·l".
bool joins_letters(char32_t last, char32_t sign, char32_t next) {
  if (sign == 0x5F3 || sign == 0x5F4) return hebrew(last) && hebrew(next);
  return (sign == 0xB7 || sign == 0x2027) && (last == 'l' || last == 'L') &&
         (next == 'l' || next == 'L');
}

/// What French, Italian and Catalan words lose their vowel to, folded and sorted: "l'Europe",
/// "dell'Europa", "qu'il".
constexpr auto kElisions = std::to_array<std::string_view>(
    {"all",   "anch",   "bell",   "c",      "coll",   "com",   "d",       "dall",   "degl",
     "dell",  "dov",    "entr",   "gl",     "j",      "jusqu", "l",       "lorsqu", "m",
     "n",     "nell",   "nessun", "presqu", "puisqu", "qu",    "qualcun", "quell",  "quelqu",
     "quest", "quoiqu", "s",      "sant",   "sull",   "t",     "un",      "v"});
static_assert(std::is_sorted(kElisions.begin(), kElisions.end()));

bool is_elision(std::string_view folded) {
  return std::binary_search(kElisions.begin(), kElisions.end(), folded);
}

char32_t at_or_zero(std::string_view text, std::size_t at) {
  return at < text.size() ? utf8::decode(text, at).code_point : 0;
}

/// Does a comma or full stop at `at` (with a digit in front) stay inside the number?
bool number_goes_on(std::string_view text, std::size_t at) {
  const auto digit_at = [&](std::size_t i) { return i < text.size() && ascii_digit(text[i]); };
  if (text[at] == '.') return digit_at(at + 1);
  return digit_at(at + 1) && digit_at(at + 2) && digit_at(at + 3) && !digit_at(at + 4);
}

/// Does the plain word of so many bytes that ends at `at` go on behind what stands there?
bool goes_on(std::string_view text, std::size_t at, std::size_t length) {
  if (at >= text.size()) return false;
  const char c = text[at];
  if (class_of(c) == kHigh) return true;
  if (c != '\'' && c != '.' && c != ',') return false;
  const bool more = at + 1 < text.size() && class_of(text[at + 1]) != kOther;
  if (!more) return false;
  return c == '\'' || (c == '.' && length == 1) ||
         (c != '\'' && ascii_digit(text[at - 1]) && number_goes_on(text, at));
}

/// The end of the plain word that begins at `at`.
std::size_t end_of_plain_word(std::string_view text, std::size_t at) {
  while (at + EightBytes::kSize <= text.size()) {
    const EightBytes bytes(text.data() + at);
    const std::size_t plain = EightBytes::first(EightBytes::not_marked(bytes.ascii_words()));
    at += plain;
    if (plain < EightBytes::kSize) return at;
  }
  while (at < text.size() && (class_of(text[at]) == kLetter || class_of(text[at]) == kDigit)) ++at;
  return at;
}

char lower_ascii_letter(char c) { return class_of(c) == kLetter ? static_cast<char>(c | 0x20) : c; }

}  // namespace

std::uint32_t Tokenizer::pass_over(const Beginnings& wanted) {
  const char* const text = text_.data();
  const std::size_t size = text_.size();
  std::uint32_t passed = 0;
  std::size_t at = at_;
  while (true) {
    while (at < size && class_of(text[at]) == kOther) ++at;
    const std::size_t begin = at;
    at = end_of_plain_word(text_, begin);
    const std::size_t length = at - begin;
    at_ = begin;
    if (length == 0 || length >= kMaxWordBytes) return passed;
    const char second = length > 1 ? lower_ascii_letter(text[begin + 1]) : '\0';
    if (wanted.may_hold(lower_ascii_letter(text[begin]), second)) return passed;
    if (at < size && text[at] != ' ' && (text[at] == '-' || goes_on(text_, at, length)))
      return passed;
    ++passed;
  }
}

bool Tokenizer::next(Token& token) {
  const char* const text = text_.data();
  const std::size_t size = text_.size();
  std::size_t at = at_;
  while (at < size) {
    const std::uint8_t kind = class_of(text[at]);
    if (kind == kOther) {
      ++at;
      continue;
    }
    if (kind == kHigh) {
      const utf8::Decoded d = utf8::decode(text_, at);
      if (word_character(d.code_point)) {
        if (next_slow(token, at)) return true;
        at = at_;
        continue;
      }
      at += d.length;
      continue;
    }
    // Plain ASCII words are nearly all words: copied and lower-cased in one go.
    const std::size_t begin = at;
    std::size_t length = 0;
    std::array<char, kMaxWordBytes> lower;
    while (at < size && length < kMaxWordBytes) {
      const char c = text[at];
      const std::uint8_t k = class_of(c);
      if (k == kLetter)
        lower[length++] = static_cast<char>(c | 0x20);
      else if (k == kDigit)
        lower[length++] = c;
      else
        break;
      ++at;
    }
    if (length == kMaxWordBytes) return next_slow(token, begin);
    if (goes_on(text_, at, length)) return next_slow(token, begin);
    buffer_.assign(lower.data(), length);
    token = {{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)}, buffer_, 0, 0};
    at_ = at;
    return true;
  }
  at_ = size;
  return false;
}

bool Tokenizer::next_slow(Token& token, std::size_t begin) {
  buffer_.clear();
  std::size_t at = begin;
  std::size_t end = begin;
  bool acronym = true;  // only single letters between full stops so far
  std::size_t letters = 0;
  std::size_t elided = 0;
  std::size_t elided_folded = 0;
  char32_t last = 0;
  while (at < text_.size()) {
    const utf8::Decoded d = utf8::decode(text_, at);
    const char32_t c = d.code_point;
    const std::size_t after = at + d.length;
    if (apostrophe(c) && utf8::is_letter(last)) {
      const char32_t next = at_or_zero(text_, after);
      if (!utf8::is_letter(next)) break;
      if ((next == 's' || next == 'S') && !word_character(at_or_zero(text_, after + 1))) {
        at = after + 1;  // a possessive ending is passed over
        break;
      }
      if (elided == 0 && is_elision(buffer_)) {
        elided = after - begin;
        elided_folded = buffer_.size();
      }
      acronym = false;
      at = after;
      continue;
    }
    if (word_character(c)) {
      const bool alone = spaceless(c);
      if (alone && end != begin) break;
      if (buffer_.size() < kMaxWordBytes) utf8::append_folded(buffer_, c);
      if (++letters > 1) acronym = false;
      last = c;
      at = end = after;
      if (!alone) continue;
      for (; stays_with_character(at_or_zero(text_, at)); at += utf8::decode(text_, at).length)
        if (buffer_.size() < kMaxWordBytes)
          utf8::append_folded(buffer_, utf8::decode(text_, at).code_point);
      end = at;
      break;
    }
    if (invisible(c) && word_character(at_or_zero(text_, after))) {
      at = after;
      continue;
    }
    if (joins_letters(last, c, at_or_zero(text_, after))) {
      acronym = false;
      at = after;
      continue;
    }
    if (c == '.' && acronym && utf8::is_letter(last)) {
      const std::size_t next_length = after < text_.size() ? utf8::decode(text_, after).length : 1;
      if (!utf8::is_letter(at_or_zero(text_, after)) ||
          word_character(at_or_zero(text_, after + next_length)))
        break;
      letters = 0;
      at = after;
      continue;
    }
    if ((c == '.' || c == ',') && last < 0x80 && utf8::is_digit(last) &&
        number_goes_on(text_, at)) {
      if (c == '.' && buffer_.size() < kMaxWordBytes) buffer_ += '.';
      at = after;
      continue;
    }
    break;
  }
  at_ = std::max(at, end);
  if (buffer_.size() > kMaxWordBytes) buffer_.resize(utf8::prefix(buffer_, kMaxWordBytes).size());
  token = {{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, buffer_, 0, 0};
  if (elided_folded < buffer_.size()) {
    token.elided = static_cast<std::uint16_t>(elided);
    token.elided_folded = static_cast<std::uint16_t>(elided_folded);
  }
  return !buffer_.empty();  // a run of nothing but marks folds to nothing
}

std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> out;
  Tokenizer tokenizer(text);
  for (Token token; tokenizer.next(token);) out.emplace_back(token.folded);
  return out;
}

std::string word_key(std::string_view text) {
  std::string out;
  Tokenizer tokenizer(text);
  for (Token token; tokenizer.next(token);) {
    if (!out.empty()) out += ' ';
    out += token.folded;
  }
  return out;
}

}  // namespace morgue
