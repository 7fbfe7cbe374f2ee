#include "indexer/annotate/annotate.h"

#include <utility>
#include <vector>

#include "indexer/annotate/article_words.h"
#include "indexer/annotate/days_spoken.h"
#include "indexer/annotate/gazetteer.h"
#include "indexer/annotate/language.h"
#include "indexer/annotate/model.h"
#include "indexer/annotate/quotations.h"
#include "indexer/annotate/recognise.h"
#include "indexer/annotate/resolve.h"
#include "indexer/annotate/trim_names.h"

namespace morgue {
namespace {

/// The day that "yesterday" counts from. A month or a year of publication is too coarse for any.
std::optional<Day> day_of_publication(const Article& article) {
  if (!article.published || article.published->precision < Precision::Day) return std::nullopt;
  return article.published->local_day();
}

}  // namespace

struct Annotator::State {
  annotate::Gazetteer gazetteer = annotate::Gazetteer::built_in();
  annotate::Recogniser recogniser{gazetteer, annotate::Model::built_in()};
  annotate::ArticleWords article;  ///< kept for its memory
};

Annotator::Annotator() : state_(std::make_unique<State>()) {}
Annotator::~Annotator() = default;

AnnotatedArticle Annotator::annotate(Article article) {
  if (article.language.empty()) article.language = annotate::detect_language(article.text);
  annotate::ArticleWords& words = state_->article;
  annotate::read_words(article.title, article.text, words);
  AnnotatedArticle annotated;
  annotated.dates = annotate::days_spoken(words, day_of_publication(article));
  std::vector<annotate::Name> found = state_->recogniser.names(words, article.language);
  annotate::trim_names(words, state_->gazetteer, found);
  annotate::Resolved names = annotate::resolve(words, found);
  annotated.quotations = annotate::quotations(words, names);
  annotated.article = std::move(article);
  annotated.entities = std::move(names.entities);
  annotated.mentions = std::move(names.mentions);
  return annotated;
}

}  // namespace morgue
