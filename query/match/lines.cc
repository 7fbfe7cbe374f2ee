#include "query/match/lines.h"

namespace morgue {

Lines::Lines(const ArchiveReader& archive, GroupBy group) : archive_(archive), group_(group) {
  bool copies = false;
  for (std::size_t i = 0; i < archive.segments(); ++i)
    copies = copies || archive.kin(i).copies() > 0;
  if (group_ == GroupBy::Dup && !copies) group_ = GroupBy::None;
}

bool Lines::add(Xapian::docid document) {
  ++articles_;
  const auto [segment, number] = archive_.place(document);
  const KinRecord record = archive_.kin(segment).record(number);
  add_day(record);
  const bool fresh_source = record.source != 0 && sources_.insert(record.source).second;
  bool fresh = true;
  if (group_ == GroupBy::Dup && record.family.value != 0)
    fresh = families_.insert(record.family.value).second;
  if (group_ == GroupBy::Source) {  // those of unknown outlets are one line
    fresh = record.source != 0 ? fresh_source : !unknown_source_;
    unknown_source_ = unknown_source_ || record.source == 0;
  }
  lines_ += fresh ? 1 : 0;
  return fresh;
}

void Lines::add_day(const KinRecord& record) {
  if (record.minutes == 0) return;
  const EndDay day{record.day, record.precision, record.guessed};
  if (!first_ || day.day < first_->day) first_ = day;
  if (!last_ || last_->day < day.day) last_ = day;
}

Extent Lines::extent() const { return {articles_, sources_.size(), first_, last_}; }

}  // namespace morgue
