#include "tests/unit/query/browse/state_for_test.h"

#include <algorithm>
#include <string>
#include <vector>

#include "common/utf8.h"
#include "tests/support/articles.h"

namespace morgue::browse::test {
namespace {

constexpr std::uint64_t kFirstSmall = 0x1111110000000000U;

Span where(const std::string& text, std::string_view what) {
  const auto at = static_cast<std::uint32_t>(text.find(what));
  return {at, at + static_cast<std::uint32_t>(what.size())};
}

Hit bridge() {
  Hit hit{morgue::test::full_article(), 2.5, {{0, 4}}, {}};
  const std::string& text = hit.article.content.article.text;
  Passage passage;
  passage.where = where(text, "Ms. Løw leads the Bridge Office.");
  passage.paragraph = 2;
  passage.marks = {where(text, "Bridge")};
  hit.passages = {passage};
  hit.family = {hit.article.id, 7, 5, true};
  return hit;
}

Hit small(std::size_t number) {
  Hit hit{morgue::test::small_article(kFirstSmall + number), 1.0, {}, {}};
  hit.article.content.article.title = "Ferry number " + std::to_string(number) + " sails again";
  hit.article.content.article.published = at_day(*make_day(2024, 1, 1) + std::chrono::days(number));
  return hit;
}

FacetsView facets() {
  FacetsView out;
  out.facets = {{FacetField::Source,
                 {{"Skarra Post", 0, 11, "source:\"Skarra Post\""},
                  {"The Calder Herald", 0, 1, "source:\"The Calder Herald\""}},
                 2,
                 0,
                 12},
                {FacetField::Person, {{"Ana Løw", 17, 4, "person:@p17"}}, 1, 8, 12},
                {FacetField::Place, {}, 0, 12, 12},
                {FacetField::Month, {{"2025-03", 0, 1, "date:2025-03"}}, 1, 0, 12}};
  return out;
}

TimelineView times() {
  TimelineView out;
  out.unit = TimeUnit::Month;
  for (Day day = *make_day(2024, 1, 1); day < *make_day(2025, 4, 1);) {
    out.buckets.push_back(bucket_of(day, TimeUnit::Month));
    out.buckets.back().archive = 20;
    day = out.buckets.back().last + std::chrono::days(1);
  }
  TimeSeries series;
  series.counts.assign(out.buckets.size(), 0);
  series.counts.front() = 11;
  series.counts.back() = 1;
  out.series.push_back(std::move(series));
  return out;
}

}  // namespace

State asked_for_ferry(std::size_t hits) {
  Found found{{"ferry"}, "ferry", {}};
  if (hits > 0) found.result.hits.push_back(bridge());
  for (std::size_t i = 1; i < hits; ++i) found.result.hits.push_back(small(i));
  found.result.total = hits;
  for (const Hit& hit : found.result.hits)
    for (const ArticleId id : {hit.article.id, hit.family.id})
      found.ids.emplace(id, to_string(id).substr(0, 6));
  State state;
  take(state, std::move(found));
  if (hits == 0) return state;
  Counts counts{facets(), times()};
  counts.facets.articles = hits;
  take(state, std::move(counts));
  return state;
}

State reading_first() {
  State state = asked_for_ferry();
  Reading reading{state.found.result.hits[0].article, {}, {}};
  const Article& article = reading.article.content.article;
  reading.title_marks = {where(article.title, "bridge")};
  reading.text_marks = {where(article.text, "Bridge")};
  state.reading = std::move(reading);
  state.mode = Mode::Reading;
  return state;
}

Key key(Key::Kind kind) { return {kind}; }
Key letter(char32_t character) { return {Key::Kind::Text, character}; }

Wish type(State& state, std::u32string_view letters, const ScreenSize& size) {
  Wish last = Wish::None;
  for (const char32_t c : letters) {
    settle(state, size, Style());
    last = press(state, letter(c), size);
  }
  settle(state, size, Style());
  return last;
}

Wish hit_key(State& state, Key::Kind kind, const ScreenSize& size) {
  settle(state, size, Style());
  const Wish wish = press(state, key(kind), size);
  settle(state, size, Style());
  return wish;
}

std::string shown(State state, const ScreenSize& size) {
  settle(state, size, Style());
  const Picture picture = lay_out(state, size, Style());
  // A character for each column; what is behind a wide one is empty.
  std::vector<std::vector<std::string>> cells(size.rows,
                                              std::vector<std::string>(size.columns, " "));
  for (const Piece& piece : picture.pieces) {
    if (piece.row >= size.rows) return "a piece lies below the screen: " + piece.text;
    const std::size_t end = std::min(piece.column + piece.width, size.columns);
    std::size_t column = piece.column;
    for (std::size_t at = 0; at < piece.text.size();) {
      const utf8::Decoded c = utf8::decode(piece.text, at);
      const auto wide = static_cast<std::size_t>(utf8::columns(c.code_point));
      if (column + wide > end) break;
      const std::string character = piece.text.substr(at, c.length);
      at += c.length;
      if (wide == 0 && column > piece.column) cells[piece.row][column - 1] += character;
      if (wide == 0) continue;
      cells[piece.row][column] = character;
      if (wide == 2) cells[piece.row][column + 1] = "";
      column += wide;
    }
    for (; column < end; ++column) cells[piece.row][column] = " ";
  }
  std::string out;
  for (const auto& row : cells) {
    std::string line;
    for (const std::string& character : row) line += character;
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + '\n';
  }
  return out;
}

}  // namespace morgue::browse::test
