#pragma once

#include <string>
#include <vector>

#include "common/stored_article.h"

namespace morgue {

/// The terms by which an article is filtered: id, source, section, language, address, file, people,
/// byline, dateline, days of publication and custom fields, as common/schema.h names them; sorted,
/// without repeats. The indexer writes them; the matcher asks for the same when it has to decide on
/// an article itself.
[[nodiscard]] std::vector<std::string> field_terms(const StoredArticle& stored);

}  // namespace morgue
