#include "query/browse/layout.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>
#include <string_view>
#include <utility>

#include "common/utf8.h"
#include "query/language/error_text.h"
#include "query/render/cells.h"
#include "query/render/facts.h"
#include "query/render/render_views.h"

namespace morgue::browse {
namespace {

using Role = Style::Role;

// Rows that are always there: the question, three lines with names, the times (two), what was said
// last, and the keys.
constexpr std::size_t kFixedRows = 8;
constexpr std::size_t kLegendRows = 2;
constexpr std::size_t kNarrowestFacets = 24, kWidestFacets = 40;
constexpr std::size_t kDate = 11;  // "2025-03-11?"
constexpr std::size_t kCopies = 5;
constexpr std::size_t kSource = 18;

constexpr std::string_view kKeysOfResults =
    "Enter read  / ask  Tab panes  u undo  o open  y copy  t star  ? keys  q quit";
constexpr std::string_view kKeysOfFacets =
    "Enter narrow  - leave out  Tab panes  u undo  / ask  ? keys  q quit";
constexpr std::string_view kKeysOfTimes =
    "Left Right move  Enter narrow  [ ] window  Tab panes  u undo  ? keys  q quit";
constexpr std::string_view kKeysOfReading =
    "Up Down  n N match  a signs  [ ] other article  o open  y copy  t star  q back";
constexpr std::string_view kKeysOfTyping = "Enter asks  Esc leaves it as it was";

/// All keys, for ? and in the order in which one needs them.
constexpr auto kAllKeys = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"Up Down, k j", "one back, one on; PageUp PageDown, b Space: a page"},
    {"Home End, g G", "the first, the last"},
    {"Tab, Shift-Tab", "the next pane: results, facets, times"},
    {"Enter", "results: read it; facets and times: narrow to it"},
    {"-", "facets: leave it out"},
    {"Left Right, h l", "facets: another field; times: another stretch"},
    {"[ ]", "the window of time, or the article, before and behind"},
    {"/", "ask something else, or mend the question"},
    {"u", "undo: what was asked before"},
    {"n N", "in an article: the next match, the one before"},
    {"a", "in an article: signs around names, days and quotations"},
    {"o", "open it where it came from, as morgue open does"},
    {"y", "copy its id (if the terminal can), print it at the end"},
    {"t", "give it a star, or take it"},
    {"r", "read the archive anew: what was added since"},
    {"Esc", "stop what takes long; back"},
    {"Ctrl-Z, Ctrl-C", "to the shell for a while; end at once"},
    {"q", "back, and out"},
});

std::string one_line(std::string_view text) { return utf8::one_line(utf8::repaired(text)); }

Piece piece(const Area& area, std::size_t line, std::string text) {
  return {area.row + line, area.column, area.width, std::move(text), false};
}

/// A line across the screen with a name in it, which has brackets if keys go there.
std::string rule(std::string_view name, bool active, std::string_view more, std::size_t width,
                 const Style& style) {
  const std::string named = active ? fmt::format("[{}]", name) : fmt::format(" {} ", name);
  std::string out = style.apply(Role::Faint, "─");
  out += active ? style.apply(Role::Title, named) : named;
  std::size_t used = 1 + named.size();
  if (!more.empty() && used + 4 < width) {
    const std::size_t room = std::min(utf8::columns(more), width - used - 4);
    out += ' ' + cell(more, room) + ' ';
    used += room + 2;
  }
  std::string rest;
  for (; used < width; ++used) rest += "─";
  return out + style.apply(Role::Faint, rest);
}

Piece rule_at(std::size_t row, const Area& below, std::string text) {
  return {row, below.column, below.width, std::move(text), false};
}

/// The question: what was typed, and what it was narrowed to.
std::string question_line(const Question& question, const Style& style) {
  std::string out = ' ' + style.apply(Role::Title, one_line(question.typed));
  if (question.typed.empty()) out = ' ' + style.apply(Role::Title, "*");
  for (const Narrowing& narrowing : question.narrowed) {
    out += style.apply(Role::Faint, "  + ") + one_line(narrowing.query);
    if (!narrowing.label.empty()) out += " (" + one_line(narrowing.label) + ')';
  }
  return out + (question.loose ? style.apply(Role::Faint, "  (any of its words)") : "");
}

