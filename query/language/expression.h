#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "common/result.h"
#include "common/span.h"

namespace re2 {
class RE2;
}

namespace morgue {

/// A regular expression in RE2's syntax: time is linear in the text, memory is bounded, whatever
/// the expression. The only door to RE2. Copies share what was compiled.
class Expression {
 public:
  /// An error says what is wrong with it. The case of letters may be ignored.
  [[nodiscard]] static Result<Expression, std::string> make(std::string_view text, bool any_case);

  /// Does some part of a text fit it?
  [[nodiscard]] bool fits(std::string_view text) const;
  /// The first part that fits, begun at `from` or later.
  [[nodiscard]] std::optional<Span> find(std::string_view text, std::size_t from) const;
  /// Does it speak of where a text or a word begins or ends?
  [[nodiscard]] bool is_anchored() const;

 private:
  explicit Expression(std::shared_ptr<const re2::RE2> compiled);

  std::shared_ptr<const re2::RE2> compiled_;
};

}  // namespace morgue
