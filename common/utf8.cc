#include "common/utf8.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>

#include "common/eight_bytes.h"

namespace morgue::utf8 {
namespace {

bool continuation(unsigned char c) { return (c & 0xC0U) == 0x80U; }

/// Letters that Unicode does not decompose but that readers type without their stroke, as two, or
/// not at all; sorted.
struct SpecialFolding {
  char32_t from;
  std::string_view to;
};
constexpr auto kSpecialFoldings = std::to_array<SpecialFolding>({
    {U'Æ', "ae"},     {U'Ð', "d"},      {U'Ø', "o"},     {U'ß', "ss"},     {U'æ', "ae"},
    {U'ð', "d"},      {U'ø', "o"},      {U'þ', "th"},    {U'Þ', "th"},     {U'Đ', "d"},
    {U'đ', "d"},      {U'Ħ', "h"},      {U'ħ', "h"},     {U'İ', "i"},      {U'ı', "i"},
    {U'ĸ', "k"},      {U'Ł', "l"},      {U'ł', "l"},     {U'ŉ', "n"},      {U'Ŋ', "n"},
    {U'ŋ', "n"},      {U'Œ', "oe"},     {U'œ', "oe"},    {U'Ŧ', "t"},      {U'ŧ', "t"},
    {U'Ə', "a"},      {U'ə', "a"},      {U'ʹ', ""},      {U'ʺ', ""},       {U'ʻ', ""},
    {U'ʼ', ""},       {U'ʽ', ""},       {U'ʾ', ""},      {U'ʿ', ""},       {U'Ґ', "г"},
    {U'ґ', "г"},      {U'\u0629', "ه"}, {U'\u0640', ""}, {U'\u0649', "ي"}, {U'\u0671', "ا"},
    {U'\u06A9', "ك"}, {U'\u06CC', "ي"}, {U'ẞ', "ss"},
});

const SpecialFolding* special_folding(char32_t c) {
  static constexpr auto kSorted = [] {
    auto sorted = kSpecialFoldings;
    std::sort(sorted.begin(), sorted.end(),
              [](const SpecialFolding& a, const SpecialFolding& b) { return a.from < b.from; });
    return sorted;
  }();
  const auto found =
      std::lower_bound(kSorted.begin(), kSorted.end(), c,
                       [](const SpecialFolding& s, char32_t wanted) { return s.from < wanted; });
  return found != kSorted.end() && found->from == c ? &*found : nullptr;
}

/// Marks that readers leave out: accents, Cyrillic and Hebrew points, Arabic vowels, Indic nuktas.
/// The others (vowels of Indic scripts and Thai, voicing marks of Japanese) make other words.
bool mark_to_drop(char32_t c) {
  return (c >= 0x300 && c <= 0x36F) || (c >= 0x483 && c <= 0x489) || (c >= 0x591 && c <= 0x5C7) ||
         (c >= 0x610 && c <= 0x61A) || (c >= 0x64B && c <= 0x65F) || c == 0x670 ||
         (c >= 0x6D6 && c <= 0x6ED) || (c >= 0x711 && c <= 0x74A) || (c >= 0x8D3 && c <= 0x8FF) ||
         c == 0x93C || c == 0x9BC || c == 0xA3C || c == 0xABC || c == 0xB3C || c == 0xCBC ||
         (c >= 0x1AB0 && c <= 0x1AFF) || (c >= 0x1DC0 && c <= 0x1DFF) ||
         (c >= 0x20D0 && c <= 0x20FF) || (c >= 0xFE20 && c <= 0xFE2F);
}

constexpr char32_t kCyrillicI = U'и';
constexpr char32_t kBreve = 0x306;

/// Decimal digits of other scripts are written as ours; c itself if it is none.
char32_t ascii_digit_of(char32_t c) {
  // The zeros of the scripts that newspapers are printed in; the other nine follow each.
  constexpr auto kZeros =
      std::to_array<char32_t>({0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66,
                               0xCE6, 0xD66, 0xE50, 0xED0, 0xF20, 0x1040, 0x17E0, 0x1810});
  const auto after = std::upper_bound(kZeros.begin(), kZeros.end(), c);
  if (after == kZeros.begin() || c > *(after - 1) + 9) return c;
  return U'0' + (c - *(after - 1));
}

/// Vowels and finals of Korean syllables taken apart.
bool hangul_jamo(char32_t c) { return c >= 0x1161 && c <= 0x11FF; }

/// Appends a mark that stays, as one character with what it belongs to where Unicode has that.
void append_mark(std::string& out, char32_t mark) {
  std::size_t begin = out.size();
  while (begin > 0 && continuation(static_cast<unsigned char>(out[begin - 1]))) --begin;
  if (begin == 0) return append(out, mark);
  --begin;
  std::array<utf8proc_int32_t, 2> pair{static_cast<utf8proc_int32_t>(decode(out, begin).code_point),
                                       static_cast<utf8proc_int32_t>(mark)};
  const auto count = utf8proc_normalize_utf32(
      pair.data(), pair.size(), static_cast<utf8proc_option_t>(UTF8PROC_COMPOSE | UTF8PROC_STABLE));
  if (count != 1) return append(out, mark);
  out.resize(begin);
  append(out, static_cast<char32_t>(pair[0]));
}

void fold_slow(std::string& out, char32_t c) {
  if (const auto* special = special_folding(c)) {
    out += special->to;
    return;
  }
  std::array<utf8proc_int32_t, 32> parts{};
  int boundclass = 0;
  const auto count =
      utf8proc_decompose_char(static_cast<utf8proc_int32_t>(c), parts.data(), parts.size(),
                              static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT |
                                                             UTF8PROC_CASEFOLD | UTF8PROC_IGNORE),
                              &boundclass);
  char32_t last = 0;
  for (utf8proc_ssize_t i = 0; i < count && i < static_cast<utf8proc_ssize_t>(parts.size()); ++i) {
    const auto part = static_cast<char32_t>(parts[static_cast<std::size_t>(i)]);
    // й is a letter of its own.
    const bool of_letter = part == kBreve && (last == kCyrillicI || (i == 0 && out.ends_with("и")));
    const bool dropped = mark_to_drop(part) && !of_letter;
    if (const auto* special = special_folding(part))
      out += special->to;
    else if (!dropped && (is_mark(part) || hangul_jamo(part)))
      append_mark(out, part);
    else if (!dropped)
      append(out, ascii_digit_of(part));
    last = part;
  }
}

/// Latin, Greek and Cyrillic (all below U+0590) are folded once and looked up from then on.
constexpr char32_t kCachedFoldings = 0x590;
struct FoldingTable {
  struct Entry {
    std::array<char, 7> bytes{};
    std::uint8_t size = 0;
  };
  std::array<Entry, kCachedFoldings> entries;

