#include "query/passages/passages.h"

#include <algorithm>
#include <array>
#include <optional>

#include "common/text.h"
#include "common/utf8.h"
#include "query/passages/sentence_scores.h"

namespace morgue {
namespace {

/// A further passage has to be worth this share of the first one: of a search by words, and of a
/// question, where it is the answer's further chance.
constexpr double kWorthShowing = 0.35;
constexpr double kWorthShowingToQuestion = 0.1;
/// A shorter sentence ("He agreed.") says little without the next one.
constexpr std::size_t kShortSentence = 8;
/// Of a text that has no hit, and of one that is searched by filters only, so much is shown.
constexpr std::size_t kLeadWords = 35;
/// What a sentence of the same paragraph is worth more, when a passage is filled up; and the one
/// before a sentence that begins with "he" or "that".
constexpr double kSameParagraph = 0.1;
constexpr double kPointsBack = 0.2;
/// A word has seldom more bytes, in any script: more of them are cut as well.
constexpr std::size_t kBytesOfWord = 24;
/// Of the sentences around a passage, those of more bytes are left out.
constexpr std::size_t kLongestContext = 4000;

/// First and last sentence, and the one that they were chosen for.
struct Stretch {
  std::size_t from = 0, to = 0, core = 0;
};

std::size_t count_words(std::string_view text) {
  std::size_t n = 0;
  Tokenizer tokenizer(text);
  for (Token token; tokenizer.next(token);) ++n;
  return n;
}

/// Does it begin with a word that stands for something said before?
bool points_back(std::string_view sentence) {
  constexpr auto kPointers = std::to_array<std::string_view>(
      {"he", "she", "it", "they", "this", "that", "these", "those", "his", "her", "their", "its",
       "but", "and", "then", "so", "there"});
  Token token;
  Tokenizer tokenizer(sentence);
  return tokenizer.next(token) &&
         std::find(kPointers.begin(), kPointers.end(), token.folded) != kPointers.end();
}

/// Cuts a sentence that is too long down to its densest stretch, at word borders.
class Cutter {
 public:
  Cutter(std::string_view text, std::span<const UnitHit> hits, std::size_t room)
      : text_(text), hits_(hits), room_(room) {}

  void cut(Passage& passage) const {
    const std::vector<Span> words = words_of(passage.where);
    if (words.size() > room_) cut_words(passage, words);
    cut_bytes(passage);
  }

 private:
  [[nodiscard]] std::vector<Span> words_of(Span where) const {
    std::vector<Span> out;
    Tokenizer tokenizer(where.of(text_));
    for (Token token; tokenizer.next(token);)
      out.push_back({token.where.begin + where.begin, token.where.end + where.begin});
    return out;
  }

  /// The word from which half the room has most hits.
  [[nodiscard]] std::size_t densest(const std::vector<Span>& words) const {
    std::vector<std::size_t> at;  // numbers of the words that are hits
    std::size_t word = 0;
    for (const UnitHit& hit : hits_) {
      while (word < words.size() && words[word].end <= hit.where.begin) ++word;
      at.push_back(word);
    }
    std::size_t best = 0;
    std::size_t best_count = 0;
    for (std::size_t first = 0, last = 0; first < at.size(); ++first) {
      while (last < at.size() && at[last] < at[first] + std::max<std::size_t>(room_ / 2, 1)) ++last;
      if (last - first > best_count) {
        best_count = last - first;
        best = at[first];
      }
    }
    return best;
  }

  /// A quarter of the room stands before the first hit.
  void cut_words(Passage& passage, const std::vector<Span>& words) const {
    const std::size_t first = densest(words);
    const std::size_t begin =
        std::min(first > room_ / 4 ? first - room_ / 4 : 0, words.size() - room_);
    const std::size_t end = begin + room_;
    if (begin > 0) {
      passage.where.begin = words[begin].begin;
      passage.cut_before = true;
    }
    if (end < words.size()) {
      passage.where.end = words[end - 1].end;
      passage.cut_after = true;
    }
  }

