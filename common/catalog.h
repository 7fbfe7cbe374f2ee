#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/annotation_tables.h"
#include "common/article_id.h"
#include "common/as_of.h"
#include "common/people_table.h"
#include "common/sqlite.h"
#include "common/stored_article.h"

namespace morgue {

/// What the ledger knows of a file that was read.
struct FileRecord {
  enum class State : std::uint8_t {
    Reading,  ///< begun and not finished: read it again
    Done,     ///< all its articles are stored
    Partial,  ///< stored, but some of its records were refused (`error` names the first)
    Failed,   ///< refused as a whole (`error` says why)
  };
  std::int64_t number = 0;  ///< row, given by the catalog
  std::string path;         ///< absolute; "-" for standard input
  std::int64_t size = 0;    ///< bytes
  std::int64_t mtime_ns = 0;
  /// content_hash() of what was read; empty if nothing could be read: then the next load tries
  /// again, whatever size and time say.
  std::string hash;
  State state = State::Reading;
  std::string error;
};

/// How an article is related to others. A family is named by the article that founded it, a lineage
/// (the versions of one article) by its first version.
struct Kin {
  ArticleId id;
  std::int64_t source = 0;  ///< row; 0 if it has none
  std::optional<ArticleId> family;
  std::optional<ArticleId> lineage;
  bool current = true;    ///< false: a newer version is searched instead
  std::int64_t time = 0;  ///< of its last update, else publication, else adding: UTC seconds
  bool dated = false;     ///< it has a time of publication
  std::string title;
};

/// metadata.sqlite: the relations of an archive. The schema stands in catalog_schema.cc. Throws
/// Error{Archive}.
///
/// The catalog follows the index, never the other way: everything but the ledger of files can be
/// made again from the stored articles.
class Catalog {
 public:
  /// Opens for writing; makes the file and its tables if they are missing.
  [[nodiscard]] static Catalog open_for_writing(const std::filesystem::path& path);
  /// With a day in the past, tables and views hold what they would have held then, under the same
  /// names: rows of articles that were not known are missing, `current` is as it was, and of people
  /// only those are there that were named by then (whom a name means is known today).
  [[nodiscard]] static Catalog open_for_reading(const std::filesystem::path& path,
                                                const AsOf& as_of = {});
  /// The same of several archives together, as joined_tables.h says. At least one.
  [[nodiscard]] static Catalog open_for_reading(const std::vector<std::filesystem::path>& paths,
                                                const AsOf& as_of = {});
  /// One in memory, for comparing with.
  [[nodiscard]] static Catalog in_memory();
  Catalog(Catalog&&) noexcept;
  Catalog& operator=(Catalog&&) noexcept;
  ~Catalog();

  [[nodiscard]] sqlite::Transaction begin();

  // The tables that have a header of their own.
  [[nodiscard]] AnnotationTables& annotations();
  [[nodiscard]] PeopleTable& people();
  /// For the readers of people_table.h.
  [[nodiscard]] sqlite::Database& database() { return *db_; }

  /// The number of the last index commit that this catalog has seen.
  [[nodiscard]] std::uint64_t batch();
  void set_batch(std::uint64_t batch);

  // The ledger of files.
  [[nodiscard]] std::optional<FileRecord> file(std::string_view path);
  /// Any finished file with these bytes.
  [[nodiscard]] std::optional<FileRecord> file_with_hash(std::string_view hash);
  /// Adds the file or replaces what is known of it, found by its path. Returns its row.
  std::int64_t put_file(const FileRecord& file);
  /// All files at or below a directory (or the one file at that path), by path.
  [[nodiscard]] std::vector<FileRecord> files_below(std::string_view path);
  /// Forgets the file; its articles stay.
  void remove_file(std::int64_t file);

  // Articles.
  [[nodiscard]] bool has_article(ArticleId id);
  /// `words`: of its text, which may be missing here. Its row; 0 if it was there already.
  std::int64_t add_article(const StoredArticle& article, std::uint32_t words);
  /// With its annotations, and its source if it was the last one from there.
  void remove_article(ArticleId id);
  /// Marks the files that hold the article as unfinished: it was lost, and is to be read again.
  void reread_holders(ArticleId id);
  /// Those whose ids begin so, ascending, at most so many.
  [[nodiscard]] std::vector<ArticleId> ids_beginning(std::string_view prefix, std::size_t most);
  /// All articles of an outlet, by its name or its key.
  [[nodiscard]] std::vector<ArticleId> ids_of_source(std::string_view name);
  /// All of a family, ascending.
  [[nodiscard]] std::vector<ArticleId> ids_of_family(ArticleId family);
  /// All ids, ascending.
  [[nodiscard]] std::vector<ArticleId> article_ids();

  // How they are related.
  [[nodiscard]] std::optional<Kin> kin(ArticleId id);
  /// The last few with this address, newest addition first; scheme, "www." and tracking parameters
  /// make no difference.
  [[nodiscard]] std::vector<Kin> with_url(std::string_view url);
  /// The last few of a family that one source published, newest addition first.
  [[nodiscard]] std::vector<Kin> family(ArticleId family, std::int64_t source);
  [[nodiscard]] std::vector<Kin> versions(ArticleId lineage);  ///< in order of their addition
  /// Has any article this one as the founder of its family?
  [[nodiscard]] bool begins_family(ArticleId id);
  /// Writes family, lineage and current.
  void set_kin(const Kin& kin);
  /// Of all articles, only these have a newer version.
  void set_superseded(const std::vector<ArticleId>& ids);

  // Which file holds which article.
  void add_member(std::int64_t file, ArticleId article);
  void remove_member(std::int64_t file, ArticleId article);
  [[nodiscard]] std::vector<ArticleId> members(std::int64_t file);  ///< ascending
  /// The files that hold the article.
  [[nodiscard]] std::vector<FileRecord> holders(ArticleId article);
  /// Notes the article as one that a file has lost.
  void add_orphan(ArticleId article);
  /// Those of the noted articles that no file holds now. The notes are wiped.
  [[nodiscard]] std::vector<ArticleId> take_orphans();

  /// Rows that are deleted from now on leave no bytes behind in the file.
  void delete_securely();
  /// Writes the file anew, without free pages, and empties its log; temporary files lie in
  /// `scratch`. False if somebody is reading and the log has to wait for him.
  bool vacuum(const std::filesystem::path& scratch);

  struct Totals {
    std::int64_t articles = 0, sources = 0, files = 0, failed_files = 0, partial_files = 0;
    std::int64_t families = 0, in_families = 0;                   ///< of copies; articles in one
    std::int64_t superseded = 0;                                  ///< articles with a newer version
    std::optional<std::int64_t> first_published, last_published;  ///< UTC seconds
  };
  [[nodiscard]] Totals totals();
  [[nodiscard]] std::vector<FileRecord> troubled_files();  ///< Failed and Partial, by path

 private:
  struct Statements;
  explicit Catalog(sqlite::Database db);
  void make_tables();
  std::int64_t source_row(std::string_view name);
  sqlite::Statement& prepared(std::unique_ptr<sqlite::Statement>& slot, std::string_view sql);

  std::unique_ptr<sqlite::Database> db_;
  std::unique_ptr<Statements> statements_;
  std::unique_ptr<AnnotationTables> annotations_;
  std::unique_ptr<PeopleTable> people_;
};

}  // namespace morgue
