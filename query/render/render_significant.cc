#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "common/utf8.h"
#include "query/render/cells.h"
#include "query/render/facts.h"
#include "query/render/render_views.h"

namespace morgue {
namespace {

using Json = nlohmann::ordered_json;
using Role = Style::Role;

constexpr std::size_t kLongestName = 36;

std::array<std::pair<std::string_view, const std::vector<SignificantTerm>*>, 4> lists(
    const SignificantView& view) {
  return {{{"word", &view.words},
           {"person", &view.people},
           {"org", &view.orgs},
           {"place", &view.places}}};
}

double percent(std::int64_t part, std::uint64_t all) {
  return all == 0 ? 0 : 100.0 * static_cast<double>(part) / static_cast<double>(all);
}

Json json_of(const SignificantTerm& term) {
  return {{"text", term.text},
          {"id", term.identity != 0 ? Json(fmt::format("p{}", term.identity)) : Json(nullptr)},
          {"articles", term.articles},
          {"archive", term.archive},
          {"g2", std::round(term.g2 * 10) / 10}};
}

}  // namespace

std::string render_significant(const SignificantView& view, const RenderOptions& options) {
  std::string out =
      ' ' + answer_line(view.articles, view.what == CountedArticles::Heads, view.extent) + '\n';
  if (view.read < view.articles)
    out += fmt::format(" of which {} were read (--all: all)\n",
                       with_commas(static_cast<std::int64_t>(view.read)));
  std::size_t longest = 6;
  bool any = false;
  for (const auto& [unused, terms] : lists(view))
    for (const SignificantTerm& term : *terms) {
      longest = std::max(longest, utf8::columns(term.text));
      any = true;
    }
  if (!any) return out + " nothing is more frequent than in the rest of the archive\n";
  longest = std::min(longest, kLongestName);
  for (const auto& [kind, terms] : lists(view)) {
    if (terms->empty()) continue;
    out += "\n " + options.style.apply(Role::Title, cell(kind, longest)) +
           "  articles    here  archive      G2\n";
    for (const SignificantTerm& term : *terms)
      out += fmt::format(" {}  {}  {}  {}  {}{}\n", cell(term.text, longest),
                         right_cell(with_commas(term.articles), 8),
                         right_cell(fmt::format("{:.1f}%", percent(term.articles, view.read)), 6),
                         right_cell(fmt::format("{:.2f}%", percent(term.archive, view.archive)), 7),
                         right_cell(fmt::format("{:.0f}", term.g2), 6),
                         term.identity != 0 ? fmt::format("  @p{}", term.identity) : "");
  }
  return out;
}

std::string render_significant_plain(const SignificantView& view) {
  std::string out;
  for (const auto& [kind, terms] : lists(view))
    for (const SignificantTerm& term : *terms)
      out += fmt::format("{}\t{}\t{}\t{}\t{:.1f}\t{}\n", kind, field_text(term.text), term.articles,
                         term.archive, term.g2,
                         term.identity != 0 ? fmt::format("p{}", term.identity) : "");
  return out;
}

std::string render_significant_json(const SignificantView& view, std::string_view query) {
  Json out = json_answer(query, view.articles, view.what == CountedArticles::Heads, view.extent);
  out["counted_in"] = view.read;
  out["archive"] = view.archive;
  for (const auto& [kind, terms] : lists(view)) {
    Json list = Json::array();
    for (const SignificantTerm& term : *terms) list.push_back(json_of(term));
    out[kind] = std::move(list);
  }
  return json_line(out);
}

std::string render_significant_jsonl(const SignificantView& view) {
  std::string out;
  for (const auto& [kind, terms] : lists(view))
    for (const SignificantTerm& term : *terms) {
      Json line = {{"format_version", 1}, {"kind", kind}};
      line.update(json_of(term));
      out += json_line(line);
    }
  return out;
}

}  // namespace morgue
