#pragma once

#include <cstddef>
#include <cstdint>

#include "common/article.h"

namespace morgue::annotate {

/// What a word is in a name: nothing, or the first, an inner, the last or the only word of a name
/// of some kind (the BILOU scheme of Ratinov and Roth, 2009).
using Label = std::uint8_t;
enum class Part : std::uint8_t { First, Inner, Last, Only };

inline constexpr Label kOutside = 0;
inline constexpr std::size_t kParts = 4;
inline constexpr std::size_t kKinds = 4;
inline constexpr std::size_t kLabels = 1 + kKinds * kParts;

[[nodiscard]] constexpr Label label_of(EntityKind kind, Part part) {
  return static_cast<Label>(1 + static_cast<std::size_t>(kind) * kParts +
                            static_cast<std::size_t>(part));
}
/// Precondition: not kOutside.
[[nodiscard]] constexpr EntityKind kind_of(Label label) {
  return static_cast<EntityKind>((label - 1) / kParts);
}
[[nodiscard]] constexpr Part part_of(Label label) {
  return static_cast<Part>((label - 1) % kParts);
}

/// Whether a name may begin / a name may end with this label (both are so outside of names).
[[nodiscard]] constexpr bool may_start(Label label) {
  return label == kOutside || part_of(label) == Part::First || part_of(label) == Part::Only;
}
[[nodiscard]] constexpr bool may_end(Label label) {
  return label == kOutside || part_of(label) == Part::Last || part_of(label) == Part::Only;
}
/// Whether `b` may follow `a` in a row of labels.
[[nodiscard]] constexpr bool may_follow(Label a, Label b) {
  if (may_end(a)) return may_start(b);
  return !may_start(b) && kind_of(a) == kind_of(b);
}

}  // namespace morgue::annotate
