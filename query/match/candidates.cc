#include "query/match/candidates.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <unordered_set>

#include "common/schema.h"
#include "query/match/article_view.h"
#include "query/match/families.h"
#include "query/match/interrupt.h"
#include "query/match/phrase_filter.h"
#include "query/match/values.h"

namespace morgue {
namespace {

/// Candidates are fetched from Xapian and verified in portions that grow up to this.
constexpr Xapian::doccount kFirstPortion = 200;
constexpr Xapian::doccount kLargestPortion = 5000;
/// Xapian begins from the start each time: it is asked for so many times what was looked at before.
constexpr Xapian::doccount kFetchAhead = 15;
/// How many of those that terms decide are looked at, to estimate how many are copies.
constexpr std::size_t kSample = 100;
/// Articles of a stricter stage stand above all others, whatever their scores.
constexpr double kStage = 1000;

/// Sorts whole answers as `order` says: equals by date (newest first), then by id; articles without
/// a date come last.
class WholeOrder : public Xapian::KeyMaker {
 public:
  explicit WholeOrder(SortOrder order) : order_(order) {}
  std::string operator()(const Xapian::Document& document) const override {
    stop_if_interrupted();
    std::string when = document.get_value(schema::kPublishedSlot);
    if (when.empty())
      when = "\xff\xff\xff\xff\xff";
    else if (order_ != SortOrder::Oldest)
      when = reversed(when);
    const std::string id = document.get_value(schema::kIdSlot);
    if (order_ != SortOrder::Words) return when + id;
    return reversed(document.get_value(schema::kWordsSlot)) + when + id;
  }

 private:
  static std::string reversed(std::string bytes) {
    for (char& c : bytes) c = static_cast<char>(~c);
    return bytes;
  }

  SortOrder order_;
};

/// What terms leave open of a condition.
struct Doubt {
  Check words;  ///< decided on words alone
  Check text;   ///< decided on the stored article
};

/// Asks the forward index about what Xapian finds. Remembers its answers: Xapian is asked again.
class WordsDecider : public Xapian::MatchDecider {
 public:
  WordsDecider(const Check& condition, const ArchiveReader& archive, const CodedWords& coded,
               WordMatcher& matcher, StoredArticles& articles)
      : condition_(condition),
        archive_(archive),
        coded_(coded),
        matcher_(matcher),
        articles_(articles),
        tracker_(archive.tracker()),
        answers_(archive.database().get_lastdocid() + std::size_t{1}, Answer::Unknown) {
    for (const Check& part : condition.children)
      if (part.kind == Check::Kind::Words && part.wanted.size() > 1)
        phrases_.emplace_back(part.wanted, coded);
  }

  /// The query that it is to be asked about.
  [[nodiscard]] Xapian::Query tracked(const Xapian::Query& query) const {
    if (archive_.segments() == 1) return query;
    return {Xapian::Query::OP_FILTER, query, tracker_.everything()};
  }

  bool operator()(const Xapian::Document& found) const override {
    const Xapian::docid document = archive_.document({tracker_.segment(), found.get_docid()});
    Answer& answer = answers_[document];
    if (answer == Answer::Unknown) answer = decide(document) ? Answer::Yes : Answer::No;
    return answer == Answer::Yes;
  }

 private:
  enum class Answer : std::uint8_t { Unknown, Yes, No };

  [[nodiscard]] bool decide(Xapian::docid document) const {
    stop_if_interrupted();
    std::vector<UnitHit> hits;
    const std::string_view words = archive_.words(document);
    if (!words.empty())
      return std::all_of(phrases_.begin(), phrases_.end(),
                         [&](PhraseFilter& phrase) { return phrase.may_hold(words); }) &&
             check(condition_, ArticleView(words, coded_, document), hits);
    return articles_.open(document) &&
           check(condition_, ArticleView(articles_.decoder(), matcher_, document), hits);
  }

  const Check& condition_;
  const ArchiveReader& archive_;
  const CodedWords& coded_;
  WordMatcher& matcher_;
  StoredArticles& articles_;
  SegmentTracker tracker_;
  mutable std::vector<PhraseFilter> phrases_;
  mutable std::vector<Answer> answers_;  // by document
};

class Finder {
 public:
  Finder(const ArchiveReader& archive, Plan& plan, WordMatcher& matcher, const CodedWords& coded,
         const Wanted& wanted, StoredArticles& articles)
      : archive_(archive),
        plan_(plan),
        matcher_(matcher),
        coded_(coded),
        wanted_(wanted),
        articles_(articles),
        whole_order_(wanted.sort) {}

