#include "common/instant.h"
#include "indexer/extract/date_line.h"
#include "indexer/extract/relative_time.h"
#include "indexer/extract/text_days.h"
#include "indexer/read/feed_date.h"
#include "query/language/parse.h"
#include "tests/fuzz/fuzz_input.h"

namespace {

using namespace morgue;
using fuzz::require;

/// A time that was read is written as one that is read as the same.
void require_same(const std::optional<Timestamp>& time) {
  if (!time) return;
  const std::string written = to_iso8601(*time);
  const auto again = parse_iso8601(written);
  require(again.has_value() && to_iso8601(*again) == written);
}

void read_lines(std::string_view text) {
  if (const auto line = read_date_line(text)) {
    if (line->published) require_same(timestamp(*line->published, 2024));
    if (line->updated) require_same(timestamp(*line->updated, 2024));
  }
  const auto page = parse_iso8601("2024-02-29T08:00:00Z");
  if (const auto relative = read_relative_time(text)) require_same(resolve(*relative, *page));
  if (const auto trailing = find_trailing_time(text)) {
    require(trailing->begin <= text.size());
    require_same(resolve(trailing->time, *page));
  }
  for (const TextDay& day : named_times(text).days) fuzz::require_within(day.where, text);
}

}  // namespace

/// Whatever the text, what is read as a time is one that can be written, and read again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::view(data, size);
  require_same(parse_iso8601(text));
  require_same(parse_rfc822(text));
  require_same(parse_feed_date(text));
  const auto days = parse_days(text, *make_day(2026, 11, 23));
  if (days && days->first && days->last) require(*days->first <= *days->last);
  if (!days) require(days.error().where.end <= text.size());
  read_lines(fuzz::clean(text));
  return 0;
}
