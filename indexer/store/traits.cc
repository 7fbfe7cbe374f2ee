#include "indexer/store/traits.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <limits>
#include <optional>

#include "common/text.h"
#include "common/utf8.h"
#include "indexer/store/desk.h"

namespace morgue {
namespace {

constexpr std::size_t kKinds = kTraitKinds;
/// So many traits of each kind are kept of a person, and taken from an article.
constexpr std::array<std::size_t, kKinds> kMostKept = {32, 24, 16, 24, 48, 32, 6};
constexpr std::array<std::size_t, kKinds> kMostTaken = {12, 10, 8, 8, 16, 10, 2};
/// Shorter words say little of what an article is about.
constexpr std::size_t kTopicLetters = 4;
constexpr std::size_t kLeadBytes = 600;
/// What stands so close to a person's name, in bytes, is mostly said about the person.
constexpr std::uint32_t kNearBytes = 120;
/// A line of credits names its people within so many bytes of its cue.
constexpr std::size_t kCreditBytes = 160;
/// When a count gets there all are halved: what was true long ago fades.
constexpr std::uint32_t kMostTimes = 0xFF;
constexpr std::size_t kHeadBytes = 4 + 4 * kKinds;
constexpr std::size_t kEntryBytes = 5;
/// Somebody who is credited at the foot ("Editing by Ilse Marten") works for the outlet: all that
/// the article is about says nothing, and whom an article is about is somebody else.
constexpr Trait kCredit{TraitKind::Role, 1};
constexpr double kSameCredit = 4;
constexpr double kOtherCredit = -3;

// Traits are weighed as naive Bayes does: by how much more of the person's articles have one than
// of all articles. How far a person's own share is believed is learnt from the person's articles:
// some are always seen in the same company, some everywhere. Before anything is known it is kHabit,
// as if kHabitSeen traits had been told.
constexpr std::array<double, kKinds> kHabit = {0.4, 0.4, 0.3, 0.5, 0.2, 0.4, 0.6};
constexpr double kHabitSeen = 12;
constexpr double kLeastHabit = 0.04;
/// Traits depend on each other, so what they say together is scaled down, and bounded.
constexpr std::array<double, kKinds> kScale = {0.24, 0.5, 0.8, 1.0, 0.3, 0.6, 1.0};
constexpr std::array<double, kKinds> kMost = {4.0, 6.0, 5.0, 4.0, 4.0, 6.0, 1.0};
constexpr std::array<double, kKinds> kLeast = {-1.5, -2.5, -2.5, -3.0, -1.2, -2.5, -2.5};
constexpr std::size_t kCounters = 1U << 16U;
/// A new archive knows little of what is common: it begins as if so many articles had told each
/// trait half a time.
constexpr double kUnseen = 0.5;
constexpr double kUnseenArticles = 50;

std::size_t index(TraitKind kind) { return static_cast<std::size_t>(kind); }

std::uint32_t hash_of(std::string_view text) {
  return static_cast<std::uint32_t>(XXH3_64bits(text.data(), text.size())) >> 3U;
}

class Collector {
 public:
  void add(TraitKind kind, std::string_view folded) {
    if (folded.empty()) return;
    const Trait trait{kind, hash_of(folded)};
    if (taken_[index(kind)] >= kMostTaken[index(kind)] ||
        std::find(out_.begin(), out_.end(), trait) != out_.end())
      return;
    ++taken_[index(kind)];
    out_.push_back(trait);
  }
  Evidence sorted() {
    std::sort(out_.begin(), out_.end());
    return std::move(out_);
  }

