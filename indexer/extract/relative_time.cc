#include "indexer/extract/relative_time.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <vector>

#include "common/utf8.h"
#include "indexer/extract/word_list.h"

namespace morgue {
namespace {

using std::chrono::minutes;

constexpr std::size_t kMaxLineBytes = 200;
constexpr std::size_t kMaxTextBytes = 60;  // "Last updated about 1 hour 20 minutes ago"
constexpr std::size_t kMaxTokens = 10;
constexpr int kMaxCount = 999;
constexpr int kMinutesPerDay = 24 * 60;

struct Unit {
  std::string_view name;
  int minutes;
  Precision precision;
  bool compact;  ///< may stand without "ago"
};

constexpr int kHour = 60;
constexpr int kWeek = 7 * kMinutesPerDay;
constexpr int kMonth = 30 * kMinutesPerDay;
constexpr int kYear = 365 * kMinutesPerDay;
constexpr auto kUnits = std::to_array<Unit>({
    {"s", 0, Precision::Minute, true},
    {"sec", 0, Precision::Minute, true},
    {"secs", 0, Precision::Minute, true},
    {"second", 0, Precision::Minute, false},
    {"seconds", 0, Precision::Minute, false},
    {"m", 1, Precision::Minute, true},
    {"min", 1, Precision::Minute, true},
    {"mins", 1, Precision::Minute, true},
    {"minute", 1, Precision::Minute, false},
    {"minutes", 1, Precision::Minute, false},
    {"h", kHour, Precision::Day, true},
    {"hr", kHour, Precision::Day, true},
    {"hrs", kHour, Precision::Day, true},
    {"hour", kHour, Precision::Day, false},
    {"hours", kHour, Precision::Day, false},
    {"d", kMinutesPerDay, Precision::Day, true},
    {"day", kMinutesPerDay, Precision::Day, false},
    {"days", kMinutesPerDay, Precision::Day, false},
    {"w", kWeek, Precision::Day, true},
    {"wk", kWeek, Precision::Day, true},
    {"wks", kWeek, Precision::Day, true},
    {"week", kWeek, Precision::Day, false},
    {"weeks", kWeek, Precision::Day, false},
    {"mo", kMonth, Precision::Month, true},
    {"mos", kMonth, Precision::Month, true},
    {"month", kMonth, Precision::Month, false},
    {"months", kMonth, Precision::Month, false},
    {"y", kYear, Precision::Year, true},
    {"yr", kYear, Precision::Year, true},
    {"yrs", kYear, Precision::Year, true},
    {"year", kYear, Precision::Year, false},
    {"years", kYear, Precision::Year, false},
});

const Unit* unit_by_name(std::string_view name) {
  const auto* const found = std::ranges::find(kUnits, name, &Unit::name);
  return found == kUnits.end() ? nullptr : found;
}

constexpr auto kLeadIns = word_list({"about", "almost", "around", "last", "modified", "nearly",
                                     "over", "posted", "published", "updated"});
constexpr auto kCounts =
    std::to_array<std::string_view>({"zero", "one", "two", "three", "four", "five", "six", "seven",
                                     "eight", "nine", "ten", "eleven", "twelve"});

/// Runs of digits and runs of ASCII letters, in lower case; nothing if there is anything else but
/// blanks and a few marks.
std::optional<std::vector<std::string>> tokens_of(std::string_view text) {
  std::vector<std::string> tokens;
  char last = ' ';
  for (const char c : text) {
    const bool digit = c >= '0' && c <= '9';
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (digit || letter) {
      const bool same = digit ? last == '0' : last == 'a';
      if (!same) tokens.emplace_back();
      if (tokens.size() > kMaxTokens) return {};
      tokens.back() += letter ? static_cast<char>(c | 0x20) : c;
      last = digit ? '0' : 'a';
    } else if (c == ' ' || c == ':' || c == '.' || c == ',') {
      last = ' ';
    } else {
      return {};
    }
  }
  return tokens;
}

std::optional<int> count_of(std::string_view token) {
  if (token == "a" || token == "an") return 1;
  if (token == "few") return 3;  // what "a few" means is anybody's guess; it only matters for days
  const auto* const word = std::ranges::find(kCounts, token);
  if (word != kCounts.end()) return static_cast<int>(word - kCounts.begin());
  int value = 0;
  const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), value);
  if (error != std::errc{} || end != token.data() + token.size() || value > kMaxCount) return {};
  return value;
}

