#include "query/match/story_profile.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "common/schema.h"
#include "common/utf8.h"
#include "query/match/interrupt.h"

namespace morgue {
namespace {

/// What more articles have says little of any of them.
constexpr double kCommon = 0.3;
/// In an archive of a few articles that share would leave nothing.
constexpr std::uint64_t kFew = 3;
/// What stands further down is mostly background, and takes as long to read.
constexpr std::size_t kMostBytes = 4000;
constexpr std::chrono::days kAroundPublication{7};
constexpr std::size_t kAllWords = ~std::size_t{0};

std::string_view first_sentence(std::string_view text) {
  const auto all = sentences(utf8::prefix(text, 2048));
  return all.empty() ? text : all.front().of(text);
}

void add_days(const AnnotatedArticle& content, StoryProfile& profile) {
  const auto& published = content.article.published;
  std::vector<Day>& days = profile.days;
  for (const DateMention& mention : content.dates) {
    if (mention.from != mention.to) continue;
    if (published && std::chrono::abs(mention.from - published->local_day()) <= kAroundPublication)
      continue;
    days.push_back(mention.from);
  }
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
}

}  // namespace

double story_likeness(const StoryFeatures& f, const StoryWeights& w) {
  return w.headline * f[0] + w.lead * f[1] + w.body * f[2] + w.names * f[3] + w.places * f[4] +
         w.days * f[5] + w.bias;
}

double cosine(const WordVector& a, const WordVector& b) {
  double sum = 0;
  auto x = a.begin();
  auto y = b.begin();
  while (x != a.end() && y != b.end()) {
    if (x->first < y->first)
      ++x;
    else if (y->first < x->first)
      ++y;
    else
      sum += static_cast<double>((x++)->second) * static_cast<double>((y++)->second);
  }
  return sum;
}

double shared_days(const std::vector<Day>& a, const std::vector<Day>& b) {
  if (a.empty() || b.empty()) return 0;
  std::vector<Day> both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return static_cast<double>(both.size()) / static_cast<double>(std::min(a.size(), b.size()));
}

StoryFeatures story_features(const StoryProfile& a, const StoryProfile& b) {
  return {cosine(a.headline, b.headline), cosine(a.lead, b.lead),     cosine(a.body, b.body),
          cosine(a.names, b.names),       cosine(a.places, b.places), shared_days(a.days, b.days)};
}

void MeanVector::add(const WordVector& words) {
  for (const auto& [word, weight] : words) {
    if (word >= sum_.size()) sum_.resize(word + 1, 0);
    squares_ -= static_cast<double>(sum_[word]) * static_cast<double>(sum_[word]);
    sum_[word] += weight;
    squares_ += static_cast<double>(sum_[word]) * static_cast<double>(sum_[word]);
  }
}

double MeanVector::cosine(const WordVector& words) const {
  if (squares_ <= 0) return 0;
  double dot = 0;
  for (const auto& [word, weight] : words)
    if (word < sum_.size()) dot += static_cast<double>(weight) * static_cast<double>(sum_[word]);
  return dot / std::sqrt(squares_);
}

WordVector MeanVector::words() const {
  WordVector out;
  for (std::uint32_t word = 0; word < sum_.size(); ++word)
    if (sum_[word] > 0) out.emplace_back(word, sum_[word]);
  return out;
}

void SpreadProfile::Part::set(const WordVector& words) {
  if (words_ != nullptr)
    for (const auto& entry : *words_) weights_[entry.first] = 0;
  words_ = &words;
  if (!words.empty() && words.back().first >= weights_.size())
    weights_.resize(words.back().first + std::size_t{1}, 0);
  for (const auto& [word, weight] : words) weights_[word] = weight;
}

double SpreadProfile::Part::cosine(const WordVector& words) const {
  double sum = 0;
  for (const auto& [word, weight] : words) {
    if (word >= weights_.size()) break;
    sum += static_cast<double>(weight) * static_cast<double>(weights_[word]);
  }
  return sum;
}

void SpreadProfile::set(const StoryProfile& profile) {
  profile_ = &profile;
  headline_.set(profile.headline);
  lead_.set(profile.lead);
  body_.set(profile.body);
  names_.set(profile.names);
  places_.set(profile.places);
}

StoryFeatures SpreadProfile::features(const StoryProfile& other) const {
  return {headline_.cosine(other.headline), lead_.cosine(other.lead),
          body_.cosine(other.body),         names_.cosine(other.names),
          places_.cosine(other.places),     shared_days(profile_->days, other.days)};
}

double StoryProfiler::idf(std::uint64_t articles) const {
  const auto all = static_cast<double>(std::max<std::uint64_t>(archive_.articles(), 1));
  const auto common = std::max<std::uint64_t>(kFew, static_cast<std::uint64_t>(kCommon * all));
  // What no other article has joins nothing.
  if (articles < 2 || articles > common) return 0;
  return std::log(1 + all / static_cast<double>(articles));
}

std::uint32_t StoryProfiler::number_of_stem(std::string_view stem, std::string_view folded) {
  std::string key = "Z";
  key += stem;
  const auto [at, fresh] =
      numbers_.try_emplace(std::move(key), static_cast<std::uint32_t>(words_.size()));
  if (fresh) {
    words_.push_back({std::string(folded), std::string(stem), 0, false});
    unweighed_.emplace_back(schema::term(schema::kStem, stem), at->second);
    unweighed_.emplace_back(schema::term(schema::kNameWord, folded), at->second);
  }
  return at->second;
}

std::uint32_t StoryProfiler::number_of_name(std::string_view prefix, const std::string& key) {
  std::string term = schema::term(prefix, key);
  const auto [at, fresh] = numbers_.try_emplace(term, static_cast<std::uint32_t>(words_.size()));
  if (fresh) {
    words_.push_back({key, {}, 0, true});
    unweighed_.emplace_back(std::move(term), at->second);
  }
  return at->second;
}

void StoryProfiler::weigh() {
  // In the order of the terms most of them stand in a block that has just been read.
  std::sort(unweighed_.begin(), unweighed_.end());
  std::unordered_map<std::uint32_t, std::uint64_t> articles;
  for (const auto& [term, word] : unweighed_) articles[word] += archive_.frequency(term);
  for (const auto& [word, have] : articles) words_[word].idf = idf(have);
  unweighed_.clear();
}

void StoryProfiler::count(std::string_view text, double weight, Language& language, Counts& counts,
                          std::size_t most_words) {
  Tokenizer tokenizer(text);
  std::size_t number = 0;
  for (Token token; number < most_words && tokenizer.next(token); ++number) {
    auto known = language.numbers.find(token.folded);
    if (known == language.numbers.end()) {
      const bool told = token.folded.size() >= 2 && !is_function_word(token.folded);
      known =
          language.numbers
              .emplace(
                  token.folded,
                  told ? 1 + number_of_stem(language.stemmer.stem(token.folded), token.folded) : 0)
              .first;
    }
    if (known->second != 0) counts.add(known->second - 1, weight);
  }
}

WordVector StoryProfiler::vector_of(const TimesMet& met) const {
  WordVector out;
  double squares = 0;
  for (const auto& [word, times] : met) {
    const double weight = (1 + std::log(times)) * words_[word].idf;
    if (weight <= 0) continue;
    out.emplace_back(word, static_cast<float>(weight));
    squares += weight * weight;
  }
  for (auto& [word, weight] : out)
    weight = static_cast<float>(static_cast<double>(weight) / std::sqrt(squares));
  return out;
}

void StoryProfiler::count_names(const AnnotatedArticle& content) {
  std::vector<double> times(content.entities.size(), 0);
  for (const Mention& mention : content.mentions)
    times[mention.entity] += mention.in_title ? schema::kTitleWeight : 1;
  for (std::size_t i = 0; i < content.entities.size(); ++i) {
    const Entity& entity = content.entities[i];
    const std::string key = word_key(entity.name);
    if (key.empty()) continue;
    const double n = std::max(times[i], 1.0);
    switch (entity.kind) {
      case EntityKind::Person:
        counts_.add(number_of_name(schema::kPerson, key), n);
        // One article may know no more of him than this.
        if (const auto blank = key.rfind(' '); blank != std::string::npos)
          counts_.add(number_of_name(schema::kPerson, key.substr(blank + 1)), n);
        break;
      case EntityKind::Org:
        counts_.add(number_of_name(schema::kOrg, key), n);
        break;
      case EntityKind::Misc:
        counts_.add(number_of_name(schema::kMisc, key), n);
        break;
      case EntityKind::Place:
        places_.add(number_of_name(schema::kPlace, key), n);
        break;
    }
  }
}

StoryProfiler::Language& StoryProfiler::language(const std::string& code) {
  const auto found = languages_.find(code);
  if (found != languages_.end()) return found->second;
  return languages_.emplace(code, Language{Stemmer(code), {}}).first->second;
}

std::optional<StoryProfiler::Counted> StoryProfiler::count(Xapian::docid document) {
  if (document == 0 || !reading([&] { return articles_.open(document); })) return {};
  const auto stored = articles_.decoder().article();
  if (!stored) return {};
  const AnnotatedArticle& content = stored->content;
  Counted out;
  out.profile.document = document;
  out.profile.id = stored->id;
  const auto [segment, number] = archive_.place(document);
  out.profile.minutes = archive_.kin(segment).record(number).minutes;
  Language& words = language(content.article.language);
  const std::string_view text = utf8::prefix(content.article.text, kMostBytes);
  const bool titled = !content.article.title.empty();
  count(titled ? std::string_view(content.article.title) : first_sentence(text), 1, words, counts_,
        kStoryLeadWords);
  out.headline = counts_.take();
  count(text, 1, words, counts_, kStoryLeadWords);
  out.lead = counts_.take();
  if (titled) count(content.article.title, schema::kTitleWeight, words, counts_, kAllWords);
  count(text, 1, words, counts_, kAllWords);
  out.body = counts_.take();
  count_names(content);
  out.names = counts_.take();
  out.places = places_.take();
  add_days(content, out.profile);
  return out;
}

std::vector<std::optional<StoryProfile>> StoryProfiler::read(
    const std::vector<Xapian::docid>& documents) {
  std::vector<std::optional<Counted>> all;
  for (const Xapian::docid document : documents) {
    stop_if_interrupted();
    all.push_back(count(document));
  }
  weigh();
  std::vector<std::optional<StoryProfile>> out(all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!all[i]) continue;
    StoryProfile& profile = out[i].emplace(std::move(all[i]->profile));
    profile.headline = vector_of(all[i]->headline);
    profile.lead = vector_of(all[i]->lead);
    profile.body = vector_of(all[i]->body);
    profile.names = vector_of(all[i]->names);
    profile.places = vector_of(all[i]->places);
  }
  return out;
}

Xapian::Query StoryProfiler::any_of(const WordVector& words, std::size_t most) const {
  WordVector heaviest;
  for (const auto& entry : words)
    if (!words_[entry.first].name) heaviest.push_back(entry);
  std::sort(heaviest.begin(), heaviest.end(), [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
  if (heaviest.size() > most) heaviest.resize(most);
  std::vector<Xapian::Query> parts;
  for (const auto& [word, weight] : heaviest) {
    const std::array<Xapian::Query, 2> either{
        Xapian::Query(schema::term(schema::kStem, words_[word].stem)),
        Xapian::Query(schema::term(schema::kNameWord, words_[word].text))};
    parts.emplace_back(Xapian::Query::OP_SCALE_WEIGHT,
                       Xapian::Query(Xapian::Query::OP_SYNONYM, either.begin(), either.end()),
                       static_cast<double>(weight));
  }
  return {Xapian::Query::OP_OR, parts.begin(), parts.end()};
}

}  // namespace morgue
