#pragma once

#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string_view>

#include "common/stored_article.h"
#include "query/render/render.h"
#include "query/views/explain.h"

namespace morgue {

/// What every JSON form says of an article: title, url, path, source, section, authors, lang,
/// words, published, published_from, updated and added (render_json.cc says what they mean).
void add_article(nlohmann::ordered_json& out, const StoredArticle& stored);

/// The results of an answer, in a list; and the document around it.
[[nodiscard]] nlohmann::ordered_json hits_json(const SearchResult& result,
                                               const RenderOptions& options);
[[nodiscard]] nlohmann::ordered_json answer_json(const SearchResult& result, std::string_view query,
                                                 std::span<const ResolvedDate> dates,
                                                 const RenderOptions& options);

/// [{text, field, date_from, date_to} ..], null for an open end.
[[nodiscard]] nlohmann::ordered_json json_of_dates(std::span<const ResolvedDate> dates);

}  // namespace morgue
