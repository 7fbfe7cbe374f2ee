#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "common/article_id.h"
#include "common/instant.h"
#include "common/mapped_file.h"
#include "common/stored_article.h"

namespace morgue {

/// How a document of a segment is related to others, and what has to be known of it when copies are
/// folded and counted. All of it is settled when the article is added: a family bears the id of the
/// article that began it, so the first one has its name from the beginning, whether others will
/// come or not.
struct KinRecord {
  ArticleId family;           ///< who began its family of copies: itself, if it is no copy
  ArticleId lineage;          ///< its first version, if it is a later one
  std::uint64_t source = 0;   ///< source_number() of its outlet; 0: unknown
  std::uint32_t minutes = 0;  ///< of publication, as schema::sortable_minutes(); 0: unknown
  Day day{};                  ///< of publication on the publisher's clock, if it is known
  Precision precision = Precision::Day;  ///< of the day: Year, Month or Day
  bool guessed = false;                  ///< the day is a file's, or can't be right
  bool wire = false;                     ///< it credits a news agency
  bool copy = false;                     ///< the family is another article's
  bool version = false;                  ///< it is a later version
  friend bool operator==(const KinRecord&, const KinRecord&) = default;
};

/// A number for an outlet: the hash of its name as a key, never 0; 0 for no name.
[[nodiscard]] std::uint64_t source_number(std::string_view name);

/// Of an article that is related to none.
[[nodiscard]] KinRecord kin_record_of(const StoredArticle& stored);

/// Stands beside the glass tables of a segment: a record for each document, mapped into memory.
/// Never changed. As bytes, numbers with the least significant byte first:
///   8 bytes       "MKIN   1"
///   u32 x 4       number of documents, of copies, of later versions; 0
///   per document  u64 family, u64 source, u32 minutes, u32 flags and day: see kin_file.cc
///   per copy      u64 family, u32 document; ascending
///   per version   u64 lineage, u32 document; ascending: those that are not the first
/// A document without a record (dead from the beginning) has zeros.
inline constexpr const char* kKinFile = "kin";

/// The bytes of the file; the first record is that of document 1.
[[nodiscard]] std::string kin_file_of(std::span<const KinRecord> records);

class KinFile {
 public:
  /// A missing or damaged file is one of no documents.
  explicit KinFile(const std::filesystem::path& path) : KinFile(MappedFile(path)) {}
  /// Of bytes that came from another machine.
  [[nodiscard]] static KinFile from_bytes(std::string bytes) {
    return KinFile(MappedFile::of_bytes(std::move(bytes)));
  }

  [[nodiscard]] std::size_t documents() const { return documents_; }
  [[nodiscard]] std::size_t copies() const { return copies_; }

  // Precondition: 1 <= document. Beyond documents(), nothing is known of it: zeros.
  [[nodiscard]] std::uint64_t family(std::uint32_t document) const;
  [[nodiscard]] std::uint64_t source(std::uint32_t document) const;
  /// The record, without its lineage.
  [[nodiscard]] KinRecord record(std::uint32_t document) const;
  /// All records whole, for the writer.
  [[nodiscard]] std::vector<KinRecord> records() const;

  /// One entry of the lists at the end.
  struct Member {
    ArticleId of;  ///< a family or a lineage
    std::uint32_t document = 0;
  };
  /// Appends the documents that are copies and belong to this family.
  void find_copies(ArticleId family, std::vector<std::uint32_t>& documents) const;
  /// The same with the later versions of a lineage.
  void find_versions(ArticleId lineage, std::vector<std::uint32_t>& documents) const;
  /// All copies, by families; from the first family that is `from` or above, until `visit` is
  /// false.
  void for_each_copy(ArticleId from, const std::function<bool(Member)>& visit) const;
  /// All later versions, by lineages.
  void for_each_version(const std::function<bool(Member)>& visit) const;

 private:
  explicit KinFile(MappedFile file);
  struct List {
    std::size_t at = 0;  ///< where it begins
    std::size_t count = 0;
  };
  [[nodiscard]] Member member(const List& list, std::size_t i) const;
  [[nodiscard]] std::size_t first_of(const List& list, ArticleId id) const;
  [[nodiscard]] List copy_list() const;
  [[nodiscard]] List version_list() const;

  MappedFile file_;
  std::size_t documents_ = 0, copies_ = 0, versions_ = 0;
};

}  // namespace morgue
