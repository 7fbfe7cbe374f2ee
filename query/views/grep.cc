#include "query/views/grep.h"

#include <re2/re2.h>

#include <algorithm>

#include "common/article.h"
#include "common/text.h"

namespace morgue {
namespace {

/// For the automaton; an expression that needs more is refused.
constexpr std::int64_t kMostMemory = std::int64_t{16} << 20U;

re2::StringPiece piece_of(std::string_view text) { return {text.data(), text.size()}; }

}  // namespace

Result<LineFinder, std::string> LineFinder::make(std::string_view expression, bool any_case) {
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_case_sensitive(!any_case);
  options.set_max_mem(kMostMemory);
  auto compiled = std::make_unique<re2::RE2>(piece_of(expression), options);
  if (!compiled->ok()) return failure(compiled->error());
  return LineFinder(std::move(compiled));
}

LineFinder::LineFinder(std::unique_ptr<re2::RE2> expression)
    : expression_(std::move(expression)),
      anchored_(expression_->pattern().find_first_of("^$\\") != std::string::npos) {}
LineFinder::LineFinder(LineFinder&&) noexcept = default;
LineFinder& LineFinder::operator=(LineFinder&&) noexcept = default;
LineFinder::~LineFinder() = default;

std::vector<Span> LineFinder::marks_in(std::string_view field, Span line) const {
  const std::string_view text = line.of(field);
  std::vector<Span> out;
  std::size_t at = 0;
  re2::StringPiece found;
  while (at <= text.size() &&
         expression_->Match(piece_of(text), at, text.size(), re2::RE2::UNANCHORED, &found, 1)) {
    const auto begin = static_cast<std::size_t>(found.data() - text.data());
    const std::size_t end = begin + found.size();
    out.push_back({static_cast<std::uint32_t>(line.begin + begin),
                   static_cast<std::uint32_t>(line.begin + end)});
    // What is empty fits everywhere: once is enough.
    if (found.empty()) break;
    at = end;
  }
  return out;
}

std::vector<FittingLine> LineFinder::find(std::string_view title, std::string_view text,
                                          std::size_t most) const {
  std::vector<FittingLine> out;
  const auto take = [&](std::string_view field, std::size_t paragraph, Span line) {
    if (out.size() >= most) return;
    if (auto marks = marks_in(field, line); !marks.empty())
      out.push_back({paragraph, line, std::move(marks)});
  };
  take(title, 0, {0, static_cast<std::uint32_t>(title.size())});
  std::size_t number = 0;
  for (const Span paragraph : paragraphs(text)) {
    ++number;
    if (out.size() >= most) break;
    const std::string_view own = paragraph.of(text);
    if (!anchored_ && !re2::RE2::PartialMatch(piece_of(own), *expression_)) continue;
    for (const Span sentence : sentences(own))
      take(text, number, {paragraph.begin + sentence.begin, paragraph.begin + sentence.end});
  }
  return out;
}

}  // namespace morgue
