#include "query/match/story_thread.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <span>
#include <tuple>
#include <unordered_map>

#include "common/schema.h"
#include "query/match/families.h"
#include "query/match/interrupt.h"

namespace morgue {
namespace {

/// Words that candidates are looked for by, and how many of the best are compared in one round.
constexpr std::size_t kWordsAsked = 24;
constexpr std::size_t kCandidates = 100;
/// Days on both sides of a thread that are looked through; the next once one gives nothing more.
/// At last everything is, and what has no date.
constexpr std::array<std::uint32_t, 4> kWindows = {21, 120, 730, 0};
constexpr std::uint32_t kMinutesOfDay = 24 * 60;
/// In one window, so many rounds that found something.
constexpr std::size_t kRounds = 3;
/// The core is what the thread began with: the seed and those that are surest to belong to it.
constexpr std::size_t kCore = 8;
/// From the first article of a thread to the first of its thread ...
constexpr int kSteps = 3;
/// Words that are named as the reason of a link.
constexpr std::size_t kReasons = 4;
/// BM25 as the ranking of searches has it.
constexpr double kK1 = 1.6;
constexpr double kB = 0.85;

/// What silence between two articles takes off.
double silence_cost(std::uint32_t minutes_apart, const StoryWeights& weights) {
  const double days = static_cast<double>(minutes_apart) / kMinutesOfDay;
  return weights.silence * std::log2(1 + days / kSilenceDays);
}

/// Mean vectors of the articles that a thread began with.
class ThreadCore {
 public:
  void add(const StoryProfile& profile) {
    headline_.add(profile.headline);
    lead_.add(profile.lead);
    body_.add(profile.body);
    names_.add(profile.names);
    places_.add(profile.places);
    std::vector<Day> all;
    std::set_union(days_.begin(), days_.end(), profile.days.begin(), profile.days.end(),
                   std::back_inserter(all));
    days_ = std::move(all);
    ++size_;
  }
  [[nodiscard]] StoryFeatures features(const StoryProfile& profile) const {
    return {headline_.cosine(profile.headline), lead_.cosine(profile.lead),
            body_.cosine(profile.body),         names_.cosine(profile.names),
            places_.cosine(profile.places),     shared_days(days_, profile.days)};
  }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] WordVector words() const { return body_.words(); }

 private:
  MeanVector headline_, lead_, body_, names_, places_;
  std::vector<Day> days_;
  std::size_t size_ = 0;
};

/// An article that was read, with its copies.
struct ReadArticle {
  StoryProfile profile;
  std::vector<Xapian::docid> copies;
};

/// An article that is compared with a thread.
struct Compared {
  const ReadArticle* article = nullptr;
  bool member = false;
  // Of the members that it was compared with, the nearest.
  double nearest = -std::numeric_limits<double>::infinity();
  std::size_t nearest_member = 0;
  std::size_t compared_with = 0;  ///< members, the first ones
};

/// What was read of an archive for threads of one article: several are grown on the way.
class ThreadReader {
 public:
  explicit ThreadReader(const ArchiveReader& archive) : archive_(archive), profiler_(archive) {
    for (std::size_t i = 0; i < archive.segments(); ++i) {
      const KinFile& kin = archive.kin(i);
      auto& minutes = minutes_.emplace_back();
      minutes.reserve(kin.documents());
      for (std::uint32_t number = 1; number <= kin.documents(); ++number)
        minutes.push_back(kin.record(number).minutes);
    }
  }

  /// Reads what stands for the families of these documents, as far as it was not read before.
  void read(std::span<const Xapian::docid> documents) {
    std::vector<Xapian::docid> first;
    std::vector<std::pair<std::uint64_t, std::vector<Xapian::docid>>> families;
    for (const Xapian::docid document : documents) {
      const std::uint64_t family = family_of(document);
      if (!families_.try_emplace(family).second) continue;
      auto members = family_members(archive_, document, id_of(document));
      if (members.empty()) continue;
      std::sort(members.begin(), members.end(), [&](Xapian::docid a, Xapian::docid b) {
        return std::tuple(minutes(a) == 0, minutes(a), archive_.value(a, schema::kIdSlot)) <
               std::tuple(minutes(b) == 0, minutes(b), archive_.value(b, schema::kIdSlot));
      });
      first.push_back(members.front());
      members.erase(members.begin());
      families.emplace_back(family, std::move(members));
    }
    auto profiles = profiler_.read(first);
    for (std::size_t i = 0; i < profiles.size(); ++i)
      if (profiles[i])
        families_[families[i].first] =
            ReadArticle{*std::move(profiles[i]), std::move(families[i].second)};
  }

  /// The article that stands for a document's family; null if it is damaged.
  const ReadArticle* family(Xapian::docid document) {
    read(std::span(&document, 1));
    const auto& read = families_.at(family_of(document));
    return read ? &*read : nullptr;
  }

