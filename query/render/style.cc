#include "query/render/style.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace morgue {
namespace {

/// A role, its name in MORGUE_COLORS and its codes. Never colour alone: what matters is bold or
/// underlined as well.
struct RoleInfo {
  std::string_view name;
  std::string_view codes;
};
constexpr std::array<RoleInfo, 14> kRoleTable = {{{"match", "01;33"},
                                                  {"title", "01"},
                                                  {"source", "36"},
                                                  {"id", "02"},
                                                  {"rank", "01"},
                                                  {"faint", "02"},
                                                  {"person", "01;35"},
                                                  {"org", "01;34"},
                                                  {"place", "01;32"},
                                                  {"misc", "01;36"},
                                                  {"quote", "33"},
                                                  {"day", "04;36"},
                                                  {"cut", "09;31"},
                                                  {"added", "01;32"}}};

/// Numbers and semicolons only: a variable of the environment can't smuggle in other codes.
bool is_code(std::string_view code) {
  return !code.empty() && code.find_first_not_of("0123456789;") == std::string_view::npos;
}

std::string escape(std::string_view code) { return "\x1b[" + std::string(code) + 'm'; }

}  // namespace

Style Style::coloured(std::string_view colors) {
  Style style;
  style.enabled_ = true;
  static_assert(kRoleTable.size() == kRoles);
  for (std::size_t i = 0; i < kRoles; ++i) style.codes_[i] = escape(kRoleTable[i].codes);
  while (!colors.empty()) {
    const std::string_view item = colors.substr(0, colors.find(':'));
    colors.remove_prefix(std::min(colors.size(), item.size() + 1));
    const auto equals = item.find('=');
    if (equals == std::string_view::npos || !is_code(item.substr(equals + 1))) continue;
    for (std::size_t i = 0; i < kRoles; ++i)
      if (kRoleTable[i].name == item.substr(0, equals))
        style.codes_[i] = escape(item.substr(equals + 1));
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

std::string Style::linked(std::string_view text, std::string_view address) const {
  const bool visible =
      std::all_of(address.begin(), address.end(), [](char c) { return c > ' ' && c < '\x7f'; });
  if (!links_ || address.empty() || !visible) return std::string(text);
  constexpr std::string_view kLink = "\x1b]8;;";
  constexpr std::string_view kEnd = "\x1b\\";
  return fmt::format("{0}{1}{2}{3}{0}{2}", kLink, address, kEnd, text);
}

bool wants_colour(const ColourWish& wish) {
  if (wish.when != ColourWish::When::Auto) return wish.when == ColourWish::When::Always;
  if (!wish.no_color.empty()) return false;
  if (!wish.force.empty() && wish.force != "0") return true;
  return wish.terminal && wish.term != "dumb";
}

}  // namespace morgue
