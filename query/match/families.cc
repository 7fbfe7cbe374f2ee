#include "query/match/families.h"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "common/schema.h"

namespace morgue {
namespace {

std::uint64_t source_of(const ArchiveReader& archive, Xapian::docid document) {
  const auto [segment, number] = archive.place(document);
  return archive.kin(segment).source(number);
}

/// A family while its members are gathered.
struct Gathered {
  std::vector<Xapian::docid> documents;
  std::vector<KinRecord> records;
};

using Families = std::unordered_map<std::uint64_t, Gathered>;

/// Families that have copies, with the copies and whoever began them, if that is searched.
Families gathered_families(const ArchiveReader& archive) {
  Families families;
  for (std::size_t i = 0; i < archive.segments(); ++i)
    archive.kin(i).for_each_copy({}, [&](KinFile::Member member) {
      static_cast<void>(families[member.of.value]);
      return true;
    });
  if (families.empty()) return families;
  for (std::size_t i = 0; i < archive.segments(); ++i) {
    const KinFile& kin = archive.kin(i);
    for (std::uint32_t number = 1; number <= kin.documents(); ++number) {
      const auto found = families.find(kin.family(number));
      if (found == families.end()) continue;
      const Xapian::docid document = archive.document({i, number});
      if (!archive.is_searched(document)) continue;
      found->second.documents.push_back(document);
      found->second.records.push_back(kin.record(number));
    }
  }
  return families;
}

/// Of several published in the same minute, the one that was added first.
std::size_t first_published(const std::vector<KinRecord>& records) {
  const auto first =
      std::min_element(records.begin(), records.end(), [](const KinRecord& a, const KinRecord& b) {
        const bool undated_a = a.minutes == 0;
        const bool undated_b = b.minutes == 0;
        if (undated_a != undated_b) return undated_b;
        return a.minutes < b.minutes;
      });
  return static_cast<std::size_t>(first - records.begin());
}

std::vector<FamilyMember> members_of(const Gathered& family) {
  std::set<std::uint64_t> sources;
  bool wire = false;
  for (const KinRecord& record : family.records) {
    if (record.source != 0) sources.insert(record.source);
    wire = wire || record.wire;
  }
  std::vector<FamilyMember> out;
  for (const KinRecord& record : family.records)
    out.push_back(
        {family.records.size() - 1, sources.size() - (record.source != 0 ? 1 : 0), false, wire});
  out[first_published(family.records)].first = true;
  return out;
}

/// The ids that begin with some hex digits.
struct IdRange {
  ArticleId first, last;
};

std::optional<IdRange> ids_from(std::string_view digits) {
  if (digits.empty() || digits.size() > kArticleIdDigits) return {};
  const std::size_t rest = kArticleIdDigits - digits.size();
  const auto first = parse_article_id(std::string(digits) + std::string(rest, '0'));
  const auto last = parse_article_id(std::string(digits) + std::string(rest, 'f'));
  if (!first || !last) return {};
  return IdRange{*first, *last};
}

/// The members of a family that are not dead, superseded ones included, whoever began it first.
std::vector<Xapian::docid> living_members(const ArchiveReader& archive, ArticleId family,
                                          std::optional<Xapian::docid> founder) {
  std::vector<Xapian::docid> out;
  if (!founder) founder = archive.find(family);
  if (founder) out.push_back(*founder);
  std::vector<std::uint32_t> copies;
  for (std::size_t i = 0; i < archive.segments(); ++i) {
    copies.clear();
    archive.kin(i).find_copies(family, copies);
    for (const std::uint32_t copy : copies) out.push_back(archive.document({i, copy}));
  }
  std::erase_if(out, [&](Xapian::docid document) { return archive.is_dead(document); });
  return out;
}

/// What the family of an article is called. Copies are listed in the order in which they were
/// added, so whoever stands first in the past began it then.
ArticleId family_id(const ArchiveReader& archive, Xapian::docid document, ArticleId id) {
  const auto [segment, number] = archive.place(document);
  const ArticleId family{archive.kin(segment).family(number)};
  if (family.value == 0) return id;
  if (!archive.is_past() || family == id || archive.find(family)) return family;
  const auto members = living_members(archive, family, {});
  const auto bytes =
      members.empty() ? std::string() : archive.value(members.front(), schema::kIdSlot);
  return schema::id_of_bytes(bytes).value_or(id);
}

}  // namespace

std::vector<Xapian::docid> searched_members(const ArchiveReader& archive, ArticleId family,
                                            std::optional<Xapian::docid> founder) {
  std::vector<Xapian::docid> out = living_members(archive, family, founder);
  std::erase_if(out, [&](Xapian::docid document) { return !archive.is_searched(document); });
  return out;
}

Family family_of(const ArchiveReader& archive, Xapian::docid document, ArticleId id) {
  Family family;
  family.id = family_id(archive, document, id);
  std::set<std::uint64_t> sources;
  for (const Xapian::docid member : family_members(archive, document, id)) {
    if (member == document) continue;
    ++family.copies;
    sources.insert(source_of(archive, member));
  }
  sources.erase(0);
  sources.erase(source_of(archive, document));
  family.sources = sources.size();
  return family;
}

std::vector<Xapian::docid> family_members(const ArchiveReader& archive, Xapian::docid document,
                                          ArticleId id) {
  const auto [segment, number] = archive.place(document);
  ArticleId family{archive.kin(segment).family(number)};
  if (family.value == 0) family = id;
  std::vector<Xapian::docid> out =
      searched_members(archive, family, family == id ? std::optional(document) : std::nullopt);
  if (std::find(out.begin(), out.end(), document) == out.end()) out.push_back(document);
  return out;
}

std::vector<Xapian::docid> versions_of(const ArchiveReader& archive, Xapian::docid document,
                                       ArticleId id) {
  const auto [segment, number] = archive.place(document);
  ArticleId lineage = id;
  if (archive.kin(segment).record(number).version)
    archive.kin(segment).for_each_version([&, wanted = number](KinFile::Member member) {
      if (member.document != wanted) return true;
      lineage = member.of;
      return false;
    });
  std::vector<Xapian::docid> out = {document};
  if (lineage != id)
    if (const auto first = archive.find(lineage)) out.push_back(*first);
  std::vector<std::uint32_t> versions;
  for (std::size_t i = 0; i < archive.segments(); ++i) {
    versions.clear();
    archive.kin(i).find_versions(lineage, versions);
    for (const std::uint32_t version : versions) {
      const Xapian::docid other = archive.document({i, version});
      if (other != document && !archive.is_dead(other)) out.push_back(other);
    }
  }
  return out;
}

std::size_t older_versions(const ArchiveReader& archive, Xapian::docid document, ArticleId id) {
  return versions_of(archive, document, id).size() - 1;
}

std::shared_ptr<const DocumentList> members_that(
    const ArchiveReader& archive, const std::function<bool(const FamilyMember&)>& wanted,
    const std::function<double(const FamilyMember&)>& weight) {
  auto list = std::make_shared<DocumentList>(archive.segments());
  for (const auto& [id, family] : gathered_families(archive)) {
    if (family.records.size() < 2) continue;
    const std::vector<FamilyMember> members = members_of(family);
    for (std::size_t i = 0; i < members.size(); ++i) {
      if (!wanted(members[i])) continue;
      const auto [segment, number] = archive.place(family.documents[i]);
      list->add(segment, number, weight ? weight(members[i]) : 0);
    }
  }
  list->sort();
  return list;
}

std::shared_ptr<const DocumentList> changed_articles(const ArchiveReader& archive) {
  std::unordered_map<std::uint64_t, std::vector<Xapian::docid>> lineages;
  for (std::size_t i = 0; i < archive.segments(); ++i)
    archive.kin(i).for_each_version([&, segment = i](KinFile::Member member) {
      lineages[member.of.value].push_back(archive.document({segment, member.document}));
      return true;
    });
  auto list = std::make_shared<DocumentList>(archive.segments());
  for (auto& [id, documents] : lineages) {
    if (const auto first = archive.find(ArticleId{id})) documents.push_back(*first);
    std::erase_if(documents, [&](Xapian::docid document) { return archive.is_dead(document); });
    if (documents.size() < 2) continue;
    for (const Xapian::docid document : documents) {
      const auto [segment, number] = archive.place(document);
      if (archive.is_searched(document)) list->add(segment, number);
    }
  }
  list->sort();
  return list;
}

std::shared_ptr<const DocumentList> families_called(const ArchiveReader& archive,
                                                    std::string_view digits, bool of_articles,
                                                    std::size_t most) {
  auto list = std::make_shared<DocumentList>(archive.segments());
  const auto range = ids_from(digits);
  std::set<ArticleId> families;
  if (range) {
    for (std::size_t i = 0; i < archive.segments(); ++i)
      archive.kin(i).for_each_copy(range->first, [&](KinFile::Member member) {
        if (member.of > range->last || families.size() == most) return false;
        families.insert(member.of);
        return true;
      });
    for (const ArticleId id : archive.ids_with_prefix(digits, most)) {
      const auto document = archive.find(id);
      if (!document) continue;
      const auto [segment, number] = archive.place(*document);
      if (of_articles || family_id(archive, *document, id) == id)
        families.insert(ArticleId{archive.kin(segment).family(number)});
    }
  }
  for (const ArticleId family : families)
    for (const Xapian::docid document : searched_members(archive, family)) {
      const auto [segment, number] = archive.place(document);
      list->add(segment, number);
    }
  list->sort();
  return list;
}

}  // namespace morgue