void add_header(const State& state, std::size_t width, const Style& style, Picture& out) {
  if (state.mode != Mode::Typing) {
    out.pieces.push_back({0, 0, width, question_line(state.found.question, style), false});
    return;
  }
  constexpr std::string_view kPrompt = " / ";
  const TypedPart part = part_of(state.typed, width - kPrompt.size() - 1);
  out.pieces.push_back({0, 0, width, std::string(kPrompt) + part.text, false});
  out.cursor = Place{0, kPrompt.size() + part.cursor};
}

std::string result_line(const State& state, std::size_t index, std::size_t width,
                        const Style& style) {
  const Hit& hit = state.found.result.hits[index];
  const Article& article = hit.article.content.article;
  const std::size_t source = std::min(kSource, width / 5);
  const std::size_t title = width - 2 - kDate - 1 - source - 1 - 1 - kCopies;
  std::string out = index == state.hit ? ">" : " ";
  out += state.starred.contains(hit.article.id) ? "*" : " ";
  out += cell(shown_date(article), kDate) + ' ';
  out += style.apply(Role::Source, cell(article.source, source)) + ' ';
  out += cell(title_of(article), title) + ' ';
  return out +
         right_cell(hit.family.copies > 0 ? fmt::format("+{}", hit.family.copies) : "", kCopies);
}

