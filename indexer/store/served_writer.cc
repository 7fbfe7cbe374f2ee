#include "indexer/store/served_writer.h"

#include <fmt/format.h>
#include <xapian.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "common/article_id.h"
#include "common/error.h"
#include "common/files.h"
#include "common/kin_file.h"
#include "common/schema.h"
#include "common/served_index.h"

namespace morgue {
namespace {

namespace fs = std::filesystem;

std::vector<DocumentPlace> hidden_places(const Manifest& manifest) {
  std::vector<DocumentPlace> out = manifest.dead;
  out.insert(out.end(), manifest.superseded.begin(), manifest.superseded.end());
  return out;
}

class Server {
 public:
  Server(const ArchivePaths& paths, const Manifest& manifest)
      : paths_(paths),
        manifest_(manifest),
        about_((paths.served() / served::kAbout).string(), Xapian::DB_CREATE_OR_OPEN) {}

  void write() {
    open_segments();
    put_hidden();
    put_kin();
    about_.set_metadata(served::kUuids, uuids_);
    about_.set_metadata(served::kManifest, to_text(manifest_));
    about_.commit();
    make_files_private();
    std::string stub = fmt::format("glass {}\n", served::kAbout);
    for (const std::string& name : manifest_.segments) {
      link_segment(name);
      stub += fmt::format("glass {}\n", name);
    }
    replace_file(paths_.served() / "XAPIANDB", stub);
    remove_others();
  }

 private:
  /// Whatever the umask made of them; the next commit has to write to them, too.
  void make_files_private() const {
    for (const auto& entry : fs::directory_iterator(paths_.served() / served::kAbout))
      fs::permissions(entry.path(), fs::perms::owner_read | fs::perms::owner_write);
  }

  /// Segments have no term lists, and Xapian's server looks there for the values of each document
  /// that it sends: an empty table is one without values, while none at all is refused. So what is
  /// served is the files of the segment, with such a table beside them.
  void link_segment(const std::string& name) const {
    const fs::path linked = paths_.served() / name;
    if (fs::exists(linked)) return;
    make_private_directory(linked);
    for (const auto& entry : fs::directory_iterator(paths_.segment(name))) {
      const fs::path file = entry.path().filename();
      if (file == "iamglass" || file.extension() == ".glass")
        fs::create_hard_link(entry.path(), linked / file);
    }
    if (!fs::exists(linked / "termlist.glass")) replace_file(linked / "termlist.glass", "");
  }

  void remove_others() const {
    for (const auto& entry : fs::directory_iterator(paths_.served()))
      if (const std::string name = entry.path().filename().string();
          name.starts_with("seg-") && !segments_.contains(name))
        fs::remove_all(entry.path());
  }

  void open_segments() {
    for (const std::string& name : manifest_.segments) {
      const Xapian::Database& segment =
          segments_.emplace(name, Xapian::Database(paths_.segment(name).string())).first->second;
      uuids_ += (uuids_.empty() ? "" : ":") + segment.get_uuid();
    }
  }

  /// Ids are read once: those of the commit before are there.
  void put_hidden() {
    std::map<DocumentPlace, ArticleId> known;
    if (const auto before = parse_manifest(about_.get_metadata(served::kManifest))) {
      const std::vector<DocumentPlace> places = hidden_places(*before);
      const std::vector<ArticleId> ids = served::ids_of_bytes(about_.get_metadata(served::kHidden));
      for (std::size_t i = 0; i < std::min(places.size(), ids.size()); ++i)
        known.emplace(places[i], ids[i]);
    }
    std::vector<ArticleId> ids;
    for (const DocumentPlace& place : hidden_places(manifest_)) {
      const auto before = known.find(place);
      ids.push_back(before != known.end() ? before->second : id_of(place));
    }
    about_.set_metadata(served::kHidden, served::ids_as_bytes(ids));
  }

  [[nodiscard]] ArticleId id_of(const DocumentPlace& place) const {
    const Xapian::Document document = segments_.at(place.segment).get_document(place.document);
    return schema::id_of_bytes(document.get_value(schema::kIdSlot)).value_or(ArticleId{});
  }

  void put_kin() {
    std::set<std::string> there;
    for (auto key = about_.metadata_keys_begin(served::kKin);
         key != about_.metadata_keys_end(served::kKin); ++key)
      there.insert(*key);
    for (const auto& [name, segment] : segments_) {
      const std::string key = served::kKin + name;
      if (there.erase(key) == 0)
        about_.set_metadata(key, file_bytes(paths_.segment(name) / kKinFile));
    }
    for (const std::string& gone : there) about_.set_metadata(gone, {});
  }

  const ArchivePaths& paths_;
  const Manifest& manifest_;
  Xapian::WritableDatabase about_;
  std::map<std::string, Xapian::Database> segments_;
  std::string uuids_;
};

}  // namespace

bool is_shared(const ArchivePaths& paths) noexcept {
  std::error_code error;
  return fs::is_directory(paths.served(), error);
}

void share_archive(const ArchivePaths& paths, const Manifest& manifest) try {
  make_private_directory(paths.served());
  make_private_directory(paths.served() / served::kAbout);
  Server(paths, manifest).write();
} catch (const Xapian::Error& e) {
  throw Error(Exit::Archive,
              fmt::format("can't write {}: {}", paths.served().string(), e.get_msg()));
} catch (const fs::filesystem_error& e) {
  throw Error(Exit::Archive, fmt::format("can't write {}: {}", paths.served().string(), e.what()));
}

void unshare_archive(const ArchivePaths& paths) {
  std::error_code error;
  fs::remove_all(paths.served(), error);
  if (error)
    throw Error(Exit::Archive,
                fmt::format("can't remove {}: {}", paths.served().string(), error.message()));
}

void serve_index(const ArchivePaths& paths, const Manifest& manifest) noexcept {
  if (!is_shared(paths)) return;
  try {
    share_archive(paths, manifest);
  } catch (...) {  // what is served is outdated now; readers are told by the UUIDs
  }
}

void serve_if_outdated(const ArchivePaths& paths, const Manifest& manifest) noexcept {
  if (!is_shared(paths)) return;
  try {
    const Xapian::Database about((paths.served() / served::kAbout).string());
    if (about.get_metadata(served::kManifest) == to_text(manifest)) return;
  } catch (...) {  // it is missing or damaged: it is written anew
    stop_serving(paths);
  }
  serve_index(paths, manifest);
}

void stop_serving(const ArchivePaths& paths) noexcept {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(paths.served(), error))
    fs::remove_all(entry.path(), error);
}

}  // namespace morgue
