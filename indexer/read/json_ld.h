#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/draft.h"

namespace morgue {

/// What one schema.org object says about an article.
struct JsonLdObject {
  std::string headline;
  std::string body;      ///< articleBody, with its line breaks; may hold markup
  bool article = false;  ///< false: the page around it (WebPage), whose fields are weaker
  std::vector<Draft::Candidate> candidates;
  std::vector<Draft::Entry> entries;  ///< liveBlogUpdate, those with a text
};

/// The article-like objects of one JSON-LD block, in order: the block itself, members of its lists
/// and of @graph, and what `mainEntity` holds. Authors that are only referred to (@id) are looked
/// up in the block. Broken JSON gives what could be mended: comment and CDATA wrappers, raw line
/// breaks inside strings and a semicolon at the end are common; otherwise nothing.
[[nodiscard]] std::vector<JsonLdObject> read_json_ld(std::string_view block);

}  // namespace morgue
