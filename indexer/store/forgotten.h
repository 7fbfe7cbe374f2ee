#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "common/article_id.h"

namespace morgue {

/// ARCHIVE/forgotten.txt: what was forgotten and is not to come back, as hashes alone. Survives an
/// archive that is made anew around it. A line each:
///   article 0123456789abcdef                           an article's id
///   file 0123456789abcdef0123456789abcdef 4711         a file that held nothing else: its
///                                                      content_hash() and size
struct Forgotten {
  std::set<ArticleId> articles;
  std::map<std::string, std::int64_t> files;  ///< by hash: the size
  [[nodiscard]] bool empty() const { return articles.empty() && files.empty(); }
  /// Is this such a file? Reads it only if one of this size was forgotten.
  [[nodiscard]] bool has_file(const std::filesystem::path& path, std::int64_t size) const;
};

/// Lines that can't be read are passed over; nothing if there is no file. Throws Error{Archive}.
[[nodiscard]] Forgotten read_forgotten(const std::filesystem::path& path);
/// On disk when it returns. Throws Error{Archive}.
void add_to_forgotten(const std::filesystem::path& path, const Forgotten& more);
/// The whole list anew.
void write_forgotten(const std::filesystem::path& path, const Forgotten& list);

/// What is left of an act text (the desk) when the acts that speak of nothing but these articles
/// are taken out. `removed` counts these.
[[nodiscard]] std::string desk_without(std::string_view text, const std::set<ArticleId>& articles,
                                       std::size_t& removed);
/// What is left of the ledger of people without the lines that say one of these names.
[[nodiscard]] std::string ledger_without(std::string_view text,
                                         const std::vector<std::string>& names,
                                         std::size_t& removed);

}  // namespace morgue
