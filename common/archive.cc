#include "common/archive.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fstream>
#include <set>
#include <sstream>

#include "common/error.h"
#include "common/schema.h"
#include "common/text.h"

namespace morgue {
namespace {

constexpr std::string_view kHead = "# morgue archive, format ";
constexpr std::string_view kAnalysis = ", analysis ";
constexpr std::string_view kBatch = "# batch ";
constexpr std::string_view kNext = "# next segment ";
constexpr std::string_view kDead = "# dead ";
constexpr std::string_view kSuperseded = "# superseded ";
constexpr std::string_view kGlass = "glass ";
constexpr std::string_view kEnd = "# end";
constexpr std::string_view kSegment = "seg-";

template <typename T>
bool read_number(std::string_view text, T& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size();
}

bool read_head(std::string_view line, Manifest& manifest) {
  if (!line.starts_with(kHead)) return false;
  line.remove_prefix(kHead.size());
  const auto comma = line.find(kAnalysis);
  return comma != std::string_view::npos && read_number(line.substr(0, comma), manifest.format) &&
         read_number(line.substr(comma + kAnalysis.size()), manifest.analysis);
}

/// The number of a segment, which is all of its name that varies: a name that leads elsewhere is
/// refused here, before anything is removed under it.
std::optional<std::uint64_t> segment_number(std::string_view name) {
  std::uint64_t number = 0;
  if (!name.starts_with(kSegment) || !read_number(name.substr(kSegment.size()), number)) return {};
  if (segment_name(number) != name) return {};
  return number;
}

bool read_place(std::string_view place, std::vector<DocumentPlace>& places) {
  const auto blank = place.find(' ');
  if (blank == std::string_view::npos) return false;
  DocumentPlace read{std::string(place.substr(0, blank)), 0};
  if (!read_number(place.substr(blank + 1), read.document)) return false;
  places.push_back(std::move(read));
  return true;
}

bool read_line(std::string_view line, Manifest& manifest) {
  const auto after = [&](std::string_view key) { return line.substr(key.size()); };
  if (line.starts_with(kBatch)) return read_number(after(kBatch), manifest.batch);
  if (line.starts_with(kNext)) return read_number(after(kNext), manifest.next_segment);
  if (line.starts_with(kDead)) return read_place(after(kDead), manifest.dead);
  if (line.starts_with(kSuperseded)) return read_place(after(kSuperseded), manifest.superseded);
  if (line.starts_with(kGlass)) {
    manifest.segments.emplace_back(after(kGlass));
    return true;
  }
  return line.empty() || line.starts_with('#');  // comments of later versions are passed over
}

/// Every name fits the others.
bool consistent(const Manifest& manifest) {
  const std::set<std::string> names(manifest.segments.begin(), manifest.segments.end());
  if (names.size() != manifest.segments.size()) return false;
  for (const std::string& name : names) {
    const auto number = segment_number(name);
    if (!number || *number >= manifest.next_segment) return false;
  }
  const auto known = [&](const DocumentPlace& place) { return names.contains(place.segment); };
  return std::all_of(manifest.dead.begin(), manifest.dead.end(), known) &&
         std::all_of(manifest.superseded.begin(), manifest.superseded.end(), known);
}

/// Absolute, without "." and ".." and a slash at the end: one archive, one spelling.
std::filesystem::path spelt_out(const std::string& path) {
  const auto out = std::filesystem::absolute(path).lexically_normal();
  return out.has_filename() || out == out.root_path() ? out : out.parent_path();
}

/// What somebody calls an archive: a directory, or a name among those at home.
ArchivePaths called(const std::string& name, const std::filesystem::path& home) {
  namespace fs = std::filesystem;
  const bool at = name.size() > 1 && name.front() == '@';
  const std::string bare = at ? name.substr(1) : name;
  if (!home.empty() && bare.front() != '.' && bare.find('/') == std::string::npos) {
    std::error_code error;
    const ArchivePaths own(home / bare);
    if (at || (!fs::exists(bare, error) && fs::exists(own.manifest(), error))) return own;
  }
  return ArchivePaths(spelt_out(name));
}

}  // namespace

std::filesystem::path archives_home(const ArchiveChoice& choice) {
  namespace fs = std::filesystem;
  // A relative path is to be ignored, says the XDG specification.
  if (!choice.data_home.empty() && fs::path(choice.data_home).is_absolute())
    return fs::path(choice.data_home) / "morgue";
  if (!choice.home.empty()) return fs::path(choice.home) / ".local/share/morgue";
  return {};
}

std::filesystem::path nearest_archive(const std::filesystem::path& here) {
  for (std::filesystem::path folder = here; !folder.empty(); folder = folder.parent_path()) {
    const ArchivePaths paths(folder / ".morgue");
    struct stat status {};
    // Not somebody else's, in a directory that all may write to.
    if (::stat(paths.manifest().c_str(), &status) == 0 && status.st_uid == ::geteuid())
      return paths.root();
    if (folder == folder.root_path()) break;
  }
  return {};
}

ArchivePaths choose_archive(const ArchiveChoice& choice) {
  const std::filesystem::path home = archives_home(choice);
  for (const std::string& named : {choice.flag, choice.environment})
    if (!named.empty()) return called(named, home);
  if (const auto nearest = nearest_archive(choice.here); !nearest.empty())
    return ArchivePaths(nearest);
  if (home.empty())
    throw Error(Exit::Usage, "no archive is named and HOME is not set",
                "name one with -A DIR or MORGUE_ARCHIVE");
  return ArchivePaths(home / "default");
}

std::vector<ArchivePaths> archives_at(const ArchivePaths& paths) {
  namespace fs = std::filesystem;
  std::error_code error;
  if (fs::exists(paths.manifest(), error)) return {paths};
  std::vector<fs::path> shards;
  for (auto entry = fs::directory_iterator(paths.root() / "shards", error);
       !error && entry != fs::directory_iterator(); entry.increment(error))
    if (std::error_code none; fs::exists(ArchivePaths(entry->path()).manifest(), none))
      shards.push_back(entry->path());
  std::sort(shards.begin(), shards.end());
  if (shards.empty()) return {paths};
  return {shards.begin(), shards.end()};
}

Manifest empty_manifest() {
  Manifest manifest;
  manifest.format = schema::kFormatVersion;
  manifest.analysis = kAnalysisVersion;
  return manifest;
}

std::string to_text(const Manifest& manifest) {
  std::string out =
      fmt::format("{}{}{}{}\n{}{}\n{}{}\n", kHead, manifest.format, kAnalysis, manifest.analysis,
                  kBatch, manifest.batch, kNext, manifest.next_segment);
  for (const DocumentPlace& dead : manifest.dead)
    out += fmt::format("{}{} {}\n", kDead, dead.segment, dead.document);
  for (const DocumentPlace& old : manifest.superseded)
    out += fmt::format("{}{} {}\n", kSuperseded, old.segment, old.document);
  for (const std::string& name : manifest.segments) out += fmt::format("{}{}\n", kGlass, name);
  return out.append(kEnd) + '\n';
}

std::optional<Manifest> parse_manifest(std::string_view text) {
  Manifest manifest;
  bool first = true;
  bool ended = false;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    if (first ? !read_head(line, manifest) : !read_line(line, manifest)) return {};
    first = false;
    ended = line == kEnd;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  if (!ended || !consistent(manifest)) return {};
  return manifest;
}

std::string segment_name(std::uint64_t number) { return fmt::format("{}{:08}", kSegment, number); }

Manifest read_manifest(const ArchivePaths& paths) {
  errno = 0;
  std::ifstream file(paths.manifest(), std::ios::binary);
  std::ostringstream text;
  if (file) text << file.rdbuf();
  if (!file) {
    const int cause = errno;
    if (cause == ENOENT || cause == ENOTDIR)
      throw Error(Exit::Archive, fmt::format("no archive at {}", paths.root().string()),
                  "make one with: morgue-index add -A DIR PATH...");
    throw Error(Exit::Archive, fmt::format("can't read {}: {}", paths.manifest().string(),
                                           cause != 0 ? std::strerror(cause) : "read error"));
  }
  const auto manifest = parse_manifest(text.str());
  if (!manifest)
    throw Error(Exit::Archive,
                fmt::format("{} is not a morgue archive, or damaged", paths.root().string()),
                "morgue-index repair mends a damaged manifest; else restore a backup");
  if (manifest->format != schema::kFormatVersion || manifest->analysis != kAnalysisVersion)
    throw Error(Exit::Archive,
                fmt::format("the archive {} is of format {}.{}, this program reads {}.{}",
                            paths.root().string(), manifest->format, manifest->analysis,
                            schema::kFormatVersion, kAnalysisVersion),
                "use the version of morgue that wrote it, or index the files into a new archive");
  return *manifest;
}

}  // namespace morgue
