#pragma once

#include <string>
#include <vector>

#include "indexer/extract/page_view.h"
#include "indexer/read/html_document.h"

namespace morgue {

/// What the page declares about its article, as far as it helps to find its text.
struct TextClues {
  std::vector<std::string> titles;  ///< as declared, site names and all; may be empty
  std::string description;          ///< the summary that the meta elements give, or empty
  std::string body;                 ///< articleBody of the JSON-LD, perhaps with markup, or empty
};

/// The text of the page's article.
struct MainText {
  std::vector<std::string> paragraphs;  ///< clean, in order; subheadings are paragraphs
  /// Lines at its beginning and its end that are nothing but a name or a credit; not among the
  /// paragraphs. "(dpa)", "Dana Okafor".
  std::vector<std::string> signatures;
  NodeId container = 0;          ///< the element that holds most of it
  NodeId begin = 0;              ///< where its first paragraph begins
  NodeId end = 0;                ///< behind its last paragraph
  NodeId headline = 0;           ///< where its headline begins, 0 if none was found
  std::string headline_text;     ///< as the page shows it, or empty
  std::string headline_in_full;  ///< with what was cut of its heading element as furniture
};

/// Finds the article in a page. Our own method, measured on seven public sets of saved pages:
///
/// 1. Elements that never hold article text are cut: scripts, controls, and whatever is named like
///    navigation, teasers, sharing, comments, captions, notices (html_hints.h), unless too much of
///    the page's prose is in them for that to be true (html_prune.h).
/// 2. The rest is cut into blocks (html_blocks.h). The article is an element that says so itself
///    and follows the headline, or else where nearly all the prose gathers; it grows while the
///    elements around it add prose and little else (text_container.h).
/// 3. Of its blocks those stay that read like text: prose, headings that prose follows, short lines
///    between such; lists of links, calls to subscribe, lines of agencies go. The summary between
///    the headline and the text is part of it.
///    Names and credits in front of the text and behind it are its signatures; a quotation set
///    apart that the text has as well goes.
/// 4. A page whose own text is much shorter than the articleBody that it declares gives that.
///
/// Linear in the size of the page but for step 2 (times the depth).
[[nodiscard]] MainText main_text(const PageView& view, const TextClues& clues);

/// A declared body (text with line breaks, or markup) as clean paragraphs.
[[nodiscard]] std::vector<std::string> declared_paragraphs(const std::string& body);

}  // namespace morgue
