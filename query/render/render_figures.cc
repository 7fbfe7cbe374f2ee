#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "query/render/cells.h"
#include "query/render/escape.h"
#include "query/render/facts.h"
#include "query/render/pieces.h"
#include "query/render/render_story.h"
#include "query/render/render_texts.h"
#include "query/render/wrap.h"

// The schema of the JSON stands in query/render/schema/figures.json.

namespace morgue {
namespace {

using Json = nlohmann::ordered_json;
using Role = Style::Role;

std::string value_text(const FigureValue& value) {
  std::string out = figure_text(value.figure);
  if (!value.figure.subject.empty()) out += ' ' + field_text(value.figure.subject);
  return out;
}

Json json_of(const FigureThing& thing, const FigureValue& value) {
  const Figure& figure = value.figure;
  return {
      {"format_version", 1},
      {"kind", to_string(thing.kind)},
      {"thing", thing.name},
      {"subject", figure.subject.empty() ? Json(nullptr) : Json(figure.subject)},
      {"value", figure_text(figure)},
      {"bound", to_string(figure.bound)},
      {"low", figure.low},
      {"high", std::isinf(figure.high) ? Json(nullptr) : Json(figure.high)},
      {"id", to_string(value.id)},
      {"published", iso_or_null(value.published)},
      {"source", value.source},
      {"title", value.title},
      {"para", value.paragraph},
      {"start", figure.where.begin},
      {"end", figure.where.end},
      {"sentence", value.sentence},
      {"articles", value.articles},
      {"sources", value.sources},
      {"label", value.label == FigureLabel::None ? Json(nullptr) : Json(to_string(value.label))},
      {"against",
       value.against ? Json(to_string(thing.values[*value.against].id)) : Json(nullptr)}};
}

}  // namespace

std::string render_figures(const FiguresView& view, std::size_t most,
                           const RenderOptions& options) {
  std::string out;
  for (const FigureThing& thing : view.things) {
    out += '\n' + options.style.apply(Role::Title, ' ' + isolated(field_text(thing.name))) +
           options.style.apply(Role::Faint,
                               "  in " + articles_text(static_cast<std::int64_t>(thing.articles))) +
           '\n';
    std::size_t shown = 0;
    for (const FigureValue& value : thing.values) {
      if (most > 0 && ++shown > most) {
        out += fmt::format("   ... {} more: -n 0 shows all\n", thing.values.size() - most);
        break;
      }
      const std::string when = minute_or_day(value.published);
      std::string line = fmt::format("   {:<16}  {}", when.empty() ? "no date" : when,
                                     options.style.apply(Role::Match, value_text(value)));
      if (value.label != FigureLabel::None)
        line += fmt::format("  *{}* of {}", to_string(value.label),
                            value_text(thing.values[*value.against]));
      std::string facts;
      if (!value.source.empty()) facts += "  " + isolated(field_text(value.source));
      facts += "  #" + options.shown_id(value.id);
      if (value.articles > 1)
        facts += fmt::format("  in {} articles{}", value.articles,
                             value.sources > 1 ? fmt::format(", {} sources", value.sources) : "");
      out += line + options.style.apply(Role::Faint, facts) + '\n';
      const std::string indent(21, ' ');
      const std::string label = fmt::format("¶{} ", value.paragraph);
      out += wrap(value.sentence, {}, options.style,
                  {options.width, indent + options.style.apply(Role::Faint, label),
                   indent + std::string(label.size() - 1, ' ')});
    }
  }
  return out;
}

std::string render_figures_plain(const FiguresView& view, const RenderOptions& options) {
  std::string out;
  for (const FigureThing& thing : view.things)
    for (const FigureValue& value : thing.values)
      out += fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\n", field_text(thing.name),
                         value_text(value), options.shown_id(value.id),
                         minute_or_day(value.published), field_text(value.source), value.articles,
                         to_string(value.label), field_text(value.sentence));
  return out;
}

std::string render_figures_csv(const FiguresView& view) {
  std::string out = "thing,subject,value,low,high,id,published,source,articles,label,sentence\n";
  for (const FigureThing& thing : view.things)
    for (const FigureValue& value : thing.values) {
      const Figure& figure = value.figure;
      out += fmt::format("{},{},{},{},{},{},{},{},{},{},{}\n", escape_csv(thing.name),
                         escape_csv(figure.subject), escape_csv(figure_text(figure)), figure.low,
                         std::isinf(figure.high) ? "" : fmt::format("{}", figure.high),
                         to_string(value.id), value.published ? to_iso8601(*value.published) : "",
                         escape_csv(value.source), value.articles, to_string(value.label),
                         escape_csv(value.sentence));
    }
  return out;
}

std::string render_figures_json(const FiguresView& view, std::string_view query) {
  Json figures = Json::array();
  for (const FigureThing& thing : view.things)
    for (const FigureValue& value : thing.values) figures.push_back(json_of(thing, value));
  return json_line(Json{{"format_version", 1},
                        {"query", query},
                        {"articles", view.articles},
                        {"read", view.read},
                        {"figures", std::move(figures)}});
}

std::string render_figures_jsonl(const FiguresView& view) {
  std::string out;
  for (const FigureThing& thing : view.things)
    for (const FigureValue& value : thing.values) out += json_line(json_of(thing, value));
  return out;
}

}  // namespace morgue
