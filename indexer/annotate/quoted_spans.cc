#include "indexer/annotate/quoted_spans.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include "indexer/annotate/word_key.h"

namespace morgue::annotate {
namespace {

enum class Family : std::uint8_t { Double, Angle, Single };
enum class Side : std::uint8_t { Either, Opens, Closes };

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

struct Mark {
  std::uint32_t word = 0;
  std::uint32_t words = 1;  ///< 2 for `` and ''
  Family family = Family::Double;
  Side side = Side::Either;
  bool curly_open = false;  ///< “ itself: may nest
  bool opens_paragraph = false;
  std::uint32_t paragraph = 0;
};

/// English words that begin with an apostrophe.
bool begins_with_apostrophe(const Word& next) {
  constexpr std::array kClipped = std::to_array<WordKey>(
      {key_of("em"), key_of("cause"), key_of("til"), key_of("till"), key_of("tis"), key_of("twas"),
       key_of("n"), key_of("bout"), key_of("round"), key_of("cos"), key_of("s"), key_of("t")});
  if (next.shape == Shape::Number) return true;
  return std::find(kClipped.begin(), kClipped.end(), next.key) != kClipped.end();
}

/// Collects the marks of a text and on which side of a quotation each can stand.
class Marks {
 public:
  Marks(const ArticleWords& article, std::span<const std::uint32_t> paragraphs)
      : article_(article), words_(article.words), paragraphs_(paragraphs) {}

  std::vector<Mark> collect() {
    const auto count = static_cast<std::uint32_t>(words_.size());
    for (auto i = static_cast<std::uint32_t>(article_.title_words); i < count; ++i) {
      const char mark = words_[i].mark;
      if (mark != '"' && mark != '\'' && mark != '`') continue;
      while (paragraph_ < paragraphs_.size() && paragraphs_[paragraph_] <= i) ++paragraph_;
      if (mark != '"' && doubled(i)) {
        add(i, 2, Family::Double);
        ++i;
      } else if (mark == '"') {
        const auto written = article_.written(i);
        add(i, 1, written == "«" || written == "»" ? Family::Angle : Family::Double);
      } else {
        add(i, 1, Family::Single);
      }
    }
    return std::move(marks_);
  }

 private:
  /// Two marks that count as one: `` or ''.
  [[nodiscard]] bool doubled(std::uint32_t i) const {
    return i + 1 < words_.size() && words_[i + 1].glued && words_[i + 1].mark == words_[i].mark &&
           article_.written(i) == article_.written(i + 1);
  }

  /// Whether the word before a glued mark leaves room for an opening one: "(", a dash, a bracket.
  [[nodiscard]] bool after_opening(std::uint32_t i) const {
    const char before = words_[i - 1].mark;
    return before == '(' || before == '[' || before == '-' || before == '/' || before == '"' ||
           before == '\'' || before == ':';
  }

  void add(std::uint32_t i, std::uint32_t length, Family family) {
    const bool opens_paragraph = paragraph_ > 0 && paragraphs_[paragraph_ - 1] == i;
    Mark mark{i, length, family, Side::Either, false, opens_paragraph, paragraph_};
    const std::string_view written = article_.written(i);
    const bool tight_before = words_[i].glued && !words_[i].starts_paragraph;
    const std::uint32_t after = i + length;
    const bool tight_after =
        after < words_.size() && words_[after].glued && !words_[after].starts_paragraph;
    mark.curly_open = written == "“";
    mark.side = side_of(mark, written, tight_before, tight_after);
    if (family == Family::Single && !plausible(mark, tight_before, tight_after)) return;
    marks_.push_back(mark);
  }

  /// By its character, and by what it touches.
  [[nodiscard]] Side side_of(const Mark& mark, std::string_view written, bool tight_before,
                             bool tight_after) const {
    if (written == "„" || written == "‟" || written == "‚" || written == "`") return Side::Opens;
    if (mark.family == Family::Angle) return Side::Either;
    if (mark.opens_paragraph && tight_after) return Side::Opens;
    if (tight_before != tight_after) return tight_before ? Side::Closes : Side::Opens;
    if (tight_before && after_opening(mark.word) && words_[mark.word - 1].mark != '"')
      return Side::Opens;
    if (tight_before && written == "”") return Side::Closes;
    if (mark.curly_open) return Side::Opens;
    const std::uint32_t after = mark.word + mark.words;
    if (tight_before && tight_after && words_[after].mark != 0) return Side::Closes;
    return Side::Either;
  }

  /// Single marks are mostly apostrophes.
  [[nodiscard]] bool plausible(Mark& mark, bool tight_before, bool tight_after) const {
    const std::string_view written = article_.written(mark.word);
    if (written == "’" && mark.side == Side::Opens) return false;
    if (mark.side == Side::Opens)
      return tight_after && !begins_with_apostrophe(words_[mark.word + 1]);
    if (!tight_before || written == "‘") return false;
    mark.side = Side::Closes;
    return !tight_after || words_[mark.word + 1].mark != 0;
  }

  const ArticleWords& article_;
  const std::vector<Word>& words_;
  std::span<const std::uint32_t> paragraphs_;
  std::vector<Mark> marks_;
  std::uint32_t paragraph_ = 0;  ///< how many have begun
};

/// Joins marks to pairs.
class Pairs {
 public:
  Pairs(const ArticleWords& article, std::span<const std::uint32_t> paragraphs,
        std::vector<Mark> marks)
      : article_(article),
        words_(article.words),
        paragraphs_(paragraphs),
        marks_(std::move(marks)) {
    find_single_ends();
  }

