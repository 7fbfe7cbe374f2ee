#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "common/article.h"
#include "common/span.h"
#include "query/passages/hits.h"
#include "query/passages/question.h"

namespace morgue {

/// A piece of an article's text that answers the query.
struct Passage {
  Span where;                   ///< bytes of the text; whole sentences unless `cut_*` say otherwise
  std::uint32_t paragraph = 0;  ///< counted from 1
  bool cut_before = false;      ///< begins inside a sentence that is too long to be shown whole
  bool cut_after = false;
  std::vector<Span> marks;  ///< what matched, bytes of the text, in order, never overlapping
  Span core{};              ///< the sentence that it was chosen for, as far as it is in `where`
  Span before{}, after{};   ///< the sentences around it that were asked for, end to end with it;
                            ///< no two passages share any
  double score = 0;         ///< share of the query that it holds, more if it has what was asked for
  friend bool operator==(const Passage&, const Passage&) = default;
};

struct PassageOptions {
  std::size_t most = 3;         ///< passages per article
  std::size_t most_words = 60;  ///< per passage, about four lines of a terminal
  std::size_t context = 0;      ///< sentences around each passage
  Question question{};          ///< what is asked, if anything is
};

/// The best passages, in the order of the text. The first choice is the sentence that holds most of
/// the query, itself or just before, and of the kind of thing that was asked for; each further one
/// what adds most that is new. For a question they are filled up with the sentences beside them.
/// Without a hit in the text: its beginning. Pure; linear in the text.
[[nodiscard]] std::vector<Passage> find_passages(const AnnotatedArticle& article,
                                                 std::span<const UnitHit> hits,
                                                 std::span<const Unit> units,
                                                 const PassageOptions& options);

/// The places of the hits in one field, in order, those that touch or overlap joined.
[[nodiscard]] std::vector<Span> marks_of(std::span<const UnitHit> hits, bool in_title);

}  // namespace morgue
