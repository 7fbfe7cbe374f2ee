#include "indexer/annotate/attribution.h"

#include <algorithm>

#include "indexer/annotate/quoted_words.h"

namespace morgue::annotate {
namespace {

/// A cue behind a quotation must begin at once, but its apposition may be long.
constexpr std::size_t kReachBehind = 30;
/// "Pike told the Herald after the vote, "...": this far before a quotation a cue may stand.
constexpr std::size_t kReachBefore = 24;
/// "called it a [...]": this far before a quotation its object may begin.
constexpr std::size_t kReachOfObject = 8;
/// Behind a question a name and a verb are taken for a cue only if little more follows.
constexpr std::size_t kShortTail = 6;
constexpr WordKey kSo = key_of("so");

/// Quoted words that stand alone are an utterance from this many words on.
constexpr std::uint32_t kMinUtterance = 3;
/// Quoted words that end a sentence of which they are nearly all need no capital from here on.
constexpr std::uint32_t kLongFragment = 6;

class AttributionReader {
 public:
  AttributionReader(const ArticleWords& article, const Resolved& names,
                    std::span<const Quoted> quoted, const SpeechSentence& sentence,
                    const std::vector<SpeechCue>& cues)
      : article_(article),
        names_(names),
        quoted_(quoted),
        pieces_(sentence.pieces),
        cues_(cues),
        subjects_(article, names, sentence.pieces) {}

  std::vector<Attribution> read() {
    std::vector<Attribution> found;
    const Attribution* last = nullptr;
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (!pieces_[i].quoted) continue;
      found.push_back(attribution(i, last));
      last = &found.back();
    }
    return found;
  }

 private:
  [[nodiscard]] const Quoted& quote(std::size_t piece) const {
    return quoted_[*pieces_[piece].quoted];
  }
  [[nodiscard]] bool is(std::size_t piece, Talk talk) const {
    return piece < pieces_.size() && pieces_[piece].plain() && has(pieces_[piece].talk, talk);
  }
  [[nodiscard]] bool mark(std::size_t piece, char wanted) const {
    return piece < pieces_.size() && pieces_[piece].mark == wanted;
  }

  /// A comma, inside or behind the marks, leads over to a cue.
  [[nodiscard]] bool leads_over(std::size_t piece) const {
    const char last = last_mark(article_, quote(piece));
    return last == ',' || last == '?' || last == '!' || last == '-' || mark(piece + 1, ',') ||
           mark(piece + 1, '-');
  }
  /// The piece where what may be a subject begins behind a quotation.
  [[nodiscard]] std::size_t behind(std::size_t piece) const {
    std::size_t at = piece + 1;
    while (mark(at, ',') || mark(at, '-')) ++at;
    return at;
  }

  [[nodiscard]] std::optional<Subject> cue_behind(std::size_t piece) const {
    const std::size_t start = behind(piece);
    if (start >= pieces_.size()) return {};
    for (const SpeechCue& cue : cues_) {
      if (cue.piece < start) continue;
      if (cue.piece > start + kReachBehind) break;
      if (quoted_between(piece + 1, cue.piece)) break;
      if (has(cue.talk, Talk::Gerund) && !cue.according) break;
      if (cue.according) {
        if (cue.piece == start + 1) return cue.subject;
        break;
      }
      if (cue.inverted ? only_light(start, cue.piece) : begins_at(cue.subject, start))
        return cue.subject;
      break;
    }
    if (mark(piece + 1, '-') && names_person(start)) return subjects_.from(start);  // - Ana Pike
    return unknown_verb(piece, start);
  }

  [[nodiscard]] bool names_person(std::size_t piece) const {
    return pieces_[piece].mention && is_person(*pieces_[piece].mention) &&
           (piece + 1 >= pieces_.size() || pieces_[piece + 1].mark == ',' ||
            pieces_[piece + 1].mark == '.');
  }
  [[nodiscard]] bool is_person(std::uint32_t mention) const {
    return names_.entities[names_.mentions[mention].entity].kind == EntityKind::Person;
  }

