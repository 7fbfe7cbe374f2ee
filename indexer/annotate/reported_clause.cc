#include "indexer/annotate/reported_clause.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "indexer/annotate/quoted_words.h"

namespace morgue::annotate {
namespace {

/// A clause of fewer words says nothing that is worth keeping.
constexpr std::uint32_t kMinWords = 3;
/// A pronoun after "said on Monday" begins the clause if it comes this soon.
constexpr std::size_t kReachOfPronoun = 6;
/// "that" is looked for this far behind the verb ("said in a statement on Monday that").
constexpr std::size_t kReachOfThat = 10;

class ClauseReader {
 public:
  ClauseReader(const ArticleWords& article, std::span<const Quoted> quoted,
               const SpeechSentence& sentence, const std::vector<SpeechCue>& cues)
      : article_(article), quoted_(quoted), pieces_(sentence.pieces), cues_(cues) {}

  std::vector<ReportedClause> read() {
    for (std::size_t i = 0; i < cues_.size(); ++i) {
      const SpeechCue& cue = cues_[i];
      if (!cue.subject.sure || !has(cue.talk, Talk::Say | Talk::That | Talk::Tell)) continue;
      if (!clauses_.empty() && cue.piece < clauses_.back().end) continue;  // reported itself
      auto clause = before(i);
      if (!clause && !cue.inverted) clause = behind(i);
      if (!clause && cue.according) clause = behind_according(i);
      if (!clause || !long_enough(*clause)) continue;
      if (!clauses_.empty() && clause->begin < clauses_.back().end) continue;
      clauses_.push_back(*clause);
      if (clause->end <= cue.piece && !cue.inverted) add_second_part(i);
    }
    return std::move(clauses_);
  }

 private:
  [[nodiscard]] bool is(std::size_t piece, Talk talk) const {
    return pieces_[piece].plain() && has(pieces_[piece].talk, talk);
  }

  /// Where the clause of the last cue, or the sentence, ends: without its full stop.
  [[nodiscard]] std::size_t without_stop(std::size_t end) const {
    while (end > 0 && pieces_[end - 1].mark != 0 && pieces_[end - 1].mark != ')') --end;
    return end;
  }

  [[nodiscard]] bool long_enough(const ReportedClause& clause) const {
    return clause.begin < clause.end &&
           pieces_[clause.end - 1].end - pieces_[clause.begin].begin >= kMinWords;
  }

  /// "The ferry, Pike said, [would sail]".
  void add_second_part(std::size_t index) {
    const SpeechCue& cue = cues_[index];
    const std::size_t comma = std::max(cue.piece + 1, cue.subject.end);
    if (comma + 1 >= pieces_.size() || pieces_[comma].mark != ',') return;
    if (is(comma + 1, Talk::Gerund | Talk::Preposition | Talk::Joint | Talk::Who)) return;
    const ReportedClause rest{comma + 1, end_of(index, comma + 1), index, true};
    if (long_enough(rest) && finite(rest.begin, rest.end)) clauses_.push_back(rest);
  }

  /// Where a clause that ends before `first` ends: at a comma, which may stand inside marks.
  [[nodiscard]] std::size_t end_before(std::size_t first) const {
    if (first < 2) return 0;
    const Piece& left = pieces_[first - 1];
    if (left.mark == ',') return first - 1;
    if (!left.quoted) return 0;
    return last_mark(article_, quoted_[*left.quoted]) == ',' ? first : 0;
  }

  /// "The ferry would sail, officials said on Monday."
  [[nodiscard]] std::optional<ReportedClause> before(std::size_t index) const {
    const SpeechCue& cue = cues_[index];
    const std::size_t first =
        cue.inverted ? cue.piece - (cue.according ? 1 : 0) : cue.subject.begin;
    const std::size_t last = std::max(cue.piece + 1, cue.subject.end);
    const std::size_t end = end_before(first);
    if (end == 0 || (pieces_[0].quoted && end < 3) || is(0, Talk::Gerund)) return {};
    if (!cue.inverted && is(0, Talk::Joint | Talk::Preposition) && last < pieces_.size() &&
        pieces_[last].mark != '.')
      return {};
    const bool ends = last >= pieces_.size() ||
                      (pieces_[last].mark != 0 && pieces_[last].mark != ':') ||
                      is(last, Talk::Preposition | Talk::Calendar | Talk::Gerund);
    if (!ends || !finite(0, end) || complement_behind(last)) return {};
    if (index > 0 && cues_[index - 1].piece >= end) return {};
    for (std::size_t i = 0; i < index; ++i)
      if (!has(cues_[i].talk, Talk::Base | Talk::Utter) && !cues_[i].inverted) return {};
    return ReportedClause{0, end, index, false};
  }

  [[nodiscard]] bool complement_behind(std::size_t from) const {
    for (std::size_t i = from; i < pieces_.size() && i < from + kReachOfThat; ++i)
      if (is(i, Talk::Complement)) return true;
    return false;
  }

