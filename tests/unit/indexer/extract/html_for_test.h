#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/extract/extract.h"
#include "indexer/read/read.h"

namespace morgue {

/// What surrounds a page's bytes.
struct PageOrigin {
  std::vector<Candidate> stated{};
  std::optional<Instant> file_time{};
};

inline std::vector<Result<Article, ReadError>> articles_of_page(std::string_view html,
                                                                const PageOrigin& origin = {}) {
  RawDocument raw;
  raw.path = "page.html";
  raw.bytes = std::string(html);
  raw.stated = origin.stated;
  raw.file_time = origin.file_time;
  auto drafts = Reader().read(raw, Format::Html);
  if (!drafts.at(0)) return {failure(drafts[0].error())};
  return extract(*drafts[0]);
}

/// The only article of a page; one without anything but the reason as its title, if it is refused.
inline Article article_of_page(std::string_view html, const PageOrigin& origin = {}) {
  auto article = articles_of_page(html, origin).at(0);
  if (article) return *std::move(article);
  Article refused;
  refused.title = "refused: " + article.error().why;
  return refused;
}

/// Why a page gives no article; empty if it does.
inline std::string refusal_of_page(std::string_view html) {
  auto article = articles_of_page(html).at(0);
  return article ? std::string() : article.error().why;
}

/// Two paragraphs that are nothing but text.
inline constexpr std::string_view kSomeText =
    "<p>The ferry between Calder and Port Anselm sailed again on Monday after eleven weeks in dock,"
    " carrying forty people and a brass band.</p>"
    "<p>Workers had replaced both engines, which the company said were older than its chairman, and"
    " most of the deck.</p>"
    "<p>The harbour master waved from the pier, as he had done on every first day for thirty"
    " years, and went home for lunch.</p>";

}  // namespace morgue