  [[nodiscard]] bool quoted_between(std::size_t begin, std::size_t end) const {
    for (std::size_t i = begin; i < end; ++i)
      if (pieces_[i].quoted) return true;
    return false;
  }
  [[nodiscard]] bool only_light(std::size_t begin, std::size_t end) const {
    for (std::size_t i = begin; i < end; ++i)
      if (!subjects_.light(pieces_[i])) return false;
    return true;
  }
  [[nodiscard]] bool begins_at(const Subject& subject, std::size_t start) const {
    if (subject.begin < start || subject.begin > start + kReachOfObject) return false;
    for (std::size_t i = start; i < subject.begin; ++i) {
      const bool apposed = pieces_[i].mention || pieces_[i].mark == ',';  // "Calder, Ohio, police"
      if (!apposed && (!pieces_[i].plain() ||
                       has(pieces_[i].talk, Talk::Complement | Talk::Auxiliary | kCueVerb)))
        return false;
    }
    return true;
  }

  /// "..., " Pike sniffed: any small word behind a name or "he" does where a comma leads over.
  [[nodiscard]] std::optional<Subject> unknown_verb(std::size_t piece, std::size_t start) const {
    if (!leads_over(piece) || start + 1 >= pieces_.size()) return {};
    const auto verb_like = [&](std::size_t i) {
      return i < pieces_.size() && pieces_[i].plain() &&
             article_.words[pieces_[i].begin].shape == Shape::Lower &&
             !has(pieces_[i].talk, Talk::Preposition | Talk::Joint | Talk::Complement |
                                       Talk::Article | Talk::Negation | Talk::Who |
                                       Talk::Auxiliary | Talk::Gerund);
    };
    if (!utterance(piece)) return {};
    const Piece& first = pieces_[start];
    const bool named = first.mention && !article_.words[first.end - 1].possessive;
    const bool pronoun = is(start, Talk::He | Talk::She | Talk::They);
    const char last = last_mark(article_, quote(piece));
    const bool short_tail = (last != '?' && last != '!') || pieces_.size() <= start + kShortTail;
    if ((pronoun || named) && short_tail && verb_like(start + 1)) return subjects_.from(start);
    if (!short_tail) return {};
    if (article_.words[first.begin].key == kSo && pieces_[start + 1].mention)
      return subjects_.from(start + 1);  // "..., so Pike."
    if (verb_like(start) && is(start + 1, Talk::Article) &&
        word_count(article_, quote(piece)) > kMinUtterance)
      return subjects_.from(start + 1);
    if (verb_like(start) && (pieces_[start + 1].mention || is(start + 1, Talk::He | Talk::She))) {
      const Subject subject = subjects_.from(start + 1);
      if (subject.kind != Subject::Kind::None) return subject;
    }
    return {};
  }

  [[nodiscard]] bool utterance(std::size_t piece) const {
    return begins_large(article_, quote(piece)) && !looks_like_title(article_, quote(piece));
  }

  /// The nearest cue before a quotation, with no other quotation between.
  [[nodiscard]] const SpeechCue* cue_before(std::size_t piece, std::size_t reach) const {
    for (std::size_t i = cues_.size(); i-- > 0;) {
      if (cues_[i].piece >= piece) continue;
      if (cues_[i].piece + reach < piece || quoted_between(cues_[i].piece, piece)) return nullptr;
      return &cues_[i];
    }
    return nullptr;
  }

