#include "query/language/expression.h"

#include <re2/re2.h>

#include <cstdint>
#include <utility>

namespace morgue {
namespace {

/// For the automaton; an expression that needs more is refused.
constexpr std::int64_t kMostMemory = std::int64_t{16} << 20U;

re2::StringPiece piece_of(std::string_view text) { return {text.data(), text.size()}; }

}  // namespace

Result<Expression, std::string> Expression::make(std::string_view text, bool any_case) {
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_case_sensitive(!any_case);
  options.set_max_mem(kMostMemory);
  auto compiled = std::make_shared<const re2::RE2>(piece_of(text), options);
  if (!compiled->ok()) return failure(compiled->error());
  return Expression(std::move(compiled));
}

Expression::Expression(std::shared_ptr<const re2::RE2> compiled) : compiled_(std::move(compiled)) {}

bool Expression::fits(std::string_view text) const {
  return re2::RE2::PartialMatch(piece_of(text), *compiled_);
}

std::optional<Span> Expression::find(std::string_view text, std::size_t from) const {
  re2::StringPiece found;
  if (!compiled_->Match(piece_of(text), from, text.size(), re2::RE2::UNANCHORED, &found, 1))
    return std::nullopt;
  const auto begin = static_cast<std::size_t>(found.data() - text.data());
  return Span{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + found.size())};
}

bool Expression::is_anchored() const {
  return compiled_->pattern().find_first_of("^$\\") != std::string::npos;
}

}  // namespace morgue
