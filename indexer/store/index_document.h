#pragma once

#include <xapian.h>

#include <cstdint>
#include <memory>
#include <string_view>

#include "common/stored_article.h"

namespace morgue {

/// Makes Xapian documents of articles: the terms and values of common/schema.h and the packed
/// article as data; and what its forward index holds. Keeps stem caches and buffers: one per
/// thread.
class DocumentBuilder {
 public:
  DocumentBuilder();
  ~DocumentBuilder();
  DocumentBuilder(const DocumentBuilder&) = delete;
  DocumentBuilder& operator=(const DocumentBuilder&) = delete;

  [[nodiscard]] Xapian::Document build(const StoredArticle& stored);
  /// The words of the article that was built last, as common/forward_file.h has them; until the
  /// next one.
  [[nodiscard]] std::string_view forward() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace morgue
