#include "query/views/figures.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "common/text.h"
#include "common/utf8.h"
#include "query/match/interrupt.h"
#include "query/match/stored_articles.h"

namespace morgue {
namespace {

/// What stands further down is mostly background.
constexpr std::size_t kLeadBytes = 600;
/// Between two outlets, a number that is higher by the hour is news, not a disagreement.
constexpr std::chrono::minutes kHour{60};

/// A figure of one article, before it is folded with those of others.
struct Said {
  Figure figure;
  std::size_t article = 0;
  std::string sentence;
  std::size_t paragraph = 0;
  bool comparable = false;
};

/// What is kept of an article.
struct Teller {
  ArticleId id;
  std::optional<Timestamp> published;
  std::string source, title;
  std::size_t copies = 0;
  std::set<std::string> places;         ///< that its beginning names
  std::set<std::string> organisations;  ///< likewise
};

bool is_compared(FigureKind kind) {
  return kind != FigureKind::Money && kind != FigureKind::Share && kind != FigureKind::Other;
}

bool in_beginning(const Figure& figure) {
  return figure.in_title || figure.where.begin < kLeadBytes;
}

bool same_value(const Figure& a, const Figure& b) {
  return a.low == b.low && a.high == b.high && a.bound == b.bound;
}

Span sentence_of(std::string_view text, Span where) {
  for (const Span sentence : sentences(text))
    if (sentence.begin <= where.begin && where.begin < sentence.end) return sentence;
  return where;
}

std::size_t paragraph_of(const std::vector<Span>& all, Span where) {
  return static_cast<std::size_t>(std::count_if(
      all.begin(), all.end(), [&](Span paragraph) { return paragraph.begin <= where.begin; }));
}

Teller teller_of(const StoredArticle& stored, std::size_t copies) {
  const AnnotatedArticle& content = stored.content;
  Teller out{stored.id,
             content.article.published,
             content.article.source,
             content.article.title,
             copies,
             {},
             {}};
  for (const Mention& mention : content.mentions) {
    const Entity& entity = content.entities[mention.entity];
    if (!mention.in_title && mention.where.begin >= kLeadBytes) continue;
    if (entity.kind == EntityKind::Place) out.places.insert(word_key(entity.name));
    if (entity.kind == EntityKind::Org) out.organisations.insert(word_key(entity.name));
  }
  return out;
}

/// Marks what may be compared with other articles: the only number of its kind and people in the
/// beginning of this one.
void mark_comparable(std::vector<Said>& all, std::size_t begin) {
  for (std::size_t i = begin; i < all.size(); ++i) {
    const Figure& figure = all[i].figure;
    if (!is_compared(figure.kind) || !figure.plain || !in_beginning(figure)) continue;
    const bool alone = std::none_of(
        all.begin() + static_cast<std::ptrdiff_t>(begin), all.end(), [&](const Said& other) {
          return other.figure.kind == figure.kind && in_beginning(other.figure) &&
                 other.figure.subject == figure.subject && !same_value(other.figure, figure);
        });
    all[i].comparable = alone;
  }
}

class FigureReader {
 public:
  explicit FigureReader(const ArchiveReader& archive) : articles_(archive) {}

  void read(const FigureSource& source) {
    if (!reading([&] { return articles_.open(source.document); })) return;
    const auto stored = articles_.decoder().article();
    if (!stored) return;
    const Article& article = stored->content.article;
    const std::size_t begin = said_.size();
    const auto all_paragraphs = paragraphs(article.text);
    for (Figure& figure : find_figures(stored->content)) {
      const bool known = std::any_of(
          said_.begin() + static_cast<std::ptrdiff_t>(begin), said_.end(), [&](const Said& one) {
            return one.figure.kind == figure.kind && one.figure.thing == figure.thing &&
                   one.figure.subject == figure.subject && same_value(one.figure, figure);
          });
      if (known) continue;
      Said one;
      one.article = tellers_.size();
      if (figure.in_title) {
        one.sentence = article.title;
      } else {
        one.sentence = utf8::one_line(sentence_of(article.text, figure.where).of(article.text));
        one.paragraph = paragraph_of(all_paragraphs, figure.where);
      }
      one.figure = std::move(figure);
      said_.push_back(std::move(one));
    }
    mark_comparable(said_, begin);
    tellers_.push_back(teller_of(*stored, source.copies));
  }

  [[nodiscard]] const std::vector<Said>& said() const { return said_; }
  [[nodiscard]] const std::vector<Teller>& tellers() const { return tellers_; }

