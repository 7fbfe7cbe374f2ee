#pragma once

#include <vector>

#include "common/article.h"
#include "common/article_id.h"
#include "common/result.h"
#include "common/stored_article.h"
#include "indexer/annotate/annotate.h"
#include "indexer/draft.h"
#include "indexer/extract/standing_lines.h"
#include "indexer/read/read.h"
#include "indexer/timings.h"

namespace morgue {

/// An article on its way into the archive, with its name.
struct MadeArticle {
  ArticleId id;
  AnnotatedArticle content;
};

/// Nothing that is one article is larger: a 32 MB text is a dump of something else. Half of
/// kMaxStoredBytes, so that annotations have room.
inline constexpr std::size_t kMaxArticleBytes = kMaxStoredBytes / 2;

/// The stages from bytes to annotated articles in one line: read, extract, annotate. One per
/// thread.
class ArticleMaker {
 public:
  /// `annotate`: without it nothing is recognised in the articles, not even their language.
  /// `clock`: of the thread, or null; borrowed.
  explicit ArticleMaker(bool annotate = true, StageClock* clock = nullptr)
      : annotate_(annotate), clock_(clock) {}

  /// What one input gives: its articles and the reasons for what gives none. Never throws on bad
  /// input. `standing`: what is known of the folder of a plain text, or null.
  [[nodiscard]] std::vector<Result<MadeArticle, ReadError>> make(
      const RawDocument& raw, Format format, const StandingLines* standing = nullptr);

 private:
  bool annotate_;
  StageClock* clock_;
  Reader reader_;
  Annotator annotator_;
};

}  // namespace morgue
