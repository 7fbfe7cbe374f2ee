#include "query/verbs/session.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "common/terminal.h"
#include "common/utf8.h"
#include "query/language/days.h"

namespace morgue {
namespace {

/// Prose wider than this is hard to read.
constexpr std::size_t kWidest = 100;

constexpr std::string_view kAddedClock = "added:";

/// "30d" is a stretch until today; asked for is the day on which it begins.
bool is_span(std::string_view text) {
  return text.size() > 1 && text.find_first_not_of("0123456789") == text.size() - 1 &&
         std::string_view("dwmy").find(text.back()) != std::string_view::npos;
}

std::string as_of_text(const AsOf& as_of) {
  std::string out;
  if (as_of.published) out = "published by " + to_iso8601(*as_of.published);
  if (as_of.added) out += (out.empty() ? "added by " : ", added by ") + to_iso8601(*as_of.added);
  return out;
}

}  // namespace

Day Session::given_day() const {
  if (options.now) return options.now->local_day();
  return std::chrono::floor<std::chrono::days>(clock_());
}

Day Session::today() const {
  if (options.now || options.as_of.empty()) return given_day();
  return as_of().published.value_or(given_day());
}

AsOf Session::as_of() const {
  AsOf out;
  for (const std::string& given : options.as_of) {
    const bool clock = given.starts_with(kAddedClock);
    const std::string text = clock ? given.substr(kAddedClock.size()) : given;
    const auto days = parse_date(text, given_day());
    if (!days)
      throw Error(Exit::Usage, fmt::format("--as-of {}: {}", given, days.error().message),
                  "a day like 2024-06-20, last-week, or added:2024-06-20");
    (clock ? out.added : out.published) = is_span(text) ? days->first : days->last;
  }
  return out;
}

ArchiveReader Session::open_archive() const {
  const AsOf day = as_of();
  ArchiveReader archive = ArchiveReader::open(paths(), day);
  if (day.is_past() && is_terminal(Stream::Err))
    note(fmt::format("{} of {} articles, {}", archive.articles(), archive.articles_today(),
                     as_of_text(day)));
  return archive;
}

Instant Session::now() const { return options.now ? options.now->instant : clock_(); }

ArchiveChoice Session::archive_choice() const {
  std::error_code error;  // the directory may be gone
  return {options.archive, environment("MORGUE_ARCHIVE"), environment("XDG_DATA_HOME"),
          environment("HOME"), std::filesystem::current_path(error)};
}

ArchivePaths Session::paths() const { return choose_archive(archive_choice()); }

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
  // Of itself only where there are colours, and not into a pipe, whatever FORCE_COLOR says.
  const bool links = options.hyperlink == ColourWish::When::Auto
                         ? wish.terminal && wants_colour(wish)
                         : options.hyperlink == ColourWish::When::Always;
  if (links) render.style.write_links();
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