 private:
  StoredArticles articles_;
  std::vector<Said> said_;
  std::vector<Teller> tellers_;
};

auto time_of(const Teller& teller) {
  return std::tuple(!teller.published, teller.published ? teller.published->instant : Instant{},
                    teller.id);
}

bool exact_time(const Timestamp& time) { return time.precision >= Precision::Minute; }

/// Do they name a place in common, or, where jobs are counted, whose they are?
bool tell_of_one_thing(FigureKind kind, const Teller& a, const Teller& b) {
  const bool jobs = kind == FigureKind::Jobs;
  const auto& of_a = jobs ? a.organisations : a.places;
  const auto& of_b = jobs ? b.organisations : b.places;
  return std::any_of(of_a.begin(), of_a.end(),
                     [&](const std::string& name) { return of_b.contains(name); });
}

/// What the later of two numbers is to the earlier one.
FigureLabel label_of(const Figure& before, const Teller& teller_before, const Figure& after,
                     const Teller& teller_after) {
  const Timestamp& then = *teller_before.published;
  const Timestamp& now = *teller_after.published;
  const bool higher =
      after.low > before.high || (before.bound == FigureBound::AtLeast && after.low > before.low &&
                                  after.bound != FigureBound::About);
  const bool lower = after.high < before.low;
  if (!higher && !lower) return FigureLabel::None;
  const bool one_day = then.local_day() == now.local_day();
  const bool one_source = teller_before.source == teller_after.source;
  const bool timed = exact_time(then) && exact_time(now);
  const bool later = one_day ? timed && (one_source || now.instant - then.instant >= kHour) : true;
  if (later) {
    if (higher) return FigureLabel::Update;
    return one_day && !one_source ? FigureLabel::Disagreement : FigureLabel::RevisedDown;
  }
  // "At least 12" and "15" can both be true.
  const bool disjoint = after.low > before.high || after.high < before.low;
  return disjoint ? FigureLabel::Disagreement : FigureLabel::None;
}

class FigureFolder {
 public:
  FigureFolder(const FigureReader& reader, bool one_story)
      : reader_(reader), one_story_(one_story) {}

  FigureThing fold(FigureKind kind, const std::string& name, std::vector<const Said*> said) {
    std::sort(said.begin(), said.end(), [&](const Said* a, const Said* b) {
      const auto key = [&](const Said* one) {
        return std::tuple(time_of(teller(*one)), !one->figure.in_title, one->figure.where.begin);
      };
      return key(a) < key(b);
    });
    FigureThing out;
    out.kind = kind;
    out.name = name;
    std::set<std::size_t> articles;
    for (const Said* one : said) {
      articles.insert(one->article);
      add(*one, out);
    }
    out.articles = articles.size();
    for (std::size_t i = 0; i < out.values.size(); ++i) out.values[i].sources = sources_[i].size();
    return out;
  }

 private:
  [[nodiscard]] const Teller& teller(const Said& one) const {
    return reader_.tellers()[one.article];
  }

  void add(const Said& one, FigureThing& out) {
    const Teller& by = teller(one);
    const auto same = std::find_if(out.values.begin(), out.values.end(), [&](const auto& value) {
      return value.figure.subject == one.figure.subject && same_value(value.figure, one.figure);
    });
    const auto at = static_cast<std::size_t>(same - out.values.begin());
    if (same == out.values.end()) {
      FigureValue value;
      value.figure = one.figure;
      value.id = by.id;
      value.published = by.published;
      value.source = by.source;
      value.title = by.title;
      value.sentence = one.sentence;
      value.paragraph = one.paragraph;
      value.articles = 0;
      if (one_story_ && one.comparable && by.published) compare(one, value);
      out.values.push_back(std::move(value));
      sources_.emplace_back();
    }
    out.values[at].articles += 1 + by.copies;
    if (!by.source.empty()) sources_[at].insert(by.source);
    if (one.comparable && by.published) last_[one.figure.subject] = {&one, at};
  }

  /// With the last number of the same people.
  void compare(const Said& one, FigureValue& value) const {
    const auto before = last_.find(one.figure.subject);
    if (before == last_.end()) return;
    const auto& [said, at] = before->second;
    const Teller& then = teller(*said);
    const Teller& now = teller(one);
    const auto apart = now.published->local_day() - then.published->local_day();
    if (apart > std::chrono::days{kComparedDays} || !tell_of_one_thing(one.figure.kind, then, now))
      return;
    value.label = label_of(said->figure, then, one.figure, now);
    if (value.label != FigureLabel::None) value.against = at;
  }

  const FigureReader& reader_;
  bool one_story_;
  std::vector<std::set<std::string>> sources_;  // of the values
  std::map<std::string, std::pair<const Said*, std::size_t>> last_;
};

}  // namespace

std::string_view to_string(FigureLabel label) {
  switch (label) {
    case FigureLabel::None:
      return "";
    case FigureLabel::Update:
      return "update";
    case FigureLabel::Disagreement:
      return "disagreement";
    case FigureLabel::RevisedDown:
      break;
  }
  return "revised down";
}

FiguresView figures_view(const ArchiveReader& archive, std::span<const FigureSource> articles,
                         bool one_story) {
  FiguresView out;
  out.articles = articles.size();
  FigureReader reader(archive);
  for (const FigureSource& article : articles) {
    stop_if_interrupted();
    reader.read(article);
  }
  out.read = reader.tellers().size();
  std::map<std::pair<FigureKind, std::string>, std::vector<const Said*>> things;
  for (const Said& one : reader.said()) things[{one.figure.kind, one.figure.thing}].push_back(&one);
  for (auto& [thing, said] : things)
    out.things.push_back(FigureFolder(reader, one_story).fold(thing.first, thing.second, said));
  std::stable_sort(out.things.begin(), out.things.end(),
                   [](const FigureThing& a, const FigureThing& b) {
                     const bool first = is_compared(a.kind);
                     if (first != is_compared(b.kind)) return first;
                     return a.articles > b.articles;
                   });
  return out;
}

}  // namespace morgue
