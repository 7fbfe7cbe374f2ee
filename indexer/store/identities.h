#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "common/annotation_tables.h"
#include "common/article.h"
#include "common/people_table.h"
#include "indexer/store/person_name.h"
#include "indexer/store/traits.h"

namespace morgue {

/// Tells who in an article is whom of the archive, and gives those who are new a number. Articles
/// must come in input order: the same articles in the same order get the same numbers.
///
/// A name of several words is looked up whole and by its sound. Whoever bears a name that fits
/// (person_name.h) is weighed: by how well the names fit, and by what the article and all earlier
/// ones tell of company, roles, places and topics (traits.h). Who is clearly likely is taken; if
/// two are about as likely, it is left open; if nobody is, it is somebody new. A surname alone says
/// nothing, and nobody is found by it. What people decided comes before all that.
class IdentityFinder {
 public:
  explicit IdentityFinder(PeopleTable& people) : people_(people), counts_(people.trait_counts()) {}

  /// One for each entity of the article; `evidence` has one for each person among them.
  [[nodiscard]] std::vector<Recognition> place(const AnnotatedArticle& article,
                                               std::span<const Evidence> evidence);
  /// The same for an article whose people had their numbers before (in `numbers`, one for each
  /// person); they are entered as they were.
  [[nodiscard]] std::vector<Recognition> restore(const AnnotatedArticle& article,
                                                 std::span<const Evidence> evidence,
                                                 std::span<const std::uint32_t> numbers);
  /// Articles are gone: somebody is known by these names alone now, the first one in front; by
  /// none, he is removed.
  void refile(std::uint32_t number, const std::vector<std::string>& names);
  /// The catalog has changed otherwise, or a transaction was taken back: forgets all that is not
  /// written.
  void forget();
  /// Somebody new by decision: learns from an article that names him so.
  void learn_of(std::uint32_t number, const AnnotatedArticle& article,
                std::span<const Evidence> evidence);
  /// Writes what was learnt; to be called before the transaction ends.
  void flush();

 private:
  struct Known {
    Person person;
    PersonName name;
    Traits traits;
    bool changed = false;
  };
  Known& known(std::uint32_t number);
  std::uint32_t find(const std::string& name, const Evidence& evidence,
                     std::span<const Recognition> taken);
  std::uint32_t add(const std::string& name, std::uint32_t number);
  void add_keys(const std::string& name, std::uint32_t number);
  void learn(std::uint32_t number, const std::string& name, const Evidence& evidence);
  [[nodiscard]] Recognition recognition(std::uint32_t number);

  PeopleTable& people_;
  TraitCounts counts_;
  std::unordered_map<std::uint32_t, Known> known_;
  std::uint32_t highest_ = 0;  ///< 0: not asked yet
};

}  // namespace morgue
