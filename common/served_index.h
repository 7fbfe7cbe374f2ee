#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/article_id.h"

namespace morgue {

/// What a reader on another machine has to know of an archive beside its index, and how it is told:
/// as metadata of a Xapian database without documents that stands in front of the segments in the
/// stub database ARCHIVE/served, because that is all that Xapian's remote protocol passes on.
/// Written with each commit (indexer/store/served_writer.h).
namespace served {

inline constexpr const char* kAbout = "about";               ///< the database, in ARCHIVE/served
inline constexpr const char* kManifest = "morgue.manifest";  ///< as archive.h has it
/// UUIDs of the segments in the order of the manifest, joined by colons, as Xapian gives those of a
/// database of several: so a reader sees whether both are of one commit.
inline constexpr const char* kUuids = "morgue.uuids";
/// ids_as_bytes() of the documents that the manifest calls dead, then of the superseded ones, in
/// its order.
inline constexpr const char* kHidden = "morgue.hidden";
/// With the name of a segment behind it: its kin file (kin_file.h).
inline constexpr const char* kKin = "morgue.kin.";

[[nodiscard]] std::string ids_as_bytes(std::span<const ArticleId> ids);
/// Bytes that are left over are passed over.
[[nodiscard]] std::vector<ArticleId> ids_of_bytes(std::string_view bytes);

}  // namespace served

}  // namespace morgue
