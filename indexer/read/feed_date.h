#pragma once

#include <optional>
#include <string_view>

#include "common/instant.h"

namespace morgue {

/// Reads the time of a feed entry or a wire story in whichever way it is written: ISO 8601, RFC
/// 822, and what only resembles them: "Sun Sep 05 12:13:14 2004", "5 September 2004 at 3:04 pm
/// CEST", "2004/09/05 10:00", "20040905T101500,5+0200", "September 5, 2004", seconds since 1970.
/// Numbers alone with the year at the end ("05.09.2004") are read with the day first if they hold
/// dots or the first can be no month, and month first with slashes. Names of months and weekdays
/// are English; the zone may be a name ("CEST", "JST", "AEDT"). Nothing if no day can be made out.
[[nodiscard]] std::optional<Timestamp> parse_feed_date(std::string_view text);

}  // namespace morgue