  /// The best articles for a condition, and how many there are: in rank order until enough lines
  /// are found and counted.
  Found find(const Condition& condition) {
    if (archive_.empty() || condition.candidates.empty()) return none();
    if (wanted_.within && wanted_.within->size() == 0) return none();
    return reading([&] {
      Found found;
      Lines lines(archive_, wanted_.group);
      const Doubt doubt = doubt_of(condition);
      const bool settled = doubt.text.children.empty();
      std::optional<WordsDecider> decider;
      if (!doubt.words.children.empty())
        decider.emplace(doubt.words, archive_, coded_, matcher_, articles_);
      Xapian::Enquire match =
          enquire(decider ? decider->tracked(condition.candidates) : condition.candidates,
                  condition.scores);
      Xapian::doccount checked = 0;
      Xapian::doccount portion = first_portion(settled);
      Fetched fetched;
      while (true) {
        fetch(match, decider ? &*decider : nullptr, settled, checked, portion, fetched);
        const Xapian::MSet& set = fetched.set;
        const Xapian::doccount end = std::min(checked + portion, fetched.begin + set.size());
        while (checked < end && !found.cut_short) {
          const Xapian::MSetIterator item = set[checked - fetched.begin];
          if (archive_.has_remote() && !archive_.is_searched(*item)) {
            ++checked;  // one that a term could not tell from its living twin
            continue;
          }
          if (settled || verify(doubt.text, *item)) take(item, condition.scores, lines, found);
          ++checked;
          found.cut_short = !settled && is_spent();
        }
        const bool all = (fetched.last && checked == fetched.begin + set.size()) ||
                         checked >= archive_.articles();
        found.cut_short = found.cut_short && !all;
        portion = all || found.cut_short ? 0 : next_portion(settled, lines, set, portion);
        if (portion > 0) continue;
        count(lines, all ? 0 : checked, set, settled, found);
        if (found.cut_short) note_cut(checked, set.get_matches_estimated());
        if (wanted_.ordered)
          read_values(archive_, wanted_.sort == SortOrder::Words, found.candidates);
        return found;
      }
    });
  }

  /// Plain words: articles with all of them first; if these are few, the commonest words are
  /// dropped one after the other.
  Found relaxed() {
    Found found;
    Lines lines(archive_, wanted_.group);
    std::unordered_set<Xapian::docid> seen;
    for (std::size_t kept = plan_.soft.size(); kept > 0; --kept) {
      const Condition condition = all_of(kept);
      const Found stage = find(condition);
      plan_.steps.push_back({without(kept), stage.total});
      const double lift = kStage * static_cast<double>(kept - 1);
      std::uint64_t fresh = 0;
      for (RankedArticle candidate : stage.candidates) {
        if (!seen.insert(candidate.document).second) continue;
        candidate.parts.stage = lift;
        candidate.score = morgue::total(candidate.parts);
        lines.add(candidate.document);
        found.candidates.push_back(std::move(candidate));
        ++fresh;
      }
      found.total = std::max(stage.total, lines.size());
      found.exact = stage.exact;
      found.extent = stage.extent;
      if (fresh > 0 && kept < plan_.soft.size()) relaxed_to_ = kept;
      found.cut_short = stage.cut_short;
      if (found.total >= kEnoughResults || kept == 1 || found.cut_short) break;
    }
    if (relaxed_to_) note_relaxation(*relaxed_to_);
    return found;
  }

 private:
  /// A part of Xapian's candidates.
  struct Fetched {
    Xapian::MSet set;
    Xapian::doccount begin = 0;
    bool last = false;  ///< there are none behind it
  };

  /// Sees to it that the next candidates are fetched, as far as there are any.
  static void fetch(const Xapian::Enquire& match, const Xapian::MatchDecider* decider, bool settled,
                    Xapian::doccount checked, Xapian::doccount portion, Fetched& fetched) {
    if (fetched.last || fetched.begin + fetched.set.size() >= checked + portion) return;
    stop_if_interrupted();
    const Xapian::doccount ahead = settled ? portion : std::max(portion, checked * kFetchAhead);
    fetched.set = match.get_mset(checked, ahead, settled ? kCountExactly + 1 : 0, nullptr, decider);
    fetched.begin = checked;
    fetched.last = fetched.set.size() < ahead;
  }

  static Found none() {
    Found found;
    found.extent = Extent();
    return found;
  }

  Xapian::Enquire enquire(const Xapian::Query& query, bool scores) const {
    const RankingWeights& w = wanted_.weights;
    Xapian::Enquire enquire(archive_.database());
    enquire.set_query(
        within(archive_.living(wanted_.sort == SortOrder::Copies ? by_copies(query) : query)));
    if (!wanted_.ordered) {
      enquire.set_weighting_scheme(Xapian::BoolWeight());
      return enquire;
    }
    enquire.set_weighting_scheme(Xapian::BM25Weight(w.k1, 0, 1, w.b, w.min_length));
    if (archive_.has_remote()) {
      sort_there(enquire, scores);
      return enquire;
    }
    switch (wanted_.sort) {
      case SortOrder::Relevance:
        if (!scores) enquire.set_sort_by_key(&newest_first_, false);
        break;
      case SortOrder::Source:
        break;
      case SortOrder::Copies:
        enquire.set_sort_by_relevance_then_key(&newest_first_, false);
        break;
      default:
        enquire.set_sort_by_key(&whole_order_, false);
        break;
    }
    return enquire;
  }

