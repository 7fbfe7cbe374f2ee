#pragma once

#include <nlohmann/json_fwd.hpp>

#include "common/stored_article.h"

namespace morgue {

/// What every JSON form says of an article: title, url, path, source, section, authors, lang,
/// words, published, published_from, updated and added (render_json.cc says what they mean).
void add_article(nlohmann::ordered_json& out, const StoredArticle& stored);

}  // namespace morgue