  /// What has no blanks (addresses, encoded files) may be one endless word.
  void cut_bytes(Passage& passage) const {
    const std::size_t most = room_ * kBytesOfWord;
    if (passage.where.size() <= most) return;
    if (!hits_.empty() && hits_.front().where.begin > passage.where.begin + most / 2 &&
        hits_.front().where.begin < passage.where.end) {
      passage.where.begin = hits_.front().where.begin;
      passage.cut_before = true;
    }
    if (passage.where.size() <= most) return;
    passage.where.end =
        passage.where.begin +
        static_cast<std::uint32_t>(utf8::prefix(passage.where.of(text_), most).size());
    passage.cut_after = true;
  }

  std::string_view text_;
  std::span<const UnitHit> hits_;  // of the sentence
  std::size_t room_;
};

class Chooser {
 public:
  Chooser(const AnnotatedArticle& article, std::span<const UnitHit> titles,
          std::span<const UnitHit> hits, std::span<const Unit> units, const PassageOptions& options)
      : text_(article.article.text),
        hits_(hits),
        marks_(marks_of(hits, false)),
        options_(options),
        question_(options.question.asked != Asked::Nothing),
        sentences_(sentences_with_hits(text_, hits)),
        words_(sentences_.size(), 0),
        taken_(sentences_.size(), false) {
    if (!hits.empty() && options.most > 0)
      scores_.emplace(article, sentences_, titles, hits, marks_, units, options.question);
  }

  std::vector<Passage> choose() {
    if (sentences_.empty() || options_.most == 0) return {};
    std::vector<Stretch> chosen;
    if (scores_) choose_best(chosen);
    if (chosen.empty()) chosen.push_back(lead());
    std::sort(chosen.begin(), chosen.end(),
              [](const Stretch& a, const Stretch& b) { return a.from < b.from; });
    std::vector<Passage> out;
    for (const Stretch& stretch : chosen) out.push_back(passage(stretch));
    add_context(chosen, out);
    return out;
  }

 private:
  void choose_best(std::vector<Stretch>& chosen) {
    const double worth_showing = question_ ? kWorthShowingToQuestion : kWorthShowing;
    double first_score = 0;
    while (chosen.size() < options_.most) {
      const auto best = scores_->best(taken_);
      const double score = best ? scores_->score(*best) : 0;
      if (!best || score < first_score * worth_showing) break;
      if (first_score == 0) first_score = score;
      Stretch stretch{*best, *best, *best};
      grow(stretch);
      for (std::size_t i = stretch.from; i <= stretch.to; ++i) {
        taken_[i] = true;
        scores_->show(i);
      }
      join(chosen, stretch);
    }
  }

  std::size_t words(std::size_t i) {
    if (words_[i] == 0)
      words_[i] = std::max<std::size_t>(1, count_words(sentences_[i].where.of(text_)));
    return words_[i];
  }

  [[nodiscard]] bool same_paragraph(std::size_t a, std::size_t b) const {
    return sentences_[a].paragraph == sentences_[b].paragraph;
  }

  /// A very short sentence takes one beside it with it; to a question the passage is filled up.
  void grow(Stretch& stretch) {
    std::size_t total = words(stretch.from);
    while (question_ || total < kShortSentence) {
      const auto fits = [&](std::size_t other) {
        return other < sentences_.size() && !taken_[other] &&
               (question_ || same_paragraph(other, stretch.from)) &&
               total + words(other) <= options_.most_words;
      };
      const bool before = fits(stretch.from - 1);  // of the first one: beyond the last
      const bool after = fits(stretch.to + 1);
      if (!before && !after) return;
      if (!after || (before && better_before(stretch)))
        total += words(--stretch.from);
      else
        total += words(++stretch.to);
    }
  }

  [[nodiscard]] bool better_before(const Stretch& stretch) const {
    if (!question_) return false;
    double before = scores_->score(stretch.from - 1);
    double after = scores_->score(stretch.to + 1);
    if (same_paragraph(stretch.from - 1, stretch.from)) before += kSameParagraph;
    if (same_paragraph(stretch.to + 1, stretch.to)) after += kSameParagraph;
    if (points_back(sentences_[stretch.from].where.of(text_))) before += kPointsBack;
    return before > after;
  }

