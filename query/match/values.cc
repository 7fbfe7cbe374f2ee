#include "query/match/values.h"

#include <algorithm>

#include "common/schema.h"
#include "common/text.h"

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

/// Of articles of other machines there are no values; what the kin file does not say, the article
/// says.
void read_there(const ArchiveReader& archive, bool words, RankedArticle& article) {
  const auto [segment, number] = archive.place(article.document);
  const std::uint32_t minutes = archive.kin(segment).record(number).minutes;
  article.when = minutes == 0 ? std::string() : schema::sortable_number(minutes);
  article.id = archive.id_of(article.document);
  ArticleDecoder decoder;
  if (words && decoder.open(archive.data(article.document)))
    article.words =
        schema::sortable_number(static_cast<std::uint32_t>(morgue::words(decoder.text()).size()));
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
  if (archive.has_remote()) {
    for (RankedArticle* const article : ordered) read_there(archive, words, *article);
    return;
  }
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
