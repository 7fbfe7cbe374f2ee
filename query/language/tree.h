#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/fields.h"
#include "common/instant.h"
#include "common/span.h"

namespace morgue {

/// How deep brackets may nest and how high a tree may be: no recursion over a query needs to fear
/// for its stack.
inline constexpr int kMostLevels = 50;

/// A query as it was understood: the form between the language and the archive. A value: printable
/// (print, to_query_text), comparable, built by parse_query() and read by match/. It knows nothing
/// of any archive.
///
/// All texts are as typed (case and diacritics kept; the analyser of common/text.h folds them), on
/// one line, with straight apostrophes and without control characters. An analyser may find several
/// words in one Word ("Al-Amari"): they stand side by side, as in a phrase.
struct QueryNode {
  enum class Kind : std::uint8_t {
    And,   ///< children (without any: everything); soft AND of Words if `soft`
    Or,    ///< two or more children
    Not,   ///< one child; never inside Near, AtLeast, Caps and Exact
    Near,  ///< two children within `number` words (their first words, or last and first, stand at
           ///< most that many positions apart), a sentence or a paragraph (`unit`), in this order
           ///< if `ordered`. Made of Word, Phrase, Near, Or, And (each of its children has to be
           ///< near), Caps, Exact and the entities Person, Org, Place and Entity. Chains lean to
           ///< the left: `a w/5 b w/5 c` is Near(Near(a, b), c), c near any word of the left side.
           ///< `"a b c"~5` is the same chain.
    AtLeast,  ///< one child, at least `number` occurrences in the article (Or: of all together,
              ///< And: of each). Under it and under Caps and Exact stand no fields.
    Caps,     ///< one child, its words written in capitals
    Exact,    ///< one child, its words as written (no stems, diacritics count)
    Word,  ///< `text`; `*` and `?` in it are wildcards if `wildcard`; `number` 1 or 2: fuzzy, that
           ///< many letters may differ
    Phrase,   ///< `text` as written between the quotes, never stemmed
    Text,     ///< a text field (`field`) and one child that must hold inside it; fields do not nest
    Entity,   ///< an entity field: `text` is the name ("*" if `wildcard`: anybody; "@p1842": an
              ///< identity); `*` in it is a wildcard if `wildcard`; `number` 1 or 2: fuzzy
    Keyword,  ///< a keyword field: any of `values` (`*` in them is a wildcard if `wildcard`), or
              ///< the regular expression `text` if `regex`, in which case the field can be Title
              ///< too
    Dates,    ///< a date field (since: and until: are open ranges of Date) and `days`
    Number,   ///< a number field, `low`..`high`
  };
  enum class Unit : std::uint8_t { Words, Sentence, Paragraph };

  Kind kind = Kind::And;
  Span where;  ///< bytes of the query text
  FieldId field = FieldId::Body;
  std::string custom;  ///< the name of a custom field, with its "x-", if field is Custom
  std::string text;
  std::vector<std::string> values;
  int number = 0;       ///< distance, edit distance or count, as `kind` says
  double weight = 1.0;  ///< of a Word or Phrase, 0.01 to 100
  Unit unit = Unit::Words;
  bool soft = false;  ///< And of nothing but Words, of which some may be dropped: the root of a
                      ///< query of plain words, that of a long text (which has Phrases in it,
                      ///< too), or with --loose (likewise) any group that no AND, NOT, w/n or
                      ///< function makes strict
  bool ordered = false;
  bool wildcard = false;
  bool regex = false;
  DayRange days;
  std::optional<std::int64_t> low, high;  ///< both ends included
  std::vector<QueryNode> children;

  /// Equality ignores `where`: two spellings of one query are equal.
  friend bool operator==(const QueryNode& a, const QueryNode& b);
};

/// A node without content.
[[nodiscard]] QueryNode make_node(QueryNode::Kind kind, Span where);

enum class SortOrder : std::uint8_t { Relevance, Newest, Oldest, Source, Copies, Words };
enum class GroupBy : std::uint8_t { None, Dup, Story, Source };

struct Query {
  QueryNode root;  ///< And without children: everything
  /// Nothing but fields that filter (person, date, source ...): sorted newest first by default.
  /// Words under NOT filter too. True for a query for everything.
  bool filters_only = false;
  std::optional<SortOrder> sort;  ///< as the query said
  std::optional<GroupBy> group;
  std::optional<int> limit;  ///< 0: all
  /// Remarks on how the query was read ("read as: lang:fr OR (lang:de climat*)"), for stderr.
  std::vector<std::string> notes;

  friend bool operator==(const Query&, const Query&) = default;
};

/// A mistake in a query: what is wrong, where, and what would be right.
struct QueryError {
  Span where;           ///< bytes of the query text; empty at its end
  std::string message;  ///< "unknown field \"persn:\"", without a full stop
  std::string hint;     ///< "did you mean person: ?", may be empty
  friend bool operator==(const QueryError&, const QueryError&) = default;
};

/// The tree as one line of s-expression, as --explain shows it; an open end of a range is "..", a
/// soft AND "soft", everything "(all)":
/// (and (person: "Rowan Pike") (date: 2026-10-01 ..) (soft ferry crash))
[[nodiscard]] std::string print(const QueryNode& node);

/// Where to_query_text puts brackets.
enum class Brackets : std::uint8_t {
  Needed,  ///< only where the tree would change without them
  Shown,   ///< also where they only say what binds tighter: lang:fr OR (lang:de climat*)
};

/// A query that is read as this tree: parse_query(to_query_text(root)) has an equal root, for every
/// root that parse_query made without `loose`. Relative dates have become days.
[[nodiscard]] std::string to_query_text(const QueryNode& node,
                                        Brackets brackets = Brackets::Needed);
/// The same with the directives; "*" for everything.
[[nodiscard]] std::string to_query_text(const Query& query);

}  // namespace morgue