  std::vector<Quoted> run() {
    for (at_ = 0; at_ < marks_.size();) {
      const Mark& open = marks_[at_];
      if (open.family == Family::Single)
        take_single();
      else if (open.side == Side::Closes)
        ++at_;
      else
        take();
    }
    return std::move(found_);
  }

 private:
  /// For every single mark: the next one in its paragraph that can close it, best behind a mark.
  void find_single_ends() {
    single_end_.assign(marks_.size(), kNone);
    std::size_t next = kNone;
    for (std::size_t i = marks_.size(); i-- > 0;) {
      if (next != kNone && marks_[next].paragraph != marks_[i].paragraph) next = kNone;
      if (marks_[i].family != Family::Single) continue;
      single_end_[i] = next;
      if (marks_[i].side != Side::Closes) continue;
      // "the players' union": prefer what follows, unless nothing does.
      if (next == kNone || !plural_possessive(marks_[i])) next = i;
    }
  }

  [[nodiscard]] bool plural_possessive(const Mark& mark) const {
    if (mark.word + 1 >= words_.size() || mark.word == 0) return false;
    const Word& before = words_[mark.word - 1];
    const std::string_view written = article_.written(mark.word - 1);
    return before.mark == 0 && !written.empty() && written.back() == 's' &&
           words_[mark.word + 1].shape == Shape::Lower;
  }

  void take_single() {
    const std::size_t end = marks_[at_].side == Side::Opens ? single_end_[at_] : kNone;
    if (end == kNone) {
      ++at_;
      return;
    }
    Quoted quoted{marks_[at_].word, marks_[end].word + marks_[end].words, 1, true, true, false};
    found_.push_back(quoted);
    at_ = end + 1;
  }

  /// Whether the mark at `at` opens a quotation inside the one that is open: “a “b” c”.
  [[nodiscard]] bool nests(std::size_t at) const {
    if (!marks_[at].curly_open || at + 2 >= marks_.size()) return false;
    std::size_t next = at + 1;
    while (next < marks_.size() && marks_[next].family == Family::Single) ++next;
    std::size_t last = next + 1;
    while (last < marks_.size() && marks_[last].family == Family::Single) ++last;
    return last < marks_.size() && marks_[last].paragraph == marks_[at].paragraph &&
           marks_[next].side == Side::Closes && marks_[last].side == Side::Closes;
  }

  [[nodiscard]] bool closes(const Mark& open, const Mark& mark) const {
    if (mark.family != open.family) return false;
    if (open.family == Family::Angle)
      return article_.written(mark.word) != article_.written(open.word);
    return mark.side != Side::Opens || (article_.written(open.word) == "„" && mark.curly_open);
  }

  void take() {
    const Mark& open = marks_[at_];
    std::size_t i = at_ + 1;
    for (; i < marks_.size() && marks_[i].paragraph == open.paragraph; ++i) {
      const Mark& mark = marks_[i];
      if (closes(open, mark)) {
        add(open, mark.word + mark.words, true);
        at_ = i + 1;
        return;
      }
      if (mark.family != open.family || open.family == Family::Angle) continue;
      if (nests(i)) {
        for (++i; marks_[i].side != Side::Closes || marks_[i].family != open.family;) ++i;
        continue;
      }
      add(open, first_stop(open.word, mark.word), false);
      at_ = i;
      return;
    }
    add_unclosed(open, i);
    at_ = i;
  }

  void add_unclosed(const Mark& open, std::size_t next) {
    const std::uint32_t end = end_of_paragraph(open);
    const bool reopened = next < marks_.size() && marks_[next].opens_paragraph &&
                          marks_[next].paragraph == open.paragraph + 1 &&
                          marks_[next].family == open.family && marks_[next].side != Side::Closes;
    const bool alone = reopened || open.opens_paragraph;
    add(open, alone ? end : first_stop(open.word, end), false);
    if (reopened) left_open_ = open.paragraph;
  }

  void add(const Mark& open, std::uint32_t end, bool closed) {
    const bool reopens = open.opens_paragraph && open.paragraph == left_open_ + 1;
    found_.push_back({open.word, end, open.words, closed, false, reopens});
  }

  [[nodiscard]] std::uint32_t end_of_paragraph(const Mark& mark) const {
    return mark.paragraph < paragraphs_.size() ? paragraphs_[mark.paragraph]
                                               : static_cast<std::uint32_t>(words_.size());
  }

  /// Behind the first mark that ends a sentence; `end` if there is none.
  [[nodiscard]] std::uint32_t first_stop(std::uint32_t from, std::uint32_t end) const {
    for (std::uint32_t i = from + 1; i < end; ++i) {
      const char mark = words_[i].mark;
      if (mark == '.' || mark == '!' || mark == '?') return i + 1;
    }
    return end;
  }

  const ArticleWords& article_;
  const std::vector<Word>& words_;
  std::span<const std::uint32_t> paragraphs_;
  std::vector<Mark> marks_;
  std::vector<std::size_t> single_end_;
  std::vector<Quoted> found_;
  std::size_t at_ = 0;
  /// The paragraph whose last quotation the next one opens again.
  std::uint32_t left_open_ = static_cast<std::uint32_t>(-2);
};

}  // namespace

std::vector<Quoted> quoted_spans(const ArticleWords& article,
                                 std::span<const std::uint32_t> paragraphs) {
  auto marks = Marks(article, paragraphs).collect();
  if (marks.empty()) return {};
  return Pairs(article, paragraphs, std::move(marks)).run();
}

}  // namespace morgue::annotate
