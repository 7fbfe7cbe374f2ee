#pragma once

#include <xapian.h>

#include <cstdint>
#include <memory>

#include "common/stored_article.h"

namespace morgue {

/// Makes Xapian documents of articles: the terms and values of common/schema.h and the packed
/// article as data. Keeps stem caches and buffers: one per thread.
class DocumentBuilder {
 public:
  DocumentBuilder();
  ~DocumentBuilder();
  DocumentBuilder(const DocumentBuilder&) = delete;
  DocumentBuilder& operator=(const DocumentBuilder&) = delete;

  [[nodiscard]] Xapian::Document build(const StoredArticle& stored);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace morgue
