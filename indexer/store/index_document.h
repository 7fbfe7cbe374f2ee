#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/stored_article.h"

namespace morgue {

/// What the index holds of one article: the terms and values of common/schema.h, the packed article
/// as data, and its entry in the forward index.
struct IndexDocument {
  struct Term {
    std::uint32_t begin = 0, size = 0;  ///< in `texts`
    std::uint32_t wdf = 0;
  };
  std::string texts;
  std::vector<Term> terms;  ///< in no order; one that is there twice has both wdfs
  std::vector<std::pair<unsigned, std::string>> values;  ///< of slots, ascending
  std::string data;
  std::string forward;  ///< as common/forward_file.h has it

  [[nodiscard]] std::string_view text(const Term& term) const {
    return std::string_view(texts).substr(term.begin, term.size);
  }
  /// Empty if there is none.
  [[nodiscard]] std::string_view value(unsigned slot) const;
};

/// Makes them of articles. Keeps stem caches and buffers: one per thread.
class DocumentBuilder {
 public:
  DocumentBuilder();
  ~DocumentBuilder();
  DocumentBuilder(const DocumentBuilder&) = delete;
  DocumentBuilder& operator=(const DocumentBuilder&) = delete;

  /// Valid until the next one.
  [[nodiscard]] const IndexDocument& build(const StoredArticle& stored);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace morgue
