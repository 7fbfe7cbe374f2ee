#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/result.h"
#include "common/stored_article.h"
#include "query/language/tree.h"
#include "query/match/archive_reader.h"
#include "query/passages/hits.h"

namespace morgue {

/// The article with this id, or whose id is the only one to start with these digits ("#" in front
/// is allowed). Otherwise a sentence that says why there is none, naming the candidates if there
/// are several.
[[nodiscard]] Result<StoredArticle, std::string> find_article(const ArchiveReader& archive,
                                                              std::string_view id);

}  // namespace morgue
