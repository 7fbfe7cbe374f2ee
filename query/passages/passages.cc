#include "query/passages/passages.h"

#include <algorithm>
#include <optional>

#include "common/article.h"
#include "common/text.h"

namespace morgue {
namespace {

/// A unit that an earlier passage has shown already is worth this much of its idf.
constexpr double kRepeated = 0.25;
/// A further passage has to be worth this share of the first one.
constexpr double kWorthShowing = 0.35;
/// Each further hit of the same unit in a sentence adds this share of its idf.
constexpr double kAgain = 0.1;
/// The first paragraphs of a news article sum it up.
constexpr double kLeadBonus = 1.15;
constexpr std::uint32_t kLeadParagraphs = 2;
/// A shorter sentence ("He agreed.") says little without the next one.
constexpr std::size_t kShortSentence = 8;
/// Of a text that has no hit, and of one that is searched by filters only, so much is shown.
constexpr std::size_t kLeadWords = 35;

struct Sentence {
  Span where;
  std::uint32_t paragraph = 0;
  std::size_t first_hit = 0, hits = 0;  // of those in the text
  std::size_t words = 0;
};

std::size_t count_words(std::string_view text) {
  std::size_t n = 0;
  Tokenizer tokenizer(text);
  for (Token token; tokenizer.next(token);) ++n;
  return n;
}

std::vector<Sentence> sentences_of(std::string_view text, std::span<const UnitHit> hits) {
  const std::vector<Span> parts = paragraphs(text);
  std::vector<Sentence> out;
  std::size_t part = 0;
  std::size_t hit = 0;
  for (const Span where : sentences(text)) {
    while (part + 1 < parts.size() && parts[part].end <= where.begin) ++part;
    Sentence sentence{where, static_cast<std::uint32_t>(part + 1), hit, 0, 0};
    while (hit < hits.size() && hits[hit].where.begin < where.end) {
      ++hit;
      ++sentence.hits;
    }
    out.push_back(sentence);
  }
  return out;
}

class Chooser {
 public:
  Chooser(std::string_view text, std::span<const UnitHit> hits, std::span<const Unit> units,
          const PassageOptions& options)
      : text_(text),
        hits_(hits),
        units_(units),
        options_(options),
        sentences_(sentences_of(text, hits)),
        seen_(units.size(), false) {}

  std::vector<Passage> choose() {
    if (sentences_.empty() || options_.most == 0) return {};
    if (hits_.empty()) return {lead()};
    std::vector<std::pair<std::size_t, std::size_t>> chosen;  // first and last sentence
    double first_score = 0;
    std::vector<bool> taken(sentences_.size(), false);
    while (chosen.size() < options_.most) {
      const auto [best, score] = next_best(taken);
      if (!best || score < first_score * kWorthShowing) break;
      if (chosen.empty()) first_score = score;
      const auto [from, to] = widened(*best, taken);
      for (std::size_t i = from; i <= to; ++i) {
        taken[i] = true;
        note_seen(sentences_[i]);
      }
      chosen.emplace_back(from, to);
    }
    std::sort(chosen.begin(), chosen.end());
    std::vector<Passage> out;
    for (const auto& [from, to] : joined(chosen)) out.push_back(passage(from, to));
    return out;
  }

 private:
  [[nodiscard]] double score(const Sentence& sentence) const {
    double sum = 0;
    std::vector<std::uint16_t> here;
    for (std::size_t i = sentence.first_hit; i < sentence.first_hit + sentence.hits; ++i) {
      const std::uint16_t unit = hits_[i].unit;
      const bool again = std::find(here.begin(), here.end(), unit) != here.end();
      // Units without weight (names in a query of filters) still make a sentence worth showing.
      const double idf = std::max(units_[unit].idf, 1.0);
      sum += idf * (again ? kAgain : 1.0) * (seen_[unit] ? kRepeated : 1.0);
      if (!again) here.push_back(unit);
    }
    return sentence.paragraph <= kLeadParagraphs ? sum * kLeadBonus : sum;
  }

  [[nodiscard]] std::pair<std::optional<std::size_t>, double> next_best(
      const std::vector<bool>& taken) const {
    std::optional<std::size_t> best;
    double best_score = 0;
    for (std::size_t i = 0; i < sentences_.size(); ++i) {
      if (taken[i] || sentences_[i].hits == 0) continue;
      const double s = score(sentences_[i]);
      if (s > best_score) {
        best_score = s;
        best = i;
      }
    }
    return {best, best_score};
  }

  std::size_t words(std::size_t i) {
    Sentence& sentence = sentences_[i];
    if (sentence.words == 0)
      sentence.words = std::max<std::size_t>(1, count_words(sentence.where.of(text_)));
    return sentence.words;
  }