  /// The best candidates that were published in these minutes (all, if `last` is 0).
  std::vector<Xapian::docid> find(const WordVector& words, std::uint32_t first,
                                  std::uint32_t last) const {
    Xapian::Query query = profiler_.any_of(words, kWordsAsked);
    if (query.empty()) return {};
    // A list is walked by itself, and only what it holds is weighed; a range of values is asked
    // about everything that has one of the words.
    if (last > 0)
      query = Xapian::Query(
          Xapian::Query::OP_FILTER, query,
          archive_.has_remote()
              ? Xapian::Query(Xapian::Query::OP_VALUE_RANGE, schema::kPublishedSlot,
                              schema::sortable_number(first), schema::sortable_number(last))
              : archive_.listed(published_within(first, last)));
    return reading([&] {
      Xapian::Enquire enquire(archive_.database());
      enquire.set_query(archive_.living(query));
      enquire.set_weighting_scheme(Xapian::BM25Weight(kK1, 0, 1, kB, 0.05));
      enquire.set_docid_order(Xapian::Enquire::ASCENDING);
      std::vector<Xapian::docid> out;
      const Xapian::MSet found = enquire.get_mset(0, kCandidates);
      for (auto hit = found.begin(); hit != found.end(); ++hit) out.push_back(*hit);
      return out;
    });
  }
  [[nodiscard]] std::shared_ptr<const DocumentList> published_within(std::uint32_t first,
                                                                     std::uint32_t last) const {
    auto out = std::make_shared<DocumentList>(minutes_.size());
    for (std::size_t segment = 0; segment < minutes_.size(); ++segment)
      for (std::size_t i = 0; i < minutes_[segment].size(); ++i) {
        const std::uint32_t minutes = minutes_[segment][i];
        if (minutes != 0 && minutes >= first && minutes <= last)
          out->add(segment, static_cast<Xapian::docid>(i + 1));
      }
    out->sort();
    return out;
  }
  [[nodiscard]] ArticleId id_of(Xapian::docid document) const {
    const auto id = schema::id_of_bytes(archive_.value(document, schema::kIdSlot));
    return id.value_or(ArticleId{});
  }
  [[nodiscard]] const StoryProfiler& profiler() const { return profiler_; }

 private:
  [[nodiscard]] std::uint64_t family_of(Xapian::docid document) const {
    const auto [segment, number] = archive_.place(document);
    return archive_.kin(segment).family(number);
  }
  [[nodiscard]] std::uint32_t minutes(Xapian::docid document) const {
    const auto [segment, number] = archive_.place(document);
    return archive_.kin(segment).record(number).minutes;
  }

  const ArchiveReader& archive_;
  StoryProfiler profiler_;
  std::unordered_map<std::uint64_t, std::optional<ReadArticle>> families_;
  std::vector<std::vector<std::uint32_t>> minutes_;  // of the documents of each segment
};

class ThreadGrower {
 public:
  ThreadGrower(ThreadReader& reader, const ThreadOptions& options)
      : reader_(reader), options_(options) {}

  StoryThread grow(const ReadArticle& seed) {
    known_.push_back({&seed});
    seen_.insert(seed.profile.id);
    join(0);
    for (const std::uint32_t window : kWindows) {
      for (std::size_t round = 0; round < kRounds; ++round) {
        stop_if_interrupted();
        look_around(window);
        if (!attach() || full()) break;
      }
    }
    return thread();
  }

 private:
  [[nodiscard]] bool full() const {
    return members_.size() >= options_.most_members || known_.size() >= options_.most_read;
  }

  void join(std::size_t number) {
    known_[number].member = true;
    members_.push_back(number);
    const StoryProfile& profile = profile_of(number);
    if (core_.size() < kCore) core_.add(profile);
    if (profile.minutes == 0) return;
    times_.insert(profile.minutes);
  }

  /// Compares what has words of the core, and of the articles at both ends of the thread.
  void look_around(std::uint32_t window) {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    if (window > 0) {
      if (times_.empty()) return;
      first = *times_.begin() - std::min(*times_.begin(), window * kMinutesOfDay);
      last = *times_.rbegin() + window * kMinutesOfDay;
    }
    look_for(core_.words(), first, last);
    const auto by_time = [&](std::size_t a, std::size_t b) {
      return profile_of(a).minutes < profile_of(b).minutes;
    };
    const auto [oldest, newest] = std::minmax_element(members_.begin(), members_.end(), by_time);
    if (members_.size() > 1 && !times_.empty()) {
      look_for(profile_of(*newest).body, first, last);
      look_for(profile_of(*oldest).body, first, last);
    }
  }

