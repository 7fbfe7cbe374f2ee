#include "query/render/style.h"

#include <array>

namespace morgue {
namespace {

constexpr std::array<std::string_view, 6> kRoles = {"match", "title", "source",
                                                    "id",    "rank",  "faint"};
// Never colour alone: what matters is bold or underlined as well.
constexpr std::array<std::string_view, 6> kDefaults = {"01;33", "01", "36", "02", "01", "02"};

/// Numbers and semicolons only: a variable of the environment can't smuggle in other codes.
bool is_code(std::string_view code) {
  return !code.empty() && code.find_first_not_of("0123456789;") == std::string_view::npos;
}

std::string escape(std::string_view code) { return "\x1b[" + std::string(code) + 'm'; }

}  // namespace

Style Style::coloured(std::string_view colors) {
  Style style;
  style.enabled_ = true;
  for (std::size_t i = 0; i < kDefaults.size(); ++i) style.codes_[i] = escape(kDefaults[i]);
  while (!colors.empty()) {
    const std::string_view item = colors.substr(0, colors.find(':'));
    colors.remove_prefix(std::min(colors.size(), item.size() + 1));
    const auto equals = item.find('=');
    if (equals == std::string_view::npos || !is_code(item.substr(equals + 1))) continue;
    for (std::size_t i = 0; i < kRoles.size(); ++i)
      if (kRoles[i] == item.substr(0, equals)) style.codes_[i] = escape(item.substr(equals + 1));
  }
  return style;
}

std::string_view Style::on(Role role) const { return codes_[static_cast<std::size_t>(role)]; }
std::string_view Style::off() const { return enabled_ ? "\x1b[0m" : ""; }

std::string Style::apply(Role role, std::string_view text) const {
  std::string out(on(role));
  out += text;
  out += off();
  return out;
}

bool wants_colour(const ColourWish& wish) {
  if (wish.when != ColourWish::When::Auto) return wish.when == ColourWish::When::Always;
  if (!wish.no_color.empty()) return false;
  if (!wish.force.empty() && wish.force != "0") return true;
  return wish.terminal && wish.term != "dumb";
}

}  // namespace morgue
