#include "common/schema.h"

#include <fmt/format.h>

#include <algorithm>

#include "common/utf8.h"

namespace morgue::schema {
namespace {

/// Glass takes 245 bytes, less one for every NUL; we store none.
constexpr std::size_t kMaxTermBytes = 245;

/// Minutes from 0000-01-01 to 1970-01-01.
const std::int64_t kYearZero = -std::chrono::duration_cast<std::chrono::minutes>(
                                    Day{std::chrono::year{0} / 1 / 1}.time_since_epoch())
                                    .count();

std::string big_endian(std::uint64_t value, int bytes) {
  std::string out(static_cast<std::size_t>(bytes), '\0');
  for (auto at = out.rbegin(); at != out.rend(); ++at) {
    *at = static_cast<char>(value & 0xFFU);
    value >>= 8U;
  }
  return out;
}

std::uint64_t from_big_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char c : bytes) value = value << 8U | static_cast<unsigned char>(c);
  return value;
}

}  // namespace

std::string term(std::string_view prefix, std::string_view value) {
  std::string out(prefix);
  out += utf8::prefix(value, kMaxTermBytes - prefix.size());
  return out;
}

std::string year_term(Day day, std::string_view prefix) {
  return fmt::format("{}{:04}", prefix, static_cast<int>(std::chrono::year_month_day{day}.year()));
}

std::string month_term(Day day, std::string_view prefix) {
  const std::chrono::year_month_day ymd{day};
  return fmt::format("{}{:04}{:02}", prefix, static_cast<int>(ymd.year()),
                     static_cast<unsigned>(ymd.month()));
}

std::string day_term(Day day, std::string_view prefix) {
  const std::chrono::year_month_day ymd{day};
  return fmt::format("{}{:04}{:02}{:02}", prefix, static_cast<int>(ymd.year()),
                     static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()));
}

std::string sortable_minutes(Instant instant) {
  const auto minutes =
      std::chrono::floor<std::chrono::minutes>(instant.time_since_epoch()).count() + kYearZero;
  return big_endian(static_cast<std::uint64_t>(std::clamp<std::int64_t>(minutes, 0, 0xFFFF'FFFF)),
                    4);
}

std::string sortable_first_minute(Day day) { return sortable_minutes(day); }

std::string sortable_last_minute(Day day) {
  return sortable_minutes(day + std::chrono::days{1} - std::chrono::minutes{1});
}

std::optional<Instant> instant_of_sortable(std::string_view bytes) {
  if (bytes.size() != 4) return {};
  const auto minutes = static_cast<std::int64_t>(from_big_endian(bytes)) - kYearZero;
  return Instant{std::chrono::minutes{minutes}};
}

std::string sortable_number(std::uint32_t number) { return big_endian(number, 4); }

std::uint32_t number_of_sortable(std::string_view bytes) {
  return bytes.size() == 4 ? static_cast<std::uint32_t>(from_big_endian(bytes)) : 0;
}

std::string id_bytes(ArticleId id) { return big_endian(id.value, 8); }

std::optional<ArticleId> id_of_bytes(std::string_view bytes) {
  if (bytes.size() != 8) return {};
  return ArticleId{from_big_endian(bytes)};
}

}  // namespace morgue::schema