  void look_for(const WordVector& words, std::uint32_t first, std::uint32_t last) {
    const std::vector<Xapian::docid> found_documents = reader_.find(words, first, last);
    const std::size_t wanted = options_.most_read - std::min(options_.most_read, known_.size());
    reader_.read(std::span(found_documents).first(std::min(wanted, found_documents.size())));
    for (const Xapian::docid document : found_documents) {
      if (known_.size() >= options_.most_read) {
        cut_short_ = true;
        return;
      }
      if (!looked_at_.insert(document).second) continue;
      const ReadArticle* found = reader_.family(document);
      if (found != nullptr && seen_.insert(found->profile.id).second) known_.push_back({found});
    }
  }

  /// Minutes to the nearest member in time; 0 if either has no date.
  [[nodiscard]] std::uint32_t silence(std::uint32_t minutes) const {
    if (minutes == 0 || times_.empty()) return 0;
    const auto after = times_.lower_bound(minutes);
    auto least = std::numeric_limits<std::uint32_t>::max();
    if (after != times_.end()) least = std::min(least, *after - minutes);
    if (after != times_.begin()) least = std::min(least, minutes - *std::prev(after));
    return least;
  }

  /// Compares what is no member with the members that joined since.
  void compare_with_members() {
    std::size_t first = members_.size();
    for (const Compared& article : known_)
      if (!article.member) first = std::min(first, article.compared_with);
    for (std::size_t i = first; i < members_.size(); ++i) {
      spread_.set(profile_of(members_[i]));
      for (Compared& article : known_) {
        if (article.member || article.compared_with > i) continue;
        article.compared_with = i + 1;
        const double like =
            story_likeness(spread_.features(article.article->profile), options_.weights);
        if (like <= article.nearest) continue;
        article.nearest = like;
        article.nearest_member = members_[i];
      }
    }
  }

  [[nodiscard]] double likeness(const Compared& article) const {
    const StoryWeights& w = options_.weights;
    const StoryProfile& profile = article.article->profile;
    const double core = story_likeness(core_.features(profile), w);
    return w.core * core + (1 - w.core) * article.nearest -
           silence_cost(silence(profile.minutes), w);
  }

  [[nodiscard]] const StoryProfile& profile_of(std::size_t number) const {
    return known_[number].article->profile;
  }

  /// Takes in what belongs to the thread, the surest first. True if there was any.
  bool attach() {
    bool any = false;
    while (members_.size() < options_.most_members) {
      compare_with_members();
      std::vector<std::pair<double, std::size_t>> fitting;
      for (std::size_t i = 0; i < known_.size(); ++i) {
        if (known_[i].member) continue;
        const double like = likeness(known_[i]);
        if (like > 0) fitting.emplace_back(-like, i);
      }
      if (fitting.empty()) return any;
      std::sort(fitting.begin(), fitting.end(), [&](const auto& a, const auto& b) {
        return std::pair(a.first, profile_of(a.second).id) <
               std::pair(b.first, profile_of(b.second).id);
      });
      // As long as the core grows, each one changes what the next has to be like.
      const std::size_t some = core_.size() < kCore ? 1 : fitting.size();
      for (std::size_t i = 0; i < some && members_.size() < options_.most_members; ++i) {
        likeness_[fitting[i].second] = -fitting[i].first;
        join(fitting[i].second);
      }
      any = true;
    }
    cut_short_ = true;
    return any;
  }

  [[nodiscard]] std::vector<std::string> shared_words(const StoryProfile& a,
                                                      const StoryProfile& b) const {
    std::vector<std::pair<float, std::uint32_t>> shared;
    const auto add = [&](const WordVector& x, const WordVector& y) {
      std::map<std::uint32_t, float> of_y(y.begin(), y.end());
      for (const auto& [word, weight] : x)
        if (const auto other = of_y.find(word); other != of_y.end())
          shared.emplace_back(-weight * other->second, word);
    };
    add(a.names, b.names);
    add(a.body, b.body);
    std::sort(shared.begin(), shared.end());
    std::vector<std::string> out;
    for (const auto& [weight, word] : shared) {
      const std::string& text = reader_.profiler().text_of(word);
      const bool known = std::any_of(out.begin(), out.end(), [&](const std::string& one) {
        return (' ' + one + ' ').find(' ' + text + ' ') != std::string::npos;
      });
      if (!known) out.push_back(text);
      if (out.size() == kReasons) break;
    }
    return out;
  }