  [[nodiscard]] std::optional<Subject> before_quote(std::size_t piece) const {
    if (piece == 0) return {};
    const SpeechCue* cue = cue_before(piece, kReachBefore);
    if (mark(piece - 1, ':')) {
      if (cue != nullptr) return cue->subject;
      const bool spoken = quote(piece).marks == 0 || utterance(piece);
      return spoken ? label(piece - 1) : std::optional<Subject>{};
    }
    if (cue == nullptr) return {};
    const std::size_t gap = piece - cue->piece - 1;
    if (mark(piece - 1, ',') && begins_large(article_, quote(piece)) &&
        !looks_like_title(article_, quote(piece)))
      return cue->subject;
    if (gap == 0 && ends_clause(piece)) return fits_behind_verb(*cue, piece);
    if (is(piece - 1, Talk::Complement) && ends_clause(piece)) return cue->subject;
    if (has(cue->talk, Talk::Call) && gap <= kReachOfObject &&
        !looks_like_title(article_, quote(piece)) && object_between(cue->piece + 1, piece))
      return cue->subject;
    if (has(cue->talk, Talk::Tell) && gap <= kReachOfObject &&
        begins_large(article_, quote(piece)) &&
        word_count(article_, quote(piece)) >= kMinUtterance &&
        object_between(cue->piece + 1, piece))
      return cue->subject;
    return {};
  }

  [[nodiscard]] std::optional<Subject> fits_behind_verb(const SpeechCue& cue,
                                                        std::size_t piece) const {
    if (has(cue.talk, Talk::Call) && looks_like_title(article_, quote(piece))) return {};
    if (cue.inverted) return {};
    return cue.subject;
  }

  /// Nothing of the same clause follows: a stop, a preposition, the end.
  [[nodiscard]] bool ends_clause(std::size_t piece) const {
    const std::size_t next = piece + 1;
    if (next >= pieces_.size() || last_mark(article_, quote(piece)) == ',' ||
        ends_sentence(article_, quote(piece)))
      return true;
    if (pieces_[next].mark != 0) return true;
    return is(next, Talk::Preposition | Talk::Joint | Talk::Calendar | Talk::Gerund);
  }

  [[nodiscard]] bool object_between(std::size_t begin, std::size_t end) const {
    for (std::size_t i = begin; i < end; ++i) {
      if (pieces_[i].quoted || pieces_[i].mark != 0) return false;
      if (is(i, Talk::Auxiliary | Talk::Complement | Talk::Who)) return false;
    }
    return true;
  }

  /// "Pike: "..."": who stands before the colon.
  [[nodiscard]] std::optional<Subject> label(std::size_t colon) const {
    if (colon == 0) return {};
    if (quote(colon + 1).marks == 0) return turn(colon);
    const Subject main = subjects_.main(colon);
    // "More: 'It was late'" is a headline; double marks are words even if nobody is named.
    if (main.kind == Subject::Kind::None && quote(colon + 1).single) return {};
    return main;
  }

  /// "PIKE: ...": a name or another label.
  [[nodiscard]] Subject turn(std::size_t colon) const {
    Subject subject{Subject::Kind::Described, 0, colon, {}, Talk::None, true};
    if (!pieces_[colon - 1].mention) return subject;
    subject.kind = Subject::Kind::Named;
    subject.mention = pieces_[colon - 1].mention;
    return subject;
  }

  /// Whether anything but marks and joints stands before the quotation.
  [[nodiscard]] bool begins_sentence(std::size_t piece) const {
    std::size_t words = 0;
    for (std::size_t i = 0; i < piece; ++i) {
      if (pieces_[i].quoted) return false;
      if (pieces_[i].mark == 0) ++words;
    }
    return words == 0 || (words == 1 && pieces_[0].plain() && !has(pieces_[0].talk, kCueVerb));
  }

  [[nodiscard]] bool nothing_behind(std::size_t piece) const { return piece + 1 >= pieces_.size(); }

  [[nodiscard]] bool only_quotations() const {
    for (const Piece& piece : pieces_)
      if (!piece.quoted && piece.mark == 0) return false;
    return true;
  }

