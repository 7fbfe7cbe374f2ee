#pragma once

#include <memory>

#include "common/article.h"

namespace morgue {

/// Recognises who is named, and detects the language where the article does not state it. Never
/// fails: at worst there are no mentions. One annotator per thread.
class Annotator {
 public:
  Annotator();
  ~Annotator();
  Annotator(const Annotator&) = delete;
  Annotator& operator=(const Annotator&) = delete;

  [[nodiscard]] AnnotatedArticle annotate(Article article);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace morgue
