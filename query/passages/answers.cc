#include "query/passages/answers.h"

#include <algorithm>
#include <array>
#include <utility>

#include "common/text.h"

namespace morgue {
namespace {

using Words = std::span<const SentenceWord>;

/// How far behind a number the thing that is counted may stand ("410 of the dockers").
constexpr std::size_t kReach = 3;

constexpr auto kNumbers = std::to_array<std::string_view>(
    {"two",      "three",     "four",    "five",     "six",      "seven",   "eight",    "nine",
     "ten",      "eleven",    "twelve",  "thirteen", "fourteen", "fifteen", "sixteen",  "seventeen",
     "eighteen", "nineteen",  "twenty",  "thirty",   "forty",    "fifty",   "sixty",    "seventy",
     "eighty",   "ninety",    "hundred", "thousand", "million",  "billion", "trillion", "dozen",
     "dozens",   "half",      "twice",   "zwei",     "drei",     "vier",    "zehn",     "hundert",
     "tausend",  "millionen", "deux",    "trois",    "quatre",   "cinq",    "dix",      "vingt",
     "vingts",   "trente",    "cent",    "cents",    "mille",    "millions"});
constexpr auto kCurrencies = std::to_array<std::string_view>(
    {"euro", "euros", "dollar", "dollars", "pound", "pounds", "cents", "pence", "yen", "yuan",
     "rupees", "francs", "kronor", "pesos", "usd", "eur", "gbp", "rubles"});
constexpr auto kSigns = std::to_array<std::string_view>({"$", "€", "£", "¥", "₹"});
constexpr auto kTimes = std::to_array<std::string_view>(
    {"second", "seconds", "minute",   "minutes",  "hour",    "hours", "day",    "days",
     "week",   "weeks",   "month",    "months",   "year",    "years", "decade", "decades",
     "night",  "nights",  "sekunden", "minuten",  "stunden", "tage",  "wochen", "monate",
     "jahre",  "heures",  "jours",    "semaines", "mois",    "ans"});
constexpr auto kClockWords =
    std::to_array<std::string_view>({"am", "pm", "oclock", "uhr", "heures", "gmt"});
constexpr auto kNoons = std::to_array<std::string_view>({"noon", "midnight"});
constexpr auto kReasons = std::to_array<std::string_view>(
    {"because", "due",      "owing",  "reason", "reasons", "caused",  "cause",  "causes",
     "blamed",  "prompted", "since",  "so",     "weil",    "wegen",   "denn",   "parce",
     "car",     "raison",   "porque", "amid",   "avoid",   "prevent", "citing", "led"});
constexpr auto kWeakReasons =
    std::to_array<std::string_view>({"after", "over", "for", "to", "as", "had", "found"});
constexpr auto kPositions = std::to_array<std::string_view>(
    {"in", "at", "near", "outside", "inside", "beside", "off", "from", "im", "bei", "dans"});
constexpr auto kNamings = std::to_array<std::string_view>(
    {"called", "named", "titled", "known", "entitled", "name", "heisst", "appele"});

template <typename List>
bool among(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool has_any(Words words, const auto& list) {
  return std::any_of(words.begin(), words.end(),
                     [&](const SentenceWord& word) { return among(list, word.folded); });
}

bool is_digits(std::string_view word) { return word[0] >= '0' && word[0] <= '9'; }

bool is_number(std::string_view word) { return is_digits(word) || among(kNumbers, word); }

bool is_year(std::string_view word) {
  return word.size() == 4 && (word.starts_with("19") || word.starts_with("20")) &&
         std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// One word in the singular and in the plural?
bool same_thing(std::string_view a, std::string_view b) {
  const std::size_t shorter = std::min(a.size(), b.size());
  const auto same = static_cast<std::size_t>(
      std::mismatch(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(shorter), b.begin()).first -
      a.begin());
  return same >= 3 && same + 1 >= shorter && std::max(a.size(), b.size()) <= same + 3;
}

/// The first of these spans that ends behind `byte`.
template <typename List, typename SpanOf>
auto first_after(const List& list, std::uint32_t byte, SpanOf span_of) {
  return std::partition_point(list.begin(), list.end(),
                              [&](const auto& item) { return span_of(item).end <= byte; });
}

/// Of title and text together: those of the title come first.
template <typename List>
auto first_in_text(const List& list, std::uint32_t byte) {
  return std::partition_point(list.begin(), list.end(), [&](const auto& item) {
    return item.in_title || item.where.end <= byte;
  });
}

}  // namespace

std::vector<SentenceWord> words_of(std::string_view text, Span sentence, std::size_t most) {
  std::vector<SentenceWord> out;
  Tokenizer tokenizer(sentence.of(text));
  for (Token token; out.size() < most && tokenizer.next(token);)
    out.push_back({{token.where.begin + sentence.begin, token.where.end + sentence.begin},
                   std::string(token.folded)});
  return out;
}

Answers::Answers(const AnnotatedArticle& article, std::span<const Span> marks, Question question)
    : article_(article),
      marks_(marks),
      question_(std::move(question)),
      sought_(article.entities.size(), false) {
  if (question_.asked != Asked::Words) return;
  for (const Mention& mention : article_.mentions)
    if (!mention.in_title && marked(mention.where)) sought_[mention.entity] = true;
}

bool Answers::marked(Span place) const {
  const auto mark = first_after(marks_, place.begin, [](Span span) { return span; });
  return mark != marks_.end() && mark->begin < place.end;
}

/// The best name in the sentence that the query has not got; the figures say what each kind is
/// worth.
double Answers::named(Span sentence, double person, double org, double place, double misc) const {
  double best = 0;
  for (auto mention = first_in_text(article_.mentions, sentence.begin);
       mention != article_.mentions.end() && mention->where.begin < sentence.end; ++mention) {
    if (marked(mention->where)) continue;
    switch (article_.entities[mention->entity].kind) {
      case EntityKind::Person:
        best = std::max(best, person);
        break;
      case EntityKind::Org:
        best = std::max(best, org);
        break;
      case EntityKind::Place:
        best = std::max(best, place);
        break;
      case EntityKind::Misc:
        best = std::max(best, misc);
        break;
    }
  }
  return best;
}

/// A number, best if what is counted follows it, better if anything of the query does.
double Answers::number(Words words) const {
  double best = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!is_number(words[i].folded) || marked(words[i].where)) continue;
    best = std::max(best, is_year(words[i].folded) ? 0.2 : 0.5);
    for (std::size_t j = i + 1; j < std::min(i + 1 + kReach, words.size()); ++j) {
      if (same_thing(words[j].folded, question_.thing)) return 1;
      if (marked(words[j].where)) best = std::max(best, 0.7);
    }
  }
  return best;
}

/// A number with one of these units; any other number is worth little.
double Answers::measured(Words words, std::span<const std::string_view> units) const {
  double best = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!is_number(words[i].folded) || marked(words[i].where)) continue;
    best = std::max(best, 0.2);
    for (std::size_t j = i + 1; j < std::min(i + 1 + kReach, words.size()); ++j)
      if (among(units, words[j].folded)) return 1;
  }
  return best;
}

