#include "indexer/extract/run_on.h"

#include <algorithm>

#include "common/utf8.h"
#include "indexer/extract/byline.h"
#include "indexer/extract/dateline.h"
#include "indexer/extract/furniture.h"
#include "indexer/extract/word_list.h"

namespace morgue {
namespace {

/// A glued byline with all its buttons has fewer words.
constexpr std::size_t kMaxRunWords = 40;
/// A name has at least so many words before a sentence can begin.
constexpr std::size_t kMinNameWords = 2;

/// Buttons and time words behind a byline.
// clang-format off
constexpr auto kButtons = word_list(
    {
    "ago", "am", "april", "august", "bookmark", "comment", "comments", "december", "edt",
    "email", "est", "et", "facebook", "february", "friday", "gmt", "hour", "hours", "january",
    "july", "june", "last", "listen", "march", "may", "min", "mins", "minute", "minutes",
    "modified", "monday", "november", "october", "pm", "posted", "print", "published", "read",
    "saturday", "save", "september", "share", "sunday", "thursday", "tuesday", "tweet",
    "twitter", "updated", "utc", "wednesday", "whatsapp", "yesterday"});
// clang-format on
constexpr auto kJoiners = word_list({"at", "of", "on", "|", "-", "–", "•", "·"});
// clang-format off
constexpr auto kSentenceStarts =
    word_list({
    "A", "About", "According", "After", "Almost", "Although", "An", "As", "At", "Before", "But",
    "Despite", "During", "Even", "For", "From", "He", "How", "If", "In", "It", "It's", "Its",
    "Just", "Many", "More", "Most", "Nearly", "No", "On", "One", "Only", "Over", "She", "Since",
    "Some", "The", "There", "These", "They", "This", "Those", "Three", "Two", "Under", "Until",
    "We", "What", "When", "Where", "While", "Who", "Why", "With", "You"});
// clang-format on

struct Word {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string key;  ///< folded, without punctuation at its ends
};

std::vector<Word> first_words(std::string_view text) {
  std::vector<Word> words;
  for (std::size_t begin = 0; begin < text.size() && words.size() < kMaxRunWords;) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    if (end > begin) {
      auto word = text.substr(begin, end - begin);
      while (word.size() > 1 &&
             std::string_view(".,:;()").find(word.back()) != std::string_view::npos)
        word.remove_suffix(1);
      words.push_back({begin, end, utf8::folded(word)});
    }
    begin = end + 1;
  }
  return words;
}

bool is_button(const Word& word) {
  const bool figure = word.key.find_first_not_of("0123456789:.,apm") == std::string::npos &&
                      word.key.find_first_of("0123456789") != std::string::npos;
  return figure || holds(kButtons, word.key);
}

bool starts_upper(std::string_view text) {
  const char32_t c = utf8::decode(text, 0).code_point;
  return !utf8::is_letter(c) || utf8::is_upper(c);
}

/// The end of the first run of buttons behind a name, or 0.
std::size_t end_of_buttons(const std::vector<Word>& words) {
  std::size_t at = 1 + kMinNameWords;
  while (at < words.size() && !is_button(words[at])) ++at;
  std::size_t end = 0;
  for (; at < words.size(); ++at) {
    if (is_button(words[at]))
      end = words[at].end;
    else if (!holds(kJoiners, words[at].key))
      return end;
    // "Updated on Save": a joiner at the end belongs to the buttons only if one follows.
  }
  return 0;
}

std::size_t start_of_sentence(std::string_view text, const std::vector<Word>& words) {
  for (std::size_t at = 1 + kMinNameWords; at < words.size(); ++at) {
    const auto word = text.substr(words[at].begin, words[at].end - words[at].begin);
    if (holds(kSentenceStarts, word)) return words[at].begin;
    if (!starts_upper(word) && words[at].key != "and" && !holds(kJoiners, words[at].key)) return 0;
  }
  return 0;
}

RunOn glued_byline(std::string_view text) {
  if (!text.starts_with("By ") && !text.starts_with("BY ")) return {};
  const auto words = first_words(text);
  for (const std::size_t end : {end_of_buttons(words), start_of_sentence(text, words)}) {
    if (end == 0) continue;
    RunOn run{end, byline_people(text.substr(0, end))};
    while (run.bytes < text.size() && text[run.bytes] == ' ') ++run.bytes;
    if (run.people.empty() || run.bytes >= text.size()) continue;
    if (starts_upper(text.substr(run.bytes))) return run;
  }
  return {};
}

}  // namespace

RunOn read_run_on(std::string_view paragraph) {
  if (const auto dateline = find_glued_dateline(paragraph)) {
    const auto front = paragraph.substr(0, *dateline);
    if (is_caption(front)) return {*dateline, {}};
    if (is_byline(front)) return {*dateline, byline_people(front)};
  }
  return glued_byline(paragraph);
}

}  // namespace morgue
