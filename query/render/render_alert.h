#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "common/instant.h"
#include "query/render/render.h"

namespace morgue {

/// What a saved query has to tell.
struct ToldAlert {
  std::string name, query;
  std::vector<ResolvedDate> dates;  ///< of the query
  std::size_t held_back = 0;        ///< copies of what it told already, or tells now
  SearchResult result;              ///< what is new, newest first
};

/// "ferry: 2 new articles (1 copy held back)"
[[nodiscard]] std::string alert_line(const ToldAlert& alert);

/// A mailbox (mboxrd): a message for each article, dated as it is, with an identity that stays the
/// same if it is told again and a List-Id by which readers sort.
[[nodiscard]] std::string render_alerts_mbox(std::span<const ToldAlert> alerts, Instant now);
/// RSS 2.0: an item for each article, its alert as the category.
[[nodiscard]] std::string render_alerts_rss(std::span<const ToldAlert> alerts, Instant now);
/// One page without scripts that loads nothing.
[[nodiscard]] std::string render_alerts_html(std::span<const ToldAlert> alerts, Instant now);
/// One JSON document (schema/alert.json): {format_version, alerts [..]}; each as that of a search,
/// with `alert` and `held_back`.
[[nodiscard]] std::string render_alerts_json(std::span<const ToldAlert> alerts,
                                             const RenderOptions& options);
/// A result of a search on each line, with `alert`.
[[nodiscard]] std::string render_alerts_jsonl(std::span<const ToldAlert> alerts,
                                              const RenderOptions& options);

}  // namespace morgue
