#include "tests/unit/indexer/store/batches.h"

#include "indexer/store/run.h"
#include "tests/support/articles.h"

namespace morgue::test {

Batch batch_of(const std::filesystem::path& run, const std::string& file,
               std::span<const StoredArticle> articles) {
  Batch batch;
  batch.files.push_back(
      {{0, file, 1, 1, "hash of " + file, FileRecord::State::Reading, ""}, true, false});
  if (articles.empty()) return batch;
  batch.run = run;
  RunWriter writer;
  writer.begin(run);
  for (const StoredArticle& article : articles) {
    const auto [document, words] = writer.add(article);
    batch.articles.push_back({0, article, document, words,
                              fingerprint(article.content.article.text),
                              evidence_of(article.content)});
  }
  writer.finish();
  return batch;
}

std::vector<StoredArticle> small_articles(std::uint64_t first, std::uint64_t last) {
  std::vector<StoredArticle> out;
  for (std::uint64_t id = first; id <= last; ++id) out.push_back(small_article(id));
  return out;
}

}  // namespace morgue::test
