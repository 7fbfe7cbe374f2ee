#include "indexer/store/identities.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "common/names.h"
#include "common/text.h"

namespace morgue {
namespace {

/// At most so many bearers of a name are weighed, and so many whose names sound alike.
constexpr std::size_t kMostNamesakes = 16;
constexpr std::size_t kMostAlike = 32;
/// So many people are kept in memory between batches.
constexpr std::size_t kMostKnown = 20'000;

// How much a fit of names says, and how likely somebody must be, in the units of Traits::support():
// chosen on planted namesakes (tests/quality/README.md).
constexpr std::array<double, 5> kFit = {-100, -2.5, -2.0, 0.1, 0.4};  // by NameFit
/// Who was named in many articles is more likely the one named here than somebody unheard of (as in
/// a Chinese restaurant process): so much for each e-fold.
constexpr double kProminence = 0.4;
constexpr double kLikely = 0.0;
/// If nobody is likely and somebody is not this unlikely, it is left open.
constexpr double kUnlikely = -2.0;
/// A namesake of somebody prominent must be that much less likely to be him, for each e-fold.
constexpr double kFame = 0.4;
/// Two are about as likely if less than this lies between them.
constexpr double kClear = 0.7;

}  // namespace

IdentityFinder::Known& IdentityFinder::known(std::uint32_t number) {
  const auto [at, fresh] = known_.try_emplace(number);
  Known& known = at->second;
  if (fresh) {
    if (auto person = people_.find(number)) known.person = *std::move(person);
    known.name = parse_person_name(known.person.name);
    known.traits = Traits(known.person.traits);
  }
  return known;
}

std::uint32_t IdentityFinder::find(const std::string& name, const Evidence& evidence,
                                   std::span<const Recognition> taken) {
  if (const auto decided = people_.decided(word_key(name))) return *decided;
  const PersonName parsed = parse_person_name(name);
  if (!parsed.full()) return 0;
  std::vector<std::uint32_t> candidates = people_.holders(whole_name_key(name), kMostNamesakes);
  for (const std::uint32_t alike : people_.holders(sound_key(parsed), kMostAlike))
    if (std::find(candidates.begin(), candidates.end(), alike) == candidates.end())
      candidates.push_back(alike);

  std::uint32_t best = 0;
  double best_score = kLikely;
  double second_score = -100;
  bool unlikely = true;  // so far, that it is anybody known
  for (const std::uint32_t candidate : candidates) {
    Known& bearer = known(candidate);
    // Two entities of one article were told apart there.
    const bool is_taken = std::any_of(taken.begin(), taken.end(), [&](const Recognition& other) {
      return other.person != 0 && other.identity == bearer.person.identity;
    });
    if (is_taken) continue;
    const NameFit names = fit(parsed, bearer.name);
    const double fame = std::log(std::max(1U, bearer.traits.articles()));
    const double score = kFit[static_cast<std::size_t>(names)] + kProminence * fame +
                         bearer.traits.support(evidence, counts_);
    // Whose name only might be another form of this one does not stand in a newcomer's way.
    if (names >= NameFit::Middle) unlikely = unlikely && score <= kUnlikely - kFame * fame;
    const bool same_as_best = best != 0 && known(best).person.identity == bearer.person.identity;
    if (score > best_score) {
      if (best != 0 && !same_as_best) second_score = best_score;
      best = candidate;
      best_score = score;
    } else if (best == 0 || !same_as_best) {
      second_score = std::max(second_score, score);
    }
  }
  if (best != 0) return best_score - second_score >= kClear ? best : 0;
  return unlikely ? add(name, 0) : 0;
}

std::uint32_t IdentityFinder::add(const std::string& name, std::uint32_t number) {
  if (highest_ == 0) highest_ = people_.highest_number();
  if (number == 0) number = highest_ + 1;
  highest_ = std::max(highest_, number);
  const Person person{number, name, number, false, {}};
  people_.put(person);
  known_[number] = {person, parse_person_name(name), {}, false};
  add_keys(name, number);
  return number;
}

void IdentityFinder::add_keys(const std::string& name, std::uint32_t number) {
  people_.add_key(whole_name_key(name), number);
  for (const std::string& word : words(name)) people_.add_key(word, number);
  if (const std::string sound = sound_key(parse_person_name(name)); !sound.empty())
    people_.add_key(sound, number);
}

void IdentityFinder::learn(std::uint32_t number, const std::string& name,
                           const Evidence& evidence) {
  Known& known = this->known(number);
  known.traits.add(evidence);
  known.changed = true;
  if (word_key(name) != word_key(known.person.name)) add_keys(name, number);
}

Recognition IdentityFinder::recognition(std::uint32_t number) {
  return number == 0 ? Recognition{} : Recognition{number, known(number).person.identity};
}

std::vector<Recognition> IdentityFinder::place(const AnnotatedArticle& article,
                                               std::span<const Evidence> evidence) {
  std::vector<Recognition> out(article.entities.size());
  std::size_t next = 0;
  for (std::size_t i = 0; i < article.entities.size(); ++i) {
    if (article.entities[i].kind != EntityKind::Person || next == evidence.size()) continue;
    const Evidence& told = evidence[next++];
    const std::string& name = article.entities[i].name;
    const std::uint32_t number = find(name, told, out);
    if (number != 0) learn(number, name, told);
    out[i] = recognition(number);
  }
  if (!evidence.empty()) counts_.add(evidence);
  return out;
}

std::vector<Recognition> IdentityFinder::restore(const AnnotatedArticle& article,
                                                 std::span<const Evidence> evidence,
                                                 std::span<const std::uint32_t> numbers) {
  if (numbers.size() != evidence.size()) return place(article, evidence);
  std::vector<Recognition> out(article.entities.size());
  std::size_t next = 0;
  for (std::size_t i = 0; i < article.entities.size(); ++i) {
    if (article.entities[i].kind != EntityKind::Person || next == evidence.size()) continue;
    const std::uint32_t number = numbers[next];
    const Evidence& told = evidence[next++];
    if (number == 0) continue;
    if (known(number).person.number == 0) add(article.entities[i].name, number);
    learn(number, article.entities[i].name, told);
    out[i] = recognition(number);
  }
  if (!evidence.empty()) counts_.add(evidence);
  return out;
}

void IdentityFinder::learn_of(std::uint32_t number, const AnnotatedArticle& article,
                              std::span<const Evidence> evidence) {
  const PersonName name = known(number).name;
  std::size_t next = 0;
  for (const Entity& entity : article.entities) {
    if (entity.kind != EntityKind::Person || next == evidence.size()) continue;
    const Evidence& told = evidence[next++];
    if (fit(parse_person_name(entity.name), name) != NameFit::No)
      learn(number, known(number).person.name, told);
  }
}

void IdentityFinder::refile(std::uint32_t number, const std::vector<std::string>& names) {
  if (names.empty()) return people_.remove(number);
  auto person = people_.find(number);
  if (!person) return;
  people_.remove_keys(number);
  if (std::find(names.begin(), names.end(), person->name) == names.end()) {
    person->name = names.front();
    people_.put(*person);
  }
  for (const std::string& name : names) add_keys(name, number);
}

void IdentityFinder::forget() {
  known_.clear();
  highest_ = 0;
  counts_ = TraitCounts(people_.trait_counts());
}

void IdentityFinder::flush() {
  people_.put_trait_counts(counts_.bytes());
  std::vector<std::uint32_t> changed;
  for (const auto& [number, known] : known_)
    if (known.changed) changed.push_back(number);
  std::sort(changed.begin(), changed.end());  // rows in order
  for (const std::uint32_t number : changed) {
    Known& known = known_.at(number);
    people_.put_traits(number, known.traits.bytes());
    known.changed = false;
  }
  if (known_.size() > kMostKnown) known_.clear();
}

}  // namespace morgue