  /// "According to Pike, the ferry would sail."
  [[nodiscard]] std::optional<ReportedClause> behind_according(std::size_t index) const {
    std::size_t comma = cues_[index].subject.end;
    if (cues_[index].piece > 2 || comma >= pieces_.size() || pieces_[comma].mark != ',') return {};
    return ReportedClause{comma + 1, end_of(index, comma + 1), index, false};
  }

  [[nodiscard]] std::optional<ReportedClause> behind(std::size_t index) const {
    const SpeechCue& cue = cues_[index];
    std::size_t at = cue.piece + 1;
    for (std::size_t i = at; i < pieces_.size() && i < at + kReachOfThat; ++i) {
      if (is(i, Talk::Complement)) return ReportedClause{i + 1, end_of(index, i + 1), index, false};
      if (pieces_[i].quoted || pieces_[i].mark != 0) break;
      if (is(i, Talk::Auxiliary | kCueVerb | Talk::Joint)) break;
    }
    if (has(cue.talk, Talk::Tell)) {
      if (at >= pieces_.size() || !listener(at)) return {};
      ++at;
    }
    while (at < pieces_.size() && is(at, Talk::Calendar)) ++at;
    if (at < pieces_.size() && is(at, Talk::Preposition)) at = pronoun_behind(at);
    if (at >= pieces_.size() || pieces_[at].mark != 0 ||
        is(at, Talk::Preposition | Talk::Joint | Talk::Negation | Talk::Auxiliary))
      return {};
    if (!has(cue.talk, Talk::Say) && !clause_begins(at)) return {};
    const std::size_t end = end_of(index, at);
    if (!finite(at, end)) return {};
    return ReportedClause{at, end, index, false};
  }

  [[nodiscard]] bool listener(std::size_t piece) const {
    if (pieces_[piece].mention) return article_.words[pieces_[piece].end - 1].capitalised();
    const std::string_view written = article_.written(pieces_[piece].begin);
    return written == "him" || written == "them" || written == "us" || written == "reporters" ||
           written == "lawmakers";
  }

  /// "said in a statement [it] would": the pronoun with which the clause begins.
  [[nodiscard]] std::size_t pronoun_behind(std::size_t from) const {
    for (std::size_t i = from; i < pieces_.size() && i < from + kReachOfPronoun; ++i) {
      if (pieces_[i].mark != 0 || pieces_[i].quoted) break;
      if (is(i, kPronoun)) return i;
    }
    return pieces_.size();
  }

  /// Whether a clause, not an object, begins here: "warned it", "warned the dam would".
  [[nodiscard]] bool clause_begins(std::size_t from) const {
    if (is(from, kPronoun)) return true;
    for (std::size_t i = from; i < pieces_.size(); ++i) {
      if (pieces_[i].quoted || pieces_[i].mark != 0) return false;
      if (is(i, Talk::Preposition | Talk::Joint | Talk::Who)) return false;
      if (is(i, Talk::Auxiliary)) return true;
    }
    return false;
  }

  /// Up to the next cue that speaks for itself: ", adding that", "and said", ", Pike said".
  [[nodiscard]] std::size_t end_of(std::size_t index, std::size_t from) const {
    for (std::size_t i = index + 1; i < cues_.size(); ++i) {
      const SpeechCue& next = cues_[i];
      if (next.piece <= from) continue;
      std::size_t first = std::min(next.piece, next.subject.begin);
      if (first < from || has(next.talk, Talk::Gerund)) first = next.piece;
      if (first > 0 && is(first - 1, Talk::Joint)) --first;
      if (first > 0 && pieces_[first - 1].mark == ',') return std::max(from, first - 1);
      if (first < next.piece && is(first, Talk::Joint) && next.subject.end <= cues_[index].piece)
        return std::max(from, first);
    }
    return std::max(from, without_stop(pieces_.size()));
  }

  /// Whether something like a finite verb stands in [begin, end).
  [[nodiscard]] bool finite(std::size_t begin, std::size_t end) const {
    for (std::size_t i = begin; i < end; ++i) {
      if (pieces_[i].quoted) return true;  // "he was "sorry": the verb may be inside
      if (!pieces_[i].plain()) continue;
      if (has(pieces_[i].talk, Talk::Auxiliary | kCueVerb)) return true;
      const std::string_view written = article_.written(pieces_[i].begin);
      if (i > begin && article_.words[pieces_[i].begin].shape == Shape::Lower &&
          written.size() > 3 && (written.ends_with("ed") || written.ends_with("s")))
        return true;
    }
    return false;
  }

  const ArticleWords& article_;
  std::span<const Quoted> quoted_;
  const std::vector<Piece>& pieces_;
  const std::vector<SpeechCue>& cues_;
  std::vector<ReportedClause> clauses_;
};

}  // namespace

std::vector<ReportedClause> reported_clauses(const ArticleWords& article,
                                             std::span<const Quoted> quoted,
                                             const SpeechSentence& sentence,
                                             const std::vector<SpeechCue>& cues) {
  if (cues.empty()) return {};
  return ClauseReader(article, quoted, sentence, cues).read();
}

}  // namespace morgue::annotate
