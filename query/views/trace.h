#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/result.h"
#include "common/stored_article.h"
#include "query/match/archive_reader.h"
#include "query/match/matches.h"
#include "query/views/diff.h"

namespace morgue {

/// What an article has of one of the sentences that are traced.
struct CarriedSentence {
  enum class Kind : std::uint8_t {
    Exact,    ///< all of its words, in order, nothing between them
    Altered,  ///< six tenths of its words or more, in order
    Cut,      ///< nothing but a part of it: nine tenths of a sentence of the article
  };
  std::size_t sentence = 0;  ///< which one, from 0
  Kind kind = Kind::Exact;
  double kept = 1;  ///< the share of its words
  Span where;       ///< into the article's text
  std::size_t paragraph = 0;
  std::vector<DiffPiece> pieces;  ///< what became of it; what stands around it is left out
};

struct Carrier {
  ArticleId id;
  std::optional<Timestamp> published;
  std::string source, title;
  std::vector<CarriedSentence> sentences;  ///< the best place of each that it has
};

struct Trace {
  std::vector<std::string> sentences;  ///< that were looked for
  std::vector<Carrier> carriers;       ///< oldest first, those without a date last
  /// The oldest that has one of them as it is or, if none has, the oldest; it must have a date.
  std::optional<std::size_t> first;
  std::size_t read = 0;        ///< candidates that were looked at
  std::size_t candidates = 0;  ///< of so many articles with any of the words
};

struct TraceOptions {
  /// So many candidates are read at most, the likest first ...
  std::size_t most_read = 1000;
  /// ... until so many one after another have none of the sentences.
  std::size_t most_misses = 200;
};

/// Articles that have the sentences of a text (of four words and more, or the text as a whole), or
/// most of their words: candidates by the words that tell the text from others, each verified
/// sentence by sentence. Only among those that answer `filters`. An error if the query asks for
/// what the archive does not hold.
[[nodiscard]] Result<Trace, QueryError> trace_text(const ArchiveReader& archive,
                                                   std::string_view text, const Query& filters,
                                                   const MatchOptions& how,
                                                   const TraceOptions& options = {});

[[nodiscard]] std::string_view to_string(CarriedSentence::Kind kind);

}  // namespace morgue
