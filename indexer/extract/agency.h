#pragma once

#include <string>
#include <string_view>

namespace morgue {

/// The first news agency that a credit names, under the name that it is best known by: "By Dana
/// Okafor, Associated Press" -> "AP", "dpa/Ana Solberg" -> "dpa", "Deutsche Presse-Agentur" ->
/// "dpa"; empty if there is none. `credit` is a byline, a value of metadata, or what stands in the
/// brackets of a dateline; only its first 600 bytes are read. Names that are words of other
/// languages as well ("TT", "PA", "ETA") count in capitals only, and as a whole item between
/// commas, bars, slashes, brackets or "and".
[[nodiscard]] std::string credited_agency(std::string_view credit);

}  // namespace morgue
