#include "indexer/read/feed_date.h"

#include <array>
#include <charconv>
#include <string>
#include <vector>

#include "indexer/read/ascii.h"

namespace morgue {
namespace {

using std::chrono::minutes;

struct Zone {
  std::string_view name;
  int minutes_east;
};
constexpr std::array kZones = {
    Zone{"utc", 0},     Zone{"gmt", 0},     Zone{"ut", 0},     Zone{"z", 0},      Zone{"wet", 0},
    Zone{"west", 60},   Zone{"bst", 60},    Zone{"ist", 330},  Zone{"cet", 60},   Zone{"mez", 60},
    Zone{"cest", 120},  Zone{"mesz", 120},  Zone{"eet", 120},  Zone{"eest", 180}, Zone{"msk", 180},
    Zone{"jst", 540},   Zone{"kst", 540},   Zone{"hkt", 480},  Zone{"sgt", 480},  Zone{"awst", 480},
    Zone{"acst", 570},  Zone{"acdt", 630},  Zone{"aest", 600}, Zone{"aedt", 660}, Zone{"nzst", 720},
    Zone{"nzdt", 780},  Zone{"nst", -210},  Zone{"ndt", -150}, Zone{"ast", -240}, Zone{"adt", -180},
    Zone{"est", -300},  Zone{"edt", -240},  Zone{"et", -300},  Zone{"cst", -360}, Zone{"cdt", -300},
    Zone{"mst", -420},  Zone{"mdt", -360},  Zone{"pst", -480}, Zone{"pdt", -420}, Zone{"pt", -480},
    Zone{"akst", -540}, Zone{"akdt", -480}, Zone{"hst", -600}, Zone{"sast", 120}, Zone{"brt", -180},
    Zone{"art", -180},  Zone{"gst", 240},   Zone{"pkt", 300},
};

/// A number or a word, and the marks in front of it.
struct Token {
  std::string_view text;
  char before = ' ';
  bool digits = false;
};

std::vector<Token> tokens_of(std::string_view text) {
  constexpr std::size_t kMost = 24;  // dates are short; a text is none
  std::vector<Token> out;
  char before = ' ';
  for (std::size_t at = 0; at < text.size() && out.size() < kMost;) {
    const char c = text[at];
    if (!ascii::is_alnum(c)) {
      before = ascii::is_space(c) && before != ' ' && before != ',' ? before : c;
      ++at;
      continue;
    }
    const bool digits = ascii::is_digit(c);
    std::size_t end = at;
    while (end < text.size() && (digits ? ascii::is_digit(text[end]) : ascii::is_letter(text[end])))
      ++end;
    out.push_back({text.substr(at, end - at), before, digits});
    before = 0;
    at = end;
  }
  return out;
}

int number(std::string_view digits) {
  int value = -1;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

/// Collects what the tokens say; every part is taken once.
class DateReader {
 public:
  explicit DateReader(std::string_view text) : tokens_(tokens_of(text)) {}

  std::optional<Timestamp> read() {
    for (at_ = 0; at_ < tokens_.size(); ++at_) {
      if (tokens_[at_].digits) {
        take_number();
      } else {
        take_word();
      }
    }
    return result();
  }

 private:
  [[nodiscard]] bool clock_follows() const {
    return at_ + 1 < tokens_.size() && tokens_[at_ + 1].digits && tokens_[at_ + 1].before == ':';
  }

  void take_number() {
    const Token& token = tokens_[at_];
    const int value = number(token.text);
    const bool sign = token.before == '+' || (token.before == '-' && hour_ >= 0);
    if (sign && hour_ >= 0 && !offset_) return take_offset(token);
    if (hour_ < 0 && clock_follows() && value <= 24) return take_clock(value);
    if (token.text.size() == 8 && numbers_.empty()) return take_compact(token.text);
    if (hour_ < 0 && (token.text.size() == 6 || token.text.size() == 4) && year_known() &&
        day_known())
      return take_compact_clock(token.text);
    if (hour_ >= 0 && (token.before == '.' || token.before == ',')) return;  // parts of a second
    numbers_.push_back({value, token.text.size(), token.before});
  }

  [[nodiscard]] bool year_known() const { return compact_ || has_number_of(4); }
  [[nodiscard]] bool day_known() const { return compact_ || numbers_.size() + (month_ > 0) >= 3; }
  [[nodiscard]] bool has_number_of(std::size_t size) const {
    for (const auto& n : numbers_)
      if (n.size == size) return true;
    return false;
  }

  void take_clock(int hour) {
    hour_ = hour;
    minute_ = number(tokens_[++at_].text);
    if (clock_follows()) {
      second_ = number(tokens_[++at_].text);
      exact_ = true;
    }
  }

  void take_compact(std::string_view digits) {
    compact_ = true;
    numbers_ = {{number(digits.substr(0, 4)), 4, ' '},
                {number(digits.substr(4, 2)), 2, '-'},
                {number(digits.substr(6, 2)), 2, '-'}};
  }

  void take_compact_clock(std::string_view digits) {
    hour_ = number(digits.substr(0, 2));
    minute_ = number(digits.substr(2, 2));
    exact_ = digits.size() == 6;
    if (exact_) second_ = number(digits.substr(4, 2));
  }

  void take_offset(const Token& token) {
    int hours = number(token.text);
    int rest = 0;
    if (token.text.size() == 4) {
      rest = hours % 100;
      hours /= 100;
    } else if (clock_follows()) {
      rest = number(tokens_[++at_].text);
    }
    const int east = (hours * 60 + rest) * (token.before == '-' ? -1 : 1);
    constexpr int kFurthest = 15 * 60;
    if (east >= -kFurthest && east <= kFurthest) offset_ = minutes(east);
  }

  void take_word() {
    const std::string word = ascii::folded(tokens_[at_].text);
    if (word == "pm" && hour_ >= 0 && hour_ < 12) hour_ += 12;
    if (word == "am" && hour_ == 12) hour_ = 0;
    if (month_ == 0) month_ = month_by_name(word);
    // "T" between day and clock is no zone, nor is a word in front of the clock.
    if (hour_ < 0 || offset_) return;
    for (const Zone& zone : kZones)
      if (zone.name == word) offset_ = minutes(zone.minutes_east);
  }

  [[nodiscard]] std::optional<Day> day() const {
    if (month_ > 0) return named_month();
    if (numbers_.size() < 3) return {};
    const auto& [a, b, c] = std::array{numbers_[0], numbers_[1], numbers_[2]};
    if (a.size == 4)
      return make_day(a.value, static_cast<unsigned>(b.value), static_cast<unsigned>(c.value));
    if (c.size != 4) return {};
    const bool day_first = b.mark == '.' || a.value > 12;
    const int month = day_first ? b.value : a.value;
    const int day = day_first ? a.value : b.value;
    return make_day(c.value, static_cast<unsigned>(month), static_cast<unsigned>(day));
  }

  [[nodiscard]] std::optional<Day> named_month() const {
    int year = -1;
    int day = -1;
    for (const auto& n : numbers_) {
      if (n.size == 4 && year < 0) {
        year = n.value;
      } else if (day < 0 && n.size <= 2) {
        day = n.value;
      } else if (year < 0 && n.size == 2) {
        constexpr int kCenturyTurns = 70;  // as RFC 822 dates are read
        year = n.value + (n.value < kCenturyTurns ? 2000 : 1900);
      }
    }
    if (year < 0 || day < 0) return {};
    return make_day(year, month_, static_cast<unsigned>(day));
  }

  [[nodiscard]] std::optional<Timestamp> result() const {
    const auto date = day();
    if (!date) return {};
    if (hour_ < 0 || hour_ > 24 || minute_ < 0 || minute_ > 59) return at_day(*date);
    const Instant wall = *date + std::chrono::hours(hour_) + minutes(minute_) +
                         std::chrono::seconds(exact_ && second_ <= 60 ? second_ : 0);
    constexpr Day kEndOfYears{std::chrono::year{10000} / 1 / 1};  // that can be written
    if (wall >= kEndOfYears) return at_day(*date);
    return Timestamp{wall - offset_.value_or(minutes(0)), offset_,
                     exact_ ? Precision::Second : Precision::Minute};
  }

  struct Number {
    int value;
    std::size_t size;
    char mark;  // in front of it
  };
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  std::vector<Number> numbers_;
  bool compact_ = false;
  unsigned month_ = 0;
  int hour_ = -1;
  int minute_ = 0;
  int second_ = 0;
  bool exact_ = false;
  std::optional<minutes> offset_;
};

/// Seconds since 1970, from 1973 to 5138.
std::optional<Timestamp> epoch(std::string_view text) {
  std::int64_t seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  constexpr std::int64_t kFirst = 100'000'000;
  if (error != std::errc{} || end != text.data() + text.size()) return {};
  if (text.size() < 9 || text.size() > 11 || seconds < kFirst) return {};
  return Timestamp{Instant(std::chrono::seconds(seconds)), minutes(0), Precision::Second};
}

}  // namespace

std::optional<Timestamp> parse_feed_date(std::string_view text) {
  constexpr std::size_t kLongest = 80;
  text = ascii::trimmed(text);
  if (text.empty() || text.size() > kLongest) return {};
  if (auto time = parse_iso8601(text); time && time->precision >= Precision::Month) return time;
  // Where the zone is a name that it does not know, ours may.
  if (auto time = parse_rfc822(text); time && (time->offset || time->precision == Precision::Day))
    return time;
  if (auto time = epoch(text)) return time;
  return DateReader(text).read();
}

}  // namespace morgue
