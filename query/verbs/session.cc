#include "query/verbs/session.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "common/terminal.h"
#include "common/utf8.h"
#include "query/language/days.h"
#include "query/match/remote_shard.h"

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

std::string Session::environment(const char* name) const {
  std::string value = environment_(name);
  if (!value.empty()) return value;
  for (const SettingVariable& variable : kSettingVariables)
    if (variable.variable == name) return setting(variable.key);
  return value;
}

std::string Session::setting(std::string_view key) const {
  const Settings::Value* const value = settings.find(key, false);
  return value != nullptr && value->variable.empty() ? value->value : std::string();
}

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
  ArchiveReader archive = ArchiveReader::open(sources(), day);
  for (const std::string& lost : archive.missing())
    fmt::print(stderr, "morgue: {}; its articles are missing\n", safe(lost));
  missing_ = missing_ || !archive.missing().empty();
  if (day.is_past() && is_terminal(Stream::Err))
    note(fmt::format("{} of {} articles, {}", archive.articles(), archive.articles_today(),
                     as_of_text(day)));
  return archive;
}

Instant Session::now() const { return options.now ? options.now->instant : clock_(); }

ArchiveChoice Session::archive_choice() const {
  std::error_code error;  // the directory may be gone
  return {options.archives.empty() ? std::string() : options.archives.front(),
          environment("MORGUE_ARCHIVE"), environment("XDG_DATA_HOME"), environment("HOME"),
          std::filesystem::current_path(error)};
}

/// What was named with -A, or else by the environment, if it is not on this machine.
std::vector<std::string> Session::named() const {
  if (!options.archives.empty()) return options.archives;
  const std::string given = environment("MORGUE_ARCHIVE");
  return is_remote(given) ? std::vector{given} : std::vector{std::string()};
}

ArchiveSources Session::sources() const {
  ArchiveSources out;
  ArchiveChoice choice = archive_choice();
  for (const std::string& name : named()) {
    if (is_remote(name)) {
      if (std::find(out.remote.begin(), out.remote.end(), name) == out.remote.end())
        out.remote.push_back(name);
      continue;
    }
    choice.flag = name;
    for (ArchivePaths& next : archives_at(choose_archive(choice))) {
      const auto same = [&](const ArchivePaths& known) { return known.root() == next.root(); };
      if (std::none_of(out.local.begin(), out.local.end(), same))
        out.local.push_back(std::move(next));
    }
  }
  return out;
}

ArchivePaths Session::paths() const {
  const std::vector<ArchivePaths> all = all_paths();
  if (all.empty())
    throw Error(Exit::Usage, "this belongs to an archive of this machine, and none is named",
                "name one in front: -A DIR -A ssh://...");
  return all.front();
}

Exit Session::status_of(Exit status) const {
  return missing_ && (status == Exit::Ok || status == Exit::NothingFound) ? Exit::SomeFailed
                                                                          : status;
}

Catalog Session::open_catalog() const {
  const ArchiveSources all = sources();
  std::vector<std::filesystem::path> metadata;
  for (const ArchivePaths& archive : all.local) metadata.push_back(archive.metadata());
  if (metadata.empty())
    throw Error(Exit::Usage, "who is who is only known of archives of this machine",
                "name one, too: -A DIR -A ssh://...");
  if (!all.remote.empty())
    note(fmt::format("people, outlets and sections are told of archives of this machine, not of {}",
                     fmt::join(all.remote, ", ")));
  return Catalog::open_for_reading(metadata, as_of());
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
