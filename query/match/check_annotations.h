#pragma once

#include <optional>
#include <span>
#include <vector>

#include "common/article.h"
#include "query/match/article_view.h"
#include "query/match/check.h"
#include "query/passages/hits.h"

namespace morgue {

/// What check() looks at: an article, or a part of it if the condition stands under a text field.
/// For check.cc and check_annotations.cc alone.
struct Scope {
  const ArticleView& article;
  std::optional<Check::Region> region = {};
  std::span<const Quotation> quoted = {};  ///< if there are any: inside these only
};

/// Appends a place, if it is in the region of the scope.
void add_hit(const Scope& scope, const UnitHit& hit, std::vector<UnitHit>& hits);

/// Has the article one of the check's terms?
[[nodiscard]] bool has_term(const Check& check, const ArticleView& article);

/// Checks of the kinds Name, Said and About. The hits are the mentions, the utterances and the
/// places where the days are spoken of.
[[nodiscard]] bool find_names(const Check& check, const Scope& scope, std::vector<UnitHit>& hits);
[[nodiscard]] bool find_said(const Check& check, const Scope& scope, std::vector<UnitHit>& hits);
[[nodiscard]] bool find_days(const Check& check, const Scope& scope, std::vector<UnitHit>& hits);

/// Is somebody that a Said check asks for the speaker of this utterance? Precondition: it is one of
/// the utterances of the article.
[[nodiscard]] bool is_said_by(const Check& said, const ArticleView& article,
                              std::span<const Quotation> utterance);
/// Appends the places of an utterance as hits of a Said check.
void add_utterance(const Check& said, const Scope& scope, std::span<const Quotation> utterance,
                   std::vector<UnitHit>& hits);

}  // namespace morgue
