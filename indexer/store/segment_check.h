#pragma once

#include <xapian.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "common/archive.h"
#include "common/forward_file.h"
#include "common/kin_file.h"
#include "common/stored_article.h"
#include "indexer/store/findings.h"
#include "indexer/store/pair_file.h"

namespace morgue {

/// A document of a segment as a check reads it.
struct CheckedDocument {
  std::uint32_t number = 0;
  StoredArticle stored;
  std::uint32_t words = 0;            ///< of its text
  std::vector<std::uint32_t> people;  ///< numbers of those whom it names
  std::optional<KinRecord> kin;       ///< nothing if the segment has lost it
  bool people_known = true;           ///< false: what stands beside the tables is damaged
};

/// Looks a segment over. Reads through files that it opened when it was made, so a writer may merge
/// the segment away meanwhile (but for check_files()). Never changes anything.
class SegmentCheck {
 public:
  /// Opens what can be opened; the rest is found by check_files().
  SegmentCheck(const ArchivePaths& paths, const std::string& name);

  /// The bytes of all files against their sums, Xapian's own check of each table. False if tables
  /// are damaged: then nothing more may be read of them.
  bool check_files(Findings& findings);

  /// Each living document: it decodes, its values and its id are those of its article, spans lie
  /// inside their texts, and the files beside the tables say the same of it. Calls `visit` with
  /// those that decode.
  void check_documents(const std::set<std::uint32_t>& dead, Findings& findings,
                       const std::function<void(const CheckedDocument&)>& visit);

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] std::uint32_t documents() const;
  /// Written before segments had sums.
  [[nodiscard]] bool has_no_sums() const { return no_sums_; }

 private:
  bool tables_hold(bool read_all, Findings& findings);
  void check_document(CheckedDocument& found, const Xapian::Document& document, Findings& findings);
  void check_side_files(Findings& findings);

  ArchivePaths paths_;
  std::string name_, where_;
  std::optional<Xapian::Database> db_;
  KinFile kin_;
  ForwardFile forward_;
  PairFile people_, anchors_;
  std::vector<KinRecord> records_;
  bool no_sums_ = false;
};

}  // namespace morgue
