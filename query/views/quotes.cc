#include "query/views/quotes.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <unordered_map>

#include "common/people_table.h"
#include "common/text.h"
#include "common/utf8.h"
#include "query/match/stored_articles.h"
#include "query/match/utterances.h"

namespace morgue {
namespace {

/// Words between quotation marks that nobody is said to have said are often no quotation.
constexpr std::size_t kFewestWords = 3;
/// Shorter words may be anybody's.
constexpr std::size_t kTelling = 6;
constexpr std::size_t kShortestCut = 4;
constexpr std::size_t kRun = 3;
constexpr double kSameRuns = 0.6;
/// So many quotations that share a run are compared: phrases that everybody uses tell nothing.
constexpr std::size_t kMostSharing = 40;

std::uint64_t entity_key(ArticleId article, std::uint32_t entity) {
  return article.value ^ ((entity + 1) * 0x9E3779B97F4A7C15ULL);
}

/// The words of one part without its quotation marks.
std::string_view inside(std::string_view part) {
  constexpr std::array<std::string_view, 13> kMarks = {
      "\"",     "'",      "\u201c", "\u201d", "\u201e", "\u00ab", "\u00bb",
      "\u2018", "\u2019", "\u300c", "\u300d", " ",      "\u00a0"};
  const auto strip = [&](auto has, auto remove) {
    for (bool found = true; found;) {
      found = false;
      for (const std::string_view mark : kMarks)
        if (has(mark)) {
          remove(mark.size());
          found = true;
        }
    }
  };
  strip([&](std::string_view mark) { return part.starts_with(mark); },
        [&](std::size_t n) { part.remove_prefix(n); });
  strip([&](std::string_view mark) { return part.ends_with(mark); },
        [&](std::size_t n) { part.remove_suffix(n); });
  return part;
}

std::string text_of(std::span<const Quotation> utterance, std::string_view text) {
  std::string out;
  for (const Quotation& part : utterance) {
    std::string words = utf8::one_line(inside(part.where.of(text)));
    // The comma before "said Pike" belongs to the article.
    while (words.ends_with(',')) words.pop_back();
    if (!words.empty()) out += (out.empty() ? "" : " … ") + words;
  }
  return out;
}

std::string last_word(const std::string& name) {
  const auto parts = words(name);
  return parts.empty() ? std::string() : parts.back();
}

/// The same words with all their places.
struct SameWords {
  std::vector<std::string> words;
  std::string key;      ///< the words with blanks around each
  std::string speaker;  ///< last word of the name that is given most often, or empty
  std::vector<std::size_t> places;
};

std::size_t articles_of(const std::vector<std::size_t>& places,
                        const std::vector<QuotedIn>& quoted) {
  std::set<ArticleId> articles;
  for (const std::size_t place : places) articles.insert(quoted[place].article);
  return articles.size();
}

std::vector<std::size_t> runs_of(const std::vector<std::string>& words) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i + kRun <= words.size(); ++i)
    out.push_back(std::hash<std::string>()(words[i] + ' ' + words[i + 1] + ' ' + words[i + 2]));
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

/// The value that most have.
std::string commonest(const std::vector<std::size_t>& places, const std::vector<QuotedIn>& quoted,
                      std::string QuotedIn::*field) {
  std::map<std::string, std::size_t> counts;
  for (const std::size_t place : places)
    if (!(quoted[place].*field).empty()) ++counts[quoted[place].*field];
  const auto most =
      std::max_element(counts.begin(), counts.end(),
                       [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == counts.end() ? std::string() : most->first;
}

class Folder {
 public:
  explicit Folder(std::vector<QuotedIn> quoted) : quoted_(std::move(quoted)) {
    std::unordered_map<std::string, std::size_t> known;
    for (std::size_t i = 0; i < quoted_.size(); ++i) {
      SameWords same;
      same.words = words(quoted_[i].text);
      same.key = fmt::format(" {} ", fmt::join(same.words, " "));
      const std::string key =
          same.words.size() < kTelling ? same.key + last_word(quoted_[i].speaker) : same.key;
      const auto [at, fresh] = known.try_emplace(key, same_.size());
      if (fresh) same_.push_back(std::move(same));
      same_[at->second].places.push_back(i);
    }
    for (SameWords& same : same_)
      same.speaker = last_word(commonest(same.places, quoted_, &QuotedIn::speaker));
  }

  std::vector<FoldedQuote> fold() {
    // Longest first: what is shorter is looked for in what is longer.
    std::stable_sort(same_.begin(), same_.end(), [](const SameWords& a, const SameWords& b) {
      return a.words.size() > b.words.size();
    });
    for (std::size_t i = 0; i < same_.size(); ++i) place(i);
    std::vector<FoldedQuote> out;
    for (const std::vector<std::size_t>& group : groups_) out.push_back(quote_of(group));
    return out;
  }

 private:
  [[nodiscard]] bool one_speaker(const SameWords& a, const SameWords& b) const {
    return a.speaker.empty() || b.speaker.empty() || a.speaker == b.speaker;
  }

  [[nodiscard]] static bool is_cut(const SameWords& part, const SameWords& whole) {
    return part.words.size() >= kShortestCut && whole.key.find(part.key) != std::string::npos;
  }

  /// Puts it to the longer one that it is a variant of; else it begins a group.
  void place(std::size_t i) {
    const SameWords& same = same_[i];
    const std::vector<std::size_t> runs = runs_of(same.words);
    std::map<std::size_t, std::size_t> sharing;  // groups with the runs that they share
    for (const std::size_t run : runs)
      if (const auto found = by_run_.find(run); found != by_run_.end())
        for (const std::size_t group : found->second) ++sharing[group];
    std::optional<std::size_t> best;
    std::size_t best_shared = 0;
    for (const auto& [group, shared] : sharing) {
      const SameWords& whole = same_[groups_[group].front()];
      if (shared <= best_shared || !one_speaker(same, whole)) continue;
      const bool alike =
          same.words.size() * 3 >= whole.words.size() * 2 &&
          static_cast<double>(shared) >= kSameRuns * static_cast<double>(runs.size());
      if (!alike && !is_cut(same, whole)) continue;
      best = group;
      best_shared = shared;
    }
    if (best) {
      groups_[*best].push_back(i);
      return;
    }
    for (const std::size_t run : runs) {
      std::vector<std::size_t>& groups = by_run_[run];
      if (groups.size() < kMostSharing) groups.push_back(groups_.size());
    }
    groups_.push_back({i});
  }

  [[nodiscard]] FoldedQuote quote_of(const std::vector<std::size_t>& group) const {
    FoldedQuote out;
    std::vector<std::size_t> places;
    std::vector<std::pair<std::size_t, std::size_t>> sizes;  // articles, number
    for (const std::size_t i : group) {
      sizes.emplace_back(articles_of(same_[i].places, quoted_), i);
      places.insert(places.end(), same_[i].places.begin(), same_[i].places.end());
    }
    // The longest is shown, which stands first in the group; the others most often quoted first.
    std::stable_sort(sizes.begin() + 1, sizes.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    const SameWords& shown = same_[group.front()];
    out.text = commonest(shown.places, quoted_, &QuotedIn::text);
    for (std::size_t k = 1; k < sizes.size(); ++k) {
      const SameWords& variant = same_[sizes[k].second];
      out.variants.push_back({commonest(variant.places, quoted_, &QuotedIn::text), sizes[k].first,
                              is_cut(variant, shown)});
    }
    out.speaker = commonest(places, quoted_, &QuotedIn::speaker);
    out.articles = articles_of(places, quoted_);
    std::set<std::string> sources;
    for (const std::size_t place : places) {
      if (!quoted_[place].source.empty()) sources.insert(quoted_[place].source);
      out.places.push_back(quoted_[place]);
    }
    out.sources = sources.size();
    std::stable_sort(out.places.begin(), out.places.end(), [](const auto& a, const auto& b) {
      if (a.published.has_value() != b.published.has_value()) return a.published.has_value();
      if (a.published && a.published->instant != b.published->instant)
        return a.published->instant < b.published->instant;
      return std::pair(a.article, a.where) < std::pair(b.article, b.where);
    });
    return out;
  }

  std::vector<QuotedIn> quoted_;
  std::vector<SameWords> same_;
  std::vector<std::vector<std::size_t>> groups_;  // the longest first
  std::unordered_map<std::size_t, std::vector<std::size_t>> by_run_;
};

std::size_t count_asked(const FoldedQuote& quote, const std::vector<std::string>& asked,
                        Stemmer& stemmer) {
  if (asked.empty()) return 0;
  std::set<std::string> stems;
  for (const std::string& word : words(quote.text)) stems.emplace(stemmer.stem(word));
  std::size_t out = 0;
  for (const std::string& word : asked) out += stems.contains(std::string(stemmer.stem(word)));
  return out;
}

/// Where it was said last: what "newest" sorts by.
std::optional<Instant> newest(const FoldedQuote& quote) {
  std::optional<Instant> out;
  for (const QuotedIn& place : quote.places)
    if (place.published) out = std::max(out.value_or(Instant{}), place.published->instant);
  return out;
}

void sort_quotes(std::vector<FoldedQuote>& quotes, QuoteOrder order) {
  std::stable_sort(quotes.begin(), quotes.end(), [&](const FoldedQuote& a, const FoldedQuote& b) {
    if (a.asked != b.asked) return a.asked > b.asked;
    if (order == QuoteOrder::Repeated && a.articles != b.articles) return a.articles > b.articles;
    const auto when_a = newest(a);
    const auto when_b = newest(b);
    if (when_a != when_b) return when_a > when_b;
    return std::pair(a.places.front().article, a.places.front().where) <
           std::pair(b.places.front().article, b.places.front().where);
  });
}

}  // namespace

Speakers::Speakers(sqlite::Database& db, std::string_view name) : anybody_(false) {
  constexpr std::size_t kMostBearers = 50;
  std::vector<std::uint32_t> people;
  if (const auto number = parse_person_number(name)) {
    if (const auto summary = summary_of(db, *number)) people.push_back(summary->number);
  } else {
    words_ = words(name);
    people = people_named(db, name, kMostBearers);
  }
  sqlite::Statement rows(db,
                         "SELECT a.id, p.entity FROM appearances p JOIN articles a ON a.no = "
                         "p.article WHERE p.identity = ?1");
  for (const std::uint32_t person : people) {
    rows.bind(1, std::int64_t{person});
    while (rows.step())
      if (const auto id = parse_article_id(rows.text(0)))
        entities_.insert(entity_key(*id, static_cast<std::uint32_t>(rows.integer(1))));
  }
}

bool Speakers::has(const StoredArticle& article, const Quotation& quotation) const {
  if (anybody_) return true;
  if (quotation.entity && entities_.contains(entity_key(article.id, *quotation.entity)))
    return true;
  if (words_.empty()) return false;
  const auto given = words(quotation.speaker);
  return std::all_of(words_.begin(), words_.end(), [&](const std::string& word) {
    return std::find(given.begin(), given.end(), word) != given.end();
  });
}

std::vector<FoldedQuote> fold_quotes(std::vector<QuotedIn> quoted) {
  return Folder(std::move(quoted)).fold();
}

Quotes find_quotes(const ArchiveReader& archive, const Matches& matches,
                   const QuotesOptions& options) {
  Quotes out;
  out.answered = matches.articles.size();
  out.read = std::min(out.answered, options.most_read);
  std::vector<QuotedIn> quoted;
  StoredArticles articles(archive);
  for (std::size_t i = 0; i < out.read; ++i) {
    if (!reading([&] { return articles.open(matches.articles[i].document); })) continue;
    const auto stored = articles.decoder().article();
    if (!stored) continue;
    const Article& article = stored->content.article;
    for (const auto utterance : utterances_of(stored->content.quotations)) {
      if (utterance.front().kind == QuotationKind::Indirect) continue;
      const auto named = std::find_if(utterance.begin(), utterance.end(),
                                      [](const auto& part) { return !part.speaker.empty(); });
      const Quotation& part = named == utterance.end() ? utterance.front() : *named;
      if (!options.speakers.has(*stored, part)) continue;
      std::string text = text_of(utterance, article.text);
      if (part.speaker.empty() && words(text).size() < kFewestWords) continue;
      if (text.empty()) continue;
      quoted.push_back({stored->id, article.published, article.source, part.speaker,
                        std::move(text), utterance.front().where});
    }
  }
  out.quotes = fold_quotes(std::move(quoted));
  Stemmer stemmer;
  for (FoldedQuote& quote : out.quotes) quote.asked = count_asked(quote, options.words, stemmer);
  sort_quotes(out.quotes, options.order);
  return out;
}

}  // namespace morgue
