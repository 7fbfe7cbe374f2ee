#include "common/spellings.h"

#include <algorithm>
#include <array>

#include "common/spelling_rows.h"
#include "common/text.h"
#include "common/utf8.h"

namespace morgue {
namespace {

constexpr char kPairSign = '~';

/// English words that look like long spellings of words nobody means by them: sorted.
constexpr auto kEnglish = std::to_array<std::string_view>(
    {"aerial",    "aerobic",   "affluent",  "argue",     "argued",    "argues",    "avenue",
     "avenues",   "bazaar",    "blue",      "blueprint", "blues",     "boeing",    "canoe",
     "canoes",    "clue",      "clues",     "coed",      "coerce",    "coerced",   "coercion",
     "coexist",   "colleague", "construed", "continue",  "continued", "continues", "cruel",
     "cruelty",   "cue",       "cues",      "doe",       "doer",      "doers",     "does",
     "doesnt",    "due",       "duel",      "duels",     "dues",      "duet",      "duets",
     "echoed",    "echoes",    "ensue",     "ensued",    "fluent",    "foe",       "foes",
     "fuel",      "fueled",    "fuels",     "glue",      "glued",     "goer",      "goers",
     "goes",      "gruel",     "grueling",  "guess",     "guest",     "guests",    "heroes",
     "hoe",       "hoes",      "hue",       "hues",      "influence", "israel",    "issue",
     "issued",    "issuer",    "issues",    "joe",       "joel",      "league",    "michael",
     "noel",      "oboe",      "phoenix",   "poem",      "poems",     "poet",      "poetic",
     "poetry",    "poets",     "potatoes",  "pursue",    "pursued",   "pursues",   "queue",
     "rescue",    "rescued",   "rescues",   "revenue",   "roe",       "roes",      "rue",
     "samuel",    "shoe",      "shoes",     "statue",    "statues",   "sue",       "sued",
     "sues",      "suet",      "tissue",    "toe",       "toed",      "toes",      "tomatoes",
     "tornadoes", "true",      "tuesday",   "value",     "valued",    "values",    "venue",
     "venues",    "virtue",    "woe",       "woes",      "zoe"});
static_assert(std::is_sorted(kEnglish.begin(), kEnglish.end()));

bool is_english(std::string_view folded) {
  return is_function_word(folded) || std::binary_search(kEnglish.begin(), kEnglish.end(), folded);
}

std::string_view long_letter(char32_t lower) {
  switch (lower) {
    case U'ä':
      return "ae";
    case U'ö':
    case U'ø':
      return "oe";
    case U'ü':
      return "ue";
    case U'å':
      return "aa";
    case U'đ':
      return "dj";
    default:
      return {};
  }
}

constexpr char32_t kDiaeresis = 0x308;
constexpr char32_t kRing = 0x30A;

/// The same letters as one character each: "u" and a diaeresis as "ü".
char32_t composed(char32_t letter, char32_t mark) {
  if (mark == kRing) return letter == U'a' ? U'å' : 0;
  if (mark != kDiaeresis) return 0;
  return letter == U'a' ? U'ä' : letter == U'o' ? U'ö' : letter == U'u' ? U'ü' : 0;
}

struct Contraction {
  std::string_view from;
  char to;
};
constexpr auto kContractions =
    std::to_array<Contraction>({{"ae", 'a'}, {"oe", 'o'}, {"ue", 'u'}, {"aa", 'a'}, {"dj", 'd'}});
/// More of them in one word are all written short or all long.
constexpr std::size_t kMostContractions = 3;

/// How the ends of Russian and Ukrainian names are transliterated. "-ski" is Polish.
constexpr auto kAdjectiveEnds =
    std::to_array<std::string_view>({"sky", "skyy", "skiy", "skyi", "skij", "skii"});
constexpr auto kFeminineEnds = std::to_array<std::string_view>({"skaya", "skaia", "skaja"});
constexpr std::size_t kLeastStem = 3;

struct Rewriting {
  std::string_view end, other;
};
/// After a vowel a Russian "e" is written "ye" or "e": "Aliyev", "Aliev"; "-ov" was "-off".
constexpr auto kRewritings = std::to_array<Rewriting>({{"ayev", "aev"},
                                                       {"eyev", "eev"},
                                                       {"iyev", "iev"},
                                                       {"oyev", "oev"},
                                                       {"ayeva", "aeva"},
                                                       {"eyeva", "eeva"},
                                                       {"iyeva", "ieva"},
                                                       {"oyeva", "oeva"},
                                                       {"anov", "anoff"},
                                                       {"inov", "inoff"}});

template <std::size_t N>
void add_ends(std::string_view word, const std::array<std::string_view, N>& ends,
              std::vector<std::string>& out) {
  const auto own = std::find_if(ends.begin(), ends.end(), [&](std::string_view end) {
    return word.ends_with(end) && word.size() >= end.size() + kLeastStem;
  });
  if (own == ends.end()) return;
  const std::string_view stem = word.substr(0, word.size() - own->size());
  for (const std::string_view end : ends)
    if (end != *own) out.push_back(std::string(stem).append(end));
}

void add_row(std::string_view word, std::string_view row, std::vector<std::string>& out) {
  std::vector<std::string> others;
  bool holds = false;
  while (!row.empty()) {
    const std::size_t size = std::min(row.find(' '), row.size());
    const std::string_view spelling = row.substr(0, size);
    holds = holds || spelling == word;
    if (spelling != word) others.emplace_back(spelling);
    row.remove_prefix(std::min(size + 1, row.size()));
  }
  if (holds) out.insert(out.end(), others.begin(), others.end());
}

}  // namespace

std::string long_spelling(std::string_view written) {
  std::string out;
  bool any = false;
  for (std::size_t at = 0; at < written.size();) {
    const utf8::Decoded d = utf8::decode(written, at);
    at += d.length;
    char32_t letter = utf8::lower(d.code_point);
    if (at < written.size() && letter < 0x80) {
      const utf8::Decoded mark = utf8::decode(written, at);
      if (const char32_t both = composed(letter, mark.code_point)) {
        letter = both;
        at += mark.length;
      }
    }
    const std::string_view longer = long_letter(letter);
    any = any || !longer.empty();
    if (!longer.empty())
      out += longer;
    else if (utf8::is_letter(letter) || utf8::is_digit(letter))
      utf8::append_folded(out, letter);
  }
  if (!any || out.size() > kMaxWordBytes || is_english(out)) return {};
  return out;
}

std::string long_spelling(std::string_view written, std::string_view language) {
  const bool english = language.empty() || language == "en";
  if (english && !utf8::is_upper(utf8::decode(written, 0).code_point)) return {};
  return long_spelling(written);
}

std::string spelling_pairs(std::string_view folded) { return std::string(folded) + kPairSign; }

std::string spelling_pair(std::string_view folded, std::string_view long_form) {
  return spelling_pairs(folded).append(long_form);
}

std::vector<std::string> short_spellings(std::string_view folded) {
  std::vector<std::string> out;
  if (is_english(folded)) return out;
  // Every way to contract some of the pairs, the next pair being contracted or not.
  const auto extend = [&](const auto& self, std::string done, std::size_t at,
                          std::size_t pairs) -> void {
    const auto starts = [&](const Contraction& c) { return folded.substr(at).starts_with(c.from); };
    while (at < folded.size()) {
      const auto pair = std::find_if(kContractions.begin(), kContractions.end(), starts);
      if (pair != kContractions.end() && pairs < kMostContractions) {
        self(self, done + pair->to, at + pair->from.size(), pairs + 1);
        ++pairs;
      }
      done += folded[at++];
    }
    if (done != folded) out.push_back(std::move(done));
  };
  extend(extend, {}, 0, 0);
  return out;
}

std::vector<std::string> transliterations(std::string_view folded) {
  std::vector<std::string> out;
  for (const std::string_view row : kSpellingRows)
    if (row.find(folded) != std::string_view::npos) add_row(folded, row, out);
  add_ends(folded, kAdjectiveEnds, out);
  add_ends(folded, kFeminineEnds, out);
  for (const auto& [end, other] : kRewritings) {
    if (folded.ends_with(end))
      out.push_back(std::string(folded.substr(0, folded.size() - end.size())).append(other));
    else if (folded.ends_with(other))
      out.push_back(std::string(folded.substr(0, folded.size() - other.size())).append(end));
  }
  return out;
}

}  // namespace morgue
