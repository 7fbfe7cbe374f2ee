#include "query/render/cells.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "common/instant.h"
#include "common/utf8.h"
#include "query/render/copies.h"
#include "query/render/render.h"
#include "query/render/wrap.h"

namespace morgue {
namespace {

using Json = nlohmann::ordered_json;

std::string clean(std::string_view text) { return utf8::one_line(utf8::repaired(text)); }

/// Cut to so many columns, the last one an ellipsis.
std::string fitting(const std::string& text, std::size_t columns) {
  if (utf8::columns(text) <= columns) return text;
  if (columns == 0) return {};
  std::size_t at = 0, used = 0;
  while (at < text.size()) {
    const utf8::Decoded c = utf8::decode(text, at);
    const auto wide = static_cast<std::size_t>(utf8::columns(c.code_point));
    if (used + wide + 1 > columns) break;
    used += wide;
    at += c.length;
  }
  while (at > 0 && text[at - 1] == ' ') --at;
  return text.substr(0, at) + "…";
}

std::string blanks(std::string_view text, std::size_t columns) {
  const std::size_t used = utf8::columns(text);
  return std::string(columns - std::min(columns, used), ' ');
}

}  // namespace

std::string cell(std::string_view text, std::size_t columns) {
  const std::string out = fitting(clean(text), columns);
  return isolated(out) + blanks(out, columns);
}

std::string right_cell(std::string_view text, std::size_t columns) {
  const std::string out = fitting(clean(text), columns);
  return blanks(out, columns) + isolated(out);
}

std::string bar(std::int64_t number, std::int64_t highest, std::size_t columns) {
  if (number <= 0 || highest <= 0) return {};
  const auto share = static_cast<double>(number) / static_cast<double>(highest);
  const auto length = static_cast<std::size_t>(std::lround(share * static_cast<double>(columns)));
  return std::string(std::clamp<std::size_t>(length, 1, columns), '#');
}

std::string sparkline(std::span<const std::int64_t> numbers) {
  static constexpr auto kEighths =
      std::to_array<std::string_view>({"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"});
  std::int64_t highest = 0;
  for (const std::int64_t number : numbers) highest = std::max(highest, number);
  std::string out;
  for (const std::int64_t number : numbers) {
    const std::int64_t level =
        highest == 0
            ? 0
            : (number * static_cast<std::int64_t>(kEighths.size() - 1) + highest / 2) / highest;
    // What is there is never as low as nothing.
    out += kEighths[static_cast<std::size_t>(number > 0 ? std::max<std::int64_t>(level, 1) : 0)];
  }
  return out;
}

std::string with_commas(std::int64_t number) {
  std::string out = std::to_string(number);
  for (auto at = static_cast<std::ptrdiff_t>(out.size()) - 3; at > 0; at -= 3)
    if (out[static_cast<std::size_t>(at) - 1] != '-')
      out.insert(static_cast<std::size_t>(at), 1, ',');
  return out;
}

std::string articles_text(std::int64_t number) {
  return with_commas(number) + (number == 1 ? " article" : " articles");
}

std::string answer_line(std::uint64_t articles, bool folded, const Extent& extent) {
  SearchResult result;
  result.total = articles;
  result.group = folded ? GroupBy::Dup : GroupBy::None;
  result.extent = extent;
  const bool copies = !folded;
  return articles_text(static_cast<std::int64_t>(articles)) +
         (copies ? ", each copy counted" : "") + extent_text(result);
}

std::string json_line(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
}

std::string day_text(const std::optional<EndDay>& day) {
  if (!day) return {};
  return to_iso8601(Timestamp{day->day, {}, day->precision});
}

Json json_day(const std::optional<EndDay>& day) {
  return day ? Json(day_text(day)) : Json(nullptr);
}

Json json_answer(std::string_view query, std::uint64_t articles, bool folded,
                 const Extent& extent) {
  return {{"format_version", 1},
          {"query", query},
          {"articles", articles},
          {"copies_folded", folded ? extent.articles - articles : 0},
          {"copies_counted", !folded},
          {"sources", extent.sources},
          {"first", json_day(extent.first)},
          {"last", json_day(extent.last)}};
}

}  // namespace morgue
