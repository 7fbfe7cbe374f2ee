#include "common/readings.h"

#include <algorithm>

#include "common/utf8.h"

namespace morgue {
namespace {

/// Years and such ("mid-2020") are no part of a name as "F-16" or "MH-370" are.
constexpr std::size_t kMostDigits = 3;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Bytes of the hyphen that stands here, 0 if there is none.
std::size_t hyphen_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return 0;
  if (text[at] == '-') return 1;
  const std::string_view three = text.substr(at, 3);
  return three == "\u2010" || three == "\u2011" ? 3 : 0;
}

}  // namespace

bool ReadingWalker::joins() const {
  const std::string_view second = token_.folded;
  // A chain goes on behind this word.
  const std::size_t hyphen = hyphen_at(text_, token_.where.end);
  if (hyphen > 0) {
    const std::size_t behind = token_.where.end + hyphen;
    if (behind < text_.size()) {
      const char32_t c = utf8::decode(text_, behind).code_point;
      if (utf8::is_letter(c) || utf8::is_digit(c)) return false;
    }
  }
  if (hyphens_before_ > 1 || is_digit(before_folded_.front())) return false;
  if (before_folded_.size() + second.size() > kMaxWordBytes) return false;
  if (!is_digit(second.front())) return true;
  return !is_digit(before_folded_.back()) && second.size() <= kMostDigits;
}

/// What the new word may be together with the one before, and whether the next may be with it.
void ReadingWalker::look_back() {
  due_ = Reading::Kind::Word;
  const bool touches = before_.end == token_.where.begin;
  const bool hyphen = !touches && before_.end + hyphen_at(text_, before_.end) == token_.where.begin;
  hyphens_before_ = hyphen ? hyphens_before_ + 1 : 0;
  if (touches || (hyphen && joins())) {
    due_ = touches ? Reading::Kind::Pair : Reading::Kind::Joined;
    joined_ = before_folded_;
    joined_ += token_.folded;
  }
}

bool ReadingWalker::next_extra(Reading& reading) {
  const std::uint32_t number = words_ - 1;
  if (elision_due_) {
    elision_due_ = false;
    reading = {Reading::Kind::AfterElision,
               {token_.where.begin + token_.elided, token_.where.end},
               token_.folded.substr(token_.elided_folded),
               number,
               number,
               0};
    return true;
  }
  extra_ = false;
  if (due_ == Reading::Kind::Word) return false;
  reading = {due_,    {before_.begin, token_.where.end},
             joined_, number - 1,
             number,  static_cast<std::uint16_t>(joined_.size() - token_.folded.size())};
  due_ = Reading::Kind::Word;
  return true;
}

bool ReadingWalker::next(Reading& reading) {
  if (extra_ && next_extra(reading)) return true;
  const bool look = touched_;
  if (look) {
    before_ = token_.where;
    before_folded_ = token_.folded;
  }
  if (!tokenizer_.next(token_)) return false;
  if (look)
    look_back();
  else
    hyphens_before_ = 0;
  // Only a word that the next one touches, or that has a hyphen behind it, is remembered.
  const std::uint32_t end = token_.where.end;
  touched_ = end < text_.size() && (text_[end] == '-' || static_cast<signed char>(text_[end]) < 0);
  elision_due_ = token_.elided > 0;
  extra_ = elision_due_ || due_ != Reading::Kind::Word;
  reading.kind = Reading::Kind::Word;
  reading.where = token_.where;
  reading.folded = token_.folded;
  reading.first = reading.last = words_++;
  reading.seam = 0;
  return true;
}

bool ReadingWalker::next(Reading& reading, const Beginnings& wanted) {
  if (!extra_ && !touched_) words_ += tokenizer_.pass_over(wanted);
  return next(reading);
}

std::string hyphenated(const Reading& joined) {
  std::string out(joined.folded.substr(0, joined.seam));
  out += '-';
  out += joined.folded.substr(joined.seam);
  return out;
}

}  // namespace morgue
