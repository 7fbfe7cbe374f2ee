#pragma once

#include <string_view>

#include "indexer/extract/lines.h"

namespace morgue {

/// Where a line stands in its article.
enum class Zone : unsigned char {
  Head,  ///< before the first paragraph
  Body,
  Tail,  ///< after the last paragraph
};

/// True for lines of the page rather than of the article: buttons, newsletter boxes, cookie and
/// beta notices, comment boxes, teasers of the site's own services. Several weak cues are added up:
/// how many of the words are words of user interfaces, an imperative in front, addressing the
/// reader, known phrases, no end of sentence, the place, repetition. Running text needs far more of
/// them than a label does. Our own rules; weights and thresholds stand in furniture.cc.
[[nodiscard]] bool is_furniture(const Line& line, Zone zone, bool repeated);

/// True for a heading behind which other articles follow: "Related Articles", "More from the
/// Herald", "You may also like", "Read next", "Most read".
[[nodiscard]] bool opens_related(const Line& line);

/// True for those of them that open a list rather than point to the one next article ("Read next").
[[nodiscard]] bool opens_list(const Line& line);

/// True for one line that points to another article: "Read more: Ferry runs again", "ALSO READ |
/// Harbour chair quits".
[[nodiscard]] bool is_promotion(const Line& line);

/// True for a caption: names who took or distributes the picture, or tells left from right.
[[nodiscard]] bool is_caption(std::string_view line);

/// True for a post of a social network with its signature: "... — Dana Okafor (@dokafor) March 3,
/// 2031".
[[nodiscard]] bool is_embedded_post(std::string_view line);

/// True for a line that only credits a picture: an agency's name, "Li Wei/Reuters", "Photo: CBN".
[[nodiscard]] bool is_picture_credit(const Line& line);

/// "3 min read", "Reading time: 5 minutes".
[[nodiscard]] bool is_reading_time(std::string_view line);

}  // namespace morgue
