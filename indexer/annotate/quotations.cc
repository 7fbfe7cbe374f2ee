#include "indexer/annotate/quotations.h"

#include <algorithm>
#include <utility>

#include "indexer/annotate/attribution.h"
#include "indexer/annotate/paragraph_starts.h"
#include "indexer/annotate/quoted_spans.h"
#include "indexer/annotate/quoted_words.h"
#include "indexer/annotate/reported_clause.h"
#include "indexer/annotate/speakers.h"
#include "indexer/annotate/speech_cue.h"
#include "indexer/annotate/speech_sentence.h"
#include "indexer/annotate/transcript.h"

namespace morgue::annotate {
namespace {

class QuotationReader {
 public:
  QuotationReader(const ArticleWords& article, const Resolved& names)
      : article_(article),
        names_(names),
        paragraphs_(paragraph_starts(article)),
        quoted_(quoted_spans(article, paragraphs_)),
        speakers_(article, names) {
    add_turns(article, paragraphs_, quoted_);
  }

  std::vector<Quotation> read() {
    SpeechSentences sentences(article_, names_, quoted_, paragraphs_);
    SpeechSentence sentence;
    while (sentences.next(sentence)) read_sentence(sentence);
    return std::move(found_);
  }

 private:
  /// Who the sentences so far leave as the one who goes on speaking.
  struct Floor {
    Voice voice;
    std::uint32_t paragraph = 0;
    bool quoted = false;  ///< by a direct quotation
  };

  void read_sentence(const SpeechSentence& sentence) {
    speakers_.read(sentence);
    const auto cues = speech_cues(article_, names_, sentence);
    const bool quotes = std::any_of(sentence.pieces.begin(), sentence.pieces.end(),
                                    [](const Piece& piece) { return piece.quoted.has_value(); });
    if (cues.empty() && !quotes) return keep_subject(sentence);
    const auto clauses = reported_clauses(article_, quoted_, sentence, cues);
    std::vector<Attribution> uses;
    if (quotes) uses = attributions(article_, names_, quoted_, sentence, cues);
    const std::size_t first = found_.size();
    add_direct(sentence, uses);
    add_reported(sentence, cues, clauses, first);
    std::sort(found_.begin() + static_cast<std::ptrdiff_t>(first), found_.end(),
              [](const Quotation& a, const Quotation& b) { return a.where < b.where; });
  }

  /// A sentence without a cue: whoever it is about may speak in the next paragraph.
  void keep_subject(const SpeechSentence& sentence) {
    const SubjectReader reader(article_, names_, sentence.pieces);
    const Subject subject = reader.main(sentence.pieces.size());
    floor_ = {};
    if (subject.kind != Subject::Kind::Named && subject.kind != Subject::Kind::Pronoun) return;
    Voice voice = speakers_.voice(subject, sentence);
    speakers_.meant(voice);
    if (!voice.entity || names_.entities[*voice.entity].kind != EntityKind::Person) return;
    floor_ = {std::move(voice), sentence.paragraph, false};
  }

  void take_floor(const Voice& voice, const SpeechSentence& sentence, bool quoted) {
    speakers_.spoke(voice);
    floor_ = {voice, sentence.paragraph, quoted};
  }

  [[nodiscard]] Span where(const SpeechSentence& sentence, std::size_t begin,
                           std::size_t end) const {
    return {article_.words[sentence.pieces[begin].begin].where.begin,
            article_.words[sentence.pieces[end - 1].end - 1].where.end};
  }

  void add(Span where, Voice voice, QuotationKind kind, bool continues) {
    found_.push_back({where, std::move(voice.name), voice.where, kind, continues, voice.entity});
  }

  void add_direct(const SpeechSentence& sentence, const std::vector<Attribution>& uses) {
    std::size_t next = 0;
    for (std::size_t i = 0; i < sentence.pieces.size(); ++i) {
      if (!sentence.pieces[i].quoted) continue;
      const Attribution& use = uses[next++];
      const Span span = where(sentence, i, i + 1);
      if (use.use == QuoteUse::Attributed) {
        Voice voice = use.goes_on ? floor_.voice : speakers_.voice(use.subject, sentence);
        take_floor(voice, sentence, true);
        add(span, std::move(voice), QuotationKind::Direct, use.goes_on);
      } else if (use.use == QuoteUse::Alone) {
        add_alone(sentence, span, use.goes_on);
      }
    }
  }

  /// Words without a speaker beside them: whoever has the floor goes on.
  void add_alone(const SpeechSentence& sentence, Span span, bool reopens) {
    const bool near = floor_.paragraph + 1 >= sentence.paragraph;
    Voice voice = near ? floor_.voice : Voice{};
    const bool goes_on = reopens || (near && floor_.quoted);
    take_floor(voice, sentence, true);
    add(span, std::move(voice), QuotationKind::Direct, goes_on && !found_.empty());
  }

  void add_reported(const SpeechSentence& sentence, const std::vector<SpeechCue>& cues,
                    const std::vector<ReportedClause>& clauses, std::size_t first) {
    for (const ReportedClause& clause : clauses) {
      Voice voice = speakers_.voice(cues[clause.cue].subject, sentence);
      if (voice.name.empty()) continue;
      const Span span = where(sentence, clause.begin, clause.end);
      const bool overlaps =
          std::any_of(found_.begin() + static_cast<std::ptrdiff_t>(first), found_.end(),
                      [&](const Quotation& other) { return other.where.overlaps(span); });
      if (overlaps) continue;
      const auto begin = sentence.pieces.begin() + static_cast<std::ptrdiff_t>(clause.begin);
      const auto end = sentence.pieces.begin() + static_cast<std::ptrdiff_t>(clause.end);
      const bool mixed = std::any_of(begin, end, [&](const Piece& piece) {
        return piece.quoted && !looks_like_title(article_, quoted_[*piece.quoted]);
      });
      if (found_.size() == first) take_floor(voice, sentence, false);
      add(span, std::move(voice), mixed ? QuotationKind::Mixed : QuotationKind::Indirect,
          clause.goes_on);
    }
    if (clauses.empty() && found_.size() == first && !cues.empty()) {
      Voice voice = speakers_.voice(cues.front().subject, sentence);
      if (!voice.name.empty()) take_floor(voice, sentence, false);
    }
  }

  const ArticleWords& article_;
  const Resolved& names_;
  std::vector<std::uint32_t> paragraphs_;
  std::vector<Quoted> quoted_;
  Speakers speakers_;
  Floor floor_;
  std::vector<Quotation> found_;
};

}  // namespace

std::vector<Quotation> quotations(const ArticleWords& article, const Resolved& names) {
  return QuotationReader(article, names).read();
}

}  // namespace morgue::annotate
