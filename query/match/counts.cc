#include "query/match/counts.h"

namespace morgue {
namespace {

std::uint64_t count(const ArchiveReader& archive, const Xapian::Query& query) {
  if (archive.empty() || query.empty()) return 0;
  return reading([&]() -> std::uint64_t {
    Xapian::Enquire enquire(archive.database());
    enquire.set_query(archive.living(query));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    return enquire.get_mset(0, 0, archive.database().get_doccount()).get_matches_estimated();
  });
}

}  // namespace

std::uint64_t articles_with(const ArchiveReader& archive, const std::string& term) {
  return count(archive, Xapian::Query(term));
}

std::uint64_t articles_with(const ArchiveReader& archive, WordTerms& terms,
                            const WantedWord& word) {
  return count(archive, terms.candidates(word, 1.0));
}

}  // namespace morgue
