#include "query/passages/sentence_scores.h"

#include <algorithm>
#include <array>
#include <functional>
#include <numeric>

#include "common/text.h"

namespace morgue {
namespace {

/// What a unit counts that is not in the sentence itself but in one beside it.
constexpr double kBefore = 0.5, kBehind = 0.3, kFurtherBefore = 0.25;
constexpr double kInTitle = 0.2;
/// What was asked for makes a sentence so much better.
constexpr double kAnswers = 0.8;
/// A sentence without any word of the query is worth showing only if it answers as surely as this.
constexpr double kSurely = 0.5;
/// The first paragraphs of a news article sum it up.
constexpr double kLeadBonus = 1.15;
constexpr std::uint32_t kLeadParagraphs = 2;
/// A unit that an earlier passage has shown already is worth this much of its idf: to whoever
/// searches by words, and to whoever asks a question, who wants the answer, not the words.
constexpr double kRepeated = 0.25;
constexpr double kRepeatedOfQuestion = 0.7;
/// A sentence all of whose words were read before is worth this much less.
constexpr double kSaidAgain = 0.6;
/// Units without weight (names in a query of filters) still make a sentence worth showing.
constexpr double kLeastWeight = 0.1;
/// So many sentences, the best by their words, are read word by word; of each so many words.
constexpr std::size_t kMostLooks = 24;
constexpr std::size_t kMostWordsLooked = 150;

std::vector<std::size_t> fingerprint(std::span<const SentenceWord> words) {
  std::vector<std::size_t> out;
  out.reserve(words.size());
  for (const SentenceWord& word : words) out.push_back(std::hash<std::string>()(word.folded));
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

std::vector<Sentence> sentences_with_hits(std::string_view text, std::span<const UnitHit> hits) {
  const std::vector<Span> parts = paragraphs(text);
  std::vector<Sentence> out;
  std::size_t part = 0;
  std::size_t hit = 0;
  for (const Span where : sentences(text)) {
    while (part + 1 < parts.size() && parts[part].end <= where.begin) ++part;
    Sentence sentence{where, static_cast<std::uint32_t>(part + 1), hit, 0};
    while (hit < hits.size() && hits[hit].where.begin < where.end) {
      ++hit;
      ++sentence.hits;
    }
    out.push_back(sentence);
  }
  return out;
}

SentenceScores::SentenceScores(const AnnotatedArticle& article, std::span<const Sentence> sentences,
                               std::span<const UnitHit> titles, std::span<const UnitHit> hits,
                               std::span<const Span> marks, std::span<const Unit> units,
                               Question question)
    : sentences_(sentences),
      question_(std::move(question)),
      text_(article.article.text),
      worth_a_look_(sentences.size(), false),
      looks_(sentences.size()),
      stamps_(units.size()) {
  weigh(units, titles);
  list_units(hits);
  choose_looks(article, marks);
}

void SentenceScores::weigh(std::span<const Unit> units, std::span<const UnitHit> titles) {
  for (const Unit& unit : units) weights_.push_back(std::max(unit.idf, kLeastWeight));
  const double all = std::accumulate(weights_.begin(), weights_.end(), 0.0);
  for (double& weight : weights_) weight /= all;
  worth_ = weights_;
  seen_.assign(units.size(), false);
  in_title_.assign(units.size(), false);
  for (const UnitHit& hit : titles) in_title_[hit.unit] = true;
}

void SentenceScores::list_units(std::span<const UnitHit> hits) {
  std::vector<std::size_t> last(weights_.size(), sentences_.size());
  for (std::size_t i = 0; i < sentences_.size(); ++i) {
    first_unit_.push_back(units_here_.size());
    for (const UnitHit& hit : hits.subspan(sentences_[i].first_hit, sentences_[i].hits)) {
      if (last[hit.unit] == i) continue;
      last[hit.unit] = i;
      units_here_.push_back(hit.unit);
    }
  }
  first_unit_.push_back(units_here_.size());
}

std::span<const std::uint16_t> SentenceScores::units_in(std::size_t sentence) const {
  return std::span(units_here_)
      .subspan(first_unit_[sentence], first_unit_[sentence + 1] - first_unit_[sentence]);
}

/// The share of the query that these sentences, those beside them and the headline hold.
double SentenceScores::related(std::size_t from, std::size_t to,
                               const std::vector<double>& weights) const {
  ++stamp_;
  double sum = 0;
  const auto count = [&](std::size_t sentence, double worth) {
    if (sentence >= sentences_.size()) return;  // before the first one, too
    for (const std::uint16_t unit : units_in(sentence)) {
      if (stamps_[unit] == stamp_) continue;
      stamps_[unit] = stamp_;
      sum += worth * weights[unit];
    }
  };
  for (std::size_t i = from; i <= to; ++i) count(i, 1);
  count(from - 1, kBefore);
  count(to + 1, kBehind);
  count(from - 2, kFurtherBefore);
  for (std::size_t unit = 0; unit < weights.size(); ++unit)
    if (in_title_[unit] && stamps_[unit] != stamp_) sum += kInTitle * weights[unit];
  return sum;
}

double SentenceScores::answers(std::size_t sentence) const {
  if (!answers_) return 0;
  const Look* const look = look_at(sentence);
  return look != nullptr ? look->answers : 0;
}

/// Which sentences are worth to be read word by word, and the headline.
void SentenceScores::choose_looks(const AnnotatedArticle& article, std::span<const Span> marks) {
  const Article& fields = article.article;
  const Span title{0, static_cast<std::uint32_t>(fields.title.size())};
  shown_.push_back(fingerprint(words_of(fields.title, title, kMostWordsLooked)));
  std::vector<std::pair<double, std::size_t>> order;
  for (std::size_t i = 0; i < sentences_.size(); ++i)
    if (const double worth = related(i, i, weights_); worth > 0) order.emplace_back(-worth, i);
  const std::size_t most = std::min(order.size(), kMostLooks);
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(most), order.end());
  for (std::size_t i = 0; i < most; ++i) worth_a_look_[order[i].second] = true;
  if (question_.asked != Asked::Nothing) answers_.emplace(article, marks, question_);
}

SentenceScores::Look SentenceScores::look_closely(std::size_t sentence) const {
  const Span where = sentences_[sentence].where;
  const auto words = words_of(text_, where, kMostWordsLooked);
  return {answers_ ? answers_->in(where, words) : 0, fingerprint(words)};
}

/// Null: it is not worth it.
const SentenceScores::Look* SentenceScores::look_at(std::size_t sentence) const {
  if (!worth_a_look_[sentence]) return nullptr;
  std::optional<Look>& look = looks_[sentence];
  if (!look) look = look_closely(sentence);
  return &*look;
}

/// The largest share of its words that one thing which was read before has.
double SentenceScores::repeats(const Fingerprint& sentence) const {
  if (sentence.empty()) return 0;
  double most = 0;
  for (const Fingerprint& before : shown_) {
    std::size_t same = 0;
    for (auto a = sentence.begin(), b = before.begin(); a != sentence.end() && b != before.end();) {
      if (*a < *b) {
        ++a;
      } else if (*b < *a) {
        ++b;
      } else {
        ++a;
        ++b;
        ++same;
      }
    }
    most = std::max(most, static_cast<double>(same) / static_cast<double>(sentence.size()));
  }
  return most;
}

/// No score can be higher: what was read before makes it less.
double SentenceScores::unread_score(std::size_t sentence) const {
  if (sentences_[sentence].hits == 0 && answers(sentence) < kSurely) return 0;
  double score = related(sentence, sentence, worth_) * (1 + kAnswers * answers(sentence));
  if (sentences_[sentence].paragraph <= kLeadParagraphs) score *= kLeadBonus;
  return score;
}

double SentenceScores::score(std::size_t sentence) const {
  double score = unread_score(sentence);
  if (score == 0) return 0;
  // Some words are the same in any two sentences.
  if (const Look* const look = look_at(sentence))
    score *= 1 - kSaidAgain * std::max(0.0, 2 * repeats(look->fingerprint) - 1);
  return score;
}

double SentenceScores::whole_score(std::size_t from, std::size_t to) const {
  double best = 0;
  for (std::size_t i = from; i <= to; ++i) best = std::max(best, answers(i));
  return related(from, to, weights_) * (1 + kAnswers * best);
}

std::optional<std::size_t> SentenceScores::best(const std::vector<bool>& taken) const {
  std::optional<std::size_t> best;
  double best_score = 0;
  for (std::size_t i = 0; i < sentences_.size(); ++i) {
    if (taken[i] || unread_score(i) <= best_score) continue;
    if (const double worth = score(i); worth > best_score) {
      best_score = worth;
      best = i;
    }
  }
  return best;
}

void SentenceScores::show(std::size_t sentence) {
  const double repeated = question_.asked == Asked::Nothing ? kRepeated : kRepeatedOfQuestion;
  for (const std::uint16_t unit : units_in(sentence)) {
    if (!seen_[unit]) worth_[unit] *= repeated;
    seen_[unit] = true;
  }
  if (const Look* const look = look_at(sentence)) shown_.push_back(look->fingerprint);
}

}  // namespace morgue
