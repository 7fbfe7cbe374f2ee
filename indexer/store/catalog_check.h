#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/catalog.h"
#include "indexer/store/findings.h"
#include "indexer/store/segment_check.h"

namespace morgue {

/// Compares metadata.sqlite with the stored articles, row by row: what the articles say is written
/// into a catalog in memory, one after another, and both are asked the same questions. Throws
/// Error{Archive} if SQLite can't go on; whoever calls makes a finding of it.
class CatalogCheck {
 public:
  /// `decided`: the ledger of people has acts, so whom a name means may differ from who was found.
  CatalogCheck(Catalog& catalog, bool decided, Findings& findings);

  /// What SQLite's own checks find, and what tables say of each other.
  void check_tables();
  /// The rows of an article that the index holds.
  void check_article(const CheckedDocument& found, bool superseded);
  /// When all articles were shown. `whole`: the index could be read; else what is missing there is
  /// not the catalog's fault.
  void check_counts(bool whole);

 private:
  void compare(std::string_view table, sqlite::Statement& here, sqlite::Statement& there,
               std::int64_t row_here, std::int64_t row_there, const std::string& article);
  void compare_kin(const CheckedDocument& found, bool superseded);
  void complain(const std::string& what);

  struct Asked {
    sqlite::Statement here, there;
  };
  Catalog& catalog_;
  Catalog expected_;
  bool decided_;
  Findings& findings_;
  std::vector<ArticleId> seen_;
  std::vector<Asked> rows_;
  sqlite::Statement row_of_, identities_;
};

}  // namespace morgue
