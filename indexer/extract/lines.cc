#include "indexer/extract/lines.h"

#include <algorithm>
#include <array>

#include "common/utf8.h"
#include "indexer/extract/key_line.h"

namespace morgue {
namespace {

/// No writer wraps wider; longer lines are paragraphs.
constexpr std::size_t kMaxWrapColumns = 100;
/// A wrapped line fills at least this share of the width: the longest English words at the end of a
/// line of 60 columns leave less.
constexpr double kFullLineShare = 0.6;
/// Of the line breaks inside blocks so many must cut a sentence. Wrapped news has about one full
/// stop at a line end in ten; a text with a paragraph on every line has one at nearly each.
constexpr double kCutShare = 0.5;
/// Of the lines behind such a break so many start with a small letter: about four in five in
/// English text, fewer in German, hardly any in a list of headlines.
constexpr double kLowerShare = 0.4;
/// The width is the length that this share of the lines below kMaxWrapColumns does not exceed; at
/// least half of all lines must be below it, so that a few pasted paragraphs do not hide the
/// wrapping.
constexpr double kWidthQuantile = 0.9;

constexpr std::size_t kMinGaps = 2;
constexpr std::size_t kMinSentenceWords = 5;
constexpr std::size_t kMaxHeadlineWords = 25;
constexpr std::size_t kMaxHeadlineBytes = 180;
/// A question, an exclamation or a line that ends in "U.S." may be a headline up to this length.
constexpr std::size_t kMaxQuestionWords = 16;

struct RawLine {
  std::string_view text;
  std::size_t indent = 0;
  std::size_t blanks_before = 0;
};

std::vector<RawLine> raw_lines(std::string_view text) {
  std::vector<RawLine> lines;
  std::size_t blanks = 0;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const auto line = text.substr(begin, end - begin);
    const auto first = line.find_first_not_of(" \t\r");
    begin = end + 1;
    if (first == std::string_view::npos) {
      ++blanks;
      continue;
    }
    const auto last = line.find_last_not_of(" \t\r");
    lines.push_back({line.substr(first, last - first + 1), first, blanks});
    blanks = 0;
  }
  return lines;
}

/// The last character of a line, closing quotation marks and brackets apart.
char32_t closing_character(std::string_view line) {
  constexpr std::u32string_view closers = U"\"'”’»)]*_ ";
  char32_t last = 0;
  for (std::size_t at = line.size(); at > 0;) {
    std::size_t begin = at - 1;
    while (begin > 0 && (static_cast<unsigned char>(line[begin]) & 0xC0U) == 0x80U) --begin;
    last = utf8::decode(line, begin).code_point;
    if (closers.find(last) == std::u32string_view::npos) return last;
    at = begin;
  }
  return last;
}

bool ends_sentence(std::string_view line) {
  constexpr std::u32string_view stops = U".!?。！？।۔";
  if (line.ends_with("...") || line.ends_with("…")) return false;
  return stops.find(closing_character(line)) != std::u32string_view::npos;
}

/// "U.S.", "D.C."
bool ends_in_acronym(std::string_view line) {
  const auto upper = [&](std::size_t at) { return line[at] >= 'A' && line[at] <= 'Z'; };
  const std::size_t n = line.size();
  return n >= 4 && line[n - 1] == '.' && upper(n - 2) && line[n - 3] == '.' && upper(n - 4);
}

bool starts_lower(std::string_view line) {
  const char32_t c = utf8::decode(line, 0).code_point;
  return utf8::is_letter(c) && !utf8::is_upper(c);
}

/// Runs of non-blanks; in scripts without blanks three characters are counted as a word.
std::size_t count_words(std::string_view text) {
  std::size_t words = 0;
  std::size_t unspaced = 0;
  bool inside = false;
  for (std::size_t at = 0; at < text.size();) {
    const auto [c, length] = utf8::decode(text, at);
    if (c != U' ' && !inside) ++words;
    inside = c != U' ';
    const bool thai_to_burmese = (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x1000 && c <= 0x109F);
    const bool kana_or_han = (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF);
    if (thai_to_burmese || kana_or_han) ++unspaced;
    at += length;
  }
  return words + unspaced / 3;
}

struct Wrapping {
  bool wrapped = false;
  std::size_t full = 0;  ///< a line of so many bytes was broken by the width
};

/// Whether a line break between two lines of one block may come from wrapping at `width`.
bool cuts_sentence(const RawLine& line, const RawLine& next, std::size_t full) {
  if (line.text.size() < full || line.text.size() > kMaxWrapColumns) return false;
  return starts_lower(next.text) || !ends_sentence(line.text);
}

Wrapping find_wrapping(const std::vector<RawLine>& lines) {
  std::vector<std::size_t> lengths;
  std::size_t breaks = 0;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    if (lines[i + 1].blanks_before > 0) continue;
    ++breaks;
    if (lines[i].text.size() <= kMaxWrapColumns) lengths.push_back(lines[i].text.size());
  }
  if (lengths.size() < 2 || 2 * lengths.size() < breaks) return {};
  const auto rank =
      static_cast<std::size_t>(static_cast<double>(lengths.size() - 1) * kWidthQuantile);
  std::ranges::nth_element(lengths, lengths.begin() + static_cast<long>(rank));
  const std::size_t width = lengths[rank];
  const auto full = static_cast<std::size_t>(static_cast<double>(width) * kFullLineShare);
  std::size_t cuts = 0;
  std::size_t lower = 0;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    if (lines[i + 1].blanks_before > 0 || !cuts_sentence(lines[i], lines[i + 1], full)) continue;
    ++cuts;
    if (starts_lower(lines[i + 1].text)) ++lower;
  }
  const bool often = static_cast<double>(cuts) >= kCutShare * static_cast<double>(lengths.size());
  return {often && static_cast<double>(lower) >= kLowerShare * static_cast<double>(cuts), full};
}

