#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "common/utf8.h"
#include "query/render/cells.h"
#include "query/render/facts.h"
#include "query/render/render_views.h"
#include "query/render/wrap.h"
#include "query/views/unusual.h"

namespace morgue {
namespace {

using Json = nlohmann::ordered_json;
using Role = Style::Role;

constexpr std::size_t kLongestName = 26;

std::string clean(std::string_view text) { return utf8::one_line(utf8::repaired(text)); }
std::string day(const std::optional<Day>& day) { return day ? to_iso8601(*day) : "no date   "; }
Json day_json(const std::optional<Day>& day) {
  return day ? Json(to_iso8601(*day)) : Json(nullptr);
}
Json id_json(std::uint32_t identity) {
  return identity != 0 ? Json(fmt::format("p{}", identity)) : Json(nullptr);
}

/// One to four signs: ten times as sure is one more. None for what may well be chance.
std::string unusual(double g2) {
  if (g2 < kUnlikely) return {};
  return std::string(static_cast<std::size_t>(std::clamp(std::log10(std::max(g2, 1.0)), 1.0, 4.0)),
                     '#');
}

std::string course(const PersonPage& page, std::size_t width) {
  std::int64_t highest = 0;
  std::string when;
  std::vector<std::int64_t> all;
  for (const auto& [year, months] : page.months)
    for (std::size_t m = 0; m < months.size(); ++m)
      if (months[m] > highest) {
        highest = months[m];
        when = fmt::format("{}-{:02}", year, m + 1);
      }
  if (highest == 0) return {};
  std::string out = fmt::format("\n articles a month without copies, highest {} ({})\n",
                                with_commas(highest), when);
  const std::size_t a_line = std::max<std::size_t>(1, (width - 1) / 20);
  std::size_t on_line = 0;
  for (const auto& [year, months] : page.months) {
    // All years by one scale: the highest month of all is added, and its sign taken off.
    std::vector<std::int64_t> scaled(months.begin(), months.end());
    scaled.push_back(highest);
    std::string line = sparkline(scaled);
    line.resize(line.size() - std::string_view("█").size());
    out += fmt::format("{}{} {}", on_line == 0 ? " " : "   ", year, line);
    if (++on_line == a_line) {
      out += '\n';
      on_line = 0;
    }
  }
  return on_line == 0 ? out : out + '\n';
}

std::string end_text(const PageEnd& end) {
  return to_iso8601(end.day) + (end.source.empty() ? "" : ' ' + clean(end.source));
}

std::string id_text(ArticleId id, const RenderOptions& options) {
  return options.style.apply(Role::Id,
                             '#' + (options.shown_id ? options.shown_id(id) : to_string(id)));
}

std::string company(const PersonPage& page, const RenderOptions& options, std::size_t width) {
  std::size_t longest = 4;
  for (const Company& with : page.company) longest = std::max(longest, utf8::columns(with.name));
  longest = std::min(longest, kLongestName);
  std::string out = "\n " + options.style.apply(Role::Title, cell("with", longest)) +
                    "  articles  same sentence  unusual  last together\n";
  for (const Company& with : page.company) {
    out += fmt::format(" {}  {:>8}  {:>13}  {:>7}  {}{}\n", cell(with.name, longest), with.articles,
                       with.sentences, unusual(with.g2), with.last ? to_iso8601(*with.last) : "",
                       with.identity != 0 ? fmt::format("  @p{}", with.identity) : "");
    if (with.proof)
      out += wrap(with.proof->text + " (" + day(with.proof->day) + ")", {}, options.style,
                  {width, "   ", "   "});
  }
  return out;
}

Json end_json(const std::optional<PageEnd>& end) {
  if (!end) return nullptr;
  return {{"day", to_iso8601(end->day)}, {"source", end->source}, {"id", to_string(end->article)}};
}

}  // namespace

std::string render_person_page(const PersonView& person, const PersonPage& page,
                               const RenderOptions& options) {
  const std::size_t width = options.width == 0 ? 80 : options.width;
  const PersonSummary& is = person.summary;
  std::string out = ' ' + options.style.apply(Role::Title, clean(is.name)) + "  " +
                    options.style.apply(Role::Id, fmt::format("@p{}", is.number)) + "  " +
                    articles_text(page.articles);
  if (page.heads < page.articles)
    out += fmt::format(" ({} without copies)", with_commas(page.heads));
  if (page.sources > 0)
    out += fmt::format(", {} {}", page.sources, page.sources == 1 ? "source" : "sources");
  out += '\n' + person_facts(person, options);
  for (const PersonSummary& other : page.namesakes)
    out += wrap(person_line(other) + fmt::format(" (@p{})", other.number), {}, options.style,
                {width, " not    ", "        "});
  if (page.first) {
    out += " first  " + end_text(*page.first) + "\n";
    out += " last   " + end_text(*page.last) + "\n";
  }
  out += course(page, width);
  if (!page.company.empty()) out += company(page, options, width);
  if (!page.says.empty()) {
    out += fmt::format(
        "\n {} ({}, most repeated first)\n", options.style.apply(Role::Title, "says"),
        page.quotations == 1 ? "1 quotation" : with_commas(page.quotations) + " quotations");
    for (const RepeatedQuotation& said : page.says)
      out += wrap(said.text + (said.articles > 1 ? "  in " + articles_text(said.articles) : ""), {},
                  options.style, {width, ' ' + day(said.first) + "  ", std::string(13, ' ')});
  }
  if (static_cast<std::int64_t>(page.read) < page.articles)
    out += fmt::format("\n sentences and quotations are from {} of the articles\n",
                       with_commas(static_cast<std::int64_t>(page.read)));
  out += fmt::format("\n morgue search person:@p{0} · said:@p{0} · morgue timeline person:@p{0}\n",
                     is.number);
  return out;
}

std::string render_person_page_json(const PersonView& person, const PersonPage& page) {
  Json out = Json::parse(render_people_jsonl({&person, 1}));
  out["articles"] = page.articles;
  out["articles_without_copies"] = page.heads;
  out["sources"] = page.sources;
  out["namesakes"] = Json::array();
  for (const PersonSummary& other : page.namesakes)
    out["namesakes"].push_back({{"id", id_json(other.number)},
                                {"name", other.name},
                                {"role", other.role},
                                {"articles", other.articles}});
  out["first"] = end_json(page.first);
  out["last"] = end_json(page.last);
  out["months"] = Json::object();
  for (const auto& [year, months] : page.months) out["months"][std::to_string(year)] = months;
  out["read"] = page.read;
  out["with"] = Json::array();
  for (const Company& with : page.company)
    out["with"].push_back(
        {{"name", with.name},
         {"id", id_json(with.identity)},
         {"kind", to_string(with.kind)},
         {"articles", with.articles},
         {"sentences", with.sentences},
         {"g2", std::round(with.g2 * 10) / 10},
         {"last", day_json(with.last)},
         {"proof", with.proof ? Json({{"text", clean(with.proof->text)},
                                      {"published", day_json(with.proof->day)},
                                      {"article", to_string(with.proof->article)}})
                              : Json(nullptr)}});
  out["quotations"] = page.quotations;
  out["says"] = Json::array();
  for (const RepeatedQuotation& said : page.says)
    out["says"].push_back({{"text", clean(said.text)},
                           {"articles", said.articles},
                           {"first", day_json(said.first)},
                           {"article", to_string(said.article)}});
  return json_line(out);
}

std::string render_meetings(const Meetings& meetings, std::size_t most,
                            const RenderOptions& options) {
  const std::size_t width = options.width == 0 ? 80 : options.width;
  std::string out =
      fmt::format(" {} without copies {} both; {} in one sentence\n",
                  articles_text(meetings.articles), meetings.articles == 1 ? "names" : "name",
                  with_commas(static_cast<std::int64_t>(meetings.sentences.size())));
  std::size_t shown = 0;
  for (const NamingSentence& sentence : meetings.sentences) {
    if (most > 0 && shown == most) break;
    ++shown;
    out += '\n' + wrap(sentence.text, {}, options.style,
                       {width, ' ' + day(sentence.day) + "  ", std::string(13, ' ')});
    out += std::string(13, ' ') + clean(sentence.source) + (sentence.source.empty() ? "" : " · ") +
           id_text(sentence.article, options) + '\n';
  }
  if (shown < meetings.sentences.size())
    out += fmt::format("\n ... {} more: -n 0 shows all\n", meetings.sentences.size() - shown);
  return out;
}

std::string render_meetings_plain(const Meetings& meetings, std::size_t most,
                                  const RenderOptions& options) {
  std::string out;
  std::size_t shown = 0;
  for (const NamingSentence& sentence : meetings.sentences) {
    if (most > 0 && shown++ == most) break;
    out += fmt::format(
        "{}\t{}\t{}\t{}\n",
        options.shown_id ? options.shown_id(sentence.article) : to_string(sentence.article),
        sentence.day ? to_iso8601(*sentence.day) : "", field_text(sentence.source),
        field_text(sentence.text));
  }
  return out;
}

namespace {

Json sentence_json(const NamingSentence& sentence) {
  return {{"text", clean(sentence.text)},
          {"published", day_json(sentence.day)},
          {"source", sentence.source},
          {"article", to_string(sentence.article)},
          {"title", sentence.title}};
}

}  // namespace

std::string render_meetings_json(const Meetings& meetings, const Party& a, const Party& b) {
  // "people" of old; now they may be organisations and places as well.
  Json out = {{"format_version", 1}, {"people", Json::array()}, {"articles", meetings.articles}};
  for (const Party* const party : {&a, &b})
    out["people"].push_back({{"id", id_json(party->identity)},
                             {"name", party->name},
                             {"kind", field(party->field).name}});
  out["sentences"] = Json::array();
  for (const NamingSentence& sentence : meetings.sentences)
    out["sentences"].push_back(sentence_json(sentence));
  return json_line(out);
}

std::string render_meetings_jsonl(const Meetings& meetings) {
  std::string out;
  for (const NamingSentence& sentence : meetings.sentences) {
    Json line = {{"format_version", 1}};
    line.update(sentence_json(sentence));
    out += json_line(line);
  }
  return out;
}

}  // namespace morgue
