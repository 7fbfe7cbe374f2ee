#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "common/article.h"
#include "common/article_id.h"
#include "common/instant.h"
#include "query/language/expression.h"
#include "query/language/tree.h"
#include "query/match/article_view.h"
#include "query/match/document_list.h"
#include "query/passages/hits.h"

namespace morgue {

/// A condition on one article, made from a node of the query tree with everything looked up that
/// only the archive knows. check() decides it on the stored article alone.
struct Check {
  enum class Kind : std::uint8_t {
    And,       ///< all children
    Or,        ///< any child
    Not,       ///< not its child; gives no hits
    Near,      ///< two children, near each other as `unit`, `number` and `ordered` say
    AtLeast,   ///< its child's hits: `number` or more
    Caps,      ///< its child's hits that are written in capitals: one or more
    Exact,     ///< its child's hits that are written as `spelling` says: one or more
    Words,     ///< the words `wanted` side by side
    Region,    ///< its child, as if the article were nothing but `region`
    Terms,     ///< the article has one of the filter terms `terms`
    Name,      ///< it names somebody of kind `entity` (a byline if none) by one of `names`, and has
               ///< one of the filter terms `terms` if there are any
    Said,      ///< it quotes somebody by one of `names` (anybody if there are none), and has one of
               ///< the filter terms `terms` if there are any
    Quote,     ///< its first child holds within one utterance; if there is a second one, a Said:
               ///< within one by whom that asks for
    About,     ///< it speaks of days that are listed under one of `terms`
    Added,     ///< it was added on one of `days`
    Updated,   ///< it was updated on one of `days`
    Length,    ///< its text has `low`..`high` words
    Listed,    ///< its document is in `documents`
    Captions,  ///< its child, as if the article were nothing but its captions; gives no hits
    Figure,    ///< title or text has a figure (passages/figures.h); gives no hits
    Title,     ///< its headline fits `expression`
  };
  enum class Region : std::uint8_t { Title, Lead, HeadlineOrLead, Body };

  Kind kind = Kind::And;
  /// The candidates are chosen so that it holds for all of them: only its places are asked for.
  bool settled = false;
  std::uint16_t unit_number = 0;  ///< of Words, Name, Said, About: index into the query's units
  QueryNode::Unit unit = QueryNode::Unit::Words;
  int number = 0;
  bool ordered = false;
  Region region = Region::Title;
  std::vector<std::uint16_t> wanted;
  std::vector<std::string> terms;     ///< sorted
  std::vector<std::string> spelling;  ///< of Exact: lower case, diacritics kept
  std::optional<EntityKind> entity;
  std::vector<std::string> names;  ///< keys, maybe with wildcards; empty: anybody
  /// Of Name and Said: whoever was found to be meant is named by one of these keys, too.
  struct Known {
    std::vector<std::string> names;
    std::vector<ArticleId> articles;  ///< ascending: only in these, if `shared`
    bool shared = false;
    bool only = false;  ///< `names` of the check says nothing
  };
  std::optional<Known> known;
  int distance = 0;  ///< of Name and Said: letters that may differ
  DayRange days;
  std::shared_ptr<const DocumentList> documents;
  std::optional<std::int64_t> low, high;
  std::optional<Expression> expression;
  std::vector<Check> children;
};

/// Does the article fulfil the condition? The places where it does are appended to `hits`, in no
/// particular order; conditions under Not give none.
[[nodiscard]] bool check(const Check& condition, const ArticleView& article,
                         std::vector<UnitHit>& hits);

/// Can it be decided on the words of an article alone (ArticleView)?
[[nodiscard]] bool is_told_by_words(const Check& condition, const CodedWords& coded);

/// What is left to be decided of a condition: an And of what the candidates don't settle.
[[nodiscard]] Check unsettled(const Check& condition);

/// A word or phrase as exact() compares it: in lower case, on one line, with straight apostrophes.
[[nodiscard]] std::string spelling(std::string_view text);

/// Everything that an exact() around this node may be written as: the words and phrases below it.
void collect_spellings(const QueryNode& node, std::vector<std::string>& out);

/// Precondition: a text field.
[[nodiscard]] Check::Region region_of(FieldId field);

/// Sorted as find_evidence() and find_passages() want them, without repeats.
void sort_hits(std::vector<UnitHit>& hits);

/// The places where the article fulfils the condition, sorted so; none if it does not.
[[nodiscard]] std::vector<UnitHit> sorted_hits(const Check& condition, const ArticleView& article);

}  // namespace morgue