  StoryThread thread() {
    StoryThread out;
    out.name = profile_of(members_.front()).id;
    out.read = known_.size();
    out.cut_short = cut_short_;
    std::vector<std::size_t> order = members_;
    const auto key = [&](std::size_t number) {
      const StoryProfile& profile = profile_of(number);
      return std::tuple(profile.minutes == 0, profile.minutes, profile.id);
    };
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
    for (const std::size_t number : order) {
      const Compared& article = known_[number];
      ThreadMember member;
      const StoryProfile& profile = article.article->profile;
      member.document = profile.document;
      member.id = profile.id;
      member.minutes = profile.minutes;
      member.copies = article.article->copies;
      member.likeness = likeness_[number];
      if (number != members_.front()) {
        const auto at = std::find(order.begin(), order.end(), article.nearest_member);
        member.nearest = static_cast<std::size_t>(at - order.begin());
        member.shared = shared_words(profile, profile_of(article.nearest_member));
      }
      out.members.push_back(std::move(member));
    }
    return out;
  }

  ThreadReader& reader_;
  const ThreadOptions& options_;
  std::vector<Compared> known_;
  std::set<ArticleId> seen_;
  std::set<Xapian::docid> looked_at_;
  std::vector<std::size_t> members_;  // in the order in which they joined
  std::map<std::size_t, double> likeness_;
  std::set<std::uint32_t> times_;  // of members
  ThreadCore core_;
  SpreadProfile spread_;  // of the member that is compared with
  bool cut_short_ = false;
};

double pair_likeness(const StoryProfile& a, const StoryProfile& b, const StoryWeights& weights) {
  const double like = story_likeness(story_features(a, b), weights);
  if (a.minutes == 0 || b.minutes == 0) return like;
  return like -
         silence_cost(std::max(a.minutes, b.minutes) - std::min(a.minutes, b.minutes), weights);
}

bool holds(const StoryThread& thread, ArticleId id) {
  return std::any_of(thread.members.begin(), thread.members.end(),
                     [&](const ThreadMember& member) { return member.id == id; });
}

}  // namespace

StoryThread thread_of(const ArchiveReader& archive, Xapian::docid document, ArticleId id,
                      const ThreadOptions& options) {
  ThreadReader reader(archive);
  const ReadArticle* seed = reader.family(document);
  if (seed == nullptr) return {id, {}, 0, false};
  const ArticleId asked = seed->profile.id;
  StoryThread thread = ThreadGrower(reader, options).grow(*seed);
  if (!options.from_first) return thread;
  for (int step = 0; step < kSteps && thread.members.front().id != thread.name; ++step) {
    const ThreadMember& first = thread.members.front();
    StoryThread other = ThreadGrower(reader, options).grow(*reader.family(first.document));
    if (!holds(other, asked)) break;
    thread = std::move(other);
  }
  return thread;
}

Result<StoryThread, std::string> thread_called(const ArchiveReader& archive,
                                               std::string_view name) {
  const bool story = name.starts_with("s-") || name.starts_with("S-");
  std::string_view digits = name;
  if (story) digits.remove_prefix(2);
  if (!story && digits.starts_with('#')) digits.remove_prefix(1);
  std::string lower(digits);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  const bool hex = !lower.empty() && lower.size() <= kArticleIdDigits &&
                   lower.find_first_not_of("0123456789abcdef") == std::string::npos;
  if (!hex) return failure(fmt::format("{} names no story", name));
  const auto ids = archive.ids_with_prefix(lower, 2);
  if (ids.empty()) return failure(fmt::format("no article's id begins with {}", lower));
  if (ids.size() > 1) return failure(fmt::format("several articles' ids begin with {}", lower));
  const auto document = archive.find(ids.front());
  if (!document) return failure(fmt::format("no article's id begins with {}", lower));
  ThreadOptions options;
  options.from_first = !story;
  StoryThread thread = thread_of(archive, *document, ids.front(), options);
  if (thread.members.empty()) return failure(fmt::format("the article {} is damaged", lower));
  return thread;
}

std::vector<std::size_t> heads_of_stories(const ArchiveReader& archive,
                                          const std::vector<Xapian::docid>& documents,
                                          const StoryWeights& weights) {
  StoryProfiler profiler(archive);
  std::vector<std::size_t> out(documents.size());
  const auto profiles = profiler.read(documents);
  for (std::size_t i = 0; i < documents.size(); ++i) {
    stop_if_interrupted();
    out[i] = i;
    if (!profiles[i]) continue;
    double best = 0;
    for (std::size_t head = 0; head < i; ++head) {
      if (out[head] != head || !profiles[head]) continue;
      const double like = pair_likeness(*profiles[i], *profiles[head], weights);
      if (like <= best) continue;
      best = like;
      out[i] = head;
    }
  }
  return out;
}

std::vector<Xapian::docid> documents_of(const StoryThread& thread) {
  std::vector<Xapian::docid> out;
  for (const ThreadMember& member : thread.members) {
    out.push_back(member.document);
    out.insert(out.end(), member.copies.begin(), member.copies.end());
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace morgue