  /// Adds a stretch to the chosen ones; neighbours in one paragraph become one.
  void join(std::vector<Stretch>& chosen, Stretch stretch) {
    for (Stretch& other : chosen) {
      const bool behind = other.to + 1 == stretch.from;
      if (!behind && stretch.to + 1 != other.from) continue;
      if (!same_paragraph(behind ? other.to : stretch.to, behind ? stretch.from : other.from))
        continue;
      const std::size_t from = std::min(other.from, stretch.from);
      const std::size_t to = std::max(other.to, stretch.to);
      std::size_t total = 0;
      for (std::size_t i = from; i <= to; ++i) total += words(i);
      if (total > options_.most_words) continue;
      other = {from, to, other.core};
      return;
    }
    chosen.push_back(stretch);
  }

  [[nodiscard]] Passage passage(const Stretch& stretch) const {
    const Sentence& first = sentences_[stretch.from];
    const Sentence& last = sentences_[stretch.to];
    Passage out;
    out.where = {first.where.begin, last.where.end};
    out.paragraph = first.paragraph;
    if (scores_) out.score = scores_->whole_score(stretch.from, stretch.to);
    if (stretch.from == stretch.to)
      Cutter(text_, hits_.subspan(first.first_hit, first.hits), options_.most_words).cut(out);
    const Span core = sentences_[stretch.core].where;
    out.core = {std::max(core.begin, out.where.begin), std::min(core.end, out.where.end)};
    const auto reaches = [&](Span mark) { return mark.end <= out.where.begin; };
    for (auto mark = std::partition_point(marks_.begin(), marks_.end(), reaches);
         mark != marks_.end() && mark->begin < out.where.end; ++mark)
      out.marks.push_back(
          {std::max(mark->begin, out.where.begin), std::min(mark->end, out.where.end)});
    return out;
  }

  /// Not beyond the passages beside it, nor beyond where a passage was cut.
  void add_context(const std::vector<Stretch>& chosen, std::vector<Passage>& passages) const {
    std::size_t free = 0;  // the first sentence that nobody shows
    for (std::size_t i = 0; i < chosen.size(); ++i) {
      const std::size_t end = i + 1 < chosen.size() ? chosen[i + 1].from : sentences_.size();
      std::size_t from = chosen[i].from;
      std::size_t to = chosen[i].to;
      const auto shown = [&](std::size_t at) {
        return sentences_[at].where.size() <= kLongestContext;
      };
      for (std::size_t n = 0; n < options_.context; ++n) {
        if (!passages[i].cut_before && from > free && shown(from - 1)) --from;
        if (!passages[i].cut_after && to + 1 < end && shown(to + 1)) ++to;
      }
      const Span where = passages[i].where;
      if (from < chosen[i].from) passages[i].before = {sentences_[from].where.begin, where.begin};
      if (to > chosen[i].to) passages[i].after = {where.end, sentences_[to].where.end};
      free = to + 1;
    }
  }

  Stretch lead() {
    std::size_t last = 0;
    std::size_t total = words(0);
    while (last + 1 < sentences_.size() && same_paragraph(last + 1, 0) &&
           total + words(last + 1) <= kLeadWords)
      total += words(++last);
    return {0, last, 0};
  }

  std::string_view text_;
  std::span<const UnitHit> hits_;
  std::vector<Span> marks_;
  const PassageOptions& options_;
  bool question_;
  std::vector<Sentence> sentences_;
  std::vector<std::size_t> words_;  // of each sentence, 0: not counted yet
  std::vector<bool> taken_;
  std::optional<SentenceScores> scores_;
};

}  // namespace

std::vector<Span> marks_of(std::span<const UnitHit> hits, bool in_title) {
  std::vector<Span> marks;
  for (const UnitHit& hit : hits)
    if (hit.in_title == in_title) marks.push_back(hit.where);
  std::sort(marks.begin(), marks.end());
  std::vector<Span> out;
  for (const Span mark : marks) {
    if (!out.empty() && mark.begin <= out.back().end)
      out.back().end = std::max(out.back().end, mark.end);
    else
      out.push_back(mark);
  }
  return out;
}

std::vector<Passage> find_passages(const AnnotatedArticle& article, std::span<const UnitHit> hits,
                                   std::span<const Unit> units, const PassageOptions& options) {
  const auto first =
      std::find_if(hits.begin(), hits.end(), [](const UnitHit& h) { return !h.in_title; });
  const auto titles = static_cast<std::size_t>(first - hits.begin());
  return Chooser(article, hits.first(titles), hits.subspan(titles), units, options).choose();
}

}  // namespace morgue