bool has_mark(std::string_view line) { return without_mark(line).size() < line.size(); }

/// Labels are words; tables hold figures, credits brackets.
bool has_columns(std::string_view line) {
  if (line.find_first_of("0123456789();:$%") != std::string_view::npos) return false;
  std::size_t gaps = 0;
  for (std::size_t at = line.find("  "); at != std::string_view::npos; at = line.find("  ", at)) {
    ++gaps;
    at = std::min(line.find_first_not_of(' ', at), line.size());
  }
  return gaps >= kMinGaps;
}

/// Whether `next` goes on with the paragraph that `line` is part of.
bool continues(const RawLine& line, const RawLine& next, std::size_t full) {
  if (next.blanks_before > 0 || has_mark(next.text)) return false;
  if (next.indent >= line.indent + 2 || read_key_line(next.text) || read_key_line(line.text))
    return false;
  if (starts_lower(next.text)) return true;
  // A short line ends a paragraph or is a heading; a line beyond the width was not wrapped.
  if (line.text.size() > kMaxWrapColumns) return !ends_sentence(line.text);
  return line.text.size() >= full;
}

}  // namespace

std::string_view without_mark(std::string_view line) {
  for (const std::string_view mark :
       {"•", "·", "●", "▪", "–", "—", "-", "*", "######", "#####", "####", "###", "##", "#", ">"}) {
    if (!line.starts_with(mark)) continue;
    auto rest = line.substr(mark.size());
    const auto first = rest.find_first_not_of(' ');
    if (first == 0 || first == std::string_view::npos) continue;
    return rest.substr(first);
  }
  return line;
}

bool is_rule(std::string_view line) {
  for (std::size_t at = 0; at < line.size();) {
    const auto [c, length] = utf8::decode(line, at);
    if (utf8::is_letter(c) || utf8::is_digit(c)) return false;
    at += length;
  }
  return true;
}

Line make_line(std::string text, std::size_t blanks_before) {
  Line line;
  line.text = std::move(text);
  line.blanks_before = blanks_before;
  line.words = count_words(line.text);
  line.sentence = ends_sentence(line.text);
  const char32_t last = closing_character(line.text);
  const bool doubtful = last == U'?' || last == U'!' || ends_in_acronym(line.text);
  const bool sentence = line.sentence && line.words >= kMinSentenceWords &&
                        !(doubtful && line.words <= kMaxQuestionWords);
  line.prose = sentence || line.words > kMaxHeadlineWords || line.text.size() > kMaxHeadlineBytes;
  return line;
}

std::vector<Line> logical_lines(std::string_view text) {
  const auto raw = raw_lines(text);
  const Wrapping wrapping = find_wrapping(raw);
  std::vector<Line> lines;
  for (std::size_t i = 0; i < raw.size();) {
    std::string joined(raw[i].text);
    std::size_t next = i + 1;
    if (wrapping.wrapped) {
      for (; next < raw.size() && continues(raw[next - 1], raw[next], wrapping.full); ++next) {
        joined += ' ';
        joined += raw[next].text;
      }
    }
    std::string clean = utf8::one_line(joined);
    if (!clean.empty()) {
      lines.push_back(make_line(std::move(clean), raw[i].blanks_before));
      lines.back().columns = next == i + 1 && has_columns(raw[i].text);
    }
    i = next;
  }
  return lines;
}

}  // namespace morgue
