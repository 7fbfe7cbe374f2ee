#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/store/glass_table.h"
#include "indexer/store/index_document.h"
#include "indexer/store/postings.h"

namespace morgue::glass {

/// Writes a glass database from documents numbered from 1, without term lists and positions: what
/// Xapian's own WritableDatabase makes of them with DB_NO_TERMLIST, in a fifth of the time. Xapian
/// reads, checks and compacts it like one of its own (tests compare the two, byte for byte).
/// Postings and values are kept in memory until the end, some eight bytes each; articles are not.
/// Source of the format: backends/glass/ of Xapian 1.4.22. Throws Error{Archive} if the disk fails.
class DatabaseWriter {
 public:
  /// Begins one at a directory, which must not exist. `metadata`: keys and values of Xapian's.
  DatabaseWriter(std::filesystem::path directory, std::map<std::string, std::string> metadata);

  /// Its number.
  std::uint32_t add(const IndexDocument& document);
  /// Writes it all; nothing is synced.
  void finish();

 private:
  struct Value {
    std::uint32_t document = 0;
    std::string bytes;
  };
  struct Statistics {
    std::uint32_t shortest = 0, longest = 0;  ///< lengths of documents, but 0
    std::uint32_t greatest_wdf = 0;
    std::uint64_t total_length = 0;
  };

  void write_values(TableWriter& table) const;
  void write_lengths(TableWriter& table) const;
  void write_terms(TableWriter& table);
  void write_version(const std::string& postings, const std::string& data) const;

  std::filesystem::path directory_;
  std::map<std::string, std::string> metadata_;
  std::optional<TableWriter> data_;
  Postings postings_;
  std::map<unsigned, std::vector<Value>> values_;
  std::vector<Posting> lengths_;
  Statistics statistics_;
};

}  // namespace morgue::glass
