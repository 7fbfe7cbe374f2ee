#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace morgue {

/// How parts of the output look. The only place that writes escape codes.
class Style {
 public:
  enum class Role {
    Match,
    Title,
    Source,
    Id,
    Rank,
    Faint,
    // of annotations
    Person,
    Org,
    Place,
    Misc,
    Quote,
    Day,
    // of differences
    Cut,
    Added,
  };

  /// Without escape codes.
  Style() = default;
  /// With them. `colors`: changes to the defaults as in MORGUE_COLORS, "match=01;33:source=36";
  /// roles are match, title, source, id, rank, faint, person, org, place, misc, quote, day, cut and
  /// added; what is not understood is passed over.
  [[nodiscard]] static Style coloured(std::string_view colors);

  [[nodiscard]] std::string_view on(Role role) const;
  [[nodiscard]] std::string_view off() const;
  [[nodiscard]] std::string apply(Role role, std::string_view text) const;

  /// From now on linked() links (OSC 8).
  void write_links() { links_ = true; }
  /// Text that leads to an address where terminals know that, or as it is. No address may hold
  /// anything but visible ASCII; one that does leads nowhere.
  [[nodiscard]] std::string linked(std::string_view text, std::string_view address) const;

 private:
  static constexpr std::size_t kRoles = static_cast<std::size_t>(Role::Added) + 1;
  std::array<std::string, kRoles> codes_;
  bool enabled_ = false;
  bool links_ = false;
};

/// What the command line and the environment say about colour (ripgrep's and clig.dev's rules).
struct ColourWish {
  enum class When { Auto, Always, Never };
  When when = When::Auto;
  bool terminal = false;  ///< stdout is one
  std::string no_color;   ///< NO_COLOR
  std::string force;      ///< FORCE_COLOR or CLICOLOR_FORCE
  std::string term;       ///< TERM
};
[[nodiscard]] bool wants_colour(const ColourWish& wish);

}  // namespace morgue
