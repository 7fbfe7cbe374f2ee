#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/extract/extract.h"
#include "indexer/read/read.h"

namespace morgue {

/// What a document gives when it is read and extracted: articles, and the reasons for what gives
/// none.
struct ReadArticles {
  std::vector<Article> articles;
  std::vector<std::string> reasons;
};

inline ReadArticles read_articles(std::string_view bytes, Format format = Format::Xml) {
  RawDocument raw;
  raw.path = "in";
  raw.bytes = std::string(bytes);
  ReadArticles out;
  for (const auto& draft : Reader().read(raw, format)) {
    if (!draft) {
      out.reasons.push_back(draft.error().why);
      continue;
    }
    for (auto& article : extract(*draft)) {
      if (article) {
        out.articles.push_back(*std::move(article));
      } else {
        out.reasons.push_back(article.error().why);
      }
    }
  }
  return out;
}

/// The only article of a document, or an empty one.
inline Article read_article(std::string_view bytes, Format format = Format::Xml) {
  auto read = read_articles(bytes, format);
  return read.articles.size() == 1 ? read.articles[0] : Article{};
}

/// The reason why a document gives no article.
inline std::string reason(std::string_view bytes, Format format = Format::Xml) {
  const auto read = read_articles(bytes, format);
  return read.articles.empty() && read.reasons.size() == 1 ? read.reasons[0] : "";
}

inline std::string extra(const Article& article, std::string_view name) {
  for (const auto& [known, value] : article.extra)
    if (known == name) return value;
  return {};
}

/// As inspect shows it.
inline std::string date_of(const Article& article) {
  return article.published ? to_iso8601(*article.published) : "";
}

}  // namespace morgue
