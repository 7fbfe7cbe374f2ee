#pragma once

#include <cstddef>
#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "query/match/lines.h"
#include "query/match/search.h"

namespace morgue {

// What tables, lists and plots are made of.

/// Text on one line that is exactly so many columns wide: filled up with blanks, or cut with "…".
/// What could steer a terminal is dropped.
[[nodiscard]] std::string cell(std::string_view text, std::size_t columns);
/// The same on the right.
[[nodiscard]] std::string right_cell(std::string_view text, std::size_t columns);
/// As many signs as a number has of the highest, one at least if it is not 0.
[[nodiscard]] std::string bar(std::int64_t number, std::int64_t highest, std::size_t columns);
/// A column of one to eight eighths for each number; the lowest for 0, too.
[[nodiscard]] std::string sparkline(std::span<const std::int64_t> numbers);

/// "12,345"
[[nodiscard]] std::string with_commas(std::int64_t number);
/// "1 article", "3 articles"
[[nodiscard]] std::string articles_text(std::int64_t number);
/// "38 articles (11 copies folded) in 9 sources, 2024-06-15..2026-10-02", or "49 articles with
/// copies ..." if all are counted.
[[nodiscard]] std::string answer_line(std::uint64_t articles, bool folded, const Extent& extent);

/// An object on one line; broken bytes are replaced.
[[nodiscard]] std::string json_line(const nlohmann::ordered_json& json);
/// A day as ISO 8601, as precise as it is known, or null.
[[nodiscard]] nlohmann::ordered_json json_day(const std::optional<EndDay>& day);
[[nodiscard]] std::string day_text(const std::optional<EndDay>& day);
/// articles, copies, copies_counted, sources, first and last: what an answer is, in every view.
[[nodiscard]] nlohmann::ordered_json json_answer(std::string_view query, std::uint64_t articles,
                                                 bool folded, const Extent& extent);

}  // namespace morgue
