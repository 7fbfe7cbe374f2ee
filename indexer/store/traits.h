#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/article.h"

namespace morgue {

/// What may tell two people of one name apart.
enum class TraitKind : std::uint8_t {
  Person,  ///< named in the same article
  Org,
  Place,
  Role,   ///< a word of what the person is called beside the name
  Topic,  ///< a word of the headline or the lead
  Near,   ///< somebody or something named beside the person
  Desk,   ///< the section, and the kind of news
};

inline constexpr std::size_t kTraitKinds = 7;

struct Trait {
  TraitKind kind = TraitKind::Person;
  std::uint32_t hash = 0;  ///< 29 bits
  friend auto operator<=>(const Trait&, const Trait&) = default;
};

/// What one article tells of one person.
using Evidence = std::vector<Trait>;  // sorted, without repeats

/// The evidence for each person among the entities of an article, in their order. Pure.
[[nodiscard]] std::vector<Evidence> evidence_of(const AnnotatedArticle& article);

/// How many articles of an archive tell a trait: what everybody has in common says nothing.
class TraitCounts {
 public:
  TraitCounts() = default;
  /// From bytes(); of other bytes, empty.
  explicit TraitCounts(std::string_view bytes);
  /// Counts an article by the evidence for its people, each trait once.
  void add(std::span<const Evidence> article);
  [[nodiscard]] std::string bytes() const;
  /// The share of articles that tell it, a little more at times (several traits share a count).
  [[nodiscard]] double share(const Trait& trait) const;

 private:
  double articles_ = 0;
  std::vector<std::uint16_t> counts_;
};

/// What all articles of a person told: the traits seen most, each with its count. Bounded: the
/// rarest give way.
class Traits {
 public:
  Traits() = default;
  /// From bytes(); damaged bytes are as good as none.
  explicit Traits(std::string_view bytes);
  void add(const Evidence& evidence);
  [[nodiscard]] std::string bytes() const;

  /// How many were added, fading.
  [[nodiscard]] std::uint32_t articles() const { return articles_; }

  /// How much more likely the evidence is if it speaks of this person than if it speaks of another
  /// one of the same name: above 0 for, below 0 against.
  [[nodiscard]] double support(const Evidence& evidence, const TraitCounts& all) const;

 private:
  struct Counted {
    Trait trait;
    std::uint32_t times = 0;
  };
  void make_room(TraitKind kind);
  void fade();
  [[nodiscard]] std::size_t place_of(const Trait& trait) const;
  [[nodiscard]] bool has(const Trait& trait) const;
  [[nodiscard]] double habit(std::size_t kind) const;

  std::vector<Counted> seen_;  // by trait
  std::uint32_t articles_ = 0;
  /// Of each kind: how many traits articles told after the first, how many of them were known.
  std::array<std::uint16_t, kTraitKinds> told_{}, known_{};
};

}  // namespace morgue