  FoldingTable() {
    std::string folded;
    for (char32_t c = 0; c < kCachedFoldings; ++c) {
      folded.clear();
      fold_slow(folded, c);
      Entry& entry = entries[c];
      entry.size = static_cast<std::uint8_t>(std::min(folded.size(), entry.bytes.size()));
      std::copy_n(folded.begin(), entry.size, entry.bytes.begin());
    }
  }
};

utf8proc_category_t category(char32_t c) {
  return utf8proc_category(static_cast<utf8proc_int32_t>(c));
}

/// How many printable characters of ASCII stand there.
std::size_t printable_ascii(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && text[end] >= 0x20 && text[end] < 0x7F) ++end;
  return end - at;
}

}  // namespace

Decoded decode(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at);
  if (lead < 0x80) return {lead, 1};
  const std::size_t left = text.size() - at;
  if (lead >= 0xC2 && lead <= 0xDF && left >= 2 && continuation(byte(at + 1)))
    return {static_cast<char32_t>((lead & 0x1FU) << 6U | (byte(at + 1) & 0x3FU)), 2};
  if (lead >= 0xE0 && lead <= 0xEF && left >= 3 && continuation(byte(at + 1)) &&
      continuation(byte(at + 2))) {
    const char32_t c =
        (lead & 0x0FU) << 12U | (byte(at + 1) & 0x3FU) << 6U | (byte(at + 2) & 0x3FU);
    if (c >= 0x800 && (c < 0xD800 || c > 0xDFFF)) return {c, 3};
  }
  if (lead >= 0xF0 && lead <= 0xF4 && left >= 4 && continuation(byte(at + 1)) &&
      continuation(byte(at + 2)) && continuation(byte(at + 3))) {
    const char32_t c = (lead & 0x07U) << 18U | (byte(at + 1) & 0x3FU) << 12U |
                       (byte(at + 2) & 0x3FU) << 6U | (byte(at + 3) & 0x3FU);
    if (c >= 0x10000 && c <= 0x10FFFF) return {c, 4};
  }
  return {kReplacement, 1};
}

