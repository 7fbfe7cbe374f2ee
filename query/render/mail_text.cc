#include "query/render/mail_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "common/utf8.h"

namespace morgue {
namespace {

constexpr std::array<std::string_view, 7> kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
/// What a line of a header holds with its name, and what an encoded word may.
constexpr std::size_t kHeaderLine = 66;
constexpr std::size_t kEncodedBytes = 42;
/// Of a quoted-printable line, without the "=" that breaks it.
constexpr std::size_t kBodyLine = 75;

bool is_plain(std::string_view text) {
  return text.size() <= kHeaderLine && !text.starts_with(' ') && !text.ends_with(' ') &&
         text.find("=?") == std::string_view::npos &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

std::string base64(std::string_view bytes) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const std::string_view three = bytes.substr(at, 3);
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < 3; ++i)
      bits = bits << 8U | (i < three.size() ? static_cast<unsigned char>(three[i]) : 0U);
    for (std::size_t i = 0; i < 4; ++i)
      out += i <= three.size() ? kDigits[bits >> (18 - 6 * i) & 63U] : '=';
  }
  return out;
}

/// Encoded words of whole characters, each on a line of its own.
std::string encoded_words(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    std::size_t size = 0;
    while (size < text.size()) {
      const std::size_t next = size + std::max<std::size_t>(1, utf8::decode(text, size).length);
      if (next > kEncodedBytes) break;
      size = next;
    }
    out += fmt::format("{}=?UTF-8?B?{}?=", out.empty() ? "" : "\n ", base64(text.substr(0, size)));
    text.remove_prefix(size);
  }
  return out;
}

std::string one_line(std::string_view text) { return utf8::one_line(utf8::repaired(text)); }

struct Moment {
  std::chrono::year_month_day date;
  unsigned weekday = 0;
  std::int64_t seconds = 0;  ///< of the day
};

Moment moment_of(std::chrono::sys_seconds local) {
  const auto day = std::chrono::floor<std::chrono::days>(local);
  return {std::chrono::year_month_day(day), std::chrono::weekday(day).c_encoding(),
          (local - day).count()};
}

std::string_view month_name(const Moment& moment) {
  return kMonths[static_cast<unsigned>(moment.date.month()) - 1];
}

std::string clock(const Moment& moment) {
  return fmt::format("{:02}:{:02}:{:02}", moment.seconds / 3600, moment.seconds / 60 % 60,
                     moment.seconds % 60);
}

}  // namespace

std::string mail_header_text(std::string_view text) {
  const std::string line = one_line(text);
  return is_plain(line) ? line : encoded_words(line);
}

std::string mail_display_name(std::string_view text) {
  const std::string line = one_line(text);
  if (!is_plain(line)) return encoded_words(line);
  std::string out = "\"";
  for (const char c : line) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

std::string quoted_printable(std::string_view text) {
  std::string out;
  std::size_t column = 0;
  const auto put = [&](std::string_view piece) {
    if (column + piece.size() > kBodyLine) {
      out += "=\n";
      column = 0;
    }
    out += piece;
    column += piece.size();
  };
  bool begins = true;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\n') {
      out += '\n';
      column = 0;
      begins = true;
      continue;
    }
    const bool ends = i + 1 == text.size() || text[i + 1] == '\n';
    const bool escaped = c < ' ' || c > '~' || c == '=' || (c == ' ' && ends) ||
                         (begins && (c == '.' || text.substr(i).starts_with("From ")));
    put(escaped ? fmt::format("={:02X}", static_cast<unsigned char>(c)) : std::string(1, c));
    begins = false;
  }
  return out;
}

std::string mailbox_line(Instant received) {
  const Moment moment = moment_of(received);
  return fmt::format("From morgue@localhost {} {} {:>2} {} {}\n", kDays[moment.weekday],
                     month_name(moment), static_cast<unsigned>(moment.date.day()), clock(moment),
                     static_cast<int>(moment.date.year()));
}

std::string rfc822_time(const Timestamp& time) {
  const auto offset = time.offset.value_or(std::chrono::minutes(0));
  const Moment moment = moment_of(time.instant + offset);
  const auto minutes = std::abs(offset.count());
  return fmt::format("{}, {:02} {} {:04} {} {}{:02}{:02}", kDays[moment.weekday],
                     static_cast<unsigned>(moment.date.day()), month_name(moment),
                     static_cast<int>(moment.date.year()), clock(moment),
                     offset.count() < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

}  // namespace morgue
