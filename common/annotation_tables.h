#pragma once

#include <cstdint>
#include <memory>
#include <span>

#include "common/article.h"
#include "common/sqlite.h"

namespace morgue {

/// Who an entity of an article was found to be; numbers of people, 0 for none.
struct Recognition {
  std::uint32_t person = 0;
  std::uint32_t identity = 0;  ///< the same after decisions
};

/// The tables of metadata.sqlite that repeat an article's annotations: appearances, mentions,
/// quotations and days, one row each. Throws Error{Archive}.
class AnnotationTables {
 public:
  explicit AnnotationTables(sqlite::Database& db);
  ~AnnotationTables();
  AnnotationTables(AnnotationTables&&) noexcept;

  /// `article`: its row. `recognised` has one for each entity.
  void add(std::int64_t article, const AnnotatedArticle& content,
           std::span<const Recognition> recognised);
  void remove(std::int64_t article);

 private:
  struct Statements;
  std::unique_ptr<Statements> statements_;
};

/// YYYYMMDD.
[[nodiscard]] std::int64_t day_number(Day day);

}  // namespace morgue
