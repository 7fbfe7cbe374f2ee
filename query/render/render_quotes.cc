#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "query/render/facts.h"
#include "query/render/render_texts.h"
#include "query/render/wrap.h"

// The schema of the JSON stands in query/render/schema/quotes.json.

namespace morgue {
namespace {

using Json = nlohmann::ordered_json;
using Role = Style::Role;

/// Places in JSON; of a sentence that hundreds repeat the first ones tell enough.
constexpr std::size_t kMostPlaces = 50;

std::string variant_line(const QuoteVariant& variant) {
  return fmt::format("{} {}x: “{}”", variant.cut ? "cut" : "other words", variant.articles,
                     field_text(variant.text));
}

Json json_of(const FoldedQuote& quote) {
  Json places = Json::array();
  for (const QuotedIn& place : quote.places) {
    if (places.size() == kMostPlaces) break;
    places.push_back({{"id", to_string(place.article)},
                      {"published", iso_or_null(place.published)},
                      {"source", place.source},
                      {"speaker", place.speaker},
                      {"text", place.text},
                      {"start", place.where.begin},
                      {"end", place.where.end}});
  }
  Json variants = Json::array();
  for (const QuoteVariant& variant : quote.variants)
    variants.push_back({{"text", variant.text},
                        {"articles", variant.articles},
                        {"kind", variant.cut ? "cut" : "other"}});
  return {{"format_version", 1},
          {"text", quote.text},
          {"speaker", quote.speaker.empty() ? Json(nullptr) : Json(quote.speaker)},
          {"articles", quote.articles},
          {"sources", quote.sources},
          {"asked_words", quote.asked},
          {"variants", std::move(variants)},
          {"places", std::move(places)}};
}

}  // namespace

std::string render_quotes(std::span<const FoldedQuote> quotes, bool variants,
                          const RenderOptions& options) {
  constexpr std::string_view kIndent = "             ";
  std::string out;
  for (const FoldedQuote& quote : quotes) {
    const QuotedIn& first = quote.places.front();
    const std::string who = quote.speaker.empty() ? "unattributed" : field_text(quote.speaker);
    out += '\n';
    out += fmt::format(" {:<10}  ", day_or_unknown(first.published));
    out += options.style.apply(Role::Person, isolated(who));
    std::string facts;
    if (!first.source.empty()) facts += " · " + isolated(field_text(first.source));
    facts += " · #" + options.shown_id(first.article);
    if (quote.articles > 1)
      facts += fmt::format(" · in {} articles, {} {}", quote.articles, quote.sources,
                           quote.sources == 1 ? "source" : "sources");
    out += options.style.apply(Role::Faint, facts) + '\n';
    const std::string indent(kIndent);
    out += wrap("“" + quote.text + "”", {}, options.style, {options.width, indent, indent});
    if (variants) {
      for (const QuoteVariant& variant : quote.variants)
        out += wrap(variant_line(variant), {}, options.style,
                    {options.width, indent + "~ ", indent + "  "});
    } else if (!quote.variants.empty()) {
      out += indent +
             options.style.apply(Role::Faint,
                                 fmt::format("{} {}", quote.variants.size(),
                                             quote.variants.size() == 1 ? "variant" : "variants")) +
             '\n';
    }
  }
  return out;
}

std::string render_quotes_plain(std::span<const FoldedQuote> quotes, bool variants,
                                const RenderOptions& options) {
  std::string out;
  for (const FoldedQuote& quote : quotes) {
    const QuotedIn& first = quote.places.front();
    const std::string head = fmt::format("{}\t{}\t{}\t{}", options.shown_id(first.article),
                                         day_or_unknown(first.published), field_text(first.source),
                                         field_text(quote.speaker));
    out += fmt::format("{}\t{}\t{}\n", head, quote.articles, field_text(quote.text));
    if (!variants) continue;
    for (const QuoteVariant& variant : quote.variants)
      out += fmt::format("{}\t{}\t~{}\n", head, variant.articles, field_text(variant.text));
  }
  return out;
}

std::string render_quotes_jsonl(std::span<const FoldedQuote> quotes) {
  std::string out;
  for (const FoldedQuote& quote : quotes) out += json_line(json_of(quote));
  return out;
}

std::string render_quotes_json(const Quotes& all, std::span<const FoldedQuote> quotes,
                               std::string_view query) {
  Json out = {{"format_version", 1},      {"query", query},   {"total", all.quotes.size()},
              {"articles", all.answered}, {"read", all.read}, {"quotes", Json::array()}};
  for (const FoldedQuote& quote : quotes) out["quotes"].push_back(json_of(quote));
  return json_line(out);
}

}  // namespace morgue
