#include "query/render/copies.h"

#include <fmt/format.h>

#include "common/instant.h"

namespace morgue {
namespace {

std::string counted(std::size_t number, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", number, number == 1 ? one : many);
}

std::string shown(const EndDay& end) {
  return to_iso8601(Timestamp{end.day, {}, end.precision}) + (end.guessed ? "?" : "");
}

std::string folded(const SearchResult& result) {
  if (result.group == GroupBy::None) return "";
  const bool source = result.group == GroupBy::Source;
  const bool story = result.group == GroupBy::Story;
  if (!result.extent)
    return story ? " (one of each story)" : source ? " (one of each source)" : " (copies folded)";
  const auto hidden = static_cast<std::size_t>(result.extent->articles - result.total);
  if (hidden == 0) return "";
  if (story) return fmt::format(" ({} more of the same stories folded)", hidden);
  return source ? fmt::format(" ({} more of the same sources folded)", hidden)
                : fmt::format(" ({} folded)", counted(hidden, "copy", "copies"));
}

}  // namespace

std::string extent_text(const SearchResult& result) {
  std::string out = folded(result);
  if (!result.extent) return out;
  const Extent& extent = *result.extent;
  if (extent.sources > 0)
    out += " in " + counted(static_cast<std::size_t>(extent.sources), "source", "sources");
  if (!extent.first) return out;
  const std::string first = shown(*extent.first);
  const std::string last = shown(*extent.last);
  return out + ", " + first + (last != first ? ".." + last : "");
}

std::string copies_text(const Hit& hit, const RenderOptions& options) {
  std::string out;
  const auto add = [&](const std::string& part) { out += (out.empty() ? "" : " · ") + part; };
  if (hit.family.copies > 0) {
    std::string copies = "+" + counted(hit.family.copies, "copy", "copies");
    if (hit.family.sources > 0) copies += ", " + counted(hit.family.sources, "source", "sources");
    add(copies);
    add("dup:f-" + options.shown_id(hit.family.id));
  }
  if (hit.older_versions > 0) add(counted(hit.older_versions, "older version", "older versions"));
  return out;
}

}  // namespace morgue
