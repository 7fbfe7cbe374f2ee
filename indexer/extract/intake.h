#pragma once

#include <memory>
#include <string>
#include <vector>

#include "common/article.h"
#include "common/result.h"
#include "indexer/draft.h"
#include "indexer/read/contents.h"
#include "indexer/read/read.h"

namespace morgue {

/// An article as it was cut out of one input, and what names it.
struct FoundArticle {
  Article article;
  /// Which article of its draft it is, as extraction numbers them; empty if it is the only one.
  std::string part;
  std::string record;        ///< Draft::record
  bool one_of_many = false;  ///< the input gave several drafts
};
using FoundArticles = std::vector<Result<FoundArticle, ReadError>>;

/// Nothing that is one article is larger: a 32 MB text is a dump of something else. Half of
/// kMaxStoredBytes, so that annotations have room.
inline constexpr std::size_t kMaxArticleBytes = std::size_t{32} << 20U;

/// All that is ever done with bytes that strangers wrote: unpacking, reading, extracting. Here, or
/// in a process that has nothing to lose (indexer/sandbox). One per thread.
class Intake {
 public:
  Intake() = default;
  virtual ~Intake() = default;
  Intake(const Intake&) = delete;
  Intake& operator=(const Intake&) = delete;

  /// What one input gives: its articles and the reasons for what gives none. Never throws on bad
  /// input.
  [[nodiscard]] virtual FoundArticles find(const RawDocument& raw, Format format) = 0;
  /// The lines of a plain text as they stand; empty if it is none.
  [[nodiscard]] virtual std::string plain_text(const RawDocument& raw) = 0;
  /// Opens one file at a time; the one before is done with.
  [[nodiscard]] virtual std::unique_ptr<OpenFile> open(std::unique_ptr<ByteSource> source,
                                                       std::string path,
                                                       std::optional<Instant> file_time) = 0;
};

/// In this process.
[[nodiscard]] std::unique_ptr<Intake> intake_here();
/// The same, where PDF is read by somebody else.
[[nodiscard]] std::unique_ptr<Intake> intake_here(PdfProgram pdf);

}  // namespace morgue
