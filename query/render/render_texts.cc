#include "query/render/render_texts.h"

#include <nlohmann/json.hpp>

namespace morgue {

nlohmann::ordered_json iso_or_null(const std::optional<Timestamp>& time) {
  if (!time) return nullptr;
  return to_iso8601(*time);
}

std::string day_or_unknown(const std::optional<Timestamp>& time) {
  if (!time) return {};
  Timestamp day = *time;
  day.precision = std::min(day.precision, Precision::Day);
  return to_iso8601(day);
}

std::string minute_or_day(const std::optional<Timestamp>& time) {
  if (!time || time->precision < Precision::Minute) return day_or_unknown(time);
  std::string out = to_iso8601(*time).substr(0, 16);
  out[10] = ' ';
  return out;
}

}  // namespace morgue
