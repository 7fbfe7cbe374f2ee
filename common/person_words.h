#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/article.h"

namespace morgue {

/// Tells which words of an article are words of somebody's name: those with a capital (and not in
/// capitals) that stand in one of its mentions of people, there or elsewhere in it (a sentence may
/// begin with "Banks" unrecognised). They are never stemmed, so that Banks is no bank.
class PersonWords {
 public:
  explicit PersonWords(const AnnotatedArticle& article);

  /// Is the word, as written and folded, one of them?
  [[nodiscard]] bool hold(std::string_view written, std::string_view folded) const;

 private:
  std::vector<std::string> folded_;  // sorted
};

}  // namespace morgue