 private:
  Evidence out_;
  std::array<std::size_t, kKinds> taken_{};
};

/// Words that say what the article is about: those of the headline, then of the lead, without those
/// of its names.
std::vector<std::string> topic_words(const Article& article, const std::vector<Entity>& entities) {
  std::vector<std::string> names;
  for (const Entity& entity : entities)
    for (std::string& word : words(entity.name)) names.push_back(std::move(word));
  std::sort(names.begin(), names.end());
  std::vector<std::string> out;
  const std::string_view text(article.text);
  Stemmer stemmer(article.language.empty() ? "en" : article.language);
  for (const std::string_view part :
       {std::string_view(article.title), utf8::prefix(text, kLeadBytes)}) {
    Tokenizer tokenizer(part);
    for (Token token; tokenizer.next(token) && out.size() < 2 * kMostTaken[4];)
      if (token.folded.size() >= kTopicLetters && !is_function_word(token.folded) &&
          !std::binary_search(names.begin(), names.end(), token.folded))
        out.emplace_back(stemmer.stem(token.folded));
  }
  return out;
}

std::size_t counter(const Trait& trait) {
  // The kind is part of it: "Calder" is a place and a word.
  return (trait.hash * 2654435761U + static_cast<std::uint32_t>(trait.kind) * 40503U) >> 16U;
}

/// Calls `visit` with what is named close to the mentions of an entity.
template <typename F>
void for_each_near(const AnnotatedArticle& article, std::uint32_t entity, F&& visit) {
  const auto& mentions = article.mentions;
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    if (mentions[i].entity != entity) continue;
    const auto close = [&](const Mention& a, const Mention& b) {
      return a.in_title == b.in_title && b.where.begin - a.where.end < kNearBytes;
    };
    for (std::size_t j = i; j > 0 && close(mentions[j - 1], mentions[i]); --j)
      visit(mentions[j - 1].entity);
    for (std::size_t j = i + 1; j < mentions.size() && close(mentions[i], mentions[j]); ++j)
      visit(mentions[j].entity);
  }
}

/// Is this mention one of a line of credits?
bool is_credit(const Article& article, const Mention& mention) {
  if (mention.in_title) return false;
  const std::string_view text(article.text);
  const std::size_t line = text.rfind('\n', mention.where.begin) + 1;  // npos + 1 is 0
  std::string_view before = text.substr(line, mention.where.begin - line);
  if (before.size() > kCreditBytes) before.remove_prefix(before.size() - kCreditBytes);
  if (before.find("d by ") == std::string_view::npos &&
      before.find("g by ") == std::string_view::npos &&
      before.find("n by ") == std::string_view::npos)
    return false;  // none of the cues below, of nearly all lines
  constexpr auto kCues = std::to_array<std::string_view>(
      {"eporting by ", "diting by ", "riting by ", "ompiled by ", "ritten by ", "dited by "});
  return std::any_of(kCues.begin(), kCues.end(), [&](std::string_view cue) {
    const std::size_t at = before.rfind(cue);
    return at != std::string_view::npos && before.find(". ", at) == std::string_view::npos;
  });
}

/// Is somebody named in nothing but credits?
bool only_credited(const AnnotatedArticle& article, std::uint32_t entity) {
  bool any = false;
  for (const Mention& mention : article.mentions) {
    if (mention.entity != entity) continue;
    any = is_credit(article.article, mention);
    if (!any) return false;
  }
  return any;
}

TraitKind trait_kind(EntityKind kind) {
  return kind == EntityKind::Person ? TraitKind::Person
         : kind == EntityKind::Org  ? TraitKind::Org
                                    : TraitKind::Place;
}

/// What an article tells of its people: what is the same for all of them is read once.
class EvidenceReader {
 public:
  explicit EvidenceReader(const AnnotatedArticle& article)
      : article_(article),
        topic_(topic_words(article.article, article.entities)),
        desk_(fmt::format("desk {}", static_cast<int>(desk_of(article.article)))),
        section_(word_key(article.article.section)) {
    for (const Entity& entity : article.entities) keys_.push_back(word_key(entity.name));
  }

  [[nodiscard]] Evidence read(std::uint32_t person) const {
    if (only_credited(article_, person)) return {kCredit};
    Collector collector;
    for (const std::string& word : words(article_.entities[person].role))
      if (!is_function_word(word)) collector.add(TraitKind::Role, word);
    // "The other Rowan Pike": the article is about his namesake, and so is all that it tells.
    if (!is_namesake(person)) add_company(person, collector);
    return collector.sorted();
  }