double Answers::money(Words words) const {
  for (const SentenceWord& word : words) {
    const std::string_view before =
        std::string_view(article_.article.text).substr(0, word.where.begin);
    if (is_digits(word.folded) &&
        std::any_of(kSigns.begin(), kSigns.end(),
                    [&](std::string_view sign) { return before.ends_with(sign); }))
      return 1;
  }
  return measured(words, kCurrencies);
}

double Answers::clock(Words words) const {
  if (has_any(words, kNoons)) return 0.8;
  const std::string_view text = article_.article.text;
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if (!is_number(words[i].folded)) continue;
    if (among(kClockWords, words[i + 1].folded)) return 1;
    const Span gap{words[i].where.end, words[i + 1].where.begin};
    if (is_digits(words[i + 1].folded) && gap.of(text) == ":") return 1;
  }
  return 0;
}

double Answers::day(Span sentence, Words words) const {
  double best = 0;
  for (auto date = first_in_text(article_.dates, sentence.begin);
       date != article_.dates.end() && date->where.begin < sentence.end; ++date) {
    if (marked(date->where)) continue;
    const std::string_view said = date->where.of(article_.article.text);
    const bool figures = said.find_first_of("0123456789") != std::string_view::npos;
    best = std::max(best, figures ? 1.0 : 0.7);
  }
  for (const SentenceWord& word : words)
    if (is_year(word.folded) && !marked(word.where)) best = std::max(best, 0.8);
  return best;
}

/// A quotation, best one by somebody whom the query names.
double Answers::spoken(Span sentence) const {
  const bool named_any = std::find(sought_.begin(), sought_.end(), true) != sought_.end();
  double best = 0;
  for (auto quotation = first_after(article_.quotations, sentence.begin,
                                    [](const Quotation& q) { return q.where; });
       quotation != article_.quotations.end() && quotation->where.begin < sentence.end;
       ++quotation) {
    const bool sought = quotation->entity && sought_[*quotation->entity];
    const double kind = quotation->kind == QuotationKind::Indirect ? 0.6 : 0.9;
    best = std::max(best, sought ? kind + 0.1 : named_any && quotation->entity ? 0.2 : kind - 0.2);
  }
  return best;
}

double Answers::in(Span sentence, std::span<const SentenceWord> words) const {
  switch (question_.asked) {
    case Asked::Nothing:
    case Asked::Anything:
      return 0;
    case Asked::Person:
      return named(sentence, 1, 0.4, 0, 0.1);
    case Asked::Place:
      return std::max(named(sentence, 0, 0.4, 1, 0.2), has_any(words, kPositions) ? 0.4 : 0.0);
    case Asked::Name:
      return std::max(named(sentence, 0.5, 0.7, 0.5, 0.7), has_any(words, kNamings) ? 0.8 : 0.0);
    case Asked::Day:
      return day(sentence, words);
    case Asked::Clock:
      return clock(words);
    case Asked::Number:
      return number(words);
    case Asked::Money:
      return money(words);
    case Asked::Duration:
      return measured(words, kTimes);
    case Asked::Reason:
      return has_any(words, kReasons) ? 1 : has_any(words, kWeakReasons) ? 0.3 : 0;
    case Asked::Words:
      return spoken(sentence);
  }
  return 0;
}

}  // namespace morgue
