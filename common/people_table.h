#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "common/article_id.h"
#include "common/sqlite.h"

namespace morgue {

/// An identity: somebody whom the articles of an archive name. Its number is given once and never
/// again; people write "@p17".
struct Person {
  std::uint32_t number = 0;
  std::string name;            ///< as the first article gives it, whatever was decided
  std::uint32_t identity = 0;  ///< its own number, or the one that it was merged into
  bool hidden = false;         ///< decided to be forgotten
  std::string traits;          ///< bytes that only the indexer reads
};

/// "@p17" and "p17" -> 17; nothing beyond kHighestPerson.
inline constexpr std::uint32_t kHighestPerson = 0x7FFF'FFFF;
[[nodiscard]] std::optional<std::uint32_t> parse_person_number(std::string_view text);

// Under which keys a name is filed. A name of one word has no whole key: nobody is known by a
// surname alone.
[[nodiscard]] std::string whole_name_key(std::string_view name);  ///< "=rowan pike"

/// The people of metadata.sqlite and what was decided about them. Throws Error{Archive}.
class PeopleTable {
 public:
  explicit PeopleTable(sqlite::Database& db);
  ~PeopleTable();
  PeopleTable(PeopleTable&&) noexcept;

  [[nodiscard]] std::optional<Person> find(std::uint32_t number);
  [[nodiscard]] std::uint32_t highest_number();
  /// Removes a person and his keys; the number is not given again.
  void remove(std::uint32_t person);
  /// He is known by nothing any more; keys are to be added anew.
  void remove_keys(std::uint32_t person);
  /// Those whom an article names, and under which names: (number, name).
  [[nodiscard]] std::vector<std::pair<std::uint32_t, std::string>> named_in(ArticleId article);
  /// Of these people the names under which articles know them, in order of the articles.
  [[nodiscard]] std::map<std::uint32_t, std::vector<std::string>> names_left(
      const std::set<std::uint32_t>& people);
  /// Those of these names that no article has, for nobody and nothing.
  [[nodiscard]] std::vector<std::string> unused_names(const std::set<std::string>& names);
  void put(const Person& person);  ///< adds or replaces
  void put_traits(std::uint32_t person, std::string_view traits);
  /// What the indexer counted of the traits of all people; its bytes.
  [[nodiscard]] std::string trait_counts();
  void put_trait_counts(std::string_view bytes);
  void add_key(std::string_view key, std::uint32_t person);
  /// Of keys that articles and decisions gave; ascending, so the oldest first.
  [[nodiscard]] std::vector<std::uint32_t> holders(std::string_view key, std::size_t most);

  /// What was decided of a name, given as a word_key(): the person whose it is, or 0 if no
  /// person's.
  [[nodiscard]] std::optional<std::uint32_t> decided(std::string_view key);
  /// All names that are no person's, as keys, ascending.
  [[nodiscard]] std::vector<std::string> no_persons();

  /// Where somebody is named.
  struct Appearance {
    ArticleId article;
    std::uint32_t entity = 0;
    std::string name, role;
    std::uint32_t person = 0, identity = 0;
  };
  /// The first of a person by article row: those that were his before decisions and were not
  /// decided to be somebody else's.
  [[nodiscard]] std::vector<Appearance> of_person(std::uint32_t person, std::size_t most);
  [[nodiscard]] std::vector<Appearance> of_article(ArticleId article);

  /// How much of the ledger was applied, in words of the indexer.
  [[nodiscard]] std::string ledger_state();
  void put_ledger_state(std::string_view state);

  /// Whom acts of the ledger made, by the number of the act. Outlives reset_decisions(): who was
  /// made once keeps his number.
  [[nodiscard]] std::map<std::int64_t, std::uint32_t> made_by_acts();
  void put_made_by_acts(const std::map<std::int64_t, std::uint32_t>& made);

  // Decisions. reset() undoes them all; the others apply one. They work on what is in the tables
  // now; who appears later is filed by the same rules (see decided() and Person::identity).
  void reset_decisions();
  void merge(std::uint32_t person, std::uint32_t into);
  void split(std::uint32_t identity, std::uint32_t fresh, const std::vector<ArticleId>& articles);
  void claim_name(std::string_view name, std::uint32_t person);  ///< 0: no person's
  /// Appearances (article row, entity) by the word_key() of the name.
  using NamedRows =
      std::unordered_map<std::string, std::vector<std::pair<std::int64_t, std::int64_t>>>;
  /// Those of people with these keys. Reads all appearances, once for all keys.
  [[nodiscard]] NamedRows rows_named(const std::unordered_set<std::string>& keys);
  void claim_name(std::string_view name, std::uint32_t person, const NamedRows& rows);
  /// The person is found by this name, too; who bears it is not asked.
  void add_decided_name(std::string_view name, std::uint32_t person);
  void add_decided_key(std::string_view key, std::uint32_t person);
  void rename(std::uint32_t person, std::string_view name);
  void hide(std::uint32_t person);

 private:
  struct Statements;
  sqlite::Database* db_;
  std::unique_ptr<Statements> statements_;
};

// --- for readers ---

/// An identity as lists show it.
struct PersonSummary {
  std::uint32_t number = 0;
  std::string name;
  std::string role;  ///< the one seen most
  std::int64_t articles = 0;
  std::optional<int> first_year, last_year;  ///< of publication
};

/// The identities that are known by this name: as a whole, or else by all of its words; those with
/// most articles first, at most so many. One to whom the name was given by decision is the first.
[[nodiscard]] std::vector<std::uint32_t> people_named(sqlite::Database& db, std::string_view name,
                                                      std::size_t most);
/// Nothing if there is no such person; one that was merged is given as whom it was merged into.
[[nodiscard]] std::optional<PersonSummary> summary_of(sqlite::Database& db, std::uint32_t number);

/// What an identity is called, how often, most often first.
struct CountedText {
  std::string text;
  std::int64_t times = 0;
  std::optional<int> first_year, last_year;
};
[[nodiscard]] std::vector<CountedText> names_of(sqlite::Database& db, std::uint32_t identity);
[[nodiscard]] std::vector<CountedText> roles_of(sqlite::Database& db, std::uint32_t identity,
                                                std::size_t most);
/// The articles that name an identity, ascending.
[[nodiscard]] std::vector<ArticleId> articles_of(sqlite::Database& db, std::uint32_t identity);
/// Does somebody else go by one of this identity's names, or is one of its names decided apart?
[[nodiscard]] bool shares_names(sqlite::Database& db, std::uint32_t identity);

}  // namespace morgue
