#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/article.h"
#include "common/span.h"

namespace morgue {

/// How a number is meant.
enum class FigureBound : std::uint8_t {
  Exact,
  About,    ///< "some", "nearly", "dozens of"
  AtLeast,  ///< "at least", "more than"
  AtMost,   ///< "up to", "fewer than"
  Range,    ///< "between 10 and 12"
};
[[nodiscard]] std::string_view to_string(FigureBound bound);  ///< "exact", "at least", ...

/// What is counted: things whose number is news, and what else has a unit.
enum class FigureKind : std::uint8_t {
  Dead,
  Injured,
  Missing,
  Arrested,
  Displaced,  ///< homeless, evacuated, too
  Jobs,
  Votes,
  Money,
  Share,  ///< per cent
  Other,  ///< whatever noun follows
};
/// "dead", "injured", ...; of Other "other".
[[nodiscard]] std::string_view to_string(FigureKind kind);

/// A number of something.
struct Figure {
  Span where;  ///< the number with what qualifies it, into the text, or the title if `in_title`
  bool in_title = false;
  FigureKind kind = FigureKind::Other;
  FigureBound bound = FigureBound::Exact;
  double low = 0, high = 0;  ///< ends of what it may be; of AtLeast `high` is infinite
  std::string thing;    ///< "dead", "dollars", "per cent"; of Other the noun, folded ("passengers")
  std::string subject;  ///< of whom the number is: "soldiers"; empty: people
  /// It tells of these events, not of all of a year, of others before or of each day, as far as the
  /// sentence says.
  bool plain = true;
};

/// The figures of an article in order, those of the headline first. Numbers that count nothing
/// (years, ages, hours, scores) are none. English only.
[[nodiscard]] std::vector<Figure> find_figures(const AnnotatedArticle& article);
/// Those of a headline or a text.
[[nodiscard]] std::vector<Figure> figures_in(std::string_view text);

/// Is there any? Ends at the first; days are not told from numbers of things.
[[nodiscard]] bool has_figure(std::string_view text);

/// The value as people write it: "at least 12", "10-12", "$2.1 million", "4 per cent".
[[nodiscard]] std::string figure_text(const Figure& figure);

}  // namespace morgue
