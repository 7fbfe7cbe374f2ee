#include "indexer/train/mend.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <string_view>

#include "indexer/annotate/scan.h"
#include "indexer/annotate/well_known_words.h"

namespace morgue::train {
namespace {

constexpr std::size_t kMaxPersonWords = 3;

/// Words that only stand before people's names; those in the second list may also be part of the
/// name of an office ("Foreign Minister"), so that they are not cut off a name.
constexpr auto kBeforePeople = std::to_array<std::string_view>(
    {"Mr.",  "Mrs.",        "Ms.",    "Dr.",        "President",   "Senator",    "Sen.",
     "King", "Queen",       "Prince", "Chancellor", "Sheikh",      "Ayatollah",  "Governor",
     "Rep.", "Congressman", "Pope",   "spokesman",  "spokeswoman", "Ambassador", "Judge"});
constexpr auto kOffices =
    std::to_array<std::string_view>({"Minister", "Secretary", "General", "Gen."});

template <std::size_t kSize>
bool contains(const std::array<std::string_view, kSize>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool upper_first(const std::string& token) {
  return !token.empty() && std::isupper(static_cast<unsigned char>(token[0])) != 0;
}

/// A tagged name inside a sentence.
struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string_view kind;  ///< of the sentence's tag
};

Range name_at(const Sentence& sentence, std::size_t begin) {
  std::size_t end = begin + 1;
  while (end < sentence.size() && sentence[end].tag[0] == 'I') ++end;
  return {begin, end, std::string_view(sentence[begin].tag).substr(2)};
}

template <typename Visit>
void for_each_name(Sentence& sentence, Visit visit) {
  for (std::size_t i = 0; i < sentence.size(); ++i)
    if (sentence[i].tag[0] == 'B') visit(name_at(sentence, i));
}

bool person_like(const Sentence& sentence, const Range& name) {
  if (name.end - name.begin > kMaxPersonWords) return false;
  return std::all_of(sentence.begin() + static_cast<std::ptrdiff_t>(name.begin),
                     sentence.begin() + static_cast<std::ptrdiff_t>(name.end),
                     [](const TaggedToken& each) {
                       return upper_first(each.token) || each.token.starts_with("al-");
                     });
}

void make_person(Sentence& sentence, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) sentence[i].tag = i == begin ? "B-PER" : "I-PER";
}

bool other_than_person(std::string_view kind) { return kind == "ORG" || kind == "LOC"; }

/// Where the title stands in "[ORG President Holt]" or "[ORG Army General Ida Holt]"; the name's
/// end if there is none. An office may also be an organisation's, so that a first name must follow.
std::size_t title_in(const Sentence& sentence, const Range& name,
                     const annotate::Gazetteer& lists) {
  for (std::size_t i = name.begin; i + 1 < name.end; ++i) {
    const std::string& token = sentence[i].token;
    if (i == name.begin && contains(kBeforePeople, token)) return i;
    if (!contains(kBeforePeople, token) && !contains(kOffices, token)) continue;
    const auto next = annotate::scan(sentence[i + 1].token);
    if (!next.empty() && has(lists.known(next.front().key), annotate::Known::FirstName)) return i;
  }
  return name.end;
}

/// "Mr. [ORG Holt]" and "[ORG President Holt]".
std::size_t mend_by_titles(Sentence& sentence, const annotate::Gazetteer& first_names) {
  std::size_t mended = 0;
  for_each_name(sentence, [&](Range name) {
    if (!other_than_person(name.kind)) return;
    bool titled = name.begin > 0 && (contains(kBeforePeople, sentence[name.begin - 1].token) ||
                                     contains(kOffices, sentence[name.begin - 1].token));
    const std::size_t title = title_in(sentence, name, first_names);
    if (title < name.end) {
      titled = true;
      for (; name.begin <= title; ++name.begin) sentence[name.begin].tag = "O";
      sentence[name.begin].tag = "B" + sentence[name.begin].tag.substr(1);
    }
    if (!titled || !person_like(sentence, name) || sentence[name.begin].token.size() < 3) return;
    make_person(sentence, name.begin, name.end);
    ++mended;
  });
  return mended;
}

/// "[ORG Abu Karim] [PER al-Amari]": one name.
std::size_t mend_broken(Sentence& sentence) {
  std::size_t mended = 0;
  for (std::size_t i = 1; i < sentence.size(); ++i) {
    const std::string_view before = sentence[i - 1].tag;
    if (sentence[i].tag != "B-PER" || !sentence[i].token.starts_with("al-") || before == "O" ||
        before.ends_with("-PER"))
      continue;
    std::size_t begin = i - 1;
    while (begin > 0 && sentence[begin].tag[0] == 'I') --begin;
    make_person(sentence, begin, i + 1);
    ++mended;
  }
  return mended;
}

/// "[ORG Russia]", "[PER Sierra Leone]": countries and states are places.
std::size_t mend_lands(Sentence& sentence, const annotate::Gazetteer& lists) {
  std::size_t mended = 0;
  for_each_name(sentence, [&](const Range& name) {
    if (name.kind != "ORG" && name.kind != "PER") return;
    std::string text;
    for (std::size_t i = name.begin; i < name.end; ++i) text += sentence[i].token + " ";
    const auto words = annotate::scan(text);
    if (words.empty()) return;
    annotate::WordKey key = words.front().key;
    for (std::size_t i = 1; i < words.size(); ++i) key = annotate::joined(key, words[i].key);
    if (!has(lists.known(key), annotate::Known::Country | annotate::Known::Region) ||
        annotate::is_no_land(key))
      return;
    for (std::size_t i = name.begin; i < name.end; ++i)
      sentence[i].tag = i == name.begin ? "B-LOC" : "I-LOC";
    ++mended;
  });
  return mended;
}

}  // namespace

std::size_t mend_names(Document& document, const annotate::Gazetteer& lists) {
  /// By the last word of a name: how often it was a person's, twice, less how often it was not.
  std::map<std::string, int> votes;
  std::size_t mended = 0;
  for (Sentence& sentence : document) {
    mended += mend_by_titles(sentence, lists) + mend_broken(sentence) + mend_lands(sentence, lists);
    for_each_name(sentence, [&](const Range& name) {
      votes[sentence[name.end - 1].token] += name.kind == "PER" ? 2 : -1;
    });
  }
  for (Sentence& sentence : document) {
    for_each_name(sentence, [&](const Range& name) {
      const bool more_follows = name.end < sentence.size() && upper_first(sentence[name.end].token);
      if (!other_than_person(name.kind) || more_follows || !person_like(sentence, name)) return;
      const auto vote = votes.find(sentence[name.end - 1].token);
      if (vote == votes.end() || vote->second < 2) return;
      make_person(sentence, name.begin, name.end);
      ++mended;
    });
  }
  return mended;
}

}  // namespace morgue::train
