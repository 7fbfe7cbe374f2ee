#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/fields.h"
#include "common/instant.h"
#include "common/span.h"

namespace morgue {

/// A query as it was understood: the form between the language and the archive. A value: printable
/// (print), comparable, built by parse() and read by match/. It knows nothing of any archive.
struct QueryNode {
  enum class Kind : std::uint8_t {
    And,      ///< children; Soft AND if `soft`
    Or,       ///< children
    Not,      ///< one child
    Near,     ///< two children within `number` words, a sentence or a paragraph (`unit`), in this
              ///< order if `ordered`
    AtLeast,  ///< one child, at least `number` occurrences in the article
    Caps,     ///< one child, its words written in capitals
    Exact,    ///< one child, its words as written (no stems, diacritics count)
    Word,     ///< `text`; `*` and `?` in it are wildcards if `wildcard`; `number` > 0: fuzzy
    Phrase,   ///< `text` as written between the quotes
    Text,     ///< a text field (`field`) and one child that must hold inside it
    Entity,   ///< an entity field: `text` is the name ("*": anybody); `number` > 0: fuzzy
    Keyword,  ///< a keyword field: any of `values`, or the regular expression `text` if `regex`
    Dates,    ///< a date field and `days`
    Number,   ///< a number field, `low`..`high`
  };
  enum class Unit : std::uint8_t { Words, Sentence, Paragraph };

  Kind kind = Kind::And;
  Span where;  ///< bytes of the query text
  FieldId field = FieldId::Body;
  std::string custom;  ///< the name of a custom field, with its "x-", if field is Custom
  std::string text;
  std::vector<std::string> values;
  int number = 0;  ///< distance, edit distance or count, as `kind` says
  double weight = 1.0;
  Unit unit = Unit::Words;
  bool soft = false;  ///< plain words only: may be relaxed
  bool ordered = false;
  bool wildcard = false;
  bool regex = false;
  DayRange days;
  std::optional<std::int64_t> low, high;  ///< both ends included
  std::vector<QueryNode> children;

  /// Equality ignores `where`: two spellings of one query are equal.
  friend bool operator==(const QueryNode& a, const QueryNode& b);
};

enum class SortOrder : std::uint8_t { Relevance, Newest, Oldest, Source, Copies, Words };
enum class GroupBy : std::uint8_t { None, Dup, Story, Source };

struct Query {
  QueryNode root;  ///< And without children: everything
  /// Nothing but fields that filter (person, date, source ...): sorted newest first by default.
  bool filters_only = false;
  std::optional<SortOrder> sort;  ///< as the query said
  std::optional<GroupBy> group;
  std::optional<int> limit;
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

/// The tree as one line of s-expression, as --explain shows it:
/// (and (person: "rowan pike") (date: 2026-10-01 2026-10-31)).
[[nodiscard]] std::string print(const QueryNode& node);

}  // namespace morgue
