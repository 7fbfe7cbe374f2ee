#include "query/match/stored_articles.h"

#include "query/match/interrupt.h"

namespace morgue {

bool StoredArticles::open(Xapian::docid document) {
  stop_if_interrupted();
  // That it is there, a match has said: asking again would cost as much as reading it.
  const Xapian::Document stored =
      archive_.database().get_document(document, Xapian::DOC_ASSUME_VALID);
  if (decoder_.open(stored.get_data())) return true;
  damaged_.insert(document);
  return false;
}

}  // namespace morgue
