#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "common/article.h"
#include "common/article_id.h"
#include "common/fields.h"
#include "common/instant.h"
#include "common/people_table.h"
#include "common/sqlite.h"
#include "query/match/archive_reader.h"

namespace morgue {

/// An end of what the archive has of somebody.
struct PageEnd {
  Day day{};
  std::string source;
  ArticleId article;
};

/// A sentence, and where it stands.
struct NamingSentence {
  std::string text;
  std::optional<Day> day;
  std::string source, title;
  ArticleId article;
};

/// Somebody or something that is named beside a person.
struct Company {
  std::string name;
  EntityKind kind = EntityKind::Person;
  std::uint32_t identity = 0;
  std::int64_t articles = 0;   ///< without copies, that name both
  std::int64_t sentences = 0;  ///< of those that were read
  double g2 = 0;               ///< views/unusual.h: how sure it is that this is no chance
  std::optional<Day> last;
  std::optional<NamingSentence> proof;  ///< the latest sentence that names both
};

struct RepeatedQuotation {
  std::string text;           ///< as the earliest article has it
  std::int64_t articles = 0;  ///< copies included: that is how it was repeated
  std::optional<Day> first;
  ArticleId article;
};

/// What is known of one person beyond PersonView.
struct PersonPage {
  std::int64_t articles = 0;  ///< that are searched: without older versions
  std::int64_t heads = 0;     ///< of them, without copies
  std::int64_t sources = 0;   ///< outlets that are known
  std::vector<PersonSummary> namesakes;
  std::optional<PageEnd> first, last;
  std::map<int, std::array<std::int64_t, 12>> months;  ///< heads of each month, by year
  std::size_t read = 0;  ///< articles that were read for sentences and quotations
  /// Those of whom a sentence was read first, of these the least likely by chance.
  std::vector<Company> company;
  std::int64_t quotations = 0;          ///< direct ones, in what was read
  std::vector<RepeatedQuotation> says;  ///< the most repeated first, then the latest
};

struct PersonPageOptions {
  std::size_t company = 8;
  std::size_t quotations = 5;
  std::size_t namesakes = 5;
  std::size_t read = 400;  ///< articles at most, evenly spread; 0: all
};

[[nodiscard]] PersonPage person_page(sqlite::Database& db, const ArchiveReader& archive,
                                     std::uint32_t identity, const PersonPageOptions& options);

/// One of two who are looked for together: a person by identity, anything else as a field of the
/// query language finds it.
struct Party {
  FieldId field = FieldId::Person;  ///< or Org, Place, Entity
  std::uint32_t identity = 0;       ///< of a person; of what else 0
  std::string name;                 ///< for what else: what is looked for
};

/// Does any article name it? Precondition: no person.
[[nodiscard]] bool is_named(const ArchiveReader& archive, const Party& party);

/// Sentences that name both of two, at different places, the earliest first; of copies the first
/// alone.
struct Meetings {
  std::int64_t articles = 0;  ///< without copies, that name both
  std::vector<NamingSentence> sentences;
};
[[nodiscard]] Meetings find_meetings(sqlite::Database& db, const ArchiveReader& archive,
                                     const Party& a, const Party& b);

}  // namespace morgue
