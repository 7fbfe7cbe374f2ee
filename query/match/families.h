#pragma once

#include <xapian.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "query/match/archive_reader.h"

namespace morgue {

/// The family of an article, as the archive knows it at this moment. Only articles that are
/// searched count: no dead ones, and of several versions of one article the newest.
struct Family {
  /// Of the article that began it, which may be gone; in a snapshot of the past that does not know
  /// it, of the first one that it knows.
  ArticleId id;
  std::size_t copies = 0;   ///< how many others there are
  std::size_t sources = 0;  ///< how many other outlets these are from; an unknown one is none
  bool head = true;         ///< of a hit: of its family, it stands highest in the answer
  friend bool operator==(const Family&, const Family&) = default;
};

/// Costs a look into every segment. `id` is the document's own.
[[nodiscard]] Family family_of(const ArchiveReader& archive, Xapian::docid document, ArticleId id);

/// The members of a family that are searched, as the snapshot numbers them; `founder`: whoever
/// began it, if that is known.
[[nodiscard]] std::vector<Xapian::docid> searched_members(
    const ArchiveReader& archive, ArticleId family, std::optional<Xapian::docid> founder = {});

/// The members of its family, the article itself among them: of several versions of one article the
/// newest, and none that is dead. `id` is the document's own.
[[nodiscard]] std::vector<Xapian::docid> family_members(const ArchiveReader& archive,
                                                        Xapian::docid document, ArticleId id);

/// All versions of an article that the archive keeps, this one included, in no particular order.
/// `id` is the document's own.
[[nodiscard]] std::vector<Xapian::docid> versions_of(const ArchiveReader& archive,
                                                     Xapian::docid document, ArticleId id);

/// How many older versions of an article the archive keeps. `id` is the document's own.
[[nodiscard]] std::size_t older_versions(const ArchiveReader& archive, Xapian::docid document,
                                         ArticleId id);

/// A member of a family of two or more.
struct FamilyMember {
  std::size_t copies = 0;
  std::size_t sources = 0;
  bool first = false;  ///< none of the family was published earlier (without a date: added)
  bool wire = false;   ///< one of the family credits an agency
};

/// Lists the members of all families of two or more that `wanted` wants; `weight` may weigh them.
/// Costs a pass over the segments' kin files.
[[nodiscard]] std::shared_ptr<const DocumentList> members_that(
    const ArchiveReader& archive, const std::function<bool(const FamilyMember&)>& wanted,
    const std::function<double(const FamilyMember&)>& weight = {});

/// Articles that are searched and of which there are older versions.
[[nodiscard]] std::shared_ptr<const DocumentList> changed_articles(const ArchiveReader& archive);

/// All members of the families whose id begins with these hex digits, and with `of_articles` of
/// those that an article with such an id belongs to. At most `most` of either are looked at.
[[nodiscard]] std::shared_ptr<const DocumentList> families_called(const ArchiveReader& archive,
                                                                  std::string_view digits,
                                                                  bool of_articles,
                                                                  std::size_t most);

}  // namespace morgue
