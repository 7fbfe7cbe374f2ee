#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/stored_article.h"
#include "query/match/archive_reader.h"
#include "query/passages/figures.h"

namespace morgue {

/// What a number is to those before it, where like can be compared with like.
enum class FigureLabel : std::uint8_t {
  None,          ///< the first, the same, or in doubt
  Update,        ///< a later one is higher
  Disagreement,  ///< of one day, and neither can be the other
  RevisedDown,   ///< a later one is lower
};
/// "update", "disagreement", "revised down"; empty for none.
[[nodiscard]] std::string_view to_string(FigureLabel label);

/// A number where an article first says it; articles that say the same are counted.
struct FigureValue {
  Figure figure;
  ArticleId id;
  std::optional<Timestamp> published;
  std::string source, title;
  std::string sentence;       ///< one line
  std::size_t paragraph = 0;  ///< from 1; 0: the headline
  std::size_t articles = 1;   ///< that say so, copies included
  std::size_t sources = 0;    ///< of these, different ones that are known
  FigureLabel label = FigureLabel::None;
  std::optional<std::size_t> against;  ///< the value before it that the label tells it from
};

/// All numbers of one thing: of the dead, of dollars, of "passengers".
struct FigureThing {
  FigureKind kind = FigureKind::Other;
  std::string name;
  std::size_t articles = 0;         ///< that have any, copies not counted
  std::vector<FigureValue> values;  ///< oldest first, those without a date last
};

struct FiguresView {
  std::vector<FigureThing> things;  ///< casualties and the like first, then by articles
  std::size_t articles = 0;         ///< that were asked for, copies not counted
  std::size_t read = 0;             ///< of these
};

/// An article whose figures are wanted, and how many copies it has beside itself.
struct FigureSource {
  Xapian::docid document = 0;
  std::size_t copies = 0;
};

/// The figures of these articles. `one_story`: they tell one story, so that numbers of one thing
/// may be compared; otherwise there are no labels. Compared are numbers of the headline or the
/// beginning of an article that has but one of the kind there, that speak of the events themselves
/// as far as the sentence says, of the same people, within kComparedDays, and of articles that name
/// a place (of jobs: an organisation) in common.
[[nodiscard]] FiguresView figures_view(const ArchiveReader& archive,
                                       std::span<const FigureSource> articles, bool one_story);

/// Days after which a number is not compared with one before.
inline constexpr int kComparedDays = 10;

}  // namespace morgue