 private:
  /// Does somebody of the same name come before?
  [[nodiscard]] bool is_namesake(std::uint32_t person) const {
    for (std::uint32_t i = 0; i < person; ++i)
      if (article_.entities[i].kind == EntityKind::Person && keys_[i] == keys_[person]) return true;
    return false;
  }

  void add_company(std::uint32_t person, Collector& collector) const {
    for_each_near(article_, person, [&](std::uint32_t other) {
      if (other != person && article_.entities[other].kind != EntityKind::Misc)
        collector.add(TraitKind::Near, keys_[other]);
    });
    for (std::size_t other = 0; other < keys_.size(); ++other) {
      const Entity& entity = article_.entities[other];
      const bool known_by_one_word =
          entity.kind == EntityKind::Person && keys_[other].find(' ') == std::string::npos;
      if (other != person && entity.kind != EntityKind::Misc && !known_by_one_word)
        collector.add(trait_kind(entity.kind), keys_[other]);
    }
    for (const std::string& word : topic_) collector.add(TraitKind::Topic, word);
    collector.add(TraitKind::Desk, desk_);
    collector.add(TraitKind::Desk, section_);
  }

  const AnnotatedArticle& article_;
  std::vector<std::string> topic_;
  std::string desk_, section_;
  std::vector<std::string> keys_;
};

}  // namespace

std::vector<Evidence> evidence_of(const AnnotatedArticle& article) {
  std::vector<Evidence> out;
  std::optional<EvidenceReader> reader;
  for (std::uint32_t i = 0; i < article.entities.size(); ++i) {
    if (article.entities[i].kind != EntityKind::Person) continue;
    if (!reader) reader.emplace(article);
    out.push_back(reader->read(i));
  }
  return out;
}

Traits::Traits(std::string_view bytes) {
  std::size_t at = 0;
  const auto number = [&](std::size_t size) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < size; ++i)
      value |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at++])) << (8 * i);
    return value;
  };
  if (bytes.size() < kHeadBytes || (bytes.size() - kHeadBytes) % kEntryBytes != 0) return;
  articles_ = number(4);
  for (auto* counts : {&told_, &known_})
    for (std::uint16_t& count : *counts) count = static_cast<std::uint16_t>(number(2));
  while (at < bytes.size()) {
    const std::uint32_t packed = number(4);
    const std::uint32_t times = number(1);
    if (packed % 8 < kKinds)
      seen_.push_back({{static_cast<TraitKind>(packed % 8), packed / 8}, times});
  }
  std::sort(seen_.begin(), seen_.end(),
            [](const Counted& a, const Counted& b) { return a.trait < b.trait; });
}

std::string Traits::bytes() const {
  std::string out;
  const auto put = [&](std::uint32_t value, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) out += static_cast<char>(value >> (8 * i) & 0xFFU);
  };
  put(articles_, 4);
  for (const auto* counts : {&told_, &known_})
    for (const std::uint16_t count : *counts) put(count, 2);
  for (const Counted& counted : seen_) {
    put(counted.trait.hash * 8 + static_cast<std::uint32_t>(counted.trait.kind), 4);
    put(counted.times, 1);
  }
  return out;
}

std::size_t Traits::place_of(const Trait& trait) const {
  const auto at =
      std::lower_bound(seen_.begin(), seen_.end(), trait,
                       [](const Counted& counted, const Trait& t) { return counted.trait < t; });
  return static_cast<std::size_t>(at - seen_.begin());
}

bool Traits::has(const Trait& trait) const {
  const std::size_t at = place_of(trait);
  return at < seen_.size() && seen_[at].trait == trait;
}

