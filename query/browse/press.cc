#include <algorithm>
#include <utility>

#include "query/browse/layout.h"

namespace morgue::browse {
namespace {

using Kind = Key::Kind;

/// So far from the last result more are asked for.
constexpr std::size_t kAhead = 5;

bool is_letter(const Key& key, char32_t letter) {
  return key.kind == Kind::Text && key.character == letter;
}

/// Where a key moves to in a list of so many, of which `page` are shown; nothing if it moves
/// nowhere.
std::optional<std::size_t> moved_to(const Key& key, std::size_t at, std::size_t count,
                                    std::size_t page) {
  const std::size_t last = count > 0 ? count - 1 : 0;
  const auto on = [&](std::size_t by) { return std::min(at + by, last); };
  const auto back = [&](std::size_t by) { return at - std::min(at, by); };
  if (key.kind == Kind::Down || is_letter(key, U'j')) return on(1);
  if (key.kind == Kind::Up || is_letter(key, U'k')) return back(1);
  if (key.kind == Kind::PageDown || is_letter(key, U' ')) return on(page);
  if (key.kind == Kind::PageUp || is_letter(key, U'b')) return back(page);
  if (key.kind == Kind::Home || is_letter(key, U'g')) return std::size_t{0};
  if (key.kind == Kind::End || is_letter(key, U'G')) return last;
  return {};
}

Wish ask(State& state, Question wanted, State::Past then) {
  state.wanted = std::move(wanted);
  state.past_then = then;
  return Wish::Ask;
}

Wish narrow(State& state, Narrowing to) {
  Question wanted = narrowed(state.found.question, std::move(to));
  wanted.loose = wanted.loose || state.found.relaxed;
  return ask(state, std::move(wanted), State::Past::Keep);
}

Wish undo(State& state) {
  if (state.past.empty()) {
    state.message = "nothing was asked before";
    return Wish::None;
  }
  return ask(state, state.past.back(), State::Past::GoBack);
}

Wish begin_typing(State& state) {
  // What it was narrowed to is typed along: one can take it out again.
  state.typed.text = query_text(state.found.question);
  if (state.typed.text == "*") state.typed.text.clear();
  state.typed.at = state.typed.text.size();
  state.mistake.reset();
  state.mode = Mode::Typing;
  return Wish::None;
}

Wish choose_hit(State& state, std::size_t hit) {
  state.hit = hit;
  const bool near_end = hit + kAhead >= state.found.result.hits.size();
  return near_end && has_more(state) && state.busy.empty() ? Wish::More : Wish::None;
}

Wish wish_for_article(const State& state, Wish wish) {
  return chosen_article(state) != nullptr ? wish : Wish::None;
}

Wish press_results(State& state, const Key& key, const Areas& areas) {
  if (key.kind == Kind::Enter || key.kind == Kind::Right || is_letter(key, U'l'))
    return wish_for_article(state, Wish::Read);
  if (const auto to =
          moved_to(key, state.hit, state.found.result.hits.size(), areas.results.height))
    return choose_hit(state, *to);
  return Wish::None;
}

/// The first value of the facet before the chosen one, or behind it.
std::size_t other_facet(const std::vector<FacetLine>& lines, std::size_t at, bool on) {
  const std::size_t here = lines[at].facet;
  const auto is_first = [&](std::size_t i) { return lines[i].value == std::size_t{0}; };
  if (on) {
    for (std::size_t i = at; i < lines.size(); ++i)
      if (is_first(i) && lines[i].facet > here) return i;
    return at;
  }
  for (std::size_t i = at; i-- > 0;)
    if (is_first(i) && (lines[i].facet < here || lines[at].value != std::size_t{0})) return i;
  return at;
}

/// Headings are passed over.
std::size_t value_at(const std::vector<FacetLine>& lines, std::size_t at, bool on) {
  while (on && at + 1 < lines.size() && !lines[at].value) ++at;
  while (at > 0 && !lines[at].value) --at;
  return lines[at].value ? at : value_at(lines, at, true);
}

Wish press_facets(State& state, const Key& key, const Areas& areas) {
  const auto lines = state.counts ? lines_of(state.counts->facets) : std::vector<FacetLine>();
  if (state.facet >= lines.size() || !lines[state.facet].value) return Wish::None;
  if (key.kind == Kind::Right || key.kind == Kind::Left)
    state.facet = other_facet(lines, state.facet, key.kind == Kind::Right);
  else if (const auto to = moved_to(key, state.facet, lines.size(), areas.facets.height))
    state.facet = value_at(lines, *to, *to >= state.facet);
  const bool leave_out = is_letter(key, U'-');
  if (key.kind != Kind::Enter && !leave_out) return Wish::None;
  const FacetLine& line = lines[state.facet];
  const FacetValue& value = state.counts->facets.facets[line.facet].values[*line.value];
  if (!value.query.empty()) return narrow(state, narrowing_to(value, leave_out));
  state.message = "no field of a query narrows to it";
  return Wish::None;
}

Wish press_times(State& state, const Key& key) {
  if (!state.counts || state.counts->times.buckets.empty()) return Wish::None;
  const TimelineView& times = state.counts->times;
  const std::size_t last = times.buckets.size() - 1;
  constexpr std::size_t kPage = 12;
  if (key.kind == Kind::Right || is_letter(key, U'l'))
    state.bucket = std::min(state.bucket + 1, last);
  else if (key.kind == Kind::Left || is_letter(key, U'h'))
    state.bucket -= std::min<std::size_t>(state.bucket, 1);
  else if (const auto to = moved_to(key, state.bucket, times.buckets.size(), kPage))
    state.bucket = *to;
  if (key.kind != Kind::Enter) return Wish::None;
  return narrow(state, narrowing_to(Stretch{times.unit, times.buckets[state.bucket]}));
}

/// The window of time that was narrowed to moves to its neighbour.
Wish move_window(State& state, bool on) {
  for (const Narrowing& narrowing : state.found.question.narrowed)
    if (narrowing.when) {
      Question wanted = narrowed(state.found.question, narrowing_to(moved(*narrowing.when, on)));
      return ask(state, std::move(wanted), State::Past::Keep);
    }
  state.message = "no window of time is chosen: Tab to the times, then Enter";
  return Wish::None;
}

void cycle(State& state, bool on) {
  constexpr int kPanes = 3;
  state.pane = static_cast<Pane>((static_cast<int>(state.pane) + (on ? 1 : kPanes - 1)) % kPanes);
}

/// What is the same wherever an article is chosen.
std::optional<Wish> press_anywhere(State& state, const Key& key) {
  if (key.kind == Kind::Control && key.character == U'l') return Wish::None;  // all is drawn again
  if (key.kind != Kind::Text) return {};
  switch (key.character) {
    case U'?':
      state.keys_from_reading = state.mode == Mode::Reading;
      state.mode = Mode::Keys;
      return Wish::None;
    case U'o':
      return wish_for_article(state, Wish::Open);
    case U'y':
      return wish_for_article(state, Wish::Copy);
    case U't':
      return wish_for_article(state, Wish::Star);
    default:
      return {};
  }
}

std::optional<Wish> press_in_panes(State& state, const Key& key) {
  if (key.kind == Kind::Tab || key.kind == Kind::BackTab) {
    cycle(state, key.kind == Kind::Tab);
    return Wish::None;
  }
  if (key.kind == Kind::Escape) return state.busy.empty() ? Wish::None : Wish::Stop;
  if (key.kind != Kind::Text) return {};
  switch (key.character) {
    case U'/':
      return begin_typing(state);
    case U'u':
      return undo(state);
    case U'r':
      return Wish::Reload;
    case U'q':
      return Wish::Leave;
    case U'[':
    case U']':
      return move_window(state, key.character == U']');
    default:
      return {};
  }
}

Wish click(State& state, const Key& key, const Areas& areas) {
  const auto line = [&](const Area& area) { return key.row - area.row; };
  if (areas.results.holds(key.row, key.column)) {
    const std::size_t hit = state.first_hit + line(areas.results);
    const bool again = state.pane == Pane::Results && hit == state.hit;
    state.pane = Pane::Results;
    if (hit >= state.found.result.hits.size()) return Wish::None;
    return again ? Wish::Read : choose_hit(state, hit);
  }
  if (areas.facets.holds(key.row, key.column) && state.counts) {
    const auto lines = lines_of(state.counts->facets);
    const std::size_t at = state.first_facet + line(areas.facets);
    const bool again = state.pane == Pane::Facets && at == state.facet;
    state.pane = Pane::Facets;
    if (at >= lines.size() || !lines[at].value) return Wish::None;
    state.facet = at;
    return again ? press_facets(state, {Kind::Enter}, areas) : Wish::None;
  }
  if (areas.times.holds(key.row, key.column) && state.counts) {
    const std::size_t at = first_bucket(state, areas.times) + key.column - areas.times.column;
    const bool again = state.pane == Pane::Times && at == state.bucket;
    state.pane = Pane::Times;
    if (at >= state.counts->times.buckets.size()) return Wish::None;
    state.bucket = at;
    return again ? press_times(state, {Kind::Enter}) : Wish::None;
  }
  return Wish::None;
}

Wish press_panes(State& state, const Key& key, const ScreenSize& size) {
  if (const auto wish = press_in_panes(state, key)) return *wish;
  if (const auto wish = press_anywhere(state, key)) return *wish;
  const Areas areas = areas_of(size);
  if (key.kind == Kind::Click) return click(state, key, areas);
  if (key.kind == Kind::WheelUp) return press_panes(state, {Kind::Up}, size);
  if (key.kind == Kind::WheelDown) return press_panes(state, {Kind::Down}, size);
  if (state.pane == Pane::Facets) return press_facets(state, key, areas);
  if (state.pane == Pane::Times) return press_times(state, key);
  return press_results(state, key, areas);
}

/// Shows the next line with a match, or the one before.
void go_to_match(State& state, bool on, std::size_t height) {
  Reading& reading = *state.reading;
  if (reading.matches.empty()) {
    state.message = "nothing in it is what was asked for, word by word";
    return;
  }
  // The match is shown in the third line, that one sees what stands before it.
  constexpr std::size_t kAbove = 2;
  const std::size_t here = reading.top + kAbove;
  const auto& matches = reading.matches;
  const auto next = std::upper_bound(matches.begin(), matches.end(), here);
  const auto same = std::lower_bound(matches.begin(), matches.end(), here);
  const std::size_t most = reading.lines.size() - std::min(reading.lines.size(), height);
  const auto top_for = [&](std::size_t line) {
    return std::min(line - std::min(line, kAbove), most);
  };
  std::size_t top = reading.top;
  if (on && next != matches.end()) top = top_for(*next);
  if (!on && same != matches.begin()) top = top_for(*std::prev(same));
  if (top == reading.top) state.message = on ? "no match below" : "no match above";
  reading.top = top;
}

/// The article before the one that is read in the list, or the one behind it.
Wish read_neighbour(State& state, bool on) {
  const std::size_t count = state.found.result.hits.size();
  if (on ? state.hit + 1 >= count : state.hit == 0) {
    state.message = on ? "it is the last one" : "it is the first one";
    return Wish::None;
  }
  state.hit = on ? state.hit + 1 : state.hit - 1;
  return Wish::Read;
}

Wish press_reading(State& state, const Key& key, const Area& area) {
  Reading& reading = *state.reading;
  if (key.kind == Kind::Escape || key.kind == Kind::Left || is_letter(key, U'q') ||
      is_letter(key, U'h')) {
    state.mode = Mode::Panes;
    state.reading.reset();
    return Wish::None;
  }
  if (is_letter(key, U'n') || is_letter(key, U'N'))
    go_to_match(state, is_letter(key, U'n'), area.height);
  if (is_letter(key, U']') || is_letter(key, U'['))
    return read_neighbour(state, is_letter(key, U']'));
  if (is_letter(key, U'a')) {
    reading.signs = !reading.signs;
    reading.width = 0;
  }
  const Key::Kind wheel = key.kind == Kind::WheelUp     ? Kind::Up
                          : key.kind == Kind::WheelDown ? Kind::Down
                          : key.kind == Kind::Enter     ? Kind::Down
                                                        : key.kind;
  const std::size_t places = reading.lines.size() - std::min(reading.lines.size(), area.height) + 1;
  if (const auto to = moved_to({wheel, key.character}, reading.top, places, area.height - 1))
    reading.top = *to;
  return Wish::None;
}

Wish press_typing(State& state, const Key& key) {
  if (key.kind == Kind::Escape) {
    if (state.awaited) return Wish::Stop;
    state.mode = Mode::Panes;
    state.mistake.reset();
    return Wish::None;
  }
  if (key.kind == Kind::Enter) return ask(state, {state.typed.text}, State::Past::Keep);
  (void)press(state.typed, key);
  return Wish::None;
}

}  // namespace

Wish press(State& state, const Key& key, const ScreenSize& size) {
  state.message.clear();
  if (key.kind == Kind::Control && key.character == U'c') return Wish::Interrupted;
  if (key.kind == Kind::Control && key.character == U'z') return Wish::Suspend;
  if (key.kind == Kind::Resized || key.kind == Kind::None) return Wish::None;
  if (is_too_small(size)) return is_letter(key, U'q') ? Wish::Leave : Wish::None;
  switch (state.mode) {
    case Mode::Keys:
      state.mode = state.keys_from_reading ? Mode::Reading : Mode::Panes;
      return Wish::None;
    case Mode::Typing:
      return press_typing(state, key);
    case Mode::Reading:
      if (const auto wish = press_anywhere(state, key)) return *wish;
      return press_reading(state, key, areas_of(size).reading);
    case Mode::Panes:
      break;
  }
  return press_panes(state, key, size);
}

void take(State& state, Found found) {
  switch (state.past_then) {
    case State::Past::Keep:
      state.past.push_back(std::move(state.found.question));
      break;
    case State::Past::GoBack:
      state.past.pop_back();
      break;
    case State::Past::Same:
      break;
  }
  state.past_then = State::Past::Same;
  state.found = std::move(found);
  state.counts.reset();
  state.hit = state.first_hit = state.facet = state.first_facet = state.bucket = 0;
  state.mistake.reset();
  state.reading.reset();
  if (state.mode == Mode::Typing || state.found.result.hits.empty()) state.pane = Pane::Results;
  state.mode = Mode::Panes;
}

void take_more(State& state, Found found) {
  state.found.result = std::move(found.result);
  state.found.ids = std::move(found.ids);
  const std::size_t count = state.found.result.hits.size();
  state.hit = std::min(state.hit, count > 0 ? count - 1 : 0);
}

void take(State& state, Counts counts) {
  state.counts = std::move(counts);
  const auto lines = lines_of(state.counts->facets);
  state.facet = lines.empty() ? 0 : value_at(lines, 0, true);
  state.bucket = 0;
  const auto& series = state.counts->times.series;
  if (series.empty() || series[0].counts.empty()) return;
  const auto& numbers = series[0].counts;
  state.bucket =
      static_cast<std::size_t>(std::max_element(numbers.begin(), numbers.end()) - numbers.begin());
}

void take(State& state, Mistake mistake) {
  if (state.mode != Mode::Typing) {
    state.typed.text = mistake.text;
    state.mode = Mode::Typing;
  }
  state.typed.at = std::min<std::size_t>(mistake.error.where.end, state.typed.text.size());
  state.mistake = std::move(mistake);
}

const StoredArticle* chosen_article(const State& state) {
  if (state.reading) return &state.reading->article;
  const auto& hits = state.found.result.hits;
  return state.hit < hits.size() ? &hits[state.hit].article : nullptr;
}

std::string shown_id(const State& state, ArticleId id) {
  const auto at = state.found.ids.find(id);
  return at != state.found.ids.end() ? at->second : to_string(id);
}

bool has_more(const State& state) {
  const SearchResult& result = state.found.result;
  const auto limit = state.found.limit.value_or(0);
  return result.hits.size() < result.total &&
         (limit == 0 || result.hits.size() < static_cast<std::size_t>(limit));
}

std::vector<FacetLine> lines_of(const FacetsView& facets) {
  std::vector<FacetLine> out;
  for (std::size_t i = 0; i < facets.facets.size(); ++i) {
    if (facets.facets[i].values.empty()) continue;
    out.push_back({i, {}});
    for (std::size_t j = 0; j < facets.facets[i].values.size(); ++j) out.push_back({i, j});
  }
  return out;
}

}  // namespace morgue::browse
