#pragma once

#include <xapian.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/archive.h"
#include "common/article_id.h"
#include "common/as_of.h"
#include "common/error.h"
#include "common/forward_file.h"
#include "common/kin_file.h"
#include "common/stored_article.h"
#include "query/match/document_list.h"
#include "query/match/segment_tracker.h"

namespace morgue {

/// One snapshot of an archive's index, for reading: the door to Xapian of the query side. SQLite is
/// never opened. A writer may go on meanwhile; the snapshot stays as it is. Throws Error{Archive}.
///
/// A snapshot may be one of the past. Then articles that were not known are as good as deleted, of
/// several versions the one of that day is searched, and terms are those of known articles. Only
/// what Xapian weighs words by is of the whole archive.
class ArchiveReader {
 public:
  /// Opens what the manifest names; if a merge takes a segment away in between, tries again.
  [[nodiscard]] static ArchiveReader open(const ArchivePaths& paths, const AsOf& as_of = {});

  /// Empty archives have no database that Xapian could be asked about.
  [[nodiscard]] bool empty() const { return living_ == 0; }
  [[nodiscard]] std::uint64_t articles() const { return living_; }
  [[nodiscard]] const Xapian::Database& database() const { return db_; }
  /// Is it a snapshot of the past?
  [[nodiscard]] bool is_past() const { return past_; }
  /// All articles that are not deleted today, whether this snapshot knows them or not.
  [[nodiscard]] std::uint64_t articles_today() const { return living_today_; }
  /// Deleted, or not known yet.
  [[nodiscard]] bool is_dead(Xapian::docid document) const {
    return document < dead_.size() && dead_[document];
  }
  /// Has it no newer version, and is it not dead?
  [[nodiscard]] bool is_searched(Xapian::docid document) const {
    return !is_dead(document) && (document >= superseded_.size() || !superseded_[document]);
  }
  /// The same query without what is not searched.
  [[nodiscard]] Xapian::Query living(const Xapian::Query& query) const;

  // The segments, and their documents as they number them themselves.
  [[nodiscard]] std::size_t segments() const { return kin_.size(); }
  [[nodiscard]] const KinFile& kin(std::size_t segment) const { return kin_[segment]; }
  /// Have all segments a forward index?
  [[nodiscard]] bool knows_words() const { return knows_words_; }
  /// The words of a document (common/forward_file.h); empty if they are not known.
  [[nodiscard]] std::string_view words(Xapian::docid document) const {
    const auto [segment, number] = place(document);
    return forward_[segment].words(number);
  }
  [[nodiscard]] PlaceInSegments place(Xapian::docid document) const {
    return place_in(segments(), document);
  }
  [[nodiscard]] Xapian::docid document(PlaceInSegments place) const {
    return number_in(segments(), place);
  }
  /// Finds these documents.
  [[nodiscard]] Xapian::Query listed(std::shared_ptr<const DocumentList> list) const {
    return morgue::listed(std::move(list), uuids_);
  }
  /// Tells in which segment a match is.
  [[nodiscard]] SegmentTracker tracker() const { return SegmentTracker(uuids_); }

  /// Articles with a term, superseded ones included.
  [[nodiscard]] std::uint64_t frequency(const std::string& term) const;
  /// Calls `visit` with every term that starts with `prefix`, in order, until it returns false.
  void for_each_term(
      const std::string& prefix,
      const std::function<bool(const std::string& term, std::uint64_t frequency)>& visit) const;

  /// Calls `visit` with every document that has a term and is searched, ascending.
  void for_each_document(const std::string& term,
                         const std::function<void(Xapian::docid)>& visit) const;

  [[nodiscard]] std::string data(Xapian::docid document) const;
  [[nodiscard]] std::string value(Xapian::docid document, unsigned slot) const;

  /// Living articles whose id starts with these hex digits, at most `most`, ascending.
  [[nodiscard]] std::vector<ArticleId> ids_with_prefix(std::string_view digits,
                                                       std::size_t most) const;
  [[nodiscard]] std::optional<Xapian::docid> find(ArticleId id) const;
  /// The shortest prefix of an id, kShortestShownId digits or more, that no other article has.
  [[nodiscard]] std::string shown_id(ArticleId id) const;

 private:
  ArchiveReader() = default;
  void read_segments(const ArchivePaths& paths, const Manifest& manifest, bool& whole);
  [[nodiscard]] std::vector<Xapian::docid> mark(const Manifest& manifest);
  [[nodiscard]] std::vector<Xapian::docid> go_back(const AsOf& as_of);
  void hide(const std::vector<Xapian::docid>& documents);

  Xapian::Database db_;
  std::vector<bool> dead_, superseded_;         // by document, as db_ numbers them
  std::shared_ptr<const DocumentList> hidden_;  // both
  std::shared_ptr<const std::vector<std::string>> uuids_;
  std::vector<KinFile> kin_;
  std::vector<ForwardFile> forward_;
  bool knows_words_ = true;
  std::uint64_t living_ = 0;
  std::uint64_t living_today_ = 0;
  bool past_ = false;
};

/// Of the library that runs.
[[nodiscard]] std::string xapian_version();

/// Calls `f` and turns what Xapian throws into Error{Archive}.
template <typename F>
auto reading(F&& f) {
  try {
    return f();
  } catch (const Xapian::Error& e) {
    throw Error(Exit::Archive, "the index can't be read: " + e.get_msg(),
                e.get_error_string() != nullptr ? e.get_error_string() : "");
  }
}

}  // namespace morgue
