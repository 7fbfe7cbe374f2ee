#include "indexer/annotate/speech_sentence.h"

#include <cstddef>

#include "indexer/annotate/quoted_words.h"

namespace morgue::annotate {
namespace {

bool stops(char mark) { return mark == '.' || mark == '!' || mark == '?'; }

/// A sentence is cut here, so that text without stops stays cheap.
constexpr std::size_t kMaxPieces = 400;

/// A dateline stands in one of the first paragraphs and is short.
constexpr std::uint32_t kDatelineParagraphs = 3;
constexpr std::size_t kMaxDateline = 12;

}  // namespace

SpeechSentences::SpeechSentences(const ArticleWords& article, const Resolved& names,
                                 std::span<const Quoted> quoted,
                                 std::span<const std::uint32_t> paragraphs)
    : article_(article),
      names_(names),
      quoted_(quoted),
      paragraphs_(paragraphs),
      at_(static_cast<std::uint32_t>(article.title_words)) {
  while (next_mention_ < names.mentions.size() && names.mentions[next_mention_].in_title)
    ++next_mention_;
}

void SpeechSentences::take_piece(SpeechSentence& sentence) {
  const auto& words = article_.words;
  Piece piece{at_, at_ + 1};
  if (next_quoted_ < quoted_.size() && quoted_[next_quoted_].begin == at_) {
    piece.quoted = next_quoted_;
    piece.end = quoted_[next_quoted_++].end;
  } else {
    const std::uint32_t here = words[at_].where.begin;
    while (next_mention_ < names_.mentions.size() &&
           names_.mentions[next_mention_].where.begin < here)
      ++next_mention_;
    if (next_mention_ < names_.mentions.size() &&
        names_.mentions[next_mention_].where.begin == here) {
      piece.mention = next_mention_;
      const std::uint32_t end = names_.mentions[next_mention_++].where.end;
      const std::uint32_t limit =
          next_quoted_ < quoted_.size() ? quoted_[next_quoted_].begin : ~std::uint32_t{0};
      while (piece.end < words.size() && piece.end < limit && words[piece.end].where.begin < end)
        ++piece.end;
    } else {
      piece.mark = words[at_].mark;
      if (piece.mark == 0) piece.talk = talk_of(words[at_].key);
      if (has(piece.talk, kCueVerb | Talk::Base | Talk::According) || piece.mark == ':')
        sentence.has_cue = true;
    }
  }
  at_ = piece.end;
  sentence.pieces.push_back(piece);
}

/// Whether the last stop stands inside the quotation: "We knew." Pike left.
bool SpeechSentences::quotation_ends(const Quoted& quoted) const {
  const Word& last = article_.words[last_inside(article_, quoted)];
  return stops(last.mark) || last.abbreviated;
}

/// "Why?" Pike asked: the sentence may go on behind it.
bool SpeechSentences::asks(const Quoted& quoted) const {
  const char last = last_mark(article_, quoted);
  return last == '?' || last == '!';
}

bool SpeechSentences::begins_paragraph() const {
  return paragraph_ < paragraphs_.size() && paragraphs_[paragraph_] == at_;
}

/// "CALDER (Herald News) - The ferry": what stands before the dash is no part of the sentence.
void SpeechSentences::drop_dateline(std::vector<Piece>& pieces) const {
  for (std::size_t i = 0; i + 1 < pieces.size() && i < kMaxDateline; ++i) {
    const Word& word = article_.words[pieces[i].begin];
    if (pieces[i].mark == '-' && !word.glued && i > 0) {
      pieces.erase(pieces.begin(), pieces.begin() + static_cast<std::ptrdiff_t>(i) + 1);
      return;
    }
    const bool fits = pieces[i].mark == '(' || pieces[i].mark == ')' || pieces[i].mark == ',' ||
                      pieces[i].mark == '/' ||
                      (!pieces[i].quoted && pieces[i].mark == 0 && word.shape != Shape::Lower);
    if (!fits) return;
  }
}

bool SpeechSentences::ends_with(const Piece& piece, bool sentence_begins) const {
  if (at_ >= article_.words.size()) return true;
  const Word& next = article_.words[at_];
  if (begins_paragraph()) return true;
  const bool opens = next_quoted_ < quoted_.size() && quoted_[next_quoted_].begin == at_;
  const bool upper = next.capitalised() || next.shape == Shape::Number;
  if (piece.quoted) {
    if (!quotation_ends(quoted_[*piece.quoted])) return false;
    if (!opens && sentence_begins && asks(quoted_[*piece.quoted])) return false;
    return opens || upper || next.mark == '(';
  }
  if (!stops(piece.mark) || (next.glued && next.mark == 0)) return false;
  return opens || next.mark == '"' || next.mark == '(' || next.mark == '[' || next.mark == '-' ||
         (next.mark == 0 && next.shape != Shape::Lower);
}

bool SpeechSentences::next(SpeechSentence& sentence) {
  sentence.pieces.clear();
  sentence.has_cue = false;
  if (at_ >= article_.words.size()) return false;
  while (paragraph_ < paragraphs_.size() && paragraphs_[paragraph_] <= at_) ++paragraph_;
  sentence.paragraph = paragraph_;
  do {
    take_piece(sentence);
  } while (!ends_with(sentence.pieces.back(), sentence.pieces.size() == 1) &&
           sentence.pieces.size() < kMaxPieces);
  if (paragraph_ <= kDatelineParagraphs) drop_dateline(sentence.pieces);
  return true;
}

}  // namespace morgue::annotate
