#include "indexer/extract/text_days.h"

#include <array>
#include <cctype>
#include <string>

#include "indexer/extract/word_list.h"

namespace morgue {
namespace {

constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2100;
/// So many words before a day are searched for signs that it is yet to come.
constexpr std::size_t kFutureWindow = 12;
constexpr std::size_t kMaxWordBytes = 12;  // "wednesday", "september" and all cue words fit

constexpr auto kFutureCues = word_list(
    {"before",   "by",    "deadline", "due",     "expected", "expire", "expires",  "extend",
     "extended", "going", "next",     "plan",    "planned",  "plans",  "schedule", "scheduled",
     "set",      "shall", "starting", "through", "till",     "until",  "upcoming", "will"});

/// A run of ASCII letters or of digits; other scripts separate words, they name no English day.
struct Word {
  Span where;
  bool digits = false;
  bool starts_sentence = false;
};

class Words {
 public:
  explicit Words(std::string_view text) : text_(text) {}

  bool next(Word& word) {
    bool sentence = at_ == 0;
    while (at_ < text_.size() && !is_word(text_[at_])) {
      const char c = text_[at_];
      const bool spaced = at_ + 1 >= text_.size() || text_[at_ + 1] == ' ';
      if (c == '\n' || c == '!' || c == '?' || (c == '.' && spaced && !abbreviated_))
        sentence = true;
      ++at_;
    }
    if (at_ >= text_.size()) return false;
    const std::size_t begin = at_;
    const bool digits = is_digit(text_[at_]);
    while (at_ < text_.size() && is_word(text_[at_]) && is_digit(text_[at_]) == digits) ++at_;
    word = {{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_)}, digits, sentence};
    // "Jan. 3", "Thurs. July 3" and "J. Pike" are no ends of sentences.
    abbreviated_ =
        !digits && at_ - begin <= 5 && std::isupper(static_cast<unsigned char>(text_[begin]));
    return true;
  }

 private:
  static bool is_digit(char c) { return c >= '0' && c <= '9'; }
  static bool is_word(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool abbreviated_ = false;
};

int to_number(std::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

bool is_year(std::string_view digits) {
  if (digits.size() != 4) return false;
  const int year = to_number(digits);
  return year >= kFirstYear && year <= kLastYear;
}

bool is_ordinal(std::string_view word) {
  return word == "st" || word == "nd" || word == "rd" || word == "th";
}

std::string lower(std::string_view word) {
  std::string key(word.substr(0, kMaxWordBytes));
  for (char& c : key) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return key;
}

/// The last words of the text, newest first.
class Window {
 public:
  explicit Window(std::string_view text) : text_(text) {}

  void push(const Word& word) {
    words_[count_ % kSize] = word;
    ++count_;
  }
  [[nodiscard]] bool has(std::size_t back) const { return back < count_ && back < kSize; }
  [[nodiscard]] const Word& word(std::size_t back) const {
    return words_[(count_ - 1 - back) % kSize];
  }
  [[nodiscard]] std::string_view text(std::size_t back) const {
    return has(back) ? word(back).where.of(text_) : std::string_view{};
  }
  [[nodiscard]] bool digits(std::size_t back) const { return has(back) && word(back).digits; }
  /// What stands between word `back` + 1 and word `back`.
  [[nodiscard]] std::string_view gap(std::size_t back) const {
    if (!has(back + 1)) return {};
    return Span{word(back + 1).where.end, word(back).where.begin}.of(text_);
  }

 private:
  static constexpr std::size_t kSize = 32;
  std::string_view text_;
  std::array<Word, kSize> words_{};
  std::size_t count_ = 0;
};

bool is_soft_gap(std::string_view gap) {
  return !gap.empty() && gap.size() <= 3 && gap.find_first_not_of(" .,") == std::string_view::npos;
}

/// A day that ends with the newest word, and how many words it has.
struct Match {
  Day day{};
  std::size_t words = 0;
};

std::optional<Match> match_iso(const Window& w) {
  if (!w.digits(0) || !w.digits(1) || !w.digits(2) || !is_year(w.text(2))) return {};
  if (w.gap(0) != "-" || w.gap(1) != "-" || w.text(0).size() != 2 || w.text(1).size() != 2)
    return {};
  const auto day = make_day(to_number(w.text(2)), static_cast<unsigned>(to_number(w.text(1))),
                            static_cast<unsigned>(to_number(w.text(0))));
  return day ? std::optional(Match{*day, 3}) : std::nullopt;
}

/// "July 3, 2025", "July 3rd, 2025", "3 July 2025", "3rd of July 2025"; the year is newest.
std::optional<Match> match_named(const Window& w) {
  if (!w.digits(0) || !is_year(w.text(0)) || !is_soft_gap(w.gap(0))) return {};
  std::size_t at = 1;
  std::size_t month_at = 0;
  std::size_t day_at = 0;
  if (is_ordinal(w.text(at)) && w.digits(at + 1) && w.gap(at).empty()) ++at;
  if (w.digits(at)) {
    day_at = at;
    month_at = at + 1;
    if (!is_soft_gap(w.gap(at))) return {};
  } else {
    month_at = at++;
    if (w.text(at) == "of") ++at;
    if (is_ordinal(w.text(at)) && w.digits(at + 1)) ++at;
    day_at = at;
    if (!w.digits(day_at)) return {};
  }
  const auto name = w.text(month_at);
  if (name.empty() || !std::isupper(static_cast<unsigned char>(name.front()))) return {};
  const unsigned month = month_by_name(name);
  if (month == 0 || w.text(day_at).size() > 2) return {};
  const auto day =
      make_day(to_number(w.text(0)), month, static_cast<unsigned>(to_number(w.text(day_at))));
  return day ? std::optional(Match{*day, std::max(month_at, day_at) + 1}) : std::nullopt;
}

bool is_expected(const Window& w, std::size_t from) {
  for (std::size_t back = from; back < from + kFutureWindow && w.has(back); ++back) {
    if (holds(kFutureCues, lower(w.text(back)))) return true;
    if (w.word(back).starts_sentence) return false;
  }
  return false;
}

/// The day that ends with the newest word, if one does and its weekday is not a wrong one.
std::optional<TextDay> find_day(const Window& window) {
  auto match = match_iso(window);
  if (!match) match = match_named(window);
  if (!match) return {};
  std::size_t first = match->words - 1;
  TextDay day{{window.word(first).where.begin, window.word(0).where.end}, match->day, false, false};
  if (const auto weekday = weekday_by_name(window.text(match->words));
      weekday && is_soft_gap(window.gap(first))) {
    if (*weekday != std::chrono::weekday{match->day}) return {};
    day.with_weekday = true;
    day.where.begin = window.word(++first).where.begin;
  }
  day.expected = is_expected(window, first + 1);
  return day;
}

}  // namespace

NamedTimes named_times(std::string_view text) {
  NamedTimes found;
  Words words(text);
  Window window(text);
  for (Word word; words.next(word);) {
    window.push(word);
    const auto written = word.where.of(text);
    if (!word.digits) {
      const bool name = written.ends_with("day") && written[0] >= 'A' && written[0] <= 'Z';
      const auto weekday = name ? weekday_by_name(written) : std::nullopt;
      if (weekday) found.weekdays |= 1U << weekday->c_encoding();
      continue;
    }
    if (is_year(written)) found.years.push_back(to_number(written));
    if (const auto day = find_day(window)) found.days.push_back(*day);
  }
  return found;
}

}  // namespace morgue
