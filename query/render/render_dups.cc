#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "query/render/facts.h"
#include "query/render/render_texts.h"
#include "query/render/wrap.h"

// The schema of the JSON stands in query/render/schema/dups.json.

namespace morgue {
namespace {

using Json = nlohmann::ordered_json;
using Role = Style::Role;

constexpr std::size_t kWidestSource = 24;
/// With fewer columns left what differs stands on lines of its own.
constexpr std::size_t kNarrowest = 24;

std::string padded(const std::string& text, std::size_t columns) {
  const std::size_t own = shown_columns(text);
  return text + std::string(own < columns ? columns - own : 0, ' ');
}

std::string source_of(const CopyView& copy) {
  return copy.source.empty() ? "unknown source" : isolated(field_text(copy.source));
}

std::string percent(double share) { return fmt::format("{}%", std::lround(share * 100)); }

Json json_of(const CopyView& copy) {
  Json quotes = Json::array();
  for (const std::string& speaker : copy.added_quotes)
    quotes.push_back(speaker.empty() ? Json(nullptr) : Json(speaker));
  return {{"format_version", 1},
          {"id", to_string(copy.id)},
          {"published", iso_or_null(copy.published)},
          {"updated", iso_or_null(copy.updated)},
          {"source", copy.source},
          {"title", copy.title},
          {"agency", copy.agency},
          {"words", copy.words},
          {"first", copy.first},
          {"searched", copy.searched},
          {"version", copy.version == 0 ? Json(nullptr) : Json(copy.version)},
          {"corrected", copy.corrected},
          {"kept", copy.kept},
          {"other_title", copy.other_title},
          {"other_byline", copy.other_byline},
          {"paragraphs_cut", copy.cut},
          {"paragraphs_added", copy.added},
          {"quotations_added", std::move(quotes)},
          {"difference", difference_text(copy)}};
}

}  // namespace

std::string render_dups(const FamilyView& family, const RenderOptions& options) {
  std::string out =
      fmt::format(" family f-{}: {} {}, {} {}{}\n", options.shown_id(family.id),
                  family.members.size(), family.members.size() == 1 ? "article" : "articles",
                  family.sources, family.sources == 1 ? "source" : "sources",
                  family.agency.empty() ? "" : ", agency " + isolated(field_text(family.agency)));
  std::size_t widest = 0;
  for (const CopyView& copy : family.members)
    widest = std::max(widest, shown_columns(source_of(copy)));
  widest = std::min(widest, kWidestSource);
  for (const CopyView& copy : family.members) {
    const std::string head =
        fmt::format(" {:<16}  {}  {:>5} words  {:>4}  ", minute_or_day(copy.published),
                    options.style.apply(Role::Source, padded(source_of(copy), widest)), copy.words,
                    copy.first ? "" : percent(copy.kept));
    std::string text = difference_text(copy);
    if (!copy.searched) text += " (older version)";
    text += "  #" + options.shown_id(copy.id);
    const std::size_t columns = shown_columns(head);
    if (columns + kNarrowest <= options.width || options.width == 0)
      out += wrap(text, {}, options.style, {options.width, head, std::string(columns, ' ')});
    else
      out += head.substr(0, head.find_last_not_of(' ') + 1) + '\n' +
             wrap(text, {}, options.style,
                  {options.width, std::string(19, ' '), std::string(19, ' ')});
  }
  return out;
}

std::string render_dups_plain(const FamilyView& family, const RenderOptions& options) {
  std::string out;
  for (const CopyView& copy : family.members)
    out += fmt::format("{}\t{}\t{}\t{}\t{}\t{}\n", options.shown_id(copy.id),
                       minute_or_day(copy.published), field_text(copy.source), copy.words,
                       percent(copy.kept), field_text(difference_text(copy)));
  return out;
}

std::string render_dups_jsonl(const FamilyView& family) {
  std::string out;
  for (const CopyView& copy : family.members) out += json_line(json_of(copy));
  return out;
}

std::string render_dups_json(const FamilyView& family) {
  Json members = Json::array();
  for (const CopyView& copy : family.members) members.push_back(json_of(copy));
  return json_line(Json{{"format_version", 1},
                        {"family", "f-" + to_string(family.id)},
                        {"agency", family.agency},
                        {"sources", family.sources},
                        {"left_out", family.left_out},
                        {"members", std::move(members)}});
}

}  // namespace morgue
