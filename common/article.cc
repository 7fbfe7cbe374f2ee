#include "common/article.h"

#include <array>

namespace morgue {
namespace {

constexpr std::array<std::string_view, 11> kDateOrigins = {
    "",       "given", "json-ld",  "meta",   "time-element", "url",
    "byline", "text",  "relative", "header", "file-time"};

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v'; }

}  // namespace

std::string_view to_string(DateOrigin origin) {
  return kDateOrigins.at(static_cast<std::size_t>(origin));
}

DateOrigin date_origin_by_name(std::string_view name) {
  for (std::size_t i = 0; i < kDateOrigins.size(); ++i)
    if (kDateOrigins[i] == name) return static_cast<DateOrigin>(i);
  return DateOrigin::None;
}

std::string_view to_string(ArticleType type) {
  constexpr std::array<std::string_view, 3> names = {"story", "live", "opinion"};
  return names.at(static_cast<std::size_t>(type));
}

std::string_view to_string(QuotationKind kind) {
  constexpr std::array<std::string_view, 3> kNames = {"direct", "mixed", "indirect"};
  return kNames.at(static_cast<std::size_t>(kind));
}

std::string_view to_string(EntityKind kind) {
  constexpr std::array<std::string_view, 4> names = {"person", "org", "place", "misc"};
  return names.at(static_cast<std::size_t>(kind));
}

std::vector<Span> paragraphs(std::string_view text) {
  std::vector<Span> out;
  std::size_t begin = 0;
  std::size_t end = 0;  // one past the last character of the paragraph that is not white space
  std::size_t at = 0;
  const auto close = [&] {
    if (end > begin)
      out.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
    end = 0;
  };
  bool open = false;
  while (at < text.size()) {
    std::size_t line_end = text.find('\n', at);
    if (line_end == std::string_view::npos) line_end = text.size();
    std::size_t first = at;
    while (first < line_end && is_blank(text[first])) ++first;
    std::size_t last = line_end;
    while (last > first && is_blank(text[last - 1])) --last;
    if (first == last) {
      if (open) close();
      open = false;
    } else {
      if (!open) begin = first;
      open = true;
      end = last;
    }
    at = line_end + 1;
  }
  if (open) close();
  return out;
}

}  // namespace morgue
