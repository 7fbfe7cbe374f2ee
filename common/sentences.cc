#include <algorithm>
#include <array>

#include "common/article.h"
#include "common/eight_bytes.h"
#include "common/text.h"
#include "common/utf8.h"

namespace morgue {
namespace {

/// Abbreviations that are followed by a name or a number: a full stop after them ends no sentence.
constexpr auto kNeverEnds = std::to_array<std::string_view>(
    {"adm",  "atty", "brig",   "capt", "cmdr", "col",  "cpl", "dr", "ft",   "gen", "gov", "hon",
     "lt",   "maj",  "messrs", "mgr",  "mme",  "mr",   "mrs", "ms", "mt",   "no",  "nos", "pres",
     "prof", "rep",  "reps",   "rev",  "sen",  "sens", "sgt", "st", "supt", "v",   "vs"});
static_assert(std::is_sorted(kNeverEnds.begin(), kNeverEnds.end()));

/// Abbreviations that may stand at the end of a sentence: they end one only before a function word
/// with a capital ("the U.S. The minister"), not before a name ("the U.S. Senate").
constexpr auto kSeldomEnds = std::to_array<std::string_view>(
    {"admin", "apr",  "assn", "aug", "ave",  "bros", "co",   "corp", "dec", "dept",
     "est",   "etc",  "feb",  "inc", "intl", "jan",  "jr",   "jul",  "jun", "ltd",
     "mar",   "natl", "nov",  "oct", "rd",   "sep",  "sept", "sr",   "univ"});
static_assert(std::is_sorted(kSeldomEnds.begin(), kSeldomEnds.end()));

/// None of both lists is longer, nor is what counts as an initial or an acronym.
constexpr std::size_t kLongestListed = 6;
static_assert(std::all_of(kNeverEnds.begin(), kNeverEnds.end(),
                          [](std::string_view word) { return word.size() <= kLongestListed; }));
static_assert(std::all_of(kSeldomEnds.begin(), kSeldomEnds.end(),
                          [](std::string_view word) { return word.size() <= kLongestListed; }));

bool terminator(char32_t c) {
  return c == '.' || c == '?' || c == '!' || c == U'…' || c == U'。' || c == U'！' || c == U'？' ||
         c == U'؟' || c == U'।' || c == U'｡';
}
bool wide_terminator(char32_t c) { return c == U'。' || c == U'！' || c == U'？' || c == U'｡'; }
bool closing(char32_t c) {
  return c == '"' || c == '\'' || c == ')' || c == ']' || c == U'”' || c == U'’' || c == U'»' ||
         c == U'」' || c == U'』' || c == U'）';
}
bool opening(char32_t c) {
  return c == '"' || c == '\'' || c == '(' || c == '[' || c == U'“' || c == U'‘' || c == U'«' ||
         c == U'„' || c == U'–' || c == U'—' || c == '-' || c == U'•' || c == U'「';
}

/// Decides, for one paragraph, where its sentences end.
class SentenceFinder {
 public:
  SentenceFinder(std::string_view text, Span paragraph) : text_(text), paragraph_(paragraph) {}

  void find(std::vector<Span>& out) {
    std::size_t begin = paragraph_.begin;
    for (std::size_t at = begin; at < paragraph_.end;) {
      at = past_plain(at);
      if (at >= paragraph_.end) break;
      if (!may_end_sentence(text_[at])) {
        ++at;
        continue;
      }
      const utf8::Decoded d = utf8::decode(text_, at);
      if (!terminator(d.code_point)) {
        at += d.length;
        continue;
      }
      const std::size_t stop = at;
      at = past_closing(at + d.length);
      if (!ends_sentence(stop, d.code_point, at)) continue;
      out.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)});
      at = begin = past_space(at);
    }
    if (begin < paragraph_.end) out.push_back({static_cast<std::uint32_t>(begin), paragraph_.end});
  }

 private:
  /// Past bytes that end nothing, as nearly all do.
  [[nodiscard]] std::size_t past_plain(std::size_t at) const {
    while (at + EightBytes::kSize <= paragraph_.end) {
      const EightBytes bytes(text_.data() + at);
      const std::uint64_t marks =
          bytes.high() | bytes.equal('.') | bytes.equal('?') | bytes.equal('!');
      at += EightBytes::first(marks);
      if (marks != 0) break;
    }
    return at;
  }
  [[nodiscard]] std::size_t past_closing(std::size_t at) const {
    while (at < paragraph_.end) {
      const utf8::Decoded d = utf8::decode(text_, at);
      if (!terminator(d.code_point) && !closing(d.code_point)) break;
      at += d.length;
    }
    return at;
  }
  [[nodiscard]] std::size_t past_space(std::size_t at) const {
    while (at < paragraph_.end) {
      const utf8::Decoded d = utf8::decode(text_, at);
      if (!utf8::is_space(d.code_point)) break;
      at += d.length;
    }
    return at;
  }
  [[nodiscard]] bool ends_sentence(std::size_t stop, char32_t mark, std::size_t after) const {
    if (after >= paragraph_.end) return true;
    if (wide_terminator(mark)) return true;
    const std::size_t next = past_space(after);
    if (next == after) return false;
    if (next >= paragraph_.end) return true;
    if (!starts_sentence(next)) return false;
    return mark != '.' || full_stop_ends(stop, next);
  }
  /// A capital, a digit or a letter without case, maybe behind an opening mark.
  [[nodiscard]] bool starts_sentence(std::size_t at) const {
    utf8::Decoded d = utf8::decode(text_, at);
    while (opening(d.code_point) && at + d.length < paragraph_.end) {
      at = past_space(at + d.length);
      if (at >= paragraph_.end) return false;
      d = utf8::decode(text_, at);
    }
    return !utf8::is_lower(d.code_point);
  }
  [[nodiscard]] bool full_stop_ends(std::size_t stop, std::size_t next) const {
    std::size_t begin = stop;
    while (begin > paragraph_.begin &&
           !utf8::is_space(static_cast<unsigned char>(text_[begin - 1])) &&
           stop - begin < kLongestAbbreviation)
      --begin;
    while (begin < stop && (text_[begin] == '(' || text_[begin] == '"' || text_[begin] == '\''))
      ++begin;
    const std::string_view before = text_.substr(begin, stop - begin);
    if (before.empty() || before.size() > kLongestListed) return true;
    std::string word;
    for (char c : before) word += static_cast<char>(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
    if (std::find(kNeverEnds.begin(), kNeverEnds.end(), word) != kNeverEnds.end()) {
      // "No." and "no.": only before a figure is it a number.
      return word == "no" && !utf8::is_digit(static_cast<unsigned char>(text_[next]));
    }
    const bool initial = before.size() == 1 && before[0] >= 'A' && before[0] <= 'Z';
    const bool acronym = before.size() <= 5 && before.find('.') != std::string_view::npos;
    const bool seldom = std::binary_search(kSeldomEnds.begin(), kSeldomEnds.end(), word);
    if (!initial && !acronym && !seldom) return true;
    Token token;
    Tokenizer tokenizer(text_.substr(next, paragraph_.end - next));
    return tokenizer.next(token) && is_function_word(token.folded) && token.folded != "i";
  }

  static constexpr std::size_t kLongestAbbreviation = 8;
  std::string_view text_;
  Span paragraph_;
};

}  // namespace

std::vector<Span> sentences(std::string_view text) {
  std::vector<Span> out;
  for (Span paragraph : paragraphs(text)) SentenceFinder(text, paragraph).find(out);
  return out;
}

}  // namespace morgue