  /// The same in orders that other machines know, too. Equals are told apart afterwards, when all
  /// of them are there (may_rise()).
  void sort_there(Xapian::Enquire& enquire, bool scores) const {
    switch (wanted_.sort) {
      case SortOrder::Source:
        return;
      case SortOrder::Relevance:
        if (!scores) enquire.set_sort_by_value(schema::kPublishedSlot, true);
        return;
      case SortOrder::Copies:
        throw Error(Exit::Usage, "copies can't be sorted by on another machine",
                    "sort by something else, or ask the archives of this machine alone");
      case SortOrder::Words:
        enquire.set_sort_by_value(schema::kWordsSlot, true);
        return;
      default:
        enquire.set_sort_by_value(schema::kPublishedSlot, wanted_.sort != SortOrder::Oldest);
    }
  }

  [[nodiscard]] Xapian::Query within(Xapian::Query query) const {
    if (!wanted_.within) return query;
    return {Xapian::Query::OP_FILTER, query, archive_.listed(wanted_.within)};
  }

  /// The same articles, weighed by nothing but how many copies they have.
  [[nodiscard]] Xapian::Query by_copies(const Xapian::Query& query) const {
    const auto members = members_that(
        archive_, [](const FamilyMember&) { return true; },
        [](const FamilyMember& member) { return static_cast<double>(member.copies); });
    return {Xapian::Query::OP_AND_MAYBE, Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, query, 0),
            archive_.listed(members)};
  }

  [[nodiscard]] Doubt doubt_of(const Condition& condition) const {
    Doubt doubt;
    if (condition.exact) return doubt;
    for (Check& part : unsettled(condition.check).children) {
      const bool words = archive_.knows_words() && is_told_by_words(part, coded_);
      (words ? doubt.words : doubt.text).children.push_back(std::move(part));
    }
    return doubt;
  }

  [[nodiscard]] Xapian::doccount first_portion(bool settled) const {
    // Whatever comes first is as good as any: all at once.
    if (!wanted_.ordered)
      return wanted_.within ? static_cast<Xapian::doccount>(wanted_.within->size())
                            : archive_.database().get_doccount();
    if (!settled) return kFirstPortion;
    const std::size_t best = std::max(wanted_.lines, kSample) * (archive_.has_remote() ? 2 : 1);
    return static_cast<Xapian::doccount>(std::min<std::uint64_t>(best, archive_.articles()));
  }

  /// How many more to look at; 0: enough lines are found, and counted as far as they are counted
  /// exactly. What terms decide is counted by Xapian; to fold it, it has to be fetched. There are
  /// few outlets: all of them are counted.
  [[nodiscard]] Xapian::doccount next_portion(bool settled, const Lines& lines,
                                              const Xapian::MSet& set,
                                              Xapian::doccount portion) const {
    const bool found = lines.size() >= wanted_.lines;
    if (!settled)
      return found && lines.size() >= kCountExactly ? 0 : std::min(portion * 2, kLargestPortion);
    if (!found) return portion * 2;
    if (wanted_.group == GroupBy::Source) return archive_.database().get_lastdocid();
    return set.get_matches_lower_bound() > kCountExactly ? 0 : kCountExactly;
  }

  void take(const Xapian::MSetIterator& item, bool scores, Lines& lines, Found& found) {
    const bool wanted =
        lines.size() < wanted_.lines || (archive_.has_remote() && is_level(item, scores));
    if (archive_.has_remote() && lines.size() < wanted_.lines)
      last_ = {item.get_weight(), item.get_sort_key()};
    const bool fresh = lines.add(*item);
    if (wanted && (fresh || may_rise(item, scores, found)))
      found.candidates.push_back(candidate(item));
  }

  /// Does it stand where the last one that was wanted stands? Then what is told apart afterwards
  /// decides between them.
  [[nodiscard]] bool is_level(const Xapian::MSetIterator& item, bool scores) const {
    const bool ranked = wanted_.sort == SortOrder::Relevance && scores;
    return ranked ? item.get_weight() == last_.first : item.get_sort_key() == last_.second;
  }

  /// What is folded into a line may stand above it in the end: when what is read of it counts as
  /// well, when of equals the newest counts, or the outlet.
  [[nodiscard]] bool may_rise(const Xapian::MSetIterator& item, bool scores,
                              const Found& found) const {
    if (wanted_.sort == SortOrder::Source) return true;
    if (wanted_.sort != SortOrder::Relevance || !scores) return false;
    return found.candidates.size() < wanted_.weights.depth ||
           item.get_weight() == found.candidates.back().score;
  }

