#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "common/article_id.h"
#include "common/stored_article.h"
#include "query/browse/narrowed.h"
#include "query/browse/typed_line.h"
#include "query/match/search.h"
#include "query/render/render.h"
#include "query/render/screen.h"
#include "query/views/facets.h"
#include "query/views/timeline.h"

// What `morgue browse` knows and shows, apart from any terminal and any archive: a state, what keys
// make of it (press), and what it looks like (lay_out). Whatever needs the archive is a wish, which
// the verb fulfils and takes back in as a value.

namespace morgue::browse {

/// An answer, with what was said of it.
struct Found {
  Question question;
  std::string text;  ///< of the question, as it was asked
  SearchResult result;
  std::optional<int> limit = {};        ///< that the query sets itself
  bool relaxed = false;                 ///< not all of its words are in all of the articles
  std::vector<std::string> notes = {};  ///< a line each
  std::string nothing = {};             ///< if nothing was found: why, and what may have been meant
  std::map<ArticleId, std::string> ids = {};  ///< as they are shown, of all that is named
};

/// What all of an answer is made of.
struct Counts {
  FacetsView facets;
  TimelineView times;
};

/// An article that is read.
struct Reading {
  StoredArticle article;
  std::vector<Span> title_marks, text_marks;
  bool signs = true;  ///< names, days and quotations stand between signs
  // How it is laid out; see settle().
  std::size_t width = 0;
  std::vector<std::string> lines = {};
  std::vector<std::size_t> matches = {};  ///< numbers of the lines in which something matched
  std::vector<std::string> legend = {};   ///< of the signs; none without them
  std::size_t top = 0;                    ///< first line that is shown
};

enum class Pane { Results, Facets, Times };
enum class Mode { Panes, Reading, Typing, Keys };

/// A mistake in what was typed.
struct Mistake {
  QueryError error;
  std::string text;  ///< that it is in
};

struct State {
  Found found;
  std::optional<Counts> counts = {};
  std::vector<Question> past = {};  ///< what was asked before, oldest first
  std::set<ArticleId> starred = {};

  Mode mode = Mode::Panes;
  Pane pane = Pane::Results;
  std::size_t hit = 0, first_hit = 0;      ///< chosen, and the first that is shown
  std::size_t facet = 0, first_facet = 0;  ///< of lines_of(counts->facets), likewise
  std::size_t bucket = 0;                  ///< chosen

  TypedLine typed = {};
  std::optional<Mistake> mistake = {};
  std::optional<Reading> reading = {};
  bool keys_from_reading = false;  ///< the list of keys goes back to the article

  std::string busy = {};     ///< what is being done, if anything is
  bool awaited = false;      ///< and it is something that was asked for
  std::string message = {};  ///< about what was done last
  /// With Wish::Ask: what to ask, and what becomes of the question before.
  Question wanted = {};
  enum class Past { Keep, GoBack, Same } past_then = Past::Same;
};

/// What a key asks of the outside.
enum class Wish {
  None,
  Ask,     ///< `wanted`
  More,    ///< further results of the same question
  Read,    ///< the chosen article
  Open,    ///< the chosen article, by another program
  Copy,    ///< its id
  Star,    ///< give it a star, or take it
  Reload,  ///< the archive as it is now, and the same question
  Stop,    ///< what is being done
  Suspend,
  Leave,        ///< the program
  Interrupted,  ///< the same, by Ctrl-C
};

/// Does what a key does.
[[nodiscard]] Wish press(State& state, const Key& key, const ScreenSize& size);

/// Takes in an answer to `wanted`, which becomes the question.
void take(State& state, Found found);
/// Takes in more of the same answer.
void take_more(State& state, Found found);
/// Takes in counts, and chooses what is there.
void take(State& state, Counts counts);
/// Takes in a mistake in what was asked: back to the line where it can be mended.
void take(State& state, Mistake mistake);

/// The article that is chosen, or read; null if there is none.
[[nodiscard]] const StoredArticle* chosen_article(const State& state);
/// Its id as it is shown.
[[nodiscard]] std::string shown_id(const State& state, ArticleId id);
/// Can more results be had?
[[nodiscard]] bool has_more(const State& state);

/// A line of the pane of facets: a heading, or a value.
struct FacetLine {
  std::size_t facet = 0;
  std::optional<std::size_t> value = {};  ///< nothing: the heading
};
[[nodiscard]] std::vector<FacetLine> lines_of(const FacetsView& facets);

}  // namespace morgue::browse
