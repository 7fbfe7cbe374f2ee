#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <numeric>
#include <vector>

#include "common/utf8.h"
#include "query/render/cells.h"
#include "query/render/escape.h"
#include "query/render/facts.h"
#include "query/render/render_views.h"
#include "query/render/wrap.h"

namespace morgue {
namespace {

using Json = nlohmann::ordered_json;
using Role = Style::Role;

/// Lists narrower than this are not put side by side.
constexpr std::size_t kNarrowest = 24;
constexpr std::size_t kGap = 2;
constexpr std::size_t kBar = 5;
constexpr std::size_t kLongestName = 30;

/// A list as lines of one width, each apart from what Style puts into it.
std::vector<std::string> list_of(const Facet& facet, std::size_t width, const Style& style) {
  const std::int64_t highest = std::accumulate(
      facet.values.begin(), facet.values.end(), std::int64_t{0},
      [](std::int64_t most, const FacetValue& value) { return std::max(most, value.articles); });
  const std::size_t more = facet.distinct - facet.values.size();
  std::size_t longest = facet_name(facet.field).size();
  for (const FacetValue& value : facet.values)
    longest = std::max(longest, utf8::columns(value.name));
  if (more > 0) longest = std::max(longest, fmt::format("{} more", more).size());
  if (facet.none > 0) longest = std::max<std::size_t>(longest, std::string_view("(none)").size());
  const std::size_t numbers =
      std::max(with_commas(highest).size(), facet.none > 0 ? with_commas(facet.none).size() : 1);
  const std::size_t fixed = numbers + kBar + 2;
  const std::size_t name =
      std::min({longest, kLongestName, width > fixed + 4 ? width - fixed : std::size_t{4}});
  std::vector<std::string> out;
  const std::string heading(facet_name(facet.field));
  out.push_back(style.apply(Role::Title, heading) +
                std::string(name + fixed - std::min(name + fixed, heading.size()), ' '));
  for (const FacetValue& value : facet.values)
    out.push_back(cell(value.name, name) + ' ' + right_cell(with_commas(value.articles), numbers) +
                  ' ' + cell(bar(value.articles, highest, kBar), kBar));
  if (more > 0)
    out.push_back(style.apply(
        Role::Faint,
        cell(fmt::format("{} more", with_commas(static_cast<std::int64_t>(more))), name + fixed)));
  if (facet.none > 0)
    out.push_back(style.apply(Role::Faint, cell("(none)", name) + ' ' +
                                               right_cell(with_commas(facet.none), numbers) +
                                               std::string(kBar + 1, ' ')));
  return out;
}

std::string without_end(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line + '\n';
}

/// Lists side by side.
std::string beside(const std::vector<std::vector<std::string>>& lists) {
  std::size_t height = 0;
  for (const auto& list : lists) height = std::max(height, list.size());
  std::string out;
  for (std::size_t row = 0; row < height; ++row) {
    std::string line = " ";
    for (const auto& list : lists) {
      if (line.size() > 1) line += std::string(kGap, ' ');
      line += row < list.size() ? list[row] : std::string(shown_columns(list[0]), ' ');
    }
    out += without_end(std::move(line));
  }
  return out;
}

/// The value to narrow the answer to: the first that not all articles have.
std::string to_narrow(const FacetsView& view) {
  for (const Facet& facet : view.facets)
    for (const FacetValue& value : facet.values)
      if (!value.query.empty() && value.articles < facet.counted) return value.query;
  return {};
}

/// The one to do without: of the last list that has any, the most frequent that half of the
/// articles have not.
std::string to_leave_out(const FacetsView& view) {
  for (auto facet = view.facets.rbegin(); facet != view.facets.rend(); ++facet)
    for (const FacetValue& value : facet->values)
      if (!value.query.empty() && value.articles * 2 < facet->counted) return '-' + value.query;
  return {};
}

Json json_of(const FacetValue& value) {
  Json out = {{"name", value.name}, {"articles", value.articles}};
  out["id"] = value.identity != 0 ? Json(fmt::format("p{}", value.identity)) : Json(nullptr);
  out["query"] = value.query.empty() ? Json(nullptr) : Json(value.query);
  return out;
}

}  // namespace

std::string render_facets(const FacetsView& view, const RenderOptions& options) {
  const bool folded = view.what == CountedArticles::Heads;
  std::string out = ' ' + answer_line(view.articles, folded, view.extent) + '\n';
  for (const Facet& facet : view.facets)
    if (static_cast<std::uint64_t>(facet.counted) < view.articles) {
      out += fmt::format(
          " people, organisations and places are counted in {} of them (--all: in "
          "all)\n",
          with_commas(facet.counted));
      break;
    }
  const std::size_t width = options.width == 0 ? 80 : options.width;
  const std::size_t columns = std::max<std::size_t>(1, (width - 1 + kGap) / (kNarrowest + kGap));
  for (std::size_t first = 0; first < view.facets.size(); first += columns) {
    const std::size_t count = std::min(columns, view.facets.size() - first);
    const std::size_t each = (width - 1 - (count - 1) * kGap) / count;
    std::vector<std::vector<std::string>> lists;
    for (std::size_t i = first; i < first + count; ++i)
      lists.push_back(list_of(view.facets[i], each, options.style));
    out += '\n' + beside(lists);
  }
  const std::string narrow = to_narrow(view), leave = to_leave_out(view);
  if (narrow.empty() && leave.empty()) return out;
  out += '\n';
  if (!narrow.empty()) out += " narrow:    " + utf8::one_line(utf8::repaired(narrow)) + '\n';
  if (!leave.empty()) out += " leave out: " + utf8::one_line(utf8::repaired(leave)) + '\n';
  return out;
}

std::string render_facets_plain(const FacetsView& view) {
  std::string out;
  for (const Facet& facet : view.facets)
    for (const FacetValue& value : facet.values)
      out += fmt::format("{}\t{}\t{}\t{}\n", facet_name(facet.field), field_text(value.name),
                         value.articles, field_text(value.query));
  return out;
}

std::string render_facets_csv(const FacetsView& view) {
  std::string out = "field,value,articles,query\n";
  for (const Facet& facet : view.facets)
    for (const FacetValue& value : facet.values)
      out += fmt::format("{},{},{},{}\n", facet_name(facet.field), escape_csv(value.name),
                         value.articles, escape_csv(value.query));
  return out;
}

std::string render_facets_json(const FacetsView& view, std::string_view query) {
  Json out = json_answer(query, view.articles, view.what == CountedArticles::Heads, view.extent);
  out["facets"] = Json::array();
  for (const Facet& facet : view.facets) {
    Json one = {{"field", facet_name(facet.field)},
                {"distinct", facet.distinct},
                {"none", facet.none},
                {"counted_in", facet.counted},
                {"values", Json::array()}};
    for (const FacetValue& value : facet.values) one["values"].push_back(json_of(value));
    out["facets"].push_back(std::move(one));
  }
  return json_line(out);
}

std::string render_facets_jsonl(const FacetsView& view) {
  std::string out;
  for (const Facet& facet : view.facets)
    for (const FacetValue& value : facet.values) {
      Json line = {{"format_version", 1}, {"field", facet_name(facet.field)}};
      line.update(json_of(value));
      out += json_line(line);
    }
  return out;
}

}  // namespace morgue