  /// `checked`: so many were looked at of those in the set; 0: all.
  void count(const Lines& lines, Xapian::doccount checked, const Xapian::MSet& set, bool by_terms,
             Found& found) const {
    found.total = lines.size();
    if (checked == 0) {
      found.extent = lines.extent();
      return;
    }
    const std::uint64_t estimate = set.get_matches_estimated();
    found.exact = by_terms && !lines.folds() &&
                  set.get_matches_lower_bound() == set.get_matches_upper_bound();
    found.total = found.exact ? estimate : found.total * estimate / checked;
  }

  bool verify(const Check& condition, Xapian::docid document) {
    if (!articles_.open(document)) return false;
    read_ += articles_.decoder().title().size() + articles_.decoder().text().size();
    const ArticleView view(articles_.decoder(), matcher_, document);
    std::vector<UnitHit> hits;
    return check(condition, view, hits);
  }

  [[nodiscard]] bool is_spent() const {
    return wanted_.most_bytes > 0 && read_ >= wanted_.most_bytes;
  }

  void note_cut(Xapian::doccount checked, Xapian::doccount of) {
    plan_.notes.push_back(
        fmt::format("only {} of about {} articles that may answer were looked at, so the count is "
                    "an estimate; -n 0 looks at all",
                    checked, of));
  }

  /// What its values say comes later, of all at once.
  static RankedArticle candidate(const Xapian::MSetIterator& item) {
    RankedArticle out;
    out.document = *item;
    out.score = out.parts.words = item.get_weight();
    return out;
  }

  /// Asks for the rarest `kept` words; the others add to the score.
  [[nodiscard]] Condition all_of(std::size_t kept) const {
    Condition out;
    out.scores = true;
    std::vector<Xapian::Query> must;
    std::vector<Xapian::Query> may;
    for (std::size_t i = 0; i < plan_.soft.size(); ++i) {
      const Condition& word = plan_.soft[i].condition;
      if (i >= kept) {
        if (!word.candidates.empty()) may.push_back(word.candidates);
        continue;
      }
      if (word.candidates.empty()) return {};
      must.push_back(word.candidates);
      out.exact = out.exact && word.exact;
      out.check.children.push_back(word.check);
      out.check.children.back().settled = word.exact;
    }
    out.candidates = Xapian::Query(Xapian::Query::OP_AND, must.begin(), must.end());
    if (!may.empty())
      out.candidates = Xapian::Query(Xapian::Query::OP_AND_MAYBE, out.candidates,
                                     Xapian::Query(Xapian::Query::OP_OR, may.begin(), may.end()));
    return out;
  }

  /// What is dropped if so many words are kept, commonest first.
  [[nodiscard]] std::vector<std::string> without(std::size_t kept) const {
    std::vector<std::string> names;
    for (std::size_t i = plan_.soft.size(); i-- > kept;) names.push_back(plan_.soft[i].text);
    return names;
  }

  void note_relaxation(std::size_t kept) {
    std::vector<std::string> names;
    for (const std::string& name : without(kept)) names.push_back('"' + name + '"');
    const std::string dropped =
        names.size() == 1
            ? names[0]
            : fmt::format("{} and {}", fmt::join(names.begin(), names.end() - 1, ", "),
                          names.back());
    const std::size_t count = plan_.soft.size();
    const std::string all = count == 2 ? "both words" : fmt::format("all {} words", count);
    const std::uint64_t strict = plan_.steps.front().articles;
    plan_.notes.push_back(
        strict == 0 ? fmt::format("nothing has {}; showing articles without {}", all, dropped)
                    : fmt::format("only {} {} {}; showing others without {}", strict,
                                  strict == 1 ? "article has" : "articles have", all, dropped));
  }

  const ArchiveReader& archive_;
  Plan& plan_;
  WordMatcher& matcher_;
  const CodedWords& coded_;
  const Wanted& wanted_;
  StoredArticles& articles_;
  mutable WholeOrder whole_order_;  // Xapian asks for one that it may change
  mutable WholeOrder newest_first_{SortOrder::Newest};
  std::pair<double, std::string> last_;  // weight and key of the last one that was wanted
  std::optional<std::size_t> relaxed_to_;
  std::uint64_t read_ = 0;  // bytes of titles and texts that were verified
};

}  // namespace

Found find_candidates(const ArchiveReader& archive, Plan& plan, WordMatcher& matcher,
                      const CodedWords& coded, const Wanted& wanted, StoredArticles& articles) {
  Finder finder(archive, plan, matcher, coded, wanted, articles);
  return plan.soft.empty() ? finder.find(plan.condition) : finder.relaxed();
}

}  // namespace morgue