/// Text that stands in a pane, as much of it as has room.
void add_text(std::string_view text, const Area& area, Picture& out) {
  for (std::size_t line = 0; line < area.height && !text.empty(); ++line) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    out.pieces.push_back(piece(area, line, std::string(text.substr(0, end))));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

void add_results(const State& state, const Area& area, const Style& style, Picture& out) {
  const auto& hits = state.found.result.hits;
  const bool active = state.pane == Pane::Results;
  const std::string where =
      hits.empty() ? std::string()
                   : fmt::format("{} of {}", state.hit + 1, count_line(state.found.result));
  out.pieces.push_back(
      rule_at(area.row - 1, area, rule("Results", active, where, area.width, style)));
  if (hits.empty()) add_text(state.found.nothing, {area.row, 1, area.height, area.width - 1}, out);
  for (std::size_t line = 0; line < area.height && state.first_hit + line < hits.size(); ++line) {
    const std::size_t index = state.first_hit + line;
    out.pieces.push_back(piece(area, line, result_line(state, index, area.width, style)));
    out.pieces.back().chosen = active && index == state.hit;
  }
}

/// The chosen result as `morgue search` prints it.
void add_preview(const State& state, const Area& area, const Style& style, Picture& out) {
  out.pieces.push_back(
      {area.row - 1, 0, area.width + 2, rule("Passages", false, "", area.width + 2, style), false});
  if (state.hit >= state.found.result.hits.size()) return;
  SearchResult one;
  one.hits.push_back(state.found.result.hits[state.hit]);
  RenderOptions options;
  options.style = style;
  options.width = area.width;
  options.first_rank = state.hit + 1;
  options.shown_id = [&](ArticleId id) { return shown_id(state, id); };
  const std::string text = render_text(one, options);
  add_text(std::string_view(text).substr(1), area, out);  // without the empty line in front
}

std::string facet_line(const State& state, const FacetLine& line, bool chosen, std::size_t width,
                       const Style& style) {
  const Facet& facet = state.counts->facets.facets[line.facet];
  if (!line.value) return style.apply(Role::Title, cell(facet_name(facet.field), width));
  const FacetValue& value = facet.values[*line.value];
  const std::string number = with_commas(value.articles);
  return (chosen ? ">" : " ") + cell(value.name, width - 2 - number.size()) + ' ' + number;
}

void add_facets(const State& state, const Area& area, const Style& style, Picture& out) {
  const bool active = state.pane == Pane::Facets;
  // Of a query whose words need not all be there more is counted than is listed.
  const bool other = state.counts && state.counts->facets.articles != state.found.result.total;
  const std::string in =
      other ? "in " + with_commas(static_cast<std::int64_t>(state.counts->facets.articles)) : "";
  out.pieces.push_back(rule_at(area.row - 1, area, rule("Facets", active, in, area.width, style)));
  for (std::size_t line = 0; line < area.height; ++line)
    out.pieces.push_back(
        {area.row + line, area.column - 2, 1, style.apply(Role::Faint, "│"), false});
  if (!state.counts) return;
  const auto lines = lines_of(state.counts->facets);
  if (lines.empty()) add_text("nothing to count", area, out);
  for (std::size_t line = 0; line < area.height && state.first_facet + line < lines.size();
       ++line) {
    const std::size_t index = state.first_facet + line;
    const bool chosen = index == state.facet;
    out.pieces.push_back(
        piece(area, line, facet_line(state, lines[index], chosen, area.width, style)));
    out.pieces.back().chosen = active && chosen;
  }
}

/// What the chosen stretch of time has, beside the mark under its bar.
std::string bucket_line(const TimelineView& times, std::size_t bucket, std::size_t column,
                        std::size_t width) {
  const std::string what = fmt::format(
      "{}: {} of {} in the archive", bucket_label(times.buckets[bucket], times.unit),
      articles_text(times.series[0].counts[bucket]), with_commas(times.buckets[bucket].archive));
  if (column + 2 + what.size() <= width) return std::string(column, ' ') + "^ " + what;
  return right_cell(what + " ^", column + 1);
}

void add_times(const State& state, const Area& area, const Style& style, Picture& out) {
  const bool active = state.pane == Pane::Times;
  const TimelineView* times = state.counts ? &state.counts->times : nullptr;
  const bool any = times != nullptr && !times->buckets.empty();
  const std::string range =
      any ? fmt::format("{}..{}", bucket_label(times->buckets.front(), times->unit),
                        bucket_label(times->buckets.back(), times->unit))
          : std::string();
  out.pieces.push_back({area.row - 1, 0, area.width + 2,
                        rule("Times", active, range, area.width + 2, style), false});
  if (!any) return;
  const std::size_t first = first_bucket(state, area);
  const std::size_t count = std::min(times->buckets.size() - first, area.width);
  const auto& numbers = times->series[0].counts;
  out.pieces.push_back(piece(area, 0, sparkline(std::span(numbers).subspan(first, count))));
  out.pieces.push_back(
      piece(area, 1, bucket_line(*times, state.bucket, state.bucket - first, area.width)));
  if (active)
    out.pieces.push_back(
        {area.row, area.column + state.bucket - first, 1,
         sparkline(std::span(numbers).subspan(first, count)).substr(3 * (state.bucket - first), 3),
         true});
}

std::string said(const State& state) {
  if (!state.busy.empty()) return state.busy;
  if (!state.message.empty()) return state.message;
  if (state.mode == Mode::Reading) return {};
  return state.found.notes.empty() ? std::string() : "note: " + state.found.notes.front();
}

void add_foot(std::string_view message, std::string_view keys, const ScreenSize& size,
              const Style& style, Picture& out) {
  out.pieces.push_back(
      {size.rows - 2, 1, size.columns - 1, cell(message, size.columns - 1), false});
  out.pieces.push_back({size.rows - 1, 1, size.columns - 1, style.apply(Role::Faint, keys), false});
}

std::string_view keys_of(const State& state) {
  if (state.mode == Mode::Typing) return kKeysOfTyping;
  if (state.pane == Pane::Facets) return kKeysOfFacets;
  return state.pane == Pane::Times ? kKeysOfTimes : kKeysOfResults;
}

/// A mistake below the line that is typed, over whatever else is there.
void add_mistake(const Mistake& mistake, std::size_t width, const Style& style, Picture& out) {
  constexpr std::size_t kMostLines = 6;
  const std::string text = error_text(mistake.error, mistake.text, width - 4) + '\n';
  Picture lines;
  add_text(text, {1, 3, kMostLines, width - 3}, lines);
  for (Piece& line : lines.pieces) {
    line.text = style.apply(Role::Match, line.text);
    out.pieces.push_back({line.row, 0, 3, "", false});
    out.pieces.push_back(std::move(line));
  }
}

Picture panes(const State& state, const ScreenSize& size, const Style& style) {
  Picture out;
  const Areas areas = areas_of(size);
  add_header(state, size.columns, style, out);
  add_results(state, areas.results, style, out);
  add_preview(state, areas.preview, style, out);
  add_facets(state, areas.facets, style, out);
  add_times(state, areas.times, style, out);
  add_foot(said(state), keys_of(state), size, style, out);
  if (state.mode == Mode::Typing && state.mistake)
    add_mistake(*state.mistake, size.columns, style, out);
  return out;
}

Picture reading_page(const State& state, const ScreenSize& size, const Style& style) {
  Picture out;
  const Reading& reading = *state.reading;
  const Area area = areas_of(size).reading;
  const std::size_t shown = std::min(area.height, reading.lines.size() - reading.top);
  const std::string where =
      fmt::format("lines {}-{} of {}, matches in {}{}", reading.top + 1, reading.top + shown,
                  reading.lines.size(), reading.matches.size(),
                  state.starred.contains(reading.article.id) ? ", starred" : "");
  out.pieces.push_back(
      {0, 0, size.columns,
       rule('#' + shown_id(state, reading.article.id), false, where, size.columns, style), false});
  for (std::size_t line = 0; line < shown; ++line)
    out.pieces.push_back(piece(area, line, reading.lines[reading.top + line]));
  add_foot(said(state), kKeysOfReading, size, style, out);
  for (std::size_t line = 0; line < std::min(kLegendRows, reading.legend.size()); ++line)
    if (line + 1 < kLegendRows || said(state).empty())
      out.pieces.push_back(
          {size.rows - 3 + line, 1, size.columns - 1, reading.legend[line], false});
  return out;
}

Picture keys_page(const ScreenSize& size, const Style& style) {
  constexpr std::size_t kNames = 16;
  Picture out;
  out.pieces.push_back({0, 0, size.columns, rule("Keys", false, "", size.columns, style), false});
  std::size_t row = 1;
  for (const auto& [keys, what] : kAllKeys) {
    if (row + 2 >= size.rows) break;
    out.pieces.push_back(
        {row++, 1, size.columns - 1,
         style.apply(Role::Title, cell(keys, kNames)) + ' ' + cell(what, size.columns - kNames - 2),
         false});
  }
  add_foot("", "any key: back", size, style, out);
  return out;
}

Picture refusal(const ScreenSize& size) {
  const std::string text =
      fmt::format("too small: {} columns, {} rows are needed, and there are {}, {}",
                  kSmallest.columns, kSmallest.rows, size.columns, size.rows);
  Picture out;
  for (std::size_t row = 0; row * size.columns < text.size() && row < size.rows; ++row)
    out.pieces.push_back(
        {row, 0, size.columns, text.substr(row * size.columns, size.columns), false});
  return out;
}

/// The first line of a list that is shown, so that the chosen one is.
std::size_t scrolled(std::size_t first, std::size_t chosen, std::size_t height) {
  if (chosen < first) return chosen;
  return chosen >= first + height ? chosen - height + 1 : first;
}

}  // namespace

