#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/archive.h"
#include "common/as_of.h"
#include "common/catalog.h"
#include "common/instant.h"
#include "query/match/archive_reader.h"
#include "query/render/render.h"
#include "query/render/style.h"
#include "query/settings.h"

namespace morgue {

/// What every verb may be told.
struct CommonOptions {
  std::vector<std::string> archives;  ///< -A, each one; empty if not given
  ColourWish::When colour = ColourWish::When::Auto;
  ColourWish::When hyperlink = ColourWish::When::Auto;
  bool pager = true;  ///< false: --no-pager
  std::optional<Timestamp> now;
  std::vector<std::string> as_of;  ///< --as-of, each a day or "added:" and a day
};

/// What a verb has of the outside: the archive, the terminal, the day. Only main() asks the
/// environment and the calendar.
class Session {
 public:
  /// `environment` gives a variable's value, empty if it is not set.
  using Environment = std::function<std::string(const char* name)>;
  using Clock = std::function<Instant()>;
  Session(Environment environment, Clock clock)
      : environment_(std::move(environment)), clock_(std::move(clock)) {}

  CommonOptions options;
  Settings settings;  ///< of files, and what the environment says instead

  /// A variable, or the setting that stands for it.
  [[nodiscard]] std::string environment(const char* name) const;
  /// What is set in a file of one's own, empty if nothing is: for what a project may not set.
  [[nodiscard]] std::string setting(std::string_view key) const;
  /// The day that relative dates count from: --now, else that of --as-of, else today.
  [[nodiscard]] Day today() const;
  [[nodiscard]] Instant now() const;

  [[nodiscard]] ArchiveChoice archive_choice() const;
  /// The archive that is read; of several the first of this machine, to which notes, tags and saved
  /// queries belong. Throws Error{Usage} if all are on other machines.
  [[nodiscard]] ArchivePaths paths() const;
  /// All archives that are read together, each once; at least one.
  [[nodiscard]] ArchiveSources sources() const;
  /// Those of this machine.
  [[nodiscard]] std::vector<ArchivePaths> all_paths() const { return sources().local; }
  /// The day on which the archive is looked at. Throws Error{Usage} if --as-of is none.
  [[nodiscard]] AsOf as_of() const;
  /// The archives as of that day; says so on a terminal. What of other machines can't be reached is
  /// named on stderr, and then status_of() says so, too. Throws Error{Archive}.
  [[nodiscard]] ArchiveReader open_archive() const;
  /// What a verb that ended so has to return: SomeFailed if an archive was missing.
  [[nodiscard]] Exit status_of(Exit status) const;
  /// The relations of the archives of this machine, likewise; a note says what is not among them.
  [[nodiscard]] Catalog open_catalog() const;

  /// Columns to lay text out in: of the terminal, at most so many that prose is easily read.
  [[nodiscard]] std::size_t width() const;
  [[nodiscard]] RenderOptions render_options() const;
  /// `archive` must outlive what is returned.
  [[nodiscard]] RenderOptions render_options(const ArchiveReader& archive) const;

 private:
  [[nodiscard]] Day given_day() const;
  [[nodiscard]] std::vector<std::string> named() const;

  mutable bool missing_ = false;

  Environment environment_;
  Clock clock_;
};

/// Text as one line that can't do anything to a terminal.
[[nodiscard]] std::string safe(std::string_view text);
/// "note: ..." to stderr.
void note(std::string_view text);

}  // namespace morgue
