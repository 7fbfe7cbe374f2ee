#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/read/html_document.h"

namespace morgue {

/// What the page declares about its article, as far as it helps to find its text.
struct TextClues {
  std::string title;        ///< the headline, or empty
  std::string description;  ///< summary of the meta elements, or empty
  std::string body;         ///< articleBody of the JSON-LD as plain text, or empty
};

/// The text of the page's article.
struct MainText {
  std::vector<std::string> paragraphs;  ///< clean, in order; subheadings are paragraphs
  NodeId container = 0;                 ///< the element that holds most of it
  NodeId headline = 0;                  ///< the h1 that belongs to it, 0 if there is none
};

/// Finds the article in a page. Our own method, measured on seven public sets of saved pages:
///
/// 1. Elements that never hold article text are cut: scripts, controls, and whatever is named like
///    navigation, teasers, sharing, comments, captions, notices (html_hints.h), unless too much of
///    the page's prose is in them for that to be true.
/// 2. The rest is cut into blocks. Blocks of prose vote for the elements around them; the article
/// is
///    where the votes gather: an element that says so itself (articleBody), or else the smallest
///    element that keeps nearly all the prose of the best candidate.
/// 3. Of its blocks those stay that read like text: prose, headings that prose follows, short lines
///    between such; lists of links, calls to subscribe, lines of agencies go.
/// 4. The summary between the headline and the text is part of it.
///
/// Linear in the size of the page but for step 2 (times the depth).
[[nodiscard]] MainText main_text(const HtmlDocument& page, const TextClues& clues);

}  // namespace morgue
