#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "common/sqlite.h"
#include "common/stored_article.h"
#include "query/match/archive_reader.h"
#include "query/match/matches.h"

namespace morgue {

/// Whose quotations are wanted.
class Speakers {
 public:
  /// Anybody's.
  Speakers() = default;
  /// Of whom a name or a number ("@p17") means: by their identity, and of a name also everybody
  /// who is quoted under all of its words. Throws Error{Archive}.
  Speakers(sqlite::Database& db, std::string_view name);

  [[nodiscard]] bool anybody() const { return anybody_; }
  [[nodiscard]] bool has(const StoredArticle& article, const Quotation& quotation) const;

 private:
  bool anybody_ = true;
  std::vector<std::string> words_;  // of the name; none of a number
  std::unordered_set<std::uint64_t> entities_;
};

/// Where an utterance is quoted.
struct QuotedIn {
  ArticleId article;
  std::optional<Timestamp> published;
  std::string source, speaker;
  std::string text;  ///< without quotation marks; what stands between its parts is " … "
  Span where;        ///< of the utterance's first part
};

/// The same words, up to punctuation.
struct QuoteVariant {
  std::string text;
  std::size_t articles = 0;
  bool cut = false;  ///< it is a part of the quotation; otherwise other words
};

/// An utterance with all articles that quote it.
struct FoldedQuote {
  std::string text, speaker;
  std::vector<QuotedIn> places;        ///< oldest first
  std::vector<QuoteVariant> variants;  ///< how else it is quoted, most often first
  std::size_t articles = 0, sources = 0;
  std::size_t asked = 0;  ///< how many of the asked words stand in it
};

enum class QuoteOrder : std::uint8_t { Repeated, Newest };

struct QuotesOptions {
  Speakers speakers;
  std::vector<std::string> words;  ///< folded: quotations with these come first
  QuoteOrder order = QuoteOrder::Repeated;
  /// Of an answer so many articles are read, the first of its order.
  std::size_t most_read = std::numeric_limits<std::size_t>::max();
};

struct Quotes {
  std::vector<FoldedQuote> quotes;
  std::size_t read = 0;      ///< articles that were looked at
  std::size_t answered = 0;  ///< of so many
};

/// Folds utterances: the same words are one, and so are a shorter cut of a longer one (four words
/// or more) and words of which six in ten runs of three are the same, if their speakers do not
/// differ. What is shorter than six words is only one if one person says it.
[[nodiscard]] std::vector<FoldedQuote> fold_quotes(std::vector<QuotedIn> quoted);

/// What is quoted, directly or in part, in the articles of an answer. Of unattributed words those
/// of three and more.
[[nodiscard]] Quotes find_quotes(const ArchiveReader& archive, const Matches& matches,
                                 const QuotesOptions& options);

}  // namespace morgue
