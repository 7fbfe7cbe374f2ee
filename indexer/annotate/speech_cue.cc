#include "indexer/annotate/speech_cue.h"

#include <algorithm>

namespace morgue::annotate {
namespace {

constexpr WordKey kAccording = key_of("according");
constexpr WordKey kTo = key_of("to");
constexpr WordKey kQuotedVerb = key_of("quoted");

class CueReader {
 public:
  CueReader(const ArticleWords& article, const Resolved& names, const SpeechSentence& sentence)
      : article_(article), pieces_(sentence.pieces), subjects_(article, names, sentence.pieces) {}

  std::vector<SpeechCue> read() {
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      const Piece& piece = pieces_[i];
      if (!piece.plain()) continue;
      if (key(i) == kTo && i > 0 && pieces_[i - 1].plain() && key(i - 1) == kAccording)
        add({i, Talk::Say, subjects_.from(i + 1), true, true});
      else if (has(piece.talk, Talk::Gerund))
        add({i, piece.talk, of_gerund(i), false, false});
      else if (has(piece.talk, Talk::Base))
        add({i, piece.talk, of_base(i), false, false});
      else if (has(piece.talk, kCueVerb))
        add(of_verb(i));
    }
    return std::move(cues_);
  }

 private:
  [[nodiscard]] WordKey key(std::size_t piece) const {
    return article_.words[pieces_[piece].begin].key;
  }

  void add(const SpeechCue& cue) {
    if (cue.subject.kind != Subject::Kind::None) cues_.push_back(cue);
  }

  /// "saying": whoever did what the sentence says before it.
  [[nodiscard]] Subject of_gerund(std::size_t verb) const {
    if (verb > 0 && has(pieces_[verb - 1].talk, Talk::Auxiliary)) return subjects_.before(verb);
    // The cue of a relative clause is passed over: "Pike met Reyes, who asked why, saying".
    if (!cues_.empty() && !relative(cues_.back())) return cues_.back().subject;
    return subjects_.main(verb);
  }

  [[nodiscard]] bool relative(const SpeechCue& cue) const {
    return cue.piece > 0 && pieces_[cue.piece - 1].plain() &&
           has(pieces_[cue.piece - 1].talk, Talk::Who);
  }

  /// "officials say", "they warn".
  [[nodiscard]] Subject of_base(std::size_t verb) const {
    if (verb == 0) return {};
    const Piece& left = pieces_[verb - 1];
    const std::string_view written = article_.written(left.end - 1);
    const bool plural =
        left.plain() && (has(left.talk, Talk::They) ||
                         (has(left.talk, Talk::Speaker) &&
                          (written.ends_with("s") || written == "police" || written == "people")));
    return plural ? subjects_.before(verb) : Subject{};
  }

  /// Whether the verb stands where only its subject can follow: behind a quotation, or behind the
  /// comma that ends a reported clause.
  [[nodiscard]] bool quotation_before(std::size_t verb) const {
    std::size_t i = verb;
    while (i > 0 && (subjects_.light(pieces_[i - 1]) || pieces_[i - 1].mark == ',' ||
                     pieces_[i - 1].mark == '-'))
      --i;
    return i > 0 && pieces_[i - 1].quoted.has_value();
  }

  [[nodiscard]] bool passive(std::size_t verb) const {
    return verb > 0 && pieces_[verb - 1].plain() && has(pieces_[verb - 1].talk, Talk::Auxiliary) &&
           !has(pieces_[verb - 1].talk, Talk::Modal) && written_is_be(verb - 1);
  }
  [[nodiscard]] bool written_is_be(std::size_t piece) const {
    const std::string_view w = article_.written(pieces_[piece].begin);
    return w == "is" || w == "was" || w == "are" || w == "were" || w == "be" || w == "been" ||
           w == "being";
  }

  /// "..., said Pike": the subject is short and ends its clause.
  [[nodiscard]] bool closes_clause(const Subject& subject) const {
    if (subject.kind == Subject::Kind::None || !subject.sure) return false;
    if (subject.end >= pieces_.size()) return true;
    const Piece& next = pieces_[subject.end];
    return next.mark != 0 || (next.plain() && has(next.talk, Talk::Preposition | Talk::Calendar));
  }

  /// A pronoun follows, and nothing behind it.
  [[nodiscard]] bool pronoun_ends(std::size_t verb) const {
    if (verb + 1 >= pieces_.size() || !pieces_[verb + 1].plain() ||
        !has(pieces_[verb + 1].talk, Talk::He | Talk::She))
      return false;
    return verb + 2 >= pieces_.size() || pieces_[verb + 2].mark != 0;
  }

  [[nodiscard]] SpeechCue of_verb(std::size_t verb) const {
    SpeechCue cue{verb, pieces_[verb].talk, {}, false, false};
    const bool speaker_noun = has(cue.talk, Talk::Speaker);
    if (quotation_before(verb)) {
      cue.inverted = true;
      cue.subject = subjects_.from(verb + 1);
      return cue;
    }
    if (key(verb) == kQuotedVerb && !passive(verb)) {  // "quoted Pike as saying"
      cue.subject = subjects_.from(verb + 1);
      return cue;
    }
    const bool be = passive(verb);
    if (be && key(verb) != kQuotedVerb) return cue;  // "was called", "is told": by somebody else
    if (pronoun_ends(verb)) {                        // "betonte er:"
      cue.inverted = true;
      cue.subject = subjects_.from(verb + 1);
      return cue;
    }
    const bool after_comma = verb > 0 && pieces_[verb - 1].mark == ',';
    if ((after_comma || verb == 0) && !has(cue.talk, Talk::Tell)) {
      const Subject right = subjects_.from(verb + 1);
      if (closes_clause(right)) {
        cue.inverted = true;
        cue.subject = right;
        return cue;
      }
    }
    cue.subject = subjects_.before(verb);
    if (speaker_noun && !cue.subject.sure) cue.subject = {};
    return cue;
  }

  const ArticleWords& article_;
  const std::vector<Piece>& pieces_;
  SubjectReader subjects_;
  std::vector<SpeechCue> cues_;
};

}  // namespace

std::vector<SpeechCue> speech_cues(const ArticleWords& article, const Resolved& names,
                                   const SpeechSentence& sentence) {
  if (!sentence.has_cue) return {};
  return CueReader(article, names, sentence).read();
}

}  // namespace morgue::annotate
