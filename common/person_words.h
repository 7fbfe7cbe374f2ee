#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/article.h"
#include "common/span.h"

namespace morgue {

/// Where somebody is named.
struct PersonPlace {
  bool in_title = false;
  Span where;
};

/// Tells which words of an article are words of somebody's name: those with a capital (and not in
/// capitals) that stand in one of its mentions of people, there or elsewhere in it (a sentence may
/// begin with "Banks" unrecognised). They are never stemmed, so that Banks is no bank.
class PersonWords {
 public:
  explicit PersonWords(const AnnotatedArticle& article);
  /// `places`: where people are named in title and text.
  PersonWords(std::string_view title, std::string_view text, std::span<const PersonPlace> places);

  /// Is the word, as written and folded, one of them?
  [[nodiscard]] bool hold(std::string_view written, std::string_view folded) const;

 private:
  std::vector<std::string> folded_;  // sorted
};

}  // namespace morgue
