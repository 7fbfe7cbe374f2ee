#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace morgue {

/// Where the parts of an archive lie:
///
///   ARCHIVE/                  mode 0700
///     index/XAPIANDB          the manifest: a Xapian stub database, so that every Xapian tool can
///                             open ARCHIVE/index; replaced as a whole by every commit
///     index/seg-00000017/     a segment: one glass database, never changed, and its sums
///     metadata.sqlite         the relations (catalog.h)
///     ledger.txt              what was decided about people; survives everything else
///     desk.txt                tags, notes and saved queries (desk.h); likewise
///     forgotten.txt           hashes of what was forgotten and is not to come back
///     served/                 a stub database of all segments for readers on other machines, and
///                             what else they have to know (served_index.h)
///     lock                    held by the one writer; names its process
///     scratch/                runs and merges under way; emptied by the next writer
class ArchivePaths {
 public:
  explicit ArchivePaths(std::filesystem::path root) : root_(std::move(root)) {}
  [[nodiscard]] const std::filesystem::path& root() const { return root_; }
  [[nodiscard]] std::filesystem::path index() const { return root_ / "index"; }
  [[nodiscard]] std::filesystem::path manifest() const { return index() / "XAPIANDB"; }
  [[nodiscard]] std::filesystem::path segment(const std::string& name) const {
    return index() / name;
  }
  [[nodiscard]] std::filesystem::path metadata() const { return root_ / "metadata.sqlite"; }
  [[nodiscard]] std::filesystem::path ledger() const { return root_ / "ledger.txt"; }
  [[nodiscard]] std::filesystem::path desk() const { return root_ / "desk.txt"; }
  [[nodiscard]] std::filesystem::path forgotten() const { return root_ / "forgotten.txt"; }
  [[nodiscard]] std::filesystem::path served() const { return root_ / "served"; }
  [[nodiscard]] std::filesystem::path lock() const { return root_ / "lock"; }
  [[nodiscard]] std::filesystem::path scratch() const { return root_ / "scratch"; }

 private:
  std::filesystem::path root_;
};

/// What decides which archive is meant, read from the environment by main.
struct ArchiveChoice {
  std::string flag;         ///< -A
  std::string environment;  ///< MORGUE_ARCHIVE
  std::string data_home;    ///< XDG_DATA_HOME
  std::string home;         ///< HOME
  /// Where one stands; archives called .morgue are looked for here and above.
  std::filesystem::path here = {};
};

/// The flag, else MORGUE_ARCHIVE, else the nearest directory .morgue that is an archive and belongs
/// to whoever asks, else "default" among those of archives_home(). Flag and variable are a
/// directory, or the name of an archive: "@desk" is $XDG_DATA_HOME/morgue/desk whether it is there
/// or not, "desk" is so if it is there and no directory here is called that. Throws Error{Usage} if
/// nothing is set.
[[nodiscard]] ArchivePaths choose_archive(const ArchiveChoice& choice);

/// The archives that are read if this one is named: itself, or, if there is none but a directory
/// shards/ with archives in it, all of these by name.
[[nodiscard]] std::vector<ArchivePaths> archives_at(const ArchivePaths& paths);

/// Where archives have names: $XDG_DATA_HOME/morgue, else ~/.local/share/morgue; empty if neither
/// is set.
[[nodiscard]] std::filesystem::path archives_home(const ArchiveChoice& choice);

/// The nearest archive called .morgue, as choose_archive() finds it; empty if there is none.
[[nodiscard]] std::filesystem::path nearest_archive(const std::filesystem::path& here);

/// A document of a segment.
struct DocumentPlace {
  std::string segment;
  std::uint32_t document = 0;
  friend auto operator<=>(const DocumentPlace&, const DocumentPlace&) = default;
};

/// The commit point of an archive: which segments are live. As a file it is a Xapian stub database
/// whose comments carry the rest:
///
///   # morgue archive, format 5, analysis 1
///   # batch 42
///   # next segment 18
///   # dead seg-00000017 1234           (a document that is to be left out, one a line)
///   # superseded seg-00000017 99       (a document that has a newer version, one a line)
///   glass seg-00000017
///   # end                            (without it the manifest is cut short, and refused)
struct Manifest {
  int format = 0;
  int analysis = 0;
  std::uint64_t batch = 0;  ///< counts commits; SQLite carries the number it has seen
  std::uint64_t next_segment = 1;
  std::vector<DocumentPlace> dead;        ///< deleted: their segments still hold them
  std::vector<DocumentPlace> superseded;  ///< kept, but a newer version is searched instead
  std::vector<std::string> segments;      ///< in the order in which their articles came

  friend bool operator==(const Manifest&, const Manifest&) = default;
};

/// A manifest of this version without any segment.
[[nodiscard]] Manifest empty_manifest();
[[nodiscard]] std::string to_text(const Manifest& manifest);
/// Nothing if the text is no manifest of ours, is cut short, or names segments that don't fit.
[[nodiscard]] std::optional<Manifest> parse_manifest(std::string_view text);
[[nodiscard]] std::string segment_name(std::uint64_t number);

/// Reads the manifest of an archive. Throws Error{Archive} if there is no archive, it can't be
/// read, or it is of another version; the hint says what to do.
[[nodiscard]] Manifest read_manifest(const ArchivePaths& paths);

}  // namespace morgue
