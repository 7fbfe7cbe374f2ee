#include "query/views/verify.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "common/error.h"
#include "common/files.h"
#include "query/match/families.h"
#include "query/match/stored_articles.h"
#include "query/views/pack_manifest.h"
#include "query/views/sha256.h"

namespace morgue {
namespace {

namespace fs = std::filesystem;
using Kind = PackDifference::Kind;

/// What stands in a directory, by name.
std::set<std::string> names_in(const fs::path& directory) {
  std::set<std::string> out;
  std::error_code error;
  for (auto entry = fs::directory_iterator(directory, error);
       !error && entry != fs::directory_iterator(); entry.increment(error))
    out.insert(entry->path().filename().string());
  if (error)
    throw Error(Exit::Archive,
                fmt::format("can't read {}: {}", directory.string(), error.message()));
  return out;
}

bool is_plain_file(const fs::path& path) {
  std::error_code error;
  return fs::is_regular_file(fs::symlink_status(path, error));
}

class Checker {
 public:
  Checker(const fs::path& directory, const ArchiveReader& archive)
      : directory_(directory), archive_(archive), there_(names_in(directory)), articles_(archive) {}

  PackCheck run() {
    const auto manifest = read_manifest_file();
    const auto sums = bytes_of(std::string(kSumsName));
    std::vector<HashedFile> named;
    if (manifest) {
      named = manifest->files;
      out_.batch = manifest->batch;
    } else if (sums) {
      named = files_of(*sums);
    }
    for (const HashedFile& file : named) check_file(file);
    if (sums) check_sums(named, *sums);
    std::set<std::string> known = {std::string(kManifestName), std::string(kSumsName)};
    for (const HashedFile& file : named) known.insert(file.name);
    for (const std::string& name : there_)
      if (!known.contains(name)) differs(Kind::Unknown, name);
    if (manifest)
      for (const HashedVersion& version : manifest->versions) check_version(version);
    return std::move(out_);
  }

 private:
  void differs(Kind kind, const std::string& file, std::string what = {}) {
    out_.differs.push_back({kind, file, {}, std::move(what)});
  }
  void differs(Kind kind, ArticleId article, std::string what) {
    out_.differs.push_back({kind, {}, article, std::move(what)});
  }

  /// Of a plain file; nothing, and a difference, if it is none.
  std::optional<std::string> bytes_of(const std::string& name) {
    if (!there_.contains(name)) {
      differs(Kind::Missing, name);
      return {};
    }
    if (!is_plain_file(directory_ / name)) {
      differs(Kind::Changed, name, "it is no plain file");
      return {};
    }
    ++out_.files;
    return file_bytes(directory_ / name);
  }

  std::optional<PackManifest> read_manifest_file() {
    const auto text = bytes_of(std::string(kManifestName));
    if (!text) return {};
    manifest_sha256_ = sha256(*text);
    auto manifest = parse_manifest_of_report(*text);
    if (manifest) return *std::move(manifest);
    differs(Kind::Changed, std::string(kManifestName), manifest.error());
    return {};
  }

  /// What SHA256SUMS names, if there is nothing better.
  static std::vector<HashedFile> files_of(std::string_view sums) {
    constexpr std::size_t kDigits = 64;
    std::vector<HashedFile> out;
    while (!sums.empty()) {
      const std::string_view line = sums.substr(0, sums.find('\n'));
      sums.remove_prefix(std::min(sums.size(), line.size() + 1));
      if (line.size() < kDigits + 3) continue;
      const std::string_view name = line.substr(kDigits + 2);
      if (name == kManifestName || name.find('/') != std::string_view::npos) continue;
      out.push_back({std::string(name), std::string(line.substr(0, kDigits)), 0});
    }
    return out;
  }

  void check_file(const HashedFile& file) {
    const auto bytes = bytes_of(file.name);
    if (bytes && sha256(*bytes) != file.sha256) differs(Kind::Changed, file.name);
  }

  /// The manifest names the files, SHA256SUMS the files and the manifest: a change of either shows.
  void check_sums(const std::vector<HashedFile>& named, const std::string& sums) {
    if (sums == sums_text(named, manifest_sha256_)) return;
    const bool known =
        std::any_of(out_.differs.begin(), out_.differs.end(), [](const PackDifference& one) {
          return one.file == kManifestName || one.file == kSumsName;
        });
    if (known) return;
    // All but the last line follow from the manifest; that one is the manifest's own.
    const std::string line = fmt::format("{}  {}\n", manifest_sha256_, kManifestName);
    if (sums.ends_with(line))
      differs(Kind::Changed, std::string(kSumsName));
    else
      differs(Kind::Changed, std::string(kManifestName),
              fmt::format("or {}: the one does not fit the other", kSumsName));
  }

  void check_version(const HashedVersion& version) {
    ++out_.versions;
    const std::string which =
        version.id == version.listed
            ? std::string()
            : fmt::format("version {} of {}", version.version, to_string(version.listed));
    const auto document = archive_.find(version.id);
    if (!document || !reading([&] { return articles_.open(*document); })) {
      differs(Kind::Missing, version.id, which);
      return;
    }
    if (sha256(articles_.decoder().text()) != version.sha256)
      differs(Kind::Changed, version.id, which);
    if (version.id == version.listed && !archive_.is_searched(*document))
      differs(Kind::Superseded, version.id, newest_of(*document, version.id));
  }

  std::string newest_of(Xapian::docid document, ArticleId id) {
    for (const Xapian::docid other : versions_of(archive_, document, id))
      if (archive_.is_searched(other) && reading([&] { return articles_.open(other); }))
        if (const auto newer = articles_.decoder().article())
          return fmt::format("by {}", to_string(newer->id));
    return {};
  }

  fs::path directory_;
  const ArchiveReader& archive_;
  std::set<std::string> there_;
  StoredArticles articles_;
  std::string manifest_sha256_;
  PackCheck out_;
};

}  // namespace

std::string_view to_string(PackDifference::Kind kind) {
  switch (kind) {
    case Kind::Changed:
      return "changed";
    case Kind::Missing:
      return "missing";
    case Kind::Unknown:
      return "unknown";
    case Kind::Superseded:
      return "superseded";
  }
  return {};
}

bool is_report(const fs::path& directory) {
  return is_plain_file(directory / kManifestName) || is_plain_file(directory / kSumsName);
}

std::vector<std::string> foreign_files(const fs::path& directory) {
  std::set<std::string> known = {std::string(kManifestName), std::string(kSumsName)};
  const auto manifest = parse_manifest_of_report(file_bytes(directory / kManifestName));
  if (manifest)
    for (const HashedFile& file : manifest->files) known.insert(file.name);
  std::vector<std::string> out;
  for (const std::string& name : names_in(directory))
    if (!known.contains(name)) out.push_back(name);
  return out;
}

PackCheck check_report(const fs::path& directory, const ArchiveReader& archive,
                       std::uint64_t batch) {
  PackCheck out = Checker(directory, archive).run();
  out.now = batch;
  return out;
}

}  // namespace morgue
