#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/article_id.h"
#include "common/result.h"
#include "query/match/archive_reader.h"
#include "query/match/story_profile.h"

namespace morgue {

/// An article of a thread, with its copies; the earliest of them stands for all.
struct ThreadMember {
  Xapian::docid document = 0;
  ArticleId id;
  std::uint32_t minutes = 0;           ///< of publication, as KinRecord has it; 0: unknown
  std::vector<Xapian::docid> copies;   ///< without itself
  double likeness = 0;                 ///< what decided that it belongs here; 0 and more
  std::optional<std::size_t> nearest;  ///< the member that it is most like; none of the seed
  std::vector<std::string> shared;     ///< rare words and names that it shares with that, folded
};

/// A story: articles that tell of one course of events.
struct StoryThread {
  ArticleId name;                     ///< of the article that it was grown from; s-<this>
  std::vector<ThreadMember> members;  ///< oldest first, those without a date last
  std::size_t read = 0;               ///< articles that were compared
  bool cut_short = false;             ///< there were more than could be compared
};

struct ThreadOptions {
  StoryWeights weights = kStoryWeights;
  std::size_t most_read = 400;     ///< articles that are compared at most
  std::size_t most_members = 300;  ///< copies not counted
  /// Go over to the thread of its first article, if that holds this one: so all articles of a story
  /// lead to one thread.
  bool from_first = true;
};

/// The story of an article, from the archive alone; the same archive gives the same story.
/// Candidates share rare words with the thread and were published within a window around it, which
/// widens when nothing more is found. Each is compared with the core of the thread (what joined
/// first) and with its nearest member; so a thread can go on without drifting away from what it
/// began with. Copies are folded first, and older versions left out. `id` is the document's own.
[[nodiscard]] StoryThread thread_of(const ArchiveReader& archive, Xapian::docid document,
                                    ArticleId id, const ThreadOptions& options = {});

/// A story by its name (s-a7f31c), or that of an article by its id; the first digits of either do.
/// What is named is grown from that article; what is only asked for by an article of it may be
/// grown from its first. A failure says why there is none.
[[nodiscard]] Result<StoryThread, std::string> thread_called(const ArchiveReader& archive,
                                                             std::string_view name);

/// Tells articles of one story from others: for each the index of the first one of its story, as
/// far as they show it among themselves. Those that can't be read (0, too) stand alone.
[[nodiscard]] std::vector<std::size_t> heads_of_stories(
    const ArchiveReader& archive, const std::vector<Xapian::docid>& documents,
    const StoryWeights& weights = kStoryWeights);

/// All its articles, copies included, ascending.
[[nodiscard]] std::vector<Xapian::docid> documents_of(const StoryThread& thread);

}  // namespace morgue
