#pragma once

#include <cstddef>
#include <memory>
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

/// One form of what alerts tell: head(), one() of each alert that has something, tail(). So that no
/// more than one alert's articles need be kept.
class AlertPrinter {
 public:
  AlertPrinter() = default;
  virtual ~AlertPrinter() = default;
  AlertPrinter(const AlertPrinter&) = delete;
  AlertPrinter& operator=(const AlertPrinter&) = delete;

  [[nodiscard]] virtual std::string head() const { return {}; }
  [[nodiscard]] virtual std::string one(const ToldAlert& alert) = 0;
  [[nodiscard]] virtual std::string tail() const { return {}; }
  /// Does it print passages and what is known of copies? Otherwise nobody need find them.
  [[nodiscard]] virtual bool shows_passages() const { return true; }
};

/// For people: alert_line() and the articles as a search shows them.
[[nodiscard]] std::unique_ptr<AlertPrinter> alerts_as_text(const RenderOptions& options);
/// An article a line, as of a search.
[[nodiscard]] std::unique_ptr<AlertPrinter> alerts_as_plain(const RenderOptions& options);
/// A mailbox (mboxrd): a message for each article, dated as it is, with an identity that stays the
/// same if it is told again and a List-Id by which readers sort.
[[nodiscard]] std::unique_ptr<AlertPrinter> alerts_as_mbox(Instant now);
/// RSS 2.0: an item for each article, its alert as the category.
[[nodiscard]] std::unique_ptr<AlertPrinter> alerts_as_rss(Instant now);
/// One page without scripts that loads nothing.
[[nodiscard]] std::unique_ptr<AlertPrinter> alerts_as_html(Instant now);
/// One JSON document (schema/alert.json): {format_version, alerts [..]}; each as that of a search,
/// with `alert` and `held_back`.
[[nodiscard]] std::unique_ptr<AlertPrinter> alerts_as_json(const RenderOptions& options);
/// A result of a search on each line, with `alert`.
[[nodiscard]] std::unique_ptr<AlertPrinter> alerts_as_jsonl(const RenderOptions& options);

}  // namespace morgue
