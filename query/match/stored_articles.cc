#include "query/match/stored_articles.h"

#include "query/match/interrupt.h"

namespace morgue {

bool StoredArticles::open(Xapian::docid document) {
  stop_if_interrupted();
  // That it is there, a match has said: asking again would cost as much as reading it.
  if (decoder_.open(archive_.stored(document).get_data())) return true;
  damaged_.insert(document);
  return false;
}

}  // namespace morgue
