#pragma once

#include <string>
#include <vector>

#include "common/article.h"
#include "common/stored_article.h"

namespace morgue {

/// The keys (common/text.h) under which each entity is listed, beside the name_forms() of its name:
/// for organisations, places and other names the whole of every form that the article writes ("who"
/// for a World Health Organization that it also calls WHO). None for people: their forms are parts
/// of their names. One list for each entity; sorted, without repeats.
[[nodiscard]] std::vector<std::vector<std::string>> written_keys(const AnnotatedArticle& content);

/// The terms by which an article is filtered: id, source, section, language, address, file, people,
/// organisations, places and other names, speakers, byline, dateline, days of publication, days
/// that it speaks of, and custom fields, as common/schema.h names them; sorted, without repeats.
/// The indexer writes them; the matcher asks for the same when it has to decide on an article
/// itself.
[[nodiscard]] std::vector<std::string> field_terms(const StoredArticle& stored);

}  // namespace morgue
