#include "query/render/render_story.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "query/render/cells.h"
#include "query/render/facts.h"
#include "query/render/pieces.h"
#include "query/render/render_texts.h"
#include "query/render/wrap.h"

// The schema of the JSON stands in query/render/schema/story.json.

namespace morgue {
namespace {

using Json = nlohmann::ordered_json;
using Role = Style::Role;

/// New things of each kind on a line of text.
constexpr std::size_t kMostNew = 5;
/// Values of a thing on its line below a story, and such lines.
constexpr std::size_t kMostValues = 5;
constexpr std::size_t kMostThings = 3;

std::string list_of(const std::vector<std::string>& all, std::size_t most) {
  std::vector<std::string> out;
  for (const std::string& one : all) {
    if (out.size() == most) {
      out.push_back(fmt::format("{} more", all.size() - most));
      break;
    }
    out.push_back(isolated(field_text(one)));
  }
  return fmt::format("{}", fmt::join(out, ", "));
}

std::vector<std::string> day_texts(const std::vector<Day>& days) {
  std::vector<std::string> out;
  for (const Day day : days) out.push_back(to_iso8601(day));
  return out;
}

/// "Tomas Brandt; 4 dead; 2024-06-14"
std::string news_of(const StoryArticle& article, std::size_t most) {
  std::vector<std::string> parts;
  for (const auto& all :
       {article.figures, article.people, article.organisations, day_texts(article.days)})
    if (!all.empty()) parts.push_back(list_of(all, most));
  return fmt::format("{}", fmt::join(parts, "; "));
}

std::string span_text(const StoryView& story) {
  if (!story.first) return "without dates";
  const std::string first = day_or_unknown(story.first);
  const std::string last = day_or_unknown(story.last);
  return first == last ? first : first + ".." + last;
}

/// "dead  2 (2024-06-14)  3 (2024-06-15, 2 articles)"
std::string thing_line(const FigureThing& thing) {
  std::string out = ' ' + field_text(thing.name) + ' ';
  std::size_t shown = 0;
  for (const FigureValue& value : thing.values) {
    if (++shown > kMostValues) break;
    out += fmt::format(" {}{} ({}{})", figure_text(value.figure),
                       value.figure.subject.empty() ? "" : ' ' + field_text(value.figure.subject),
                       day_or_unknown(value.published),
                       value.articles > 1 ? fmt::format(", {} articles", value.articles) : "");
  }
  return out;
}

Json texts(const std::vector<std::string>& all) {
  Json out = Json::array();
  for (const std::string& one : all) out.push_back(one);
  return out;
}

Json json_of(const StoryArticle& article) {
  return {{"format_version", 1},
          {"id", to_string(article.id)},
          {"published", iso_or_null(article.published)},
          {"source", article.source},
          {"title", article.title},
          {"copies", article.copies},
          {"turning_point", article.turning_point},
          {"silent_days", article.silent ? Json(*article.silent) : Json(nullptr)},
          {"new",
           {{"people", texts(article.people)},
            {"organisations", texts(article.organisations)},
            {"figures", texts(article.figures)},
            {"days", texts(day_texts(article.days))}}},
          {"linked_to", article.linked_to ? Json(to_string(*article.linked_to)) : Json(nullptr)},
          {"linked_by", texts(article.linked_by)}};
}

void add_turning_point(const StoryArticle& article, const std::string& rail,
                       const RenderOptions& options, std::string& out) {
  const std::string day = day_or_unknown(article.published);
  const std::string id = '#' + options.shown_id(article.id);
  const std::string head = fmt::format(" {:<10} o  ", day.empty() ? "no date" : day);
  out += wrap(
      article.title + "  " + id +
          (article.articles > 1 ? "  " + articles_text(static_cast<std::int64_t>(article.articles))
                                : ""),
      {}, options.style, {options.width, head, rail + "  "});
  const std::string news = news_of(article, kMostNew);
  if (!news.empty())
    out += wrap(news, {}, options.style,
                {options.width, rail + options.style.apply(Role::Faint, "new: "), rail + "     "});
}

}  // namespace

std::string render_story(const StoryView& story, const RenderOptions& options) {
  if (story.members.empty()) return {};
  std::string out = wrap(
      fmt::format("{}  {}, {} distinct{}", span_text(story),
                  articles_text(static_cast<std::int64_t>(story.articles)), story.members.size(),
                  story.sources > 1 ? fmt::format(" in {} sources", story.sources) : ""),
      {}, options.style,
      {options.width,
       ' ' + options.style.apply(Role::Id, "s-" + options.shown_id(story.name)) + "  ", "  "});
  std::vector<const StoryArticle*> turns;
  for (const StoryArticle& member : story.members)
    if (member.turning_point) turns.push_back(&member);
  std::size_t turn = 0;
  for (const StoryArticle& member : story.members) {
    if (member.silent && turn > 0)
      out += options.style.apply(Role::Faint, fmt::format("            :  (silent for {})",
                                                          silence_text(*member.silent))) +
             '\n';
    if (!member.turning_point) continue;
    ++turn;
    add_turning_point(member, turn < turns.size() ? "            |  " : "               ", options,
                      out);
  }
  std::size_t things = 0;
  for (const FigureThing& thing : story.figures.things) {
    if (thing.kind > FigureKind::Votes || thing.articles < 2 || ++things > kMostThings) break;
    out += wrap(thing_line(thing), {}, options.style, {options.width, "", "   "});
  }
  return out;
}

std::string render_story_plain(const StoryView& story, const RenderOptions& options) {
  std::string out;
  for (const StoryArticle& article : story.members)
    out += fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\n", options.shown_id(article.id),
                       minute_or_day(article.published), field_text(article.source),
                       field_text(article.title), article.copies, article.turning_point ? "*" : "",
                       news_of(article, ~std::size_t{0}),
                       article.linked_to ? options.shown_id(*article.linked_to) : "",
                       list_of(article.linked_by, ~std::size_t{0}));
  return out;
}

std::string render_story_json(const StoryView& story) {
  Json members = Json::array();
  for (const StoryArticle& member : story.members) members.push_back(json_of(member));
  return json_line(Json{{"format_version", 1},
                        {"story", "s-" + to_string(story.name)},
                        {"articles", story.articles},
                        {"distinct", story.members.size()},
                        {"sources", story.sources},
                        {"first", iso_or_null(story.first)},
                        {"last", iso_or_null(story.last)},
                        {"compared", story.read},
                        {"complete", !story.cut_short},
                        {"members", std::move(members)}});
}

std::string render_story_jsonl(const StoryView& story) {
  std::string out;
  for (const StoryArticle& member : story.members) out += json_line(json_of(member));
  return out;
}

}  // namespace morgue