void append(std::string& out, char32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0U | (c >> 6U));
    out += static_cast<char>(0x80U | (c & 0x3FU));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0U | (c >> 12U));
    out += static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
    out += static_cast<char>(0x80U | (c & 0x3FU));
  } else {
    out += static_cast<char>(0xF0U | (c >> 18U));
    out += static_cast<char>(0x80U | ((c >> 12U) & 0x3FU));
    out += static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
    out += static_cast<char>(0x80U | (c & 0x3FU));
  }
}

bool valid(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    if (at + EightBytes::kSize <= text.size() && EightBytes(text.data() + at).high() == 0) {
      at += EightBytes::kSize;
      continue;
    }
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      ++at;
      continue;
    }
    const Decoded d = decode(text, at);
    if (d.length == 1) return false;
    at += d.length;
  }
  return true;
}

std::string repaired(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Decoded d = decode(text, at);
    append(out, d.code_point);
    at += d.length;
  }
  return out;
}

std::string_view prefix(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && continuation(static_cast<unsigned char>(text[bytes]))) --bytes;
  return text.substr(0, bytes);
}

std::string without_controls(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    if (const std::size_t plain = printable_ascii(text, at); plain > 0) {
      out.append(text, at, plain);
      at += plain;
      continue;
    }
    const Decoded d = decode(text, at);
    const char32_t c = d.code_point;
    if (c == '\n' || c == 0x2028 || c == 0x2029 || c == 0x85) {
      out += '\n';
    } else if (c == '\r') {
      if (at + 1 >= text.size() || text[at + 1] != '\n') out += '\n';
    } else if (c == '\t' || c == '\v' || c == '\f') {
      out += ' ';
    } else if (!is_control(c)) {
      out.append(text, at, d.length);
    }
    at += d.length;
  }
  return out;
}

std::string one_line(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool gap = false;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] > 0x20 && text[at] < 0x7F) {
      if (gap) out += ' ';
      gap = false;
      out += text[at++];
      continue;
    }
    const Decoded d = decode(text, at);
    if (is_space(d.code_point)) {
      gap = !out.empty();
    } else if (!is_control(d.code_point)) {
      if (gap) out += ' ';
      gap = false;
      out.append(text, at, d.length);
    }
    at += d.length;
  }
  return out;
}

int columns(char32_t c) {
  if (c < 0x300) return c >= 0x20 && c != 0x7F && c != 0xAD ? 1 : 0;
  return utf8proc_charwidth(static_cast<utf8proc_int32_t>(c));
}

std::size_t columns(std::string_view text) {
  std::size_t sum = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Decoded d = decode(text, at);
    sum += static_cast<std::size_t>(columns(d.code_point));
    at += d.length;
  }
  return sum;
}

bool is_control(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xFEFF ||
         // Bidirectional embeddings, overrides and isolates: text can hide text with them.
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) ||
         (c >= 0xFFF0 && c <= 0xFFFB) || (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF) ||
         // Tag characters: invisible copies of ASCII.
         (c >= 0xE0000 && c <= 0xE007F);
}

bool is_letter(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  const auto kind = category(c);
  return kind >= UTF8PROC_CATEGORY_LU && kind <= UTF8PROC_CATEGORY_LO;
}

bool is_upper(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  const auto kind = category(c);
  return kind == UTF8PROC_CATEGORY_LU || kind == UTF8PROC_CATEGORY_LT;
}

bool is_lower(char32_t c) {
  if (c < 0x80) return c >= 'a' && c <= 'z';
  return category(c) == UTF8PROC_CATEGORY_LL;
}

bool is_mark(char32_t c) {
  if (c < 0x300) return false;
  const auto kind = category(c);
  return kind >= UTF8PROC_CATEGORY_MN && kind <= UTF8PROC_CATEGORY_ME;
}

char32_t lower(char32_t c) {
  return static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(c)));
}

char32_t upper(char32_t c) {
  return static_cast<char32_t>(utf8proc_toupper(static_cast<utf8proc_int32_t>(c)));
}

bool is_digit(char32_t c) {
  if (c < 0x80) return c >= '0' && c <= '9';
  return category(c) == UTF8PROC_CATEGORY_ND;
}

bool is_space(char32_t c) {
  return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

void append_folded(std::string& out, char32_t c) {
  static const FoldingTable table;
  if (c >= kCachedFoldings || c == kBreve) return fold_slow(out, c);
  const auto& entry = table.entries[c];
  out.append(entry.bytes.data(), entry.size);
}

std::string folded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Decoded d = decode(text, at);
    append_folded(out, d.code_point);
    at += d.length;
  }
  return out;
}

}  // namespace morgue::utf8
