#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "common/utf8.h"
#include "query/render/cells.h"
#include "query/render/escape.h"
#include "query/render/facts.h"
#include "query/render/render_views.h"

namespace morgue {
namespace {

using Json = nlohmann::ordered_json;
using Role = Style::Role;

constexpr std::size_t kLongestName = 28;
constexpr std::size_t kDayWidth = 10;
constexpr std::size_t kMinimumRole = 8;

std::string day(const std::optional<Day>& day) { return day ? to_iso8601(*day) : std::string(); }

Json day_json(const std::optional<Day>& day) {
  return day ? Json(to_iso8601(*day)) : Json(nullptr);
}

std::string id_of(const NamedInAnswer& name) {
  return name.identity != 0 ? fmt::format("p{}", name.identity) : std::string();
}

std::string roles_of(const NamedInAnswer& name) {
  return fmt::format("{}", fmt::join(name.roles, "; "));
}

std::string_view plural(EntityKind kind) {
  switch (kind) {
    case EntityKind::Person:
      return "people";
    case EntityKind::Org:
      return "organisations";
    case EntityKind::Place:
      return "places";
    default:
      return "names";
  }
}

Json json_of(const NamedInAnswer& name) {
  return {
      {"name", name.name},           {"id", name.identity != 0 ? Json(id_of(name)) : Json(nullptr)},
      {"articles", name.articles},   {"first", day_json(name.first)},
      {"last", day_json(name.last)}, {"roles", name.roles},
      {"over_time", name.over_time}, {"query", name.query}};
}

}  // namespace

std::string render_names(const NamesView& view, const RenderOptions& options) {
  std::string out =
      ' ' + answer_line(view.articles, view.what == CountedArticles::Heads, view.extent) + '\n';
  if (view.counted < view.articles)
    out += fmt::format(" {} are counted in {} of them (--all: in all)\n", plural(view.kind),
                       with_commas(static_cast<std::int64_t>(view.counted)));
  if (view.names.empty()) return out + fmt::format(" no {} are named\n", plural(view.kind));
  std::size_t longest = plural(view.kind).size(), number = 8, stretches = 0;
  for (const NamedInAnswer& name : view.names) {
    longest = std::max(longest, utf8::columns(name.name));
    stretches = name.over_time.size();
  }
  longest = std::min(longest, kLongestName);
  out += "\n " + options.style.apply(Role::Title, cell(plural(view.kind), longest)) + "  " +
         right_cell("articles", number) + "  " + cell("over time", stretches) + "  " +
         cell("first", kDayWidth) + "  " + cell("last", kDayWidth);
  while (out.back() == ' ') out.pop_back();
  out += '\n';
  const std::size_t used = longest + number + stretches + 2 * kDayWidth + 10;
  const std::size_t width = options.width == 0 ? 100 : options.width;
  for (const NamedInAnswer& name : view.names) {
    std::string line = ' ' + cell(name.name, longest) + "  " +
                       right_cell(with_commas(name.articles), number) + "  " +
                       sparkline(name.over_time) + "  " + cell(day(name.first), kDayWidth) + "  " +
                       cell(day(name.last), kDayWidth);
    std::string more = id_of(name).empty() ? "" : '@' + id_of(name);
    if (const std::string roles = roles_of(name); !roles.empty())
      more += (more.empty() ? "" : " ") + roles;
    // Beside the rest if there is room for it, else below.
    if (!more.empty() && used + kMinimumRole + 8 <= width)
      line += " " + options.style.apply(Role::Faint, cell(more, width - used));
    else if (!more.empty())
      line += "\n   " + options.style.apply(Role::Faint, cell(more, width - 3));
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + '\n';
  }
  if (view.distinct > view.names.size())
    out += fmt::format("\n ... {} more: -n 0 shows all\n",
                       with_commas(static_cast<std::int64_t>(view.distinct - view.names.size())));
  return out;
}

std::string render_names_plain(const NamesView& view) {
  std::string out;
  for (const NamedInAnswer& name : view.names)
    out += fmt::format("{}\t{}\t{}\t{}\t{}\t{}\n", id_of(name), field_text(name.name),
                       name.articles, day(name.first), day(name.last), field_text(roles_of(name)));
  return out;
}

std::string render_names_json(const NamesView& view, std::string_view query) {
  Json out = json_answer(query, view.articles, view.what == CountedArticles::Heads, view.extent);
  out["kind"] = to_string(view.kind);
  out["counted_in"] = view.counted;
  out["distinct"] = view.distinct;
  out["names"] = Json::array();
  for (const NamedInAnswer& name : view.names) out["names"].push_back(json_of(name));
  return json_line(out);
}

std::string render_names_jsonl(const NamesView& view) {
  std::string out;
  for (const NamedInAnswer& name : view.names) {
    Json line = {{"format_version", 1}, {"kind", to_string(view.kind)}};
    line.update(json_of(name));
    out += json_line(line);
  }
  return out;
}

std::string render_pairs_csv(const NamesView& view, const std::vector<NamePair>& pairs) {
  std::string out = "a,a_id,b,b_id,articles,sentences\n";
  for (const NamePair& pair : pairs) {
    const NamedInAnswer &a = view.names[pair.a], &b = view.names[pair.b];
    out += fmt::format("{},{},{},{},{},{}\n", escape_csv(a.name), id_of(a), escape_csv(b.name),
                       id_of(b), pair.articles, pair.sentences);
  }
  return out;
}

std::string render_pairs_graphml(const NamesView& view, const std::vector<NamePair>& pairs) {
  std::string out = R"(<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="name" for="node" attr.name="name" attr.type="string"/>
  <key id="person" for="node" attr.name="person" attr.type="string"/>
  <key id="named" for="node" attr.name="articles" attr.type="int"/>
  <key id="articles" for="edge" attr.name="articles" attr.type="int"/>
  <key id="sentences" for="edge" attr.name="sentences" attr.type="int"/>
  <graph edgedefault="undirected">
)";
  for (std::size_t i = 0; i < view.names.size(); ++i) {
    const NamedInAnswer& name = view.names[i];
    out +=
        fmt::format("    <node id=\"n{}\"><data key=\"name\">{}</data>", i, escape_xml(name.name));
    if (name.identity != 0) out += fmt::format("<data key=\"person\">{}</data>", id_of(name));
    out += fmt::format("<data key=\"named\">{}</data></node>\n", name.articles);
  }
  for (const NamePair& pair : pairs)
    out += fmt::format(
        "    <edge source=\"n{}\" target=\"n{}\"><data key=\"articles\">{}</data><data "
        "key=\"sentences\">{}</data></edge>\n",
        pair.a, pair.b, pair.articles, pair.sentences);
  return out + "  </graph>\n</graphml>\n";
}

}  // namespace morgue