  [[nodiscard]] Attribution attribution(std::size_t piece, const Attribution* last) const {
    const auto before = before_quote(piece);
    const bool colon = piece > 0 && mark(piece - 1, ':');
    if (before && (colon || !begins_sentence(piece))) {
      const bool labelled = colon && cue_before(piece, kReachBefore) == nullptr;
      const auto after = labelled && leads_over(piece) ? cue_behind(piece) : std::nullopt;
      if (!continues(piece, last)) return {QuoteUse::Attributed, after ? *after : *before, false};
    }
    if (continues(piece, last)) return {QuoteUse::Attributed, last->subject, true};
    if (begins_sentence(piece)) return at_beginning(piece);
    if (leads_over(piece) && utterance(piece) && piece > 0 && pieces_[piece - 1].mark != 0)
      if (const auto after = cue_behind(piece)) return {QuoteUse::Attributed, *after, false};
    return {QuoteUse::Fragment, {}, false};
  }

  /// "..., " said Pike, "...": the second part.
  [[nodiscard]] bool continues(std::size_t piece, const Attribution* last) const {
    if (last == nullptr || last->use != QuoteUse::Attributed || piece == 0) return false;
    std::size_t previous = piece;
    while (previous-- > 0 && !pieces_[previous].quoted) {
    }
    if (piece - previous < 3 || pieces_[piece - 1].mark == 0) return false;
    bool cue_between = false;
    for (const SpeechCue& cue : cues_) {
      if (cue.piece <= previous || cue.piece >= piece) continue;
      if (!(cue.subject == last->subject)) return false;
      if (cue_between && !has(cue.talk, Talk::Gerund)) return false;
      if (has(cue.talk, Talk::Gerund)) return false;
      cue_between = true;
    }
    return last->subject.begin > previous && last->subject.begin < piece &&
           (pieces_[piece - 1].mark == ',' || pieces_[piece - 1].mark == '-' ||
            pieces_[piece - 1].mark == '.' || pieces_[piece - 1].mark == ':');
  }

  [[nodiscard]] Attribution at_beginning(std::size_t piece) const {
    if (const auto after = cue_behind(piece)) {
      if (leads_over(piece) || ends_sentence(article_, quote(piece)) ||
          begins_large(article_, quote(piece)) || !quote(piece).closed ||
          word_count(article_, quote(piece)) >= kMinUtterance)
        return {QuoteUse::Attributed, *after, false};
      return {QuoteUse::Fragment, {}, false};
    }
    const bool alone = only_quotations();
    if (quote(piece).reopens) return {QuoteUse::Alone, {}, true};
    if (alone && word_count(article_, quote(piece)) >= kMinUtterance &&
        (ends_sentence(article_, quote(piece)) || mark(piece + 1, '.')) &&
        !looks_like_title(article_, quote(piece)))
      return {QuoteUse::Alone, {}, false};
    if (ends_sentence(article_, quote(piece)) && quote(piece).closed && nothing_behind(piece) &&
        word_count(article_, quote(piece)) >= kLongFragment)
      return {QuoteUse::Alone, {}, false};
    if (alone && !quote(piece).single && last_mark(article_, quote(piece)) == '.' &&
        begins_large(article_, quote(piece)))
      return {QuoteUse::Alone, {}, false};
    if (utterance(piece) && ends_sentence(article_, quote(piece)) &&
        word_count(article_, quote(piece)) > kMinUtterance && quote(piece).closed)
      return {QuoteUse::Alone, {}, false};
    if (utterance(piece) && last_mark(article_, quote(piece)) == ',' &&
        word_count(article_, quote(piece)) > kMinUtterance)
      return {QuoteUse::Attributed, subjects_.from(behind(piece)), false};
    return {QuoteUse::Fragment, {}, false};
  }

  const ArticleWords& article_;
  const Resolved& names_;
  std::span<const Quoted> quoted_;
  const std::vector<Piece>& pieces_;
  const std::vector<SpeechCue>& cues_;
  SubjectReader subjects_;
};

}  // namespace

std::vector<Attribution> attributions(const ArticleWords& article, const Resolved& names,
                                      std::span<const Quoted> quoted,
                                      const SpeechSentence& sentence,
                                      const std::vector<SpeechCue>& cues) {
  return AttributionReader(article, names, quoted, sentence, cues).read();
}

}  // namespace morgue::annotate
