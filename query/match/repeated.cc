#include "query/match/repeated.h"

#include <algorithm>
#include <tuple>

#include "common/schema.h"
#include "query/match/archive_reader.h"

namespace morgue {
namespace {

struct Holder {
  std::uint64_t id = 0;
  std::size_t archive = 0;
  Xapian::docid document = 0;
};

/// The living articles of a segment. The kin file has the family of each, which bears the id of its
/// first article; the ids of copies stand among the values. (Those of another machine would be a
/// question each: a copy there is never taken for one that another archive has, too.)
void add_holders(const ArchiveReader& archive, std::size_t segment, std::vector<Holder>& to) {
  const KinFile& kin = archive.kin(segment);
  std::vector<std::uint32_t> copies;
  for (std::uint32_t number = 1; number <= kin.documents(); ++number) {
    const Xapian::docid document = archive.document({segment, number});
    const KinRecord record = kin.record(number);
    if (archive.is_dead(document) || record.family.value == 0) continue;
    if (record.copy)
      copies.push_back(number);
    else
      to.push_back({record.family.value, archive.archive_of(segment), document});
  }
  if (archive.is_remote(segment) || copies.empty()) return;
  auto at = archive.segment(segment).valuestream_begin(schema::kIdSlot);
  const auto end = archive.segment(segment).valuestream_end(schema::kIdSlot);
  for (const std::uint32_t number : copies) {
    if (at != end) at.skip_to(number);
    if (at == end) break;
    if (const auto id = schema::id_of_bytes(*at); id && at.get_docid() == number)
      to.push_back({id->value, archive.archive_of(segment), archive.document({segment, number})});
  }
}

}  // namespace

std::vector<Xapian::docid> repeated_documents(const ArchiveReader& archive) {
  std::vector<Holder> holders;
  for (std::size_t i = 0; i < archive.segments(); ++i) add_holders(archive, i, holders);
  std::sort(holders.begin(), holders.end(), [](const Holder& a, const Holder& b) {
    return std::tie(a.id, a.archive, a.document) < std::tie(b.id, b.archive, b.document);
  });
  std::vector<Xapian::docid> out;
  for (std::size_t i = 1; i < holders.size(); ++i)
    if (holders[i].id == holders[i - 1].id && holders[i].id != 0)
      out.push_back(holders[i].document);
  return out;
}

}  // namespace morgue
