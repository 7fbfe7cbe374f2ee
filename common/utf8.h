#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace morgue::utf8 {

inline constexpr char32_t kReplacement = 0xFFFD;

/// A decoded character and how many bytes it took (1 for a broken byte, decoded as kReplacement).
struct Decoded {
  char32_t code_point = 0;
  std::uint8_t length = 1;
};

/// Decodes the character that starts at `at`, strictly (no surrogates, no overlong forms).
/// Precondition: at < text.size().
[[nodiscard]] Decoded decode(std::string_view text, std::size_t at);

void append(std::string& out, char32_t code_point);

[[nodiscard]] bool valid(std::string_view text);

/// The same text with every broken byte replaced by U+FFFD.
[[nodiscard]] std::string repaired(std::string_view text);

/// `text` cut to at most `bytes` bytes, never inside a character.
[[nodiscard]] std::string_view prefix(std::string_view text, std::size_t bytes);

/// Makes text fit to be stored: CRLF and CR become LF, tabs become blanks, U+2028/2029 become LF,
/// other control characters (C0, DEL, C1), the byte order mark and lone specials are dropped.
/// Input must be valid UTF-8.
[[nodiscard]] std::string without_controls(std::string_view text);

/// The same with every run of white space (NBSP and other Unicode spaces included) made one blank
/// and none at the ends: for titles, names and other one-line fields.
[[nodiscard]] std::string one_line(std::string_view text);

/// How many terminal columns a character takes: 0 (combining, zero width), 1 or 2 (wide).
[[nodiscard]] int columns(char32_t code_point);
[[nodiscard]] std::size_t columns(std::string_view text);

[[nodiscard]] bool is_letter(char32_t c);
[[nodiscard]] bool is_upper(char32_t c);
[[nodiscard]] bool is_lower(char32_t c);
[[nodiscard]] bool is_digit(char32_t c);
[[nodiscard]] bool is_mark(char32_t c);   ///< a combining mark
[[nodiscard]] bool is_space(char32_t c);  ///< Unicode white space, NBSP included
/// What must not reach storage or a terminal: C0, DEL, C1, byte order marks, bidirectional
/// overrides, specials, noncharacters and tag characters. Line breaks and tabs are among them.
[[nodiscard]] bool is_control(char32_t c);

/// The simple lower case of a character, itself where it has none.
[[nodiscard]] char32_t lower(char32_t c);
/// The simple upper case of a character, itself where it has none.
[[nodiscard]] char32_t upper(char32_t c);

/// Appends the character folded for matching: lower case, without diacritics and compatibility
/// variants; one character may become several ("ß" -> "ss", "ﬁ" -> "fi", "Æ" -> "ae", "ø" -> "o")
/// or none (an accent, an Arabic vowel, a tatweel). What makes another word stays: "й", vowels of
/// Indic scripts and Thai, voicing marks of Japanese, which join the character before them. Digits
/// of all scripts become ours.
void append_folded(std::string& out, char32_t c);

/// A whole text folded that way. Not for analysis (see tokens.h) but for keys and comparisons.
[[nodiscard]] std::string folded(std::string_view text);

}  // namespace morgue::utf8
