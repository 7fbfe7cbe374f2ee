#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/article.h"
#include "common/span.h"
#include "query/render/style.h"
#include "query/render/wrap.h"

namespace morgue {

/// A stretch of an article that is shown in a look of its own and between signs, so that it can be
/// told without colour, in a pipe and by a screen reader.
struct Annotation {
  Span where;  ///< into the text, or into the title if `in_title`
  bool in_title = false;
  Style::Role role = Style::Role::Match;
  std::string opening{}, closing{};  ///< the signs; both empty: a look alone
};

/// Names, days and quotations with their signs:
///   [P:Ana Løw] [O:Bridge Office] [L:Calder] [M:Skarra Cup]   people, organisations, places,
///   others [Tuesday = 2025-03-11]                                    days, as about: takes them
///   {“It is unsafe,” by Ana Løw}                              quotations, and who said it if known
[[nodiscard]] std::vector<Annotation> annotations_of(const AnnotatedArticle& content);

/// A text with signs in it, and the looks of its parts, in order.
struct SignedText {
  std::string text;
  std::vector<StyledSpan> styles;
};

/// Puts signs into the part of a field (title or text) that `part` is. Annotations may overlap in
/// any way: what begins later looks like what it is, and one that goes beyond the part is shown as
/// if it ended there. `annotations` are those that overlap it, all of this field.
[[nodiscard]] SignedText with_signs(std::string_view field, Span part,
                                    std::span<const Annotation* const> annotations);

/// For each of the parts (in order, apart from each other) the annotations that overlap it.
[[nodiscard]] std::vector<std::vector<const Annotation*>> by_part(
    std::span<const Annotation> annotations, bool in_title, std::span<const Span> parts);

/// One line that explains the signs that occur.
[[nodiscard]] SignedText legend(std::span<const Annotation> annotations);

}  // namespace morgue
