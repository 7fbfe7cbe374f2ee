#include "query/passages/figures.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>

#include "common/text.h"
#include "query/passages/answers.h"

namespace morgue {
namespace {

using Words = std::span<const SentenceWord>;
constexpr double kInfinite = std::numeric_limits<double>::infinity();
constexpr std::size_t kMostWords = 120;
/// How far from a number the word that says what became of those who are counted may stand.
constexpr std::size_t kReach = 5;

struct NumberWord {
  std::string_view word;
  double value;
};
constexpr auto kUnits = std::to_array<NumberWord>(
    {{"one", 1},      {"two", 2},        {"three", 3},     {"four", 4},      {"five", 5},
     {"six", 6},      {"seven", 7},      {"eight", 8},     {"nine", 9},      {"ten", 10},
     {"eleven", 11},  {"twelve", 12},    {"thirteen", 13}, {"fourteen", 14}, {"fifteen", 15},
     {"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19}, {"twenty", 20},
     {"thirty", 30},  {"forty", 40},     {"fifty", 50},    {"sixty", 60},    {"seventy", 70},
     {"eighty", 80},  {"ninety", 90}});
constexpr auto kScales = std::to_array<NumberWord>({{"hundred", 1e2},
                                                    {"thousand", 1e3},
                                                    {"million", 1e6},
                                                    {"mln", 1e6},
                                                    {"billion", 1e9},
                                                    {"bln", 1e9},
                                                    {"trillion", 1e12},
                                                    {"dozen", 12}});

struct KindWord {
  std::string_view word;
  FigureKind kind;
};
/// What becomes of those who are counted: before or behind the number.
constexpr auto kFates = std::to_array<KindWord>({{"dead", FigureKind::Dead},
                                                 {"killed", FigureKind::Dead},
                                                 {"kills", FigureKind::Dead},
                                                 {"kill", FigureKind::Dead},
                                                 {"killing", FigureKind::Dead},
                                                 {"died", FigureKind::Dead},
                                                 {"die", FigureKind::Dead},
                                                 {"deaths", FigureKind::Dead},
                                                 {"fatalities", FigureKind::Dead},
                                                 {"injured", FigureKind::Injured},
                                                 {"injures", FigureKind::Injured},
                                                 {"injuring", FigureKind::Injured},
                                                 {"injuries", FigureKind::Injured},
                                                 {"wounded", FigureKind::Injured},
                                                 {"wounds", FigureKind::Injured},
                                                 {"wounding", FigureKind::Injured},
                                                 {"hurt", FigureKind::Injured},
                                                 {"missing", FigureKind::Missing},
                                                 {"unaccounted", FigureKind::Missing},
                                                 {"arrested", FigureKind::Arrested},
                                                 {"arrests", FigureKind::Arrested},
                                                 {"detained", FigureKind::Arrested},
                                                 {"homeless", FigureKind::Displaced},
                                                 {"evacuated", FigureKind::Displaced},
                                                 {"displaced", FigureKind::Displaced},
                                                 {"jobs", FigureKind::Jobs},
                                                 {"layoffs", FigureKind::Jobs},
                                                 {"redundancies", FigureKind::Jobs},
                                                 {"votes", FigureKind::Votes}});
/// Of these, the ones that take a number as their object ("killed 12").
constexpr auto kTransitive = std::to_array<std::string_view>(
    {"killed", "kills", "kill", "killing", "injured", "injures", "injuring", "wounded", "wounds",
     "wounding", "arrested", "detained", "displaced", "evacuated"});
constexpr auto kCurrencies = std::to_array<std::string_view>(
    {"dollars", "dollar", "euros", "euro", "pounds", "yen", "yuan", "rupees", "roubles", "rubles",
     "francs", "pesos", "crowns", "kronor"});
struct Sign {
  std::string_view sign, name;
};
constexpr auto kSigns = std::to_array<Sign>(
    {{"$", "dollars"}, {"€", "euros"}, {"£", "pounds"}, {"¥", "yen"}, {"₹", "rupees"}});
/// Who may be counted without saying whom.
constexpr auto kPeople = std::to_array<std::string_view>(
    {"people", "persons",  "victims",  "were",      "was",    "are",   "is",   "have",
     "been",   "feared",   "reported", "confirmed", "left",   "had",   "has",  "being",
     "of",     "them",     "and",      "more",      "others", "other", "also", "still",
     "remain", "remained", "the",      "in",        "a",      "to"});
/// Behind these a number counts time, size or age: no news of its own.
constexpr auto kMeasures = std::to_array<std::string_view>(
    {"seconds", "minutes",    "hours",      "days",    "weeks",  "months",  "years",
     "decades", "nights",     "times",      "miles",   "metres", "meters",  "feet",
     "inches",  "kilometres", "kilometers", "degrees", "points", "others",  "things",
     "ways",    "kilograms",  "pounds",     "series",  "is",     "was",     "as",
     "has",     "percentage", "basis",      "cents",   "goals",  "runs",    "wickets",
     "games",   "matches",    "sets",       "this",    "us",     "does",    "its",
     "tenths",  "thirds",     "quarters",   "halves",  "news",   "politics"});
/// Of other events, of a stretch of time, or of each of something.
constexpr auto kElsewhere = std::to_array<std::string_view>(
    {"since",      "year",       "years",     "month",    "months",    "weeks",      "annually",
     "daily",      "every",      "each",      "per",      "average",   "previous",   "earlier",
     "previously", "decade",     "decades",   "ago",      "history",   "worst",      "deadliest",
     "could",      "would",      "may",       "might",    "expected",  "threatened", "if",
     "almost",     "total",      "overall",   "war",      "another",   "including",  "additional",
     "further",    "more",       "others",    "separate", "elsewhere", "plan",       "plans",
     "last",       "forecast",   "forecasts", "estimate", "estimates", "estimated",  "poll",
     "survey",     "economists", "analysts",  "median",   "bringing",  "quarter",    "half"});

template <typename List>
bool among(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

std::optional<double> in_table(std::span<const NumberWord> table, std::string_view word) {
  for (const NumberWord& one : table)
    if (one.word == word) return one.value;
  return {};
}

std::optional<FigureKind> fate_of(std::string_view word) {
  for (const KindWord& one : kFates)
    if (one.word == word) return one.kind;
  return {};
}

std::optional<double> digits(std::string_view word) {
  if (word.empty() || word[0] < '0' || word[0] > '9') return {};
  double value = 0;
  const auto [end, error] =
      std::from_chars(word.data(), word.data() + word.size(), value, std::chars_format::fixed);
  if (error != std::errc() || end != word.data() + word.size()) return {};
  return value;
}

/// A number, and the words that it takes: [begin, end).
struct Number {
  std::size_t begin = 0, end = 0;
  double value = 0;
  bool vague = false;  ///< "dozens"
};

class SentenceFigures {
 public:
  SentenceFigures(std::string_view text, Span sentence)
      : text_(text), words_(words_of(text, sentence, kMostWords)) {}

  void find(std::vector<Figure>& out) {
    for (std::size_t i = 0; i < words_.size();) {
      const auto number = number_at(i);
      if (!number) {
        ++i;
        continue;
      }
      i = number->end;
      if (auto figure = figure_of(*number, i)) out.push_back(*std::move(figure));
    }
  }

 private:
  [[nodiscard]] std::string_view word(std::size_t i) const {
    return i < words_.size() ? std::string_view(words_[i].folded) : std::string_view();
  }
  [[nodiscard]] std::string_view between(std::size_t a, std::size_t b) const {
    return text_.substr(words_[a].where.end, words_[b].where.begin - words_[a].where.end);
  }
  /// Nothing but blanks, or a hyphen, parts it from the word before.
  [[nodiscard]] bool joined(std::size_t i) const {
    return i > 0 && i < words_.size() &&
           between(i - 1, i).find_first_not_of(" -\n") == std::string_view::npos;
  }
  [[nodiscard]] bool clause_ends(std::size_t before, std::size_t after) const {
    return between(before, after).find_first_of(",;:()") != std::string_view::npos;
  }

  [[nodiscard]] std::optional<Number> number_at(std::size_t i) const {
    Number out{i, i, 0, false};
    if (word(i) == "dozens" || word(i) == "scores" || word(i) == "hundreds" ||
        word(i) == "thousands") {
      const bool of = word(i + 1) == "of" || word(i) == "dozens";
      if (!of) return {};
      const double least = word(i) == "hundreds" ? 200 : word(i) == "thousands" ? 2000 : 24;
      return Number{i, i + (word(i + 1) == "of" ? 2 : 1), least, true};
    }
    if (const auto value = digits(word(i))) {
      out.value = *value;
      out.end = i + 1;
    } else if (in_table(kUnits, word(i))) {
      out.value = units(i, out.end);
    } else if (word(i) == "a" && in_table(kScales, word(i + 1))) {
      out.value = 1;
      out.end = i + 1;
    } else if (word(i) == "half" && word(i + 1) == "a" && in_table(kScales, word(i + 2))) {
      out.value = 0.5;
      out.end = i + 2;
    } else {
      return {};
    }
    while (const auto scale = joined_scale(out.end)) {
      out.value *= *scale;
      ++out.end;
      // "two hundred and fifty"
      const std::size_t rest = word(out.end) == "and" ? out.end + 1 : out.end;
      if (*scale >= 100 && !digits(word(out.begin)) && in_table(kUnits, word(rest)) &&
          joined(rest)) {
        std::size_t end = rest;
        out.value += units(rest, end);
        out.end = end;
      }
    }
    return out;
  }

  /// "twenty-five"
  [[nodiscard]] double units(std::size_t i, std::size_t& end) const {
    double value = *in_table(kUnits, word(i));
    end = i + 1;
    if (value >= 20)
      if (const auto more = in_table(kUnits, word(i + 1)); more && *more < 10 && joined(i + 1)) {
        value += *more;
        end = i + 2;
      }
    return value;
  }

  [[nodiscard]] std::optional<double> joined_scale(std::size_t i) const {
    return joined(i) ? in_table(kScales, word(i)) : std::nullopt;
  }

  /// `next`: where to go on, if the figure takes more words than the number.
  std::optional<Figure> figure_of(const Number& first, std::size_t& next) {
    Figure out;
    out.low = out.high = first.value;
    std::size_t begin = first.begin;
    std::size_t end = first.end;
    if (first.vague) {
      out.bound = FigureBound::About;
      out.high = kInfinite;
    }
    if (const auto last = range_end(first)) {
      out.low = first.value;
      // "15-20,000", "2 to 3 million"
      for (const double scale : {1e3, 1e6, 1e9})
        if (last->value >= scale && first.value < 1000 && first.value * scale < last->value)
          out.low = first.value * scale;
      out.high = last->value;
      out.bound = FigureBound::Range;
      end = last->end;
      if (begin > 0 && word(begin - 1) == "between") --begin;
    } else {
      qualify(out, begin);
    }
    if (is_no_figure(first, end)) return {};
    if (!find_thing(out, begin, end)) return {};
    if (out.kind == FigureKind::Dead || out.kind == FigureKind::Injured ||
        out.kind == FigureKind::Missing || out.kind == FigureKind::Arrested)
      if (out.low != std::floor(out.low)) return {};
    out.plain = is_plain();
    next = std::max(next, end);
    out.where = {words_[begin].where.begin, words_[end - 1].where.end};
    if (const auto sign = sign_before(begin); !sign.empty())
      out.where.begin -= static_cast<std::uint32_t>(sign.size());
    return out;
  }

  [[nodiscard]] std::optional<Number> range_end(const Number& first) const {
    const std::size_t i = first.end;
    if (i >= words_.size()) return {};
    const bool and_joins =
        first.begin > 0 && word(first.begin - 1) == "between" && word(i) == "and";
    if (word(i) == "to" || and_joins) {
      auto last = number_at(i + 1);
      if (last && !last->vague && last->value > first.value) return last;
      return {};
    }
    const std::string_view gap = i > 0 ? between(i - 1, i) : std::string_view();
    if (gap != "-" && gap != "–") return {};
    auto last = number_at(i);
    if (last && last->value > first.value) return last;
    return {};
  }

  void qualify(Figure& out, std::size_t& begin) const {
    const auto before = [&](std::size_t n) {
      return begin >= n ? word(begin - n) : std::string_view();
    };
    const auto at_least = [&](std::size_t n) {
      out.bound = FigureBound::AtLeast;
      out.high = kInfinite;
      begin -= n;
    };
    const auto at_most = [&](std::size_t n) {
      out.bound = FigureBound::AtMost;
      out.low = 0;
      begin -= n;
    };
    if (before(2) == "at" && before(1) == "least") return at_least(2);
    if (before(2) == "no" && before(1) == "fewer") return at_least(2);
    if (before(3) == "no" && before(2) == "more" && before(1) == "than") return at_most(3);
    if (before(2) == "more" && before(1) == "than") return at_least(2);
    if (before(1) == "over" && !clause_ends(begin - 1, begin)) return at_least(1);
    if (before(2) == "up" && before(1) == "to") return at_most(2);
    if (before(3) == "as" && before(2) == "many" && before(1) == "as") return at_most(3);
    if ((before(2) == "fewer" || before(2) == "less") && before(1) == "than") return at_most(2);
    if (before(1) == "about" || before(1) == "around" || before(1) == "some" ||
        before(1) == "nearly" || before(1) == "almost" || before(1) == "roughly" ||
        before(1) == "approximately") {
      out.bound = FigureBound::About;
      // As exact as it is written: a tenth to both sides.
      out.low *= 0.9;
      out.high *= 1.1;
      --begin;
    }
  }

  [[nodiscard]] std::string_view sign_before(std::size_t i) const {
    const std::string_view before = text_.substr(0, words_[i].where.begin);
    for (const Sign& sign : kSigns)
      if (before.ends_with(sign.sign)) return sign.sign;
    return {};
  }

  /// Parts of days, hours, names and ages.
  [[nodiscard]] bool is_no_figure(const Number& number, std::size_t end) const {
    const std::string_view rest = text_.substr(words_[end - 1].where.end);
    const std::string_view before = text_.substr(0, words_[number.begin].where.begin);
    if (rest.starts_with("-year") || rest.starts_with("-month") || rest.starts_with("-day") ||
        rest.starts_with("-hour") || rest.starts_with("th ") || rest.starts_with(":"))
      return true;
    if (before.ends_with(":") || before.ends_with("-") || before.ends_with("/")) return true;
    return rest.starts_with("/");
  }

  /// What the number counts; false if it is nothing that is known.
  bool find_thing(Figure& out, std::size_t begin, std::size_t end) {
    const std::string_view rest = text_.substr(words_[end - 1].where.end);
    std::size_t number = begin;
    while (number + 1 < end && !digits(word(number)) && sign_before(number).empty()) ++number;
    const std::string_view sign = sign_before(number);
    if (!sign.empty() || among(kCurrencies, word(end))) {
      out.kind = FigureKind::Money;
      for (const Sign& one : kSigns)
        if (one.sign == sign) out.thing = one.name;
      if (out.thing.empty()) out.thing = word(end);
      if (out.thing == "dollar" || out.thing == "euro") out.thing += 's';
      return true;
    }
    if (rest.starts_with("%") || rest.starts_with(" %") || word(end) == "percent" ||
        (word(end) == "per" && word(end + 1) == "cent")) {
      out.kind = FigureKind::Share;
      out.thing = "per cent";
      return true;
    }
    const bool year = out.low == out.high && out.low >= 1900 && out.low < 2100 &&
                      out.bound == FigureBound::Exact &&
                      words_[begin].where.end - words_[begin].where.begin == 4;
    if (year) return false;
    return fate_behind(out, end) || fate_before(out, begin, end) || toll(out, begin) ||
           noun_behind(out, end);
  }

  void set(Figure& out, FigureKind kind) const {
    out.kind = kind;
    out.thing = std::string(to_string(kind));
  }

  /// "12 people were killed", "12 dead", "12 US soldiers killed"
  bool fate_behind(Figure& out, std::size_t end) {
    std::string subject;
    for (std::size_t i = end; i < std::min(end + kReach, words_.size()); ++i) {
      if (i > 0 && clause_ends(i - 1, i)) return false;
      if (const auto kind = fate_of(word(i))) {
        // "12 killed three": the next number is theirs.
        if (i + 1 < words_.size() && number_at(i + 1) && among(kTransitive, word(i)) &&
            word(i - 1) != "were" && word(i - 1) != "was" && i > end)
          return false;
        set(out, *kind);
        out.subject = subject;
        return true;
      }
      if (number_at(i)) return false;
      if (!among(kPeople, word(i))) {
        if (is_function_word(word(i))) return false;
        subject = std::string(word(i));
      }
    }
    return false;
  }

  /// "killed at least 12 people", "wounding 30"
  bool fate_before(Figure& out, std::size_t begin, std::size_t end) const {
    if (begin == 0 || !among(kTransitive, word(begin - 1)) || clause_ends(begin - 1, begin))
      return false;
    // "12 were killed, 3 ..." is cut above; "were killed 12 days ago" counts days.
    if (among(kMeasures, word(end))) return false;
    set(out, *fate_of(word(begin - 1)));
    if (!among(kPeople, word(end)) && !word(end).empty() && !clause_ends(end - 1, end) &&
        !is_function_word(word(end)))
      out.subject = std::string(word(end));
    return true;
  }

  /// "the death toll rose to 12", "a death toll of 12"
  bool toll(Figure& out, std::size_t begin) const {
    if (begin < 3) return false;
    const std::size_t reach = std::min<std::size_t>(begin, 6);
    if (word(begin - 1) != "to" && word(begin - 1) != "of" && word(begin - 1) != "at") return false;
    for (std::size_t i = begin - reach; i + 1 < begin; ++i)
      if (word(i) == "death" && word(i + 1) == "toll") {
        set(out, FigureKind::Dead);
        return true;
      }
    return false;
  }

  /// "340 passengers", "20 detained men"
  bool noun_behind(Figure& out, std::size_t end) const {
    for (std::size_t i = end; i < std::min(end + 2, words_.size()); ++i) {
      if (clause_ends(i - 1, i)) return false;
      const std::string_view noun = word(i);
      const std::string_view written = words_[i].where.of(text_);
      if (written.empty() || written[0] < 'a' || written[0] > 'z') return false;
      if (among(kMeasures, noun) || is_function_word(noun) || digits(noun)) return false;
      const bool plural = noun == "people" || noun == "children" || noun == "men" ||
                          noun == "women" ||
                          (noun.size() > 3 && noun.ends_with('s') && !noun.ends_with("ss") &&
                           !noun.ends_with("us"));
      if (!plural) continue;
      if (out.low <= 1 && out.bound == FigureBound::Exact) return false;
      out.kind = FigureKind::Other;
      out.thing = std::string(noun);
      return true;
    }
    return false;
  }

  [[nodiscard]] bool is_plain() const {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const std::string_view w = word(i);
      if (w.size() == 4 && (w.starts_with("19") || w.starts_with("20")) && digits(w)) return false;
      const bool of_the_number =
          (w == "more" && word(i + 1) == "than") || (w == "per" && word(i + 1) == "cent");
      if (among(kElsewhere, w) && !of_the_number) return false;
    }
    return true;
  }

  std::string_view text_;
  std::vector<SentenceWord> words_;
};

std::string number_text(double value) {
  const auto scaled = [](double by, std::string_view name, double v) {
    return fmt::format("{:g} {}", std::round(v / by * 1000) / 1000, name);
  };
  if (value >= 1e12) return scaled(1e12, "trillion", value);
  if (value >= 1e9) return scaled(1e9, "billion", value);
  if (value >= 1e6) return scaled(1e6, "million", value);
  if (value != std::floor(value)) return fmt::format("{:g}", value);
  std::string out = fmt::format("{:.0f}", value);
  for (std::size_t at = out.size(); at > 3; at -= 3) out.insert(at - 3, 1, ',');
  return out;
}

}  // namespace

std::string_view to_string(FigureBound bound) {
  switch (bound) {
    case FigureBound::Exact:
      return "exact";
    case FigureBound::About:
      return "about";
    case FigureBound::AtLeast:
      return "at least";
    case FigureBound::AtMost:
      return "at most";
    case FigureBound::Range:
      break;
  }
  return "range";
}

std::string_view to_string(FigureKind kind) {
  constexpr auto kNames =
      std::to_array<std::string_view>({"dead", "injured", "missing", "arrested", "displaced",
                                       "jobs", "votes", "money", "per cent", "other"});
  return kNames.at(static_cast<std::size_t>(kind));
}

std::vector<Figure> figures_in(std::string_view text) {
  std::vector<Figure> out;
  for (const Span sentence : sentences(text)) SentenceFigures(text, sentence).find(out);
  return out;
}

bool has_figure(std::string_view text) {
  std::vector<Figure> found;
  for (const Span sentence : sentences(text)) {
    SentenceFigures(text, sentence).find(found);
    if (!found.empty()) return true;
  }
  return false;
}

std::vector<Figure> find_figures(const AnnotatedArticle& content) {
  std::vector<Figure> out;
  const auto add = [&](std::string_view text, bool in_title) {
    for (Figure& figure : figures_in(text)) {
      const bool day =
          std::any_of(content.dates.begin(), content.dates.end(), [&](const DateMention& mention) {
            return mention.in_title == in_title && mention.where.begin < figure.where.end &&
                   figure.where.begin < mention.where.end;
          });
      if (day) continue;
      figure.in_title = in_title;
      out.push_back(std::move(figure));
    }
  };
  add(content.article.title, true);
  add(content.article.text, false);
  return out;
}

std::string figure_text(const Figure& figure) {
  const auto with_unit = [&](const std::string& number) {
    if (figure.kind == FigureKind::Share) return number + " per cent";
    if (figure.kind != FigureKind::Money) return number;
    for (const Sign& sign : kSigns)
      if (sign.name == figure.thing) return std::string(sign.sign) + number;
    return number + ' ' + figure.thing;
  };
  switch (figure.bound) {
    case FigureBound::Exact:
      return with_unit(number_text(figure.low));
    case FigureBound::About:
      if (std::isinf(figure.high))
        return with_unit(figure.low >= 2000  ? "thousands"
                         : figure.low >= 200 ? "hundreds"
                                             : "dozens");
      return "about " + with_unit(number_text(figure.low / 0.9));
    case FigureBound::AtLeast:
      return "at least " + with_unit(number_text(figure.low));
    case FigureBound::AtMost:
      return "up to " + with_unit(number_text(figure.high));
    case FigureBound::Range:
      break;
  }
  return with_unit(number_text(figure.low) + " to " + number_text(figure.high));
}

}  // namespace morgue
