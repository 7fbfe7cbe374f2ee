#include "indexer/annotate/annotate.h"

#include <utility>

#include "indexer/annotate/article_words.h"
#include "indexer/annotate/gazetteer.h"
#include "indexer/annotate/language.h"
#include "indexer/annotate/model.h"
#include "indexer/annotate/recognise.h"
#include "indexer/annotate/resolve.h"

namespace morgue {

struct Annotator::State {
  annotate::Recogniser recogniser{annotate::Gazetteer::built_in(), annotate::Model::built_in()};
  annotate::ArticleWords article;  ///< kept for its memory
};

Annotator::Annotator() : state_(std::make_unique<State>()) {}
Annotator::~Annotator() = default;

AnnotatedArticle Annotator::annotate(Article article) {
  if (article.language.empty()) article.language = annotate::detect_language(article.text);
  annotate::ArticleWords& words = state_->article;
  annotate::read_words(article.title, article.text, words);
  auto [entities, mentions] = annotate::resolve(words, state_->recogniser.names(words));
  AnnotatedArticle annotated;
  annotated.article = std::move(article);
  annotated.entities = std::move(entities);
  annotated.mentions = std::move(mentions);
  return annotated;
}

}  // namespace morgue
