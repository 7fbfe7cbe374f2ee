#pragma once

#include <cstddef>
#include <optional>
#include <set>

#include "common/result.h"
#include "query/browse/state.h"
#include "query/match/archive_reader.h"
#include "query/verbs/session.h"

namespace morgue {

/// Where `morgue browse` has its answers from: a snapshot of the archive. One thread at a time.
class BrowseSource {
 public:
  /// `sort`: as --sort says. `session` must outlive it. Throws Error{Archive}.
  BrowseSource(const Session& session, std::optional<SortOrder> sort);

  /// Takes a new snapshot. Throws Error{Archive}; then the old one is kept.
  void reload();

  /// What is wrong with a question, if anything is. Throws Error{Archive}.
  [[nodiscard]] std::optional<browse::Mistake> mistake_in(const browse::Question& question) const;
  /// The best so many results. Throws Error{Archive}, and Error{Interrupted} if it is stopped.
  [[nodiscard]] Result<browse::Found, browse::Mistake> ask(const browse::Question& question,
                                                           std::size_t limit) const;
  /// What all of an answer is made of: by source, person, place and month, and over time. Throws as
  /// ask() does.
  [[nodiscard]] browse::Counts count(const browse::Found& found) const;
  /// An article of an answer with everything marked that was asked for. Throws as ask() does.
  [[nodiscard]] browse::Reading read(const browse::Found& found,
                                     const StoredArticle& article) const;

  [[nodiscard]] std::set<ArticleId> starred() const;
  /// Gives a star, or takes it; true if it has one now. Throws Error{Archive}.
  [[nodiscard]] bool star(ArticleId id) const;

 private:
  struct Asked;
  [[nodiscard]] Result<Asked, QueryError> understood(const std::string& text, bool loose) const;
  [[nodiscard]] SearchOptions options_for(const Asked& asked, const browse::Question& question,
                                          std::size_t limit) const;
  void explain_nothing(browse::Found& found, const Asked& asked,
                       const SearchOptions& options) const;
  void name(browse::Found& found) const;

  const Session& session_;
  std::optional<SortOrder> sort_;
  ArchiveReader archive_;
};

}  // namespace morgue