std::optional<RelativeTime> named_time(const std::vector<std::string>& tokens, std::size_t at) {
  const std::size_t left = tokens.size() - at;
  const auto is = [&](std::size_t i, std::string_view word) {
    return at + i < tokens.size() && tokens[at + i] == word;
  };
  if (left == 1 && is(0, "today")) return RelativeTime{minutes{0}, Precision::Day};
  if (left == 1 && is(0, "yesterday")) return RelativeTime{minutes{kMinutesPerDay}, Precision::Day};
  if ((left == 2 && is(0, "just") && is(1, "now")) || (left == 1 && is(0, "now")))
    return RelativeTime{};
  if (left >= 2 && left <= 4 && is(left - 1, "ago") && is(left - 2, "moments"))
    return RelativeTime{};
  return {};
}

}  // namespace

std::optional<RelativeTime> read_relative_time(std::string_view text) {
  if (text.size() > kMaxTextBytes) return {};
  const auto found = tokens_of(text);
  if (!found || found->empty()) return {};
  const auto& tokens = *found;
  std::size_t at = 0;
  while (at + 1 < tokens.size() && holds(kLeadIns, tokens[at])) ++at;
  if (const auto named = named_time(tokens, at)) return named;
  const bool ago = tokens.back() == "ago";
  const std::size_t end = tokens.size() - (ago ? 1 : 0);
  if (at >= end) return {};
  RelativeTime time;
  bool bare = true;  // every unit may stand without "ago"
  while (at < end) {
    if (tokens[at] == "a" && at + 1 < end && tokens[at + 1] == "few") ++at;
    if (tokens[at] == "and" && time.before.count() > 0) ++at;
    if (at + 1 >= end) return {};
    const auto count = count_of(tokens[at]);
    const Unit* const unit = unit_by_name(tokens[at + 1]);
    if (!count || unit == nullptr) return {};
    bare = bare && unit->compact && tokens[at] != "a" && tokens[at] != "an";
    time.before += minutes{*count * unit->minutes};
    // The first unit is the largest; what follows only refines it.
    if (time.precision == Precision::Minute) time.precision = unit->precision;
    at += 2;
  }
  if (!ago && !bare) return {};
  return time;
}

std::optional<TrailingTime> find_trailing_time(std::string_view line) {
  if (line.size() > kMaxLineBytes) return {};
  constexpr std::u32string_view separators = U"|•·∙●–—-(/,";
  bool after_separator = true;
  char32_t last = U' ';
  for (std::size_t at = 0; at < line.size();) {
    const auto [c, length] = utf8::decode(line, at);
    const bool starts = c != U' ' && (last == U' ' || after_separator ||
                                      (utf8::is_digit(c) && !utf8::is_digit(last)));
    if (starts) {
      auto rest = line.substr(at);
      while (rest.ends_with(')') || rest.ends_with(' ')) rest.remove_suffix(1);
      const auto time = read_relative_time(rest);
      const bool ago = rest.size() > 3 && (rest.ends_with("ago") || rest.ends_with("Ago"));
      if (time && (ago || after_separator)) return TrailingTime{*time, at};
    }
    const bool separator = separators.find(c) != std::u32string_view::npos;
    after_separator = separator || (after_separator && c == U' ');
    last = c;
    at += length;
  }
  return {};
}

Timestamp resolve(const RelativeTime& time, const Timestamp& page) {
  if (time.precision == Precision::Minute && page.precision >= Precision::Minute)
    return {page.instant - time.before, page.offset, Precision::Minute};
  Day day{};
  if (page.precision >= Precision::Minute) {
    const Timestamp exact{page.instant - time.before, page.offset, page.precision};
    day = exact.local_day();
  } else {
    constexpr int half_a_day = kMinutesPerDay / 2;
    day = page.local_day() - std::chrono::days{(time.before.count() + half_a_day) / kMinutesPerDay};
  }
  Timestamp found = at_day(day);
  const std::chrono::year_month_day ymd{day};
  if (time.precision == Precision::Month) found.instant = Day{ymd.year() / ymd.month() / 1};
  if (time.precision == Precision::Year) found.instant = Day{ymd.year() / 1 / 1};
  if (time.precision <= Precision::Month) found.precision = time.precision;
  return found;
}

}  // namespace morgue
