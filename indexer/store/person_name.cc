#include "indexer/store/person_name.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

#include "common/text.h"
#include "common/utf8.h"

namespace morgue {
namespace {

constexpr auto kGenerations = std::to_array<std::string_view>({"jr", "sr", "ii", "iii", "iv"});

/// Short forms of English first names, and what they are short for. Of several the commonest.
constexpr auto kShortForms = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"abby", "abigail"},    {"al", "albert"},         {"alex", "alexander"},
    {"andy", "andrew"},     {"art", "arthur"},        {"barb", "barbara"},
    {"ben", "benjamin"},    {"bernie", "bernard"},    {"bert", "albert"},
    {"beth", "elizabeth"},  {"betsy", "elizabeth"},   {"betty", "elizabeth"},
    {"bill", "william"},    {"billy", "william"},     {"bob", "robert"},
    {"bobby", "robert"},    {"brad", "bradley"},      {"cathy", "catherine"},
    {"charlie", "charles"}, {"chris", "christopher"}, {"chuck", "charles"},
    {"cindy", "cynthia"},   {"dan", "daniel"},        {"danny", "daniel"},
    {"dave", "david"},      {"deb", "deborah"},       {"debbie", "deborah"},
    {"dick", "richard"},    {"don", "donald"},        {"doug", "douglas"},
    {"ed", "edward"},       {"eddie", "edward"},      {"ernie", "ernest"},
    {"frank", "francis"},   {"fred", "frederick"},    {"gabe", "gabriel"},
    {"gene", "eugene"},     {"geoff", "geoffrey"},    {"greg", "gregory"},
    {"hank", "henry"},      {"harry", "henry"},       {"jack", "john"},
    {"jake", "jacob"},      {"jeff", "jeffrey"},      {"jen", "jennifer"},
    {"jenny", "jennifer"},  {"jerry", "gerald"},      {"jim", "james"},
    {"jimmy", "james"},     {"joe", "joseph"},        {"joey", "joseph"},
    {"johnny", "john"},     {"jon", "jonathan"},      {"josh", "joshua"},
    {"kate", "katherine"},  {"kathy", "katherine"},   {"katie", "katherine"},
    {"ken", "kenneth"},     {"kenny", "kenneth"},     {"kim", "kimberly"},
    {"larry", "lawrence"},  {"len", "leonard"},       {"leo", "leonard"},
    {"liz", "elizabeth"},   {"lou", "louis"},         {"maggie", "margaret"},
    {"marty", "martin"},    {"matt", "matthew"},      {"max", "maximilian"},
    {"meg", "margaret"},    {"mel", "melvin"},        {"mick", "michael"},
    {"mickey", "michael"},  {"mike", "michael"},      {"mitch", "mitchell"},
    {"nate", "nathaniel"},  {"ned", "edward"},        {"nick", "nicholas"},
    {"norm", "norman"},     {"pam", "pamela"},        {"pat", "patrick"},
    {"patty", "patricia"},  {"peggy", "margaret"},    {"pete", "peter"},
    {"phil", "philip"},     {"phillip", "philip"},    {"ray", "raymond"},
    {"reg", "reginald"},    {"rich", "richard"},      {"rick", "richard"},
    {"rob", "robert"},      {"robby", "robert"},      {"ron", "ronald"},
    {"ronnie", "ronald"},   {"russ", "russell"},      {"sam", "samuel"},
    {"sandy", "alexander"}, {"stan", "stanley"},      {"steve", "stephen"},
    {"steven", "stephen"},  {"stu", "stuart"},        {"sue", "susan"},
    {"susie", "susan"},     {"ted", "edward"},        {"terry", "terence"},
    {"theo", "theodore"},   {"tim", "timothy"},       {"tom", "thomas"},
    {"tommy", "thomas"},    {"tony", "anthony"},      {"vic", "victor"},
    {"vince", "vincent"},   {"walt", "walter"},       {"will", "william"},
    {"zach", "zachary"},
});
static_assert(std::is_sorted(kShortForms.begin(), kShortForms.end()));

/// Two spellings of a surname that differ in this many letters may be one name if it is so long.
constexpr std::size_t kLongEnoughForOne = 6;
constexpr std::size_t kLongEnoughForTwo = 9;

