#include "query/match/values.h"

#include <algorithm>

#include "common/schema.h"

namespace morgue {
namespace {

/// Hands each article its value of a slot, empty if it has none.
template <typename F>
void read_slot(const Xapian::Database& database, unsigned slot,
               const std::vector<RankedArticle*>& articles, F&& take) {
  Xapian::ValueIterator at = database.valuestream_begin(slot);
  const Xapian::ValueIterator end = database.valuestream_end(slot);
  for (RankedArticle* const article : articles) {
    if (at != end) at.skip_to(article->document);
    take(*article, at != end && at.get_docid() == article->document ? *at : std::string());
  }
}

/// The kin file is in memory, and says the same of an article that is no copy.
bool take_from_kin(const ArchiveReader& archive, RankedArticle& article) {
  const auto [segment, number] = archive.place(article.document);
  const KinRecord record = archive.kin(segment).record(number);
  if (record.copy || record.family.value == 0) return false;
  article.id = record.family;
  article.when = record.minutes == 0 ? std::string() : schema::sortable_number(record.minutes);
  return true;
}

}  // namespace

void read_values(const ArchiveReader& archive, bool words, std::vector<RankedArticle>& articles) {
  std::vector<RankedArticle*> ordered;
  ordered.reserve(articles.size());
  for (RankedArticle& article : articles) ordered.push_back(&article);
  std::sort(ordered.begin(), ordered.end(), [](const RankedArticle* a, const RankedArticle* b) {
    return a->document < b->document;
  });
  const Xapian::Database& database = archive.database();
  if (words)
    read_slot(database, schema::kWordsSlot, ordered,
              [](RankedArticle& article, std::string value) { article.words = std::move(value); });
  std::erase_if(ordered, [&](RankedArticle* article) { return take_from_kin(archive, *article); });
  read_slot(database, schema::kPublishedSlot, ordered,
            [](RankedArticle& article, std::string value) { article.when = std::move(value); });
  read_slot(database, schema::kIdSlot, ordered,
            [](RankedArticle& article, const std::string& value) {
              article.id = schema::id_of_bytes(value).value_or(ArticleId{});
            });
}

}  // namespace morgue