  /// A very short sentence takes the next one of its paragraph with it, or else the one before.
  std::pair<std::size_t, std::size_t> widened(std::size_t i, const std::vector<bool>& taken) {
    if (words(i) >= kShortSentence) return {i, i};
    const auto fits = [&](std::size_t other) {
      return !taken[other] && sentences_[other].paragraph == sentences_[i].paragraph &&
             words(i) + words(other) <= options_.most_words;
    };
    if (i + 1 < sentences_.size() && fits(i + 1)) return {i, i + 1};
    if (i > 0 && fits(i - 1)) return {i - 1, i};
    return {i, i};
  }

  void note_seen(const Sentence& sentence) {
    for (std::size_t i = sentence.first_hit; i < sentence.first_hit + sentence.hits; ++i)
      seen_[hits_[i].unit] = true;
  }

  std::vector<std::pair<std::size_t, std::size_t>> joined(
      const std::vector<std::pair<std::size_t, std::size_t>>& chosen) {
    std::vector<std::pair<std::size_t, std::size_t>> out;
    for (const auto& next : chosen) {
      if (!out.empty() && out.back().second + 1 == next.first &&
          sentences_[out.back().second].paragraph == sentences_[next.first].paragraph) {
        std::size_t total = 0;
        for (std::size_t i = out.back().first; i <= next.second; ++i) total += words(i);
        if (total <= options_.most_words) {
          out.back().second = next.second;
          continue;
        }
      }
      out.push_back(next);
    }
    return out;
  }

  Passage passage(std::size_t from, std::size_t to) {
    Passage out;
    out.where = {sentences_[from].where.begin, sentences_[to].where.end};
    out.paragraph = sentences_[from].paragraph;
    std::size_t total = 0;
    for (std::size_t i = from; i <= to; ++i) total += words(i);
    if (total > options_.most_words) cut(out, sentences_[from]);
    for (const Span mark : marks_of(hits_, false))
      if (out.where.overlaps(mark))
        out.marks.push_back(
            {std::max(mark.begin, out.where.begin), std::min(mark.end, out.where.end)});
    return out;
  }

  /// Of a sentence that is too long, the stretch with the most hits, at word borders.
  void cut(Passage& passage, const Sentence& sentence) const {
    std::vector<Span> tokens;
    Tokenizer tokenizer(passage.where.of(text_));
    for (Token token; tokenizer.next(token);)
      tokens.push_back(
          {token.where.begin + passage.where.begin, token.where.end + passage.where.begin});
    const std::size_t room = options_.most_words;
    if (tokens.size() <= room) return;
    const auto token_at = [&](std::uint32_t byte) {
      return static_cast<std::size_t>(
          std::upper_bound(tokens.begin(), tokens.end(), byte,
                           [](std::uint32_t b, Span s) { return b < s.end; }) -
          tokens.begin());
    };
    std::size_t best_first = 0;
    std::size_t best_count = 0;
    for (std::size_t i = sentence.first_hit; i < sentence.first_hit + sentence.hits; ++i) {
      const std::size_t first = token_at(hits_[i].where.begin);
      std::size_t count = 0;
      for (std::size_t j = i; j < sentence.first_hit + sentence.hits &&
                              token_at(hits_[j].where.begin) < first + room / 2;
           ++j)
        ++count;
      if (count > best_count) {
        best_count = count;
        best_first = first;
      }
    }
    // A quarter of the room stands before the first hit.
    const std::size_t begin =
        std::min(best_first > room / 4 ? best_first - room / 4 : 0, tokens.size() - room);
    const std::size_t end = begin + room;
    if (begin > 0) {
      passage.where.begin = tokens[begin].begin;
      passage.cut_before = true;
    }
    if (end < tokens.size()) {
      passage.where.end = tokens[end - 1].end;
      passage.cut_after = true;
    }
  }

  Passage lead() {
    std::size_t last = 0;
    std::size_t total = words(0);
    while (last + 1 < sentences_.size() &&
           sentences_[last + 1].paragraph == sentences_[0].paragraph &&
           total + words(last + 1) <= kLeadWords)
      total += words(++last);
    return passage(0, last);
  }

  std::string_view text_;
  std::span<const UnitHit> hits_;
  std::span<const Unit> units_;
  const PassageOptions& options_;
  std::vector<Sentence> sentences_;
  std::vector<bool> seen_;
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

std::vector<Passage> find_passages(std::string_view text, std::span<const UnitHit> hits,
                                   std::span<const Unit> units, const PassageOptions& options) {
  const auto first =
      std::find_if(hits.begin(), hits.end(), [](const UnitHit& h) { return !h.in_title; });
  const auto titles = static_cast<std::size_t>(first - hits.begin());
  return Chooser(text, hits.subspan(titles), units, options).choose();
}

}  // namespace morgue