std::string_view long_form(std::string_view name) {
  const auto* const at =
      std::lower_bound(kShortForms.begin(), kShortForms.end(), name,
                       [](const auto& entry, std::string_view n) { return entry.first < n; });
  return at != kShortForms.end() && at->first == name ? at->second : name;
}

bool is_initial(std::string_view word) { return word.size() == 1; }

/// A name as transliterations of it agree on: "zelenskyy", "zelenskiy", "zelensky" -> "zelenski".
std::string romanised(std::string_view word) {
  std::string out;
  for (std::size_t i = 0; i < word.size(); ++i) {
    char c = word[i];
    if (c == 'y' || c == 'j') c = 'i';
    if (c == 'w') c = 'v';
    if (c == 'q' || c == 'c') c = 'k';
    if (c == 'h' && !out.empty() && out.back() == 'k') continue;  // kh
    if (!out.empty() && out.back() == c) continue;
    out += c;
  }
  while (out.size() > 1 && out.ends_with("ii")) out.pop_back();
  return out;
}

std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

/// Spelt differently, and maybe one name: transliterations and slips.
bool spelt_alike(std::string_view a, std::string_view b) {
  if (romanised(a) == romanised(b)) return true;
  const std::size_t shorter = std::min(a.size(), b.size());
  if (a[0] != b[0] || shorter < kLongEnoughForOne) return false;
  return distance(a, b) <= (shorter >= kLongEnoughForTwo ? 2U : 1U);
}

NameFit first_names(const std::string& a, const std::string& b) {
  if (a == b) return NameFit::Same;
  if (is_initial(a) || is_initial(b)) return a[0] == b[0] ? NameFit::Initial : NameFit::No;
  if (long_form(a) == long_form(b) || romanised(a) == romanised(b)) return NameFit::Variant;
  return NameFit::No;
}

/// The middle names: one has them and the other has not, or they agree as far as they go.
NameFit middle_names(const PersonName& a, const PersonName& b) {
  const std::size_t in_a = a.words.size() - 2;
  const std::size_t in_b = b.words.size() - 2;
  if (in_a == 0 && in_b == 0) return NameFit::Same;
  if (in_a == 0 || in_b == 0) return NameFit::Middle;
  for (std::size_t i = 1; i <= std::min(in_a, in_b); ++i) {
    const std::string& x = a.words[i];
    const std::string& y = b.words[i];
    if (x != y && !((is_initial(x) || is_initial(y)) && x[0] == y[0])) return NameFit::No;
  }
  return a.words == b.words ? NameFit::Same : NameFit::Middle;
}

}  // namespace

PersonName parse_person_name(std::string_view name) {
  PersonName out;
  for (std::string& word : words(name)) {
    const bool generation =
        std::find(kGenerations.begin(), kGenerations.end(), word) != kGenerations.end();
    if (generation && !out.words.empty())
      out.generation = std::move(word);
    else
      out.words.push_back(std::move(word));
  }
  return out;
}

NameFit fit(const PersonName& a, const PersonName& b) {
  if (!a.full() || !b.full()) return NameFit::No;
  if (!a.generation.empty() && !b.generation.empty() && a.generation != b.generation)
    return NameFit::No;
  const bool same_last = a.last() == b.last();
  if (!same_last && !spelt_alike(a.last(), b.last())) return NameFit::No;
  const NameFit first = first_names(a.first(), b.first());
  if (first == NameFit::No) return NameFit::No;
  const NameFit middle = middle_names(a, b);
  if (middle == NameFit::No) return NameFit::No;
  const NameFit last = same_last ? NameFit::Same : NameFit::Variant;
  // Both names spelt differently: too much to believe.
  if (last == NameFit::Variant && first == NameFit::Initial) return NameFit::No;
  return std::min({first, middle, last});
}

std::string sound_key(const PersonName& name) {
  if (!name.full()) return {};
  std::string out = "~";
  const std::string last = romanised(name.last());
  for (std::size_t i = 0; i < last.size(); ++i) {
    const bool vowel = std::string_view("aeiou").find(last[i]) != std::string_view::npos;
    if (i > 0 && vowel) continue;
    if (out.back() != last[i]) out += last[i];
  }
  out += ' ';
  const std::string first = romanised(long_form(name.first()));
  out += first.substr(0, utf8::decode(first, 0).length);
  return out;
}

}  // namespace morgue
