#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "common/stored_article.h"
#include "query/match/archive_reader.h"
#include "query/match/story_thread.h"
#include "query/views/figures.h"

namespace morgue {

/// An article of a story, and what it says that none before it has said.
struct StoryArticle {
  ArticleId id;
  std::optional<Timestamp> published;
  std::string source, title;
  std::size_t copies = 0;  ///< beside itself
  /// One of those that added most: the first article always is.
  bool turning_point = false;
  /// Of a turning point: articles from here to before the next one, copies included.
  std::size_t articles = 0;
  // What is new in its headline and beginning.
  std::vector<std::string> people, organisations;
  std::vector<std::string> figures;  ///< "4 dead", "$2.1 million"
  std::vector<Day> days;             ///< that it speaks of, but for those around its publication
  /// Days since the article before it, if that is long for a story (kSilentDays).
  std::optional<int> silent;
  std::optional<ArticleId> linked_to;  ///< the article of the story that it is most like
  std::vector<std::string> linked_by;  ///< rare words and names that both have, folded
};

struct StoryView {
  ArticleId name;  ///< s-<first digits of this>: of the article that the thread was grown from
  std::vector<StoryArticle> members;  ///< oldest first, those without a date last
  std::size_t articles = 0;           ///< copies included
  std::size_t sources = 0;            ///< different ones that are known, without those of copies
  std::optional<Timestamp> first, last;
  std::size_t read = 0;    ///< articles that were compared
  bool cut_short = false;  ///< there were more
  FiguresView figures;
};

inline constexpr int kSilentDays = 45;

struct StoryOptions {
  std::size_t turning_points = 12;  ///< at most; 0: every article is one
};

/// A thread as a story. Articles that can't be read are left out.
[[nodiscard]] StoryView story_view(const ArchiveReader& archive, const StoryThread& thread,
                                   const StoryOptions& options = {});

/// "18 months", "7 weeks"
[[nodiscard]] std::string silence_text(int days);

}  // namespace morgue
