#include "common/kin_file.h"

#include <xxhash.h>

#include <algorithm>
#include <cstring>

#include "common/little_endian.h"
#include "common/schema.h"
#include "common/text.h"

namespace morgue {
namespace {

constexpr std::string_view kMagic = "MKIN   1";
constexpr std::size_t kHead = 24;
constexpr std::size_t kRecord = 24;
constexpr std::size_t kMember = 12;

// The last number of a record: 24 bits of days since the year 0, then these.
constexpr unsigned kDayShift = 8;
constexpr std::uint32_t kCopy = 1;
constexpr std::uint32_t kVersion = 2;
constexpr std::uint32_t kWire = 4;
constexpr std::uint32_t kGuessed = 8;
constexpr unsigned kPrecisionShift = 4;  // two bits: Year, Month, Day

const Day kYearZero{std::chrono::year{0} / 1 / 1};

std::uint32_t packed_flags(const KinRecord& record) {
  constexpr std::int64_t most_days = (1 << 24) - 1;
  const std::int64_t days = (record.day - kYearZero).count();
  return static_cast<std::uint32_t>(std::clamp<std::int64_t>(days, 0, most_days)) << kDayShift |
         static_cast<std::uint32_t>(std::min(record.precision, Precision::Day)) << kPrecisionShift |
         (record.copy ? kCopy : 0) | (record.version ? kVersion : 0) | (record.wire ? kWire : 0) |
         (record.guessed ? kGuessed : 0);
}

void unpack_flags(std::uint32_t packed, KinRecord& record) {
  record.day = kYearZero + std::chrono::days{packed >> kDayShift};
  record.precision = static_cast<Precision>(
      std::min(packed >> kPrecisionShift & 3U, static_cast<std::uint32_t>(Precision::Day)));
  record.copy = (packed & kCopy) != 0;
  record.version = (packed & kVersion) != 0;
  record.wire = (packed & kWire) != 0;
  record.guessed = (packed & kGuessed) != 0;
}

using Members = std::vector<std::pair<std::uint64_t, std::uint32_t>>;

void put_members(std::string& out, Members& members) {
  std::sort(members.begin(), members.end());
  for (const auto& [id, document] : members) {
    put_number(out, id);
    put_number(out, document);
  }
}

}  // namespace

std::uint64_t source_number(std::string_view name) {
  const std::string key = word_key(name);
  return key.empty() ? 0 : std::max<std::uint64_t>(1, XXH3_64bits(key.data(), key.size()));
}

KinRecord kin_record_of(const StoredArticle& stored) {
  const Article& article = stored.content.article;
  KinRecord record;
  record.family = stored.id;
  record.source = source_number(article.source);
  record.wire = !article.agency.empty();
  if (!article.published) return record;
  record.minutes = schema::number_of_sortable(schema::sortable_minutes(article.published->instant));
  record.day = article.published->local_day();
  record.precision = std::min(article.published->precision, Precision::Day);
  record.guessed = article.published_from == DateOrigin::FileTime || article.published_doubtful;
  return record;
}

std::string kin_file_of(std::span<const KinRecord> records) {
  Members copies;
  Members versions;
  std::string table;
  table.reserve(records.size() * kRecord);
  for (std::size_t i = 0; i < records.size(); ++i) {
    const KinRecord& record = records[i];
    put_number(table, record.family.value);
    put_number(table, record.source);
    put_number(table, record.minutes);
    put_number(table, packed_flags(record));
    const auto document = static_cast<std::uint32_t>(i + 1);
    if (record.copy) copies.emplace_back(record.family.value, document);
    if (record.version) versions.emplace_back(record.lineage.value, document);
  }
  std::string out(kMagic);
  for (const std::size_t count : {records.size(), copies.size(), versions.size(), std::size_t{0}})
    put_number(out, static_cast<std::uint32_t>(count));
  out += table;
  put_members(out, copies);
  put_members(out, versions);
  return out;
}

KinFile::KinFile(MappedFile file) : file_(std::move(file)) {
  if (file_.size() < kHead || std::memcmp(file_.bytes(), kMagic.data(), kMagic.size()) != 0) return;
  const auto count = [&](std::size_t i) -> std::size_t {
    return number_at<std::uint32_t>(file_.bytes() + kMagic.size() + 4 * i);
  };
  if (file_.size() != kHead + count(0) * kRecord + (count(1) + count(2)) * kMember) return;
  documents_ = count(0);
  copies_ = count(1);
  versions_ = count(2);
}

std::uint64_t KinFile::family(std::uint32_t document) const {
  if (document > documents_) return 0;
  return number_at<std::uint64_t>(file_.bytes() + kHead + (document - 1) * kRecord);
}

std::uint64_t KinFile::source(std::uint32_t document) const {
  if (document > documents_) return 0;
  return number_at<std::uint64_t>(file_.bytes() + kHead + (document - 1) * kRecord + 8);
}

KinRecord KinFile::record(std::uint32_t document) const {
  KinRecord record;
  if (document > documents_) return record;
  const unsigned char* at = file_.bytes() + kHead + (document - 1) * kRecord;
  record.family.value = number_at<std::uint64_t>(at);
  record.source = number_at<std::uint64_t>(at + 8);
  record.minutes = number_at<std::uint32_t>(at + 16);
  unpack_flags(number_at<std::uint32_t>(at + 20), record);
  return record;
}

std::vector<KinRecord> KinFile::records() const {
  std::vector<KinRecord> out;
  out.reserve(documents_);
  for (std::uint32_t document = 1; document <= documents_; ++document)
    out.push_back(record(document));
  for_each_version([&](Member member) {
    if (member.document >= 1 && member.document <= documents_)
      out[member.document - 1].lineage = member.of;
    return true;
  });
  return out;
}

KinFile::List KinFile::copy_list() const { return {kHead + documents_ * kRecord, copies_}; }

KinFile::List KinFile::version_list() const {
  return {kHead + documents_ * kRecord + copies_ * kMember, versions_};
}

KinFile::Member KinFile::member(const List& list, std::size_t i) const {
  const unsigned char* at = file_.bytes() + list.at + i * kMember;
  return {ArticleId{number_at<std::uint64_t>(at)}, number_at<std::uint32_t>(at + 8)};
}

/// The first entry of this id or a larger one.
std::size_t KinFile::first_of(const List& list, ArticleId id) const {
  std::size_t low = 0;
  std::size_t high = list.count;
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (member(list, middle).of < id)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

void KinFile::find_copies(ArticleId family, std::vector<std::uint32_t>& documents) const {
  for_each_copy(family, [&](Member found) {
    if (found.of != family) return false;
    documents.push_back(found.document);
    return true;
  });
}

void KinFile::find_versions(ArticleId lineage, std::vector<std::uint32_t>& documents) const {
  const List list = version_list();
  for (std::size_t i = first_of(list, lineage); i < list.count; ++i) {
    const Member found = member(list, i);
    if (found.of != lineage) break;
    documents.push_back(found.document);
  }
}

void KinFile::for_each_copy(ArticleId from, const std::function<bool(Member)>& visit) const {
  const List list = copy_list();
  for (std::size_t i = first_of(list, from); i < list.count; ++i)
    if (!visit(member(list, i))) break;
}

void KinFile::for_each_version(const std::function<bool(Member)>& visit) const {
  const List list = version_list();
  for (std::size_t i = 0; i < list.count; ++i)
    if (!visit(member(list, i))) break;
}

}  // namespace morgue