bool is_too_small(const ScreenSize& size) {
  return size.rows < kSmallest.rows || size.columns < kSmallest.columns;
}

Areas areas_of(const ScreenSize& size) {
  const std::size_t body = size.rows - kFixedRows;
  const std::size_t results = body * 7 / 16;
  const std::size_t facets = std::clamp(size.columns * 3 / 10, kNarrowestFacets, kWidestFacets);
  const std::size_t lower = 2 + results + 1;  // below the question, a line, the results, a line
  Areas out;
  out.results = {2, 0, results, size.columns};
  out.preview = {lower, 1, body - results, size.columns - facets - 4};
  out.facets = {lower, size.columns - facets, body - results, facets};
  out.times = {size.rows - 4, 1, 2, size.columns - 2};
  out.reading = {1, 1, size.rows - 1 - kLegendRows - 1, size.columns - 2};
  return out;
}

std::size_t first_bucket(const State& state, const Area& times) {
  const std::size_t count = state.counts ? state.counts->times.buckets.size() : 0;
  if (count <= times.width) return 0;
  // The latest, as long as the chosen one is among them; else that stands in the middle.
  const std::size_t latest = count - times.width;
  if (state.bucket >= latest) return latest;
  return state.bucket - std::min(state.bucket, times.width / 2);
}

void settle(State& state, const ScreenSize& size, const Style& style) {
  if (is_too_small(size)) return;
  const Areas areas = areas_of(size);
  state.first_hit = scrolled(state.first_hit, state.hit, areas.results.height);
  state.first_facet = scrolled(state.first_facet, state.facet, areas.facets.height);
  // The heading of the first value is seen with it.
  if (state.facet == 1) state.first_facet = 0;
  if (!state.reading) return;
  lay_out_reading(state, areas.reading, style);
  Reading& reading = *state.reading;
  const std::size_t most =
      reading.lines.size() - std::min(reading.lines.size(), areas.reading.height);
  reading.top = std::min(reading.top, most);
}

Picture lay_out(const State& state, const ScreenSize& size, const Style& style) {
  if (is_too_small(size)) return refusal(size);
  if (state.mode == Mode::Keys) return keys_page(size, style);
  if (state.mode == Mode::Reading && state.reading) return reading_page(state, size, style);
  return panes(state, size, style);
}

}  // namespace morgue::browse