void Traits::add(const Evidence& evidence) {
  for (const Trait& trait : evidence) {
    const std::size_t kind = index(trait.kind);
    const std::size_t at = place_of(trait);
    const bool known = at < seen_.size() && seen_[at].trait == trait;
    if (articles_ > 0 && told_[kind] < std::numeric_limits<std::uint16_t>::max()) {
      ++told_[kind];
      if (known) ++known_[kind];
    }
    if (known) {
      if (++seen_[at].times > kMostTimes) fade();
      continue;
    }
    make_room(trait.kind);
    seen_.insert(seen_.begin() + static_cast<std::ptrdiff_t>(place_of(trait)), {trait, 1});
  }
  ++articles_;
}

/// The rarest of a kind gives way if there is no room for another.
void Traits::make_room(TraitKind kind) {
  std::size_t kept = 0;
  auto rarest = seen_.end();
  for (auto at = seen_.begin(); at != seen_.end(); ++at) {
    if (at->trait.kind != kind) continue;
    ++kept;
    if (rarest == seen_.end() || at->times < rarest->times) rarest = at;
  }
  if (kept >= kMostKept[index(kind)]) seen_.erase(rarest);
}

void Traits::fade() {
  for (Counted& counted : seen_) counted.times = (counted.times + 1) / 2;
  articles_ = (articles_ + 1) / 2;
}

double Traits::habit(std::size_t kind) const {
  return std::max(kLeastHabit,
                  (known_[kind] + kHabit[kind] * kHabitSeen) / (told_[kind] + kHabitSeen));
}

TraitCounts::TraitCounts(std::string_view bytes) {
  if (bytes.size() != 8 + 2 * kCounters) return;
  std::memcpy(&articles_, bytes.data(), sizeof(articles_));
  counts_.resize(kCounters);
  std::memcpy(counts_.data(), bytes.data() + 8, 2 * kCounters);
}

std::string TraitCounts::bytes() const {
  if (counts_.empty()) return {};
  std::string out(8 + 2 * kCounters, '\0');
  std::memcpy(out.data(), &articles_, sizeof(articles_));
  std::memcpy(out.data() + 8, counts_.data(), 2 * kCounters);
  return out;
}

void TraitCounts::add(std::span<const Evidence> article) {
  if (counts_.empty()) counts_.resize(kCounters);
  ++articles_;
  std::vector<Trait> told;
  for (const Evidence& evidence : article)
    told.insert(told.end(), evidence.begin(), evidence.end());
  std::sort(told.begin(), told.end());
  told.erase(std::unique(told.begin(), told.end()), told.end());
  bool full = false;
  for (const Trait& trait : told)
    full = ++counts_[counter(trait)] == std::numeric_limits<std::uint16_t>::max() || full;
  if (!full) return;
  for (std::uint16_t& count : counts_) count /= 2;
  articles_ /= 2;
}

double TraitCounts::share(const Trait& trait) const {
  const double count = counts_.empty() ? 0 : counts_[counter(trait)];
  return std::min(1.0, (count + kUnseen) / (articles_ + kUnseenArticles));
}

double Traits::support(const Evidence& evidence, const TraitCounts& all) const {
  const bool credited = std::binary_search(evidence.begin(), evidence.end(), kCredit);
  if (credited || has(kCredit)) return credited && has(kCredit) ? kSameCredit : kOtherCredit;
  std::array<double, kKinds> sum{};
  std::array<bool, kKinds> known{};
  for (const Counted& counted : seen_) known[index(counted.trait.kind)] = true;
  for (const Trait& trait : evidence) {
    const std::size_t kind = index(trait.kind);
    if (!known[kind]) continue;
    const std::size_t at = place_of(trait);
    const double own = at < seen_.size() && seen_[at].trait == trait
                           ? static_cast<double>(seen_[at].times) / static_cast<double>(articles_)
                           : 0;
    const double belief = habit(kind);
    sum[kind] += std::log(belief * std::min(1.0, own) / all.share(trait) + 1 - belief);
  }
  double support = 0;
  for (std::size_t kind = 0; kind < kKinds; ++kind)
    support += std::clamp(kScale[kind] * sum[kind], kLeast[kind], kMost[kind]);
  return support;
}

}  // namespace morgue
