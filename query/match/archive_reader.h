#pragma once

#include <xapian.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
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

/// What is read together.
struct ArchiveSources {
  std::vector<ArchivePaths> local;
  std::vector<std::string> remote;  ///< addresses (remote_shard.h)
};

/// One snapshot of an archive's index, for reading: the door to Xapian of the query side. SQLite is
/// never opened. A writer may go on meanwhile; the snapshot stays as it is. Throws Error{Archive}.
///
/// A snapshot may be one of the past. Then articles that were not known are as good as deleted, of
/// several versions the one of that day is searched, and terms are those of known articles. Only
/// what Xapian weighs words by is of the whole archive.
class ArchiveReader {
 public:
  /// Opens what the manifest names; if a merge takes a segment away in between, tries again.
  [[nodiscard]] static ArchiveReader open(const ArchivePaths& paths, const AsOf& as_of = {}) {
    return open(std::vector<ArchivePaths>{paths}, as_of);
  }
  /// Several archives as one: words weigh what they weigh in all of them. An article that several
  /// have is that of the first, the others are as good as deleted. At least one archive. Those of
  /// other machines are left out if they can't be reached, and missing() names them; one has to be
  /// there. Throws Error{Usage} if an address is none, or the past is asked for of other machines.
  [[nodiscard]] static ArchiveReader open(const ArchiveSources& sources, const AsOf& as_of = {});
  [[nodiscard]] static ArchiveReader open(const std::vector<ArchivePaths>& archives,
                                          const AsOf& as_of = {}) {
    return open(ArchiveSources{archives, {}}, as_of);
  }

  /// Is a part of it on another machine? Then Xapian is asked nothing but what can be sent there:
  /// lists of documents go as terms, and nothing is decided while it matches.
  [[nodiscard]] bool has_remote() const { return has_remote_; }
  /// Archives that could not be reached, and why, a line each.
  [[nodiscard]] const std::vector<std::string>& missing() const { return missing_; }

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
  /// A segment by itself, whose documents have its own numbers.
  [[nodiscard]] const Xapian::Database& segment(std::size_t number) const {
    return origins_[number].database;
  }
  [[nodiscard]] bool is_remote(std::size_t segment) const { return origins_[segment].remote; }
  /// Which of the archives a segment is of.
  [[nodiscard]] std::size_t archive_of(std::size_t segment) const {
    return origins_[segment].archive;
  }
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
  [[nodiscard]] Xapian::Query listed(std::shared_ptr<const DocumentList> list) const;
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

  /// What the index holds of it. Throws what Xapian throws: call it under reading().
  [[nodiscard]] Xapian::Document stored(Xapian::docid document) const;
  [[nodiscard]] std::string data(Xapian::docid document) const;
  [[nodiscard]] std::string value(Xapian::docid document, unsigned slot) const;

  /// Living articles whose id starts with these hex digits, at most `most`, ascending.
  [[nodiscard]] std::vector<ArticleId> ids_with_prefix(std::string_view digits,
                                                       std::size_t most) const;
  [[nodiscard]] std::optional<Xapian::docid> find(ArticleId id) const;
  /// Of a document.
  [[nodiscard]] ArticleId id_of(Xapian::docid document) const;
  /// The shortest prefix of an id, kShortestShownId digits or more, that no other article has.
  [[nodiscard]] std::string shown_id(ArticleId id) const;

 private:
  ArchiveReader() = default;
  void read_segments(const ArchivePaths& paths, const Manifest& manifest, bool& whole);
  void read_remote(const std::string& address);
  [[nodiscard]] std::vector<Xapian::docid> mark(const std::vector<Manifest>& manifests);
  void hide_by_terms(const std::vector<Xapian::docid>& documents);
  [[nodiscard]] std::unordered_set<std::uint64_t> living_ids() const;
  [[nodiscard]] std::vector<Xapian::docid> go_back(const AsOf& as_of);
  void hide(const std::vector<Xapian::docid>& documents);

  Xapian::Database db_;
  std::vector<bool> dead_, superseded_;         // by document, as db_ numbers them
  std::shared_ptr<const DocumentList> hidden_;  // both
  /// Of a segment: of which archive it is, and how that calls it.
  struct Origin {
    std::size_t archive = 0;
    std::string name;
    Xapian::Database database;
    bool remote = false;
  };
  /// Of a remote segment: documents that are not searched.
  struct Hidden {
    std::size_t segment = 0;
    std::vector<Xapian::docid> dead, superseded;
    std::vector<ArticleId> ids;  ///< of both
  };
  std::vector<Origin> origins_;
  std::vector<Hidden> hidden_there_;
  std::vector<std::string> missing_, hidden_terms_;
  /// A document of another machine costs a question to it.
  mutable std::unordered_map<Xapian::docid, Xapian::Document> fetched_;
  bool has_remote_ = false;
  std::shared_ptr<std::vector<std::string>> uuids_ = std::make_shared<std::vector<std::string>>();
  std::vector<KinFile> kin_;
  std::vector<ForwardFile> forward_;
  bool knows_words_ = true;
  std::size_t archives_ = 0;
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
    // Of another machine the context says which: "remote:tcp(host:7000)".
    const std::string where = e.get_context().empty() ? "" : e.get_context() + ": ";
    throw Error(Exit::Archive, "the index can't be read: " + where + e.get_msg(),
                e.get_error_string() != nullptr ? e.get_error_string() : "");
  }
}

}  // namespace morgue
