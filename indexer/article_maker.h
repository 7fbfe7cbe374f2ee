#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "common/article.h"
#include "common/article_id.h"
#include "common/result.h"
#include "common/stored_article.h"
#include "indexer/annotate/annotate.h"
#include "indexer/draft.h"
#include "indexer/extract/intake.h"
#include "indexer/extract/standing_lines.h"
#include "indexer/timings.h"

namespace morgue {

/// An article on its way into the archive, with its name.
struct MadeArticle {
  ArticleId id;
  AnnotatedArticle content;
};

static_assert(kMaxArticleBytes <= kMaxStoredBytes / 2);

/// The stages from bytes to annotated articles in one line: read, extract, annotate. One per
/// thread.
class ArticleMaker {
 public:
  /// `annotate`: without it nothing is recognised in the articles, not even their language.
  /// `clock`: of the thread, or null; borrowed.
  explicit ArticleMaker(bool annotate = true) : ArticleMaker(annotate, intake_here()) {}
  /// `intake`: where bytes are read.
  ArticleMaker(bool annotate, std::unique_ptr<Intake> intake, StageClock* clock = nullptr)
      : annotate_(annotate), clock_(clock), intake_(std::move(intake)) {}

  /// What one input gives: its articles and the reasons for what gives none. Never throws on bad
  /// input. `standing`: what is known of the folder of a plain text, or null.
  [[nodiscard]] std::vector<Result<MadeArticle, ReadError>> make(
      const RawDocument& raw, Format format, const StandingLines* standing = nullptr);

 private:
  bool annotate_;
  StageClock* clock_;
  std::unique_ptr<Intake> intake_;
  Annotator annotator_;
};

}  // namespace morgue
