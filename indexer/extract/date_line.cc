#include "indexer/extract/date_line.h"

#include <string>
#include <vector>

#include "common/utf8.h"
#include "indexer/extract/word_list.h"

namespace morgue {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::size_t kMaxLineBytes = 160;

constexpr auto kPublishedLabels = word_list({"created", "date", "posted", "published", "first",
                                             "publication", "time", "filed", "originally"});
constexpr auto kUpdatedLabels = word_list({"updated", "modified", "update", "edited"});
constexpr auto kFillers = word_list({"at", "on", "last", "the", "of", "local", "and"});

struct Zone {
  std::string_view name;
  int hours;
};
/// Zones without summer time hidden in the name; "ET" and its like are not known that exactly.
constexpr auto kZones = std::to_array<Zone>({{"gmt", 0},
                                             {"utc", 0},
                                             {"z", 0},
                                             {"bst", 1},
                                             {"cet", 1},
                                             {"cest", 2},
                                             {"est", -5},
                                             {"edt", -4},
                                             {"cst", -6},
                                             {"cdt", -5},
                                             {"mst", -7},
                                             {"mdt", -6},
                                             {"pst", -8},
                                             {"pdt", -7}});
constexpr auto kVagueZones = word_list({"aest", "aedt", "ct", "eat", "et", "hkt", "ist", "jst",
                                        "kst", "mt", "nzst", "pt", "sgt", "sast", "wat", "wib"});

/// The line as words, numbers and single marks.
struct Token {
  enum class Kind : unsigned char { Word, Number, Mark } kind = Kind::Mark;
  std::string text;  ///< folded
  int value = 0;     ///< of a number of at most four digits
};

std::vector<Token> tokens_of(std::string_view line) {
  std::vector<Token> tokens;
  char last = ' ';
  for (std::size_t at = 0; at < line.size();) {
    const auto [c, length] = utf8::decode(line, at);
    const bool digit = c >= '0' && c <= '9';
    const bool letter = utf8::is_letter(c);
    const char kind = digit ? '0' : letter ? 'a' : ' ';
    if (digit || letter) {
      if (kind != last) tokens.push_back({digit ? Token::Kind::Number : Token::Kind::Word, {}, 0});
      utf8::append_folded(tokens.back().text, c);
      if (digit && tokens.back().text.size() <= 4)
        tokens.back().value = tokens.back().value * 10 + static_cast<int>(c - '0');
    } else if (c != U' ') {
      tokens.push_back({Token::Kind::Mark, std::string(line.substr(at, length)), 0});
    }
    last = kind;
    at += length;
  }
  return tokens;
}

class Reader {
 public:
  explicit Reader(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

  std::optional<DateLine> read() {
    while (at_ < tokens_.size()) {
      if (!clock() && !iso() && !figures() && !han_day() && !named_day() && !word() && !mark())
        return {};
    }
    close();
    if (!line_.published && !line_.updated) return {};
    return line_;
  }

 private:
  [[nodiscard]] const Token* peek(std::size_t ahead = 0) const {
    return at_ + ahead < tokens_.size() ? &tokens_[at_ + ahead] : nullptr;
  }
  [[nodiscard]] bool is_mark(std::size_t ahead, std::string_view mark) const {
    const Token* token = peek(ahead);
    return token != nullptr && token->kind == Token::Kind::Mark && token->text == mark;
  }
  [[nodiscard]] bool is_number(std::size_t ahead, std::size_t min_digits,
                               std::size_t max_digits) const {
    const Token* token = peek(ahead);
    return token != nullptr && token->kind == Token::Kind::Number &&
           token->text.size() >= min_digits && token->text.size() <= max_digits;
  }
  [[nodiscard]] bool is_word(std::size_t ahead, std::string_view text) const {
    const Token* token = peek(ahead);
    return token != nullptr && token->kind == Token::Kind::Word && token->text == text;
  }

  /// "10:02", "10:02:33", "10.02am", "10am", each with "a.m." and a zone behind it.
  bool clock() {
    if (!is_number(0, 1, 2)) return false;
    std::size_t length = 1;
    int hour = peek()->value;
    int minute = 0;
    int second = 0;
    const bool colon = is_mark(1, ":") && is_number(2, 2, 2);
    const bool dot = is_mark(1, ".") && is_number(2, 2, 2) && !is_mark(3, ".");
    if (colon || dot) {
      minute = peek(2)->value;
      length = 3;
      if (colon && is_mark(3, ":") && is_number(4, 2, 2)) {
        second = peek(4)->value;
        length = 5;
      }
    }
    const auto half = half_of_day(length);
    if (length == 1 && half == ' ') return false;
    if (dot && half == ' ') return false;
    if (half == 'p' && hour < 12) hour += 12;
    if (half == 'a' && hour == 12) hour = 0;
    if (hour > 23 || minute > 59 || second > 59) return false;
    clock_ = std::chrono::hours{hour} + minutes{minute} + seconds{second};
    at_ += length;
    offset();
    return true;
  }

  /// 'a', 'p' or ' '; moves `length` over "am", "a.m.", "p.m.".
  char half_of_day(std::size_t& length) const {
    for (const std::string_view half : {"a", "p"}) {
      const std::string both = std::string(half) + "m";
      if (is_word(length, both)) {
        ++length;
        return half.front();
      }
      if (is_word(length, half) && is_mark(length + 1, ".") && is_word(length + 2, "m")) {
        length += is_mark(length + 3, ".") ? 4 : 3;
        return half.front();
      }
    }
    return ' ';
  }

  /// "+01:00", "-0500" right behind a clock; zone names are words.
  void offset() {
    if (!(is_mark(0, "+") || is_mark(0, "-")) || !is_number(1, 2, 4)) return;
    const int sign = is_mark(0, "-") ? -1 : 1;
    const Token& number = *peek(1);
    if (number.text.size() == 4) {
      take_offset(sign, number.value / 100, number.value % 100, 2);
    } else if (number.text.size() == 2 && is_mark(2, ":") && is_number(3, 2, 2)) {
      take_offset(sign, number.value, peek(3)->value, 4);
    }
  }

  void take_offset(int sign, int hours, int mins, std::size_t length) {
    constexpr int kFurthest = 15;  // hours
    if (hours > kFurthest || mins > 59) return;
    offset_ = minutes{sign * (hours * 60 + mins)};
    at_ += length;
  }

  bool iso() {
    if (!is_number(0, 4, 4) || !is_mark(1, "-") || !is_number(2, 2, 2) || !is_mark(3, "-") ||
        !is_number(4, 2, 2))
      return false;
    return take_day(peek()->value, peek(2)->value, peek(4)->value, 5);
  }

  /// "2025年12月31日"
  bool han_day() {
    if (!is_number(0, 4, 4) || !is_word(1, "年") || !is_number(2, 1, 2) || !is_word(3, "月") ||
        !is_number(4, 1, 2) || !is_word(5, "日"))
      return false;
    return take_day(peek()->value, peek(2)->value, peek(4)->value, 6);
  }

  /// "31.12.2025", "12/31/2025", "2025/12/31"; refused where day and month could be exchanged.
  bool figures() {
    const bool dots = is_mark(1, ".") && is_mark(3, ".");
    const bool slashes = is_mark(1, "/") && is_mark(3, "/");
    if ((!dots && !slashes) || !is_number(2, 1, 2)) return false;
    if (is_number(0, 4, 4) && is_number(4, 1, 2))
      return take_day(peek()->value, peek(2)->value, peek(4)->value, 5);
    if (!is_number(0, 1, 2) || !is_number(4, 4, 4)) return false;
    const int first = peek()->value;
    const int second = peek(2)->value;
    // Dots are used by those who write the day first.
    if (dots || first > 12) return take_day(peek(4)->value, second, first, 5);
    if (second > 12 || first == second) return take_day(peek(4)->value, first, second, 5);
    return false;
  }

  /// "July 3, 2025", "Jul. 3rd", "3 July 2025", "3. Juli" is not read.
  bool named_day() {
    const Token* token = peek();
    std::size_t length = 0;
    unsigned month = 0;
    int day = 0;
    const auto skip = [&](std::string_view mark) {
      if (is_mark(length, mark)) ++length;
    };
    const auto ordinal = [&] {
      for (const std::string_view suffix : {"st", "nd", "rd", "th"})
        if (is_word(length, suffix)) ++length;
    };
    if (token->kind == Token::Kind::Word && (month = month_by_name(token->text)) != 0) {
      length = 1;
      skip(".");
      if (!is_number(length, 1, 2)) return false;
      day = peek(length)->value;
      ++length;
      ordinal();
    } else if (is_number(0, 1, 2)) {
      day = token->value;
      length = 1;
      ordinal();
      if (is_word(length, "of")) ++length;
      const Token* name = peek(length);
      if (name == nullptr || (month = month_by_name(name->text)) == 0) return false;
      ++length;
      skip(".");
    } else {
      return false;
    }
    const std::size_t before = length;
    skip(",");
    if (is_number(length, 4, 4))
      return take_day(peek(length)->value, static_cast<int>(month), day, length + 1);
    return take_day(0, static_cast<int>(month), day, before);
  }

  bool take_day(int year, int month, int day, std::size_t length) {
    // A leap year stands in for the one that is not stated.
    if (!make_day(year == 0 ? 2000 : year, static_cast<unsigned>(month),
                  static_cast<unsigned>(day)))
      return false;
    if (year != 0 && (year < 1800 || year > 2200)) return false;
    if (day_) close();
    StatedTime found;
    found.year = year;
    found.month = static_cast<unsigned>(month);
    found.day = static_cast<unsigned>(day);
    day_ = found;
    at_ += length;
    return true;
  }

  bool word() {
    const Token& token = *peek();
    if (token.kind != Token::Kind::Word) return false;
    const bool published = holds(kPublishedLabels, token.text);
    const bool updated = holds(kUpdatedLabels, token.text);
    if (published || updated) {
      if (day_) close();
      updated_ = updated;
    } else if (!zone(token.text) && !weekday_by_name(token.text) && !holds(kFillers, token.text) &&
               !(token.text == "t" && day_)) {
      return false;
    }
    ++at_;
    return true;
  }

  bool zone(std::string_view name) {
    if (!clock_) return false;
    for (const Zone& known : kZones) {
      if (known.name != name) continue;
      if (!offset_) offset_ = minutes{known.hours * 60};
      return true;
    }
    return holds(kVagueZones, name);
  }

  bool mark() {
    constexpr auto marks =
        word_list({",", ".", ":", "|", "/", "-", "–", "—", "·", "•", "(", ")", "∙", "*"});
    if (peek()->kind != Token::Kind::Mark || !holds(marks, peek()->text)) return false;
    ++at_;
    return true;
  }

  /// What was read so far is one time.
  void close() {
    if (!day_) return;
    day_->clock = clock_;
    day_->offset = offset_;
    auto& slot = updated_ ? line_.updated : line_.published;
    if (!slot) slot = day_;
    day_.reset();
    clock_.reset();
    offset_.reset();
  }

  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  std::optional<StatedTime> day_;
  std::optional<seconds> clock_;
  std::optional<minutes> offset_;
  bool updated_ = false;
  DateLine line_;
};

}  // namespace

std::optional<Timestamp> timestamp(const StatedTime& stated, int year) {
  const auto day = make_day(stated.year != 0 ? stated.year : year, stated.month, stated.day);
  if (!day) return {};
  if (!stated.clock) return at_day(*day);
  const bool seconds_given = stated.clock->count() % 60 != 0;
  return Timestamp{*day + *stated.clock - stated.offset.value_or(minutes{0}), stated.offset,
                   seconds_given ? Precision::Second : Precision::Minute};
}

std::optional<DateLine> read_date_line(std::string_view line) {
  if (line.size() > kMaxLineBytes) return {};
  return Reader(tokens_of(line)).read();
}

}  // namespace morgue
