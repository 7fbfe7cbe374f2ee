#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "query/render/facts.h"
#include "query/render/pieces.h"
#include "query/render/render_texts.h"
#include "query/render/wrap.h"

// The schema of the JSON stands in query/render/schema/trace.json.

namespace morgue {
namespace {

using Json = nlohmann::ordered_json;
using Role = Style::Role;

/// How much of the text an article has: of one sentence its words, of several the sentences.
long percent(const Trace& trace, const Carrier& carrier) {
  double kept = 0;
  for (const CarriedSentence& sentence : carrier.sentences) kept += sentence.kept;
  return std::lround(100 * kept / static_cast<double>(trace.sentences.size()));
}

/// "exact", "altered 82%", "cut 40%", "3 of 12 sentences, 2 exact"
std::string how(const Trace& trace, const Carrier& carrier) {
  if (trace.sentences.size() == 1) {
    const CarriedSentence& sentence = carrier.sentences.front();
    if (sentence.kind == CarriedSentence::Kind::Exact) return "exact";
    return fmt::format("{} {}%", to_string(sentence.kind), percent(trace, carrier));
  }
  const auto exact =
      std::count_if(carrier.sentences.begin(), carrier.sentences.end(),
                    [](const auto& s) { return s.kind == CarriedSentence::Kind::Exact; });
  return fmt::format("{} of {} sentences, {} exact", carrier.sentences.size(),
                     trace.sentences.size(), exact);
}

bool is_first(const Trace& trace, const Carrier& carrier) {
  return trace.first && &carrier == &trace.carriers[*trace.first];
}

Json json_of(const Trace& trace, const Carrier& carrier) {
  Json sentences = Json::array();
  for (const CarriedSentence& sentence : carrier.sentences)
    sentences.push_back({{"sentence", sentence.sentence + 1},
                         {"kind", to_string(sentence.kind)},
                         {"kept", sentence.kept},
                         {"para", sentence.paragraph},
                         {"start", sentence.where.begin},
                         {"end", sentence.where.end},
                         {"pieces", json_of_pieces(sentence.pieces)}});
  return {{"format_version", 1},
          {"id", to_string(carrier.id)},
          {"published", iso_or_null(carrier.published)},
          {"source", carrier.source},
          {"title", carrier.title},
          {"first", is_first(trace, carrier)},
          {"percent", percent(trace, carrier)},
          {"sentences", std::move(sentences)}};
}

}  // namespace

std::string render_trace(const Trace& trace, const RenderOptions& options) {
  std::string out;
  for (const Carrier& carrier : trace.carriers) {
    const bool first = is_first(trace, carrier);
    const std::string when = minute_or_day(carrier.published);
    out += fmt::format(
        "\n {:<16} {} {}  {}  {}{}\n", when.empty() ? "no date" : when, first ? "*" : " ",
        options.style.apply(Role::Source, carrier.source.empty()
                                              ? "unknown source"
                                              : isolated(field_text(carrier.source))),
        options.style.apply(Role::Id, '#' + options.shown_id(carrier.id)), how(trace, carrier),
        first ? ", first in this archive" : "");
    const std::string indent(20, ' ');
    out += wrap(carrier.title, {}, options.style, {options.width, indent, indent});
    for (const CarriedSentence& sentence : carrier.sentences) {
      if (sentence.kind == CarriedSentence::Kind::Exact) continue;
      const SignedText text = with_diff_signs(sentence.pieces);
      const std::string label = fmt::format("¶{}  ", sentence.paragraph);
      out += wrap_styled(text.text, text.styles, options.style,
                         {options.width, indent + options.style.apply(Role::Faint, label),
                          indent + std::string(shown_columns(label), ' ')});
    }
  }
  return out;
}

std::string render_trace_plain(const Trace& trace, const RenderOptions& options) {
  std::string out;
  for (const Carrier& carrier : trace.carriers) {
    std::string words;
    if (trace.sentences.size() == 1) words = with_diff_signs(carrier.sentences[0].pieces).text;
    out += fmt::format("{}\t{}\t{}\t{}\t{}{}\t{}%\t{}\n", options.shown_id(carrier.id),
                       minute_or_day(carrier.published), field_text(carrier.source),
                       field_text(carrier.title), how(trace, carrier),
                       is_first(trace, carrier) ? ", first" : "", percent(trace, carrier),
                       field_text(words));
  }
  return out;
}

std::string render_trace_jsonl(const Trace& trace) {
  std::string out;
  for (const Carrier& carrier : trace.carriers) out += json_line(json_of(trace, carrier));
  return out;
}

std::string render_trace_json(const Trace& trace) {
  Json carriers = Json::array();
  for (const Carrier& carrier : trace.carriers) carriers.push_back(json_of(trace, carrier));
  return json_line(Json{{"format_version", 1},
                        {"sentences", trace.sentences},
                        {"candidates", trace.candidates},
                        {"read", trace.read},
                        {"carriers", std::move(carriers)}});
}

}  // namespace morgue
