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

namespace morgue {

/// What every verb may be told.
struct CommonOptions {
  std::string archive;  ///< -A, empty if not given
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

  [[nodiscard]] std::string environment(const char* name) const { return environment_(name); }
  /// The day that relative dates count from: --now, else that of --as-of, else today.
  [[nodiscard]] Day today() const;
  [[nodiscard]] Instant now() const;

  [[nodiscard]] ArchiveChoice archive_choice() const;
  [[nodiscard]] ArchivePaths paths() const;
  /// The day on which the archive is looked at. Throws Error{Usage} if --as-of is none.
  [[nodiscard]] AsOf as_of() const;
  /// The archive as of that day; says so on a terminal. Throws Error{Archive}.
  [[nodiscard]] ArchiveReader open_archive() const;
  /// The relations of the archive, likewise.
  [[nodiscard]] Catalog open_catalog() const {
    return Catalog::open_for_reading(paths().metadata(), as_of());
  }

  /// Columns to lay text out in: of the terminal, at most so many that prose is easily read.
  [[nodiscard]] std::size_t width() const;
  [[nodiscard]] RenderOptions render_options() const;
  /// `archive` must outlive what is returned.
  [[nodiscard]] RenderOptions render_options(const ArchiveReader& archive) const;

 private:
  [[nodiscard]] Day given_day() const;

  Environment environment_;
  Clock clock_;
};

/// Text as one line that can't do anything to a terminal.
[[nodiscard]] std::string safe(std::string_view text);
/// "note: ..." to stderr.
void note(std::string_view text);

}  // namespace morgue
