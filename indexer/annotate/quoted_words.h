#pragma once

#include <cstdint>

#include "indexer/annotate/article_words.h"
#include "indexer/annotate/quoted_spans.h"

namespace morgue::annotate {

// How the words between a pair of marks are written, which tells utterances from fragments.

/// The last word or mark inside that is not itself a quotation mark: the index of an article word.
[[nodiscard]] std::uint32_t last_inside(const ArticleWords& article, const Quoted& quoted);
/// That mark; 0 if it is a word.
[[nodiscard]] char last_mark(const ArticleWords& article, const Quoted& quoted);
/// How many words, without marks.
[[nodiscard]] std::uint32_t word_count(const ArticleWords& article, const Quoted& quoted);
/// Whether the first word is not written small: a sentence begins ("[w]e" counts, too).
[[nodiscard]] bool begins_large(const ArticleWords& article, const Quoted& quoted);
/// Whether the words end with a full stop or its kin, or were never closed.
[[nodiscard]] bool ends_sentence(const ArticleWords& article, const Quoted& quoted);
/// Whether they look like the title of a work: all that mean something begin large.
[[nodiscard]] bool looks_like_title(const ArticleWords& article, const Quoted& quoted);

}  // namespace morgue::annotate
