#include "query/match/stored_articles.h"

namespace morgue {

bool StoredArticles::open(Xapian::docid document) {
  if (decoder_.open(archive_.database().get_document(document).get_data())) return true;
  damaged_.insert(document);
  return false;
}

}  // namespace morgue
