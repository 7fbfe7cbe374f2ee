#include "query/verbs/session.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "common/terminal.h"
#include "common/utf8.h"

namespace morgue {
namespace {

/// Prose wider than this is hard to read.
constexpr std::size_t kWidest = 100;

}  // namespace

Day Session::today() const {
  if (options.now) return options.now->local_day();
  return std::chrono::floor<std::chrono::days>(now_);
}

Instant Session::now() const { return options.now ? options.now->instant : now_; }

ArchivePaths Session::paths() const {
  return choose_archive({options.archive, environment("MORGUE_ARCHIVE"),
                         environment("XDG_DATA_HOME"), environment("HOME")});
}

std::size_t Session::width() const {
  const std::string columns = environment("COLUMNS");
  std::size_t width = std::strtoul(columns.c_str(), nullptr, 10);
  if (width == 0) width = terminal_columns(Stream::Out);
  if (width == 0) width = 80;
  return std::clamp<std::size_t>(width, 20, kWidest);
}

RenderOptions Session::render_options() const {
  ColourWish wish;
  wish.when = options.colour;
  wish.terminal = is_terminal(Stream::Out);
  wish.no_color = environment("NO_COLOR");
  wish.force = environment("FORCE_COLOR") + environment("CLICOLOR_FORCE");
  wish.term = environment("TERM");
  RenderOptions render;
  if (wants_colour(wish)) render.style = Style::coloured(environment("MORGUE_COLORS"));
  render.width = width();
  return render;
}

RenderOptions Session::render_options(const ArchiveReader& archive) const {
  RenderOptions render = render_options();
  render.shown_id = [&archive](ArticleId id) { return archive.shown_id(id); };
  return render;
}

std::string safe(std::string_view text) { return utf8::one_line(utf8::repaired(text)); }

void note(std::string_view text) { fmt::print(stderr, "note: {}\n", safe(text)); }

}  // namespace morgue
