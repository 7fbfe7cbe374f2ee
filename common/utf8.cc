#include "common/utf8.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>

namespace morgue::utf8 {
namespace {

bool continuation(unsigned char c) { return (c & 0xC0U) == 0x80U; }

/// Letters that Unicode does not decompose but that readers type without their stroke or as two.
std::string_view special_folding(char32_t c) {
  switch (c) {
    case U'ß':
    case U'ẞ':
      return "ss";
    case U'æ':
    case U'Æ':
    case U'ǽ':
    case U'Ǽ':
      return "ae";
    case U'œ':
    case U'Œ':
      return "oe";
    case U'ø':
    case U'Ø':
      return "o";
    case U'ð':
    case U'Ð':
    case U'đ':
    case U'Đ':
      return "d";
    case U'þ':
    case U'Þ':
      return "th";
    case U'ł':
    case U'Ł':
      return "l";
    case U'ħ':
    case U'Ħ':
      return "h";
    case U'ı':
    case U'İ':
      return "i";
    case U'ŧ':
    case U'Ŧ':
      return "t";
    default:
      return {};
  }
}

void fold_slow(std::string& out, char32_t c) {
  if (const auto special = special_folding(c); !special.empty()) {
    out += special;
    return;
  }
  std::array<utf8proc_int32_t, 32> parts{};
  int boundclass = 0;
  const auto count = utf8proc_decompose_char(
      static_cast<utf8proc_int32_t>(c), parts.data(), parts.size(),
      static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
                                     UTF8PROC_STRIPMARK | UTF8PROC_IGNORE),
      &boundclass);
  for (utf8proc_ssize_t i = 0; i < count && i < static_cast<utf8proc_ssize_t>(parts.size()); ++i)
    append(out, static_cast<char32_t>(parts[static_cast<std::size_t>(i)]));
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
    const char byte = text[at];
    if (byte >= 0x20 && byte < 0x7F) {
      out += byte;
      ++at;
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
  if (c >= kCachedFoldings) return fold_slow(out, c);
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
