#pragma once

#include <span>
#include <string>

#include "indexer/store/commit.h"

namespace morgue::test {

/// A batch of one file (whole) that holds these articles, its run written to `run`.
[[nodiscard]] Batch batch_of(const std::filesystem::path& run, const std::string& file,
                             std::span<const StoredArticle> articles);

/// small_article() for each of these ids.
[[nodiscard]] std::vector<StoredArticle> small_articles(std::uint64_t first, std::uint64_t last);

}  // namespace morgue::test
