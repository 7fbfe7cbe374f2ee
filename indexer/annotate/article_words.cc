#include "indexer/annotate/article_words.h"

#include <algorithm>
#include <unordered_set>

namespace morgue::annotate {
namespace {

struct Keys {
  std::size_t operator()(WordKey key) const { return static_cast<std::size_t>(key); }
};
using KeySet = std::unordered_set<WordKey, Keys>;

bool compound(const Word& word) { return word.hyphenated && word.capitalised(); }

/// First half, hyphen, second half; or nothing if these are not two capitalised words.
std::vector<Word> parts_of(std::string_view text, const Word& whole) {
  const std::string_view written = whole.where.of(text);
  const std::size_t hyphen = written.find('-');
  if (hyphen == std::string_view::npos) return {};
  std::vector<Word> parts = scan(written.substr(0, hyphen));
  scan(written.substr(hyphen), parts);
  if (parts.size() != 3 || !parts[0].capitalised() || !parts[2].capitalised()) return {};
  const auto middle = whole.where.begin + static_cast<std::uint32_t>(hyphen);
  parts[0].where = {whole.where.begin, middle};
  parts[1].where = {middle, middle + 1};
  parts[2].where = {middle + 1, whole.where.end};
  for (Word& part : parts) {
    part.starts_sentence = part.starts_paragraph = false;
    part.glued = true;
  }
  parts[0].starts_sentence = whole.starts_sentence;
  parts[0].starts_paragraph = whole.starts_paragraph;
  parts[0].glued = whole.glued;
  parts[2].possessive = whole.possessive;
  return parts;
}

void split_compounds(ArticleWords& article) {
  if (std::none_of(article.words.begin(), article.words.end(), compound)) return;
  KeySet names;
  for (const Word& word : article.words)
    if (word.capitalised() && !word.hyphenated) names.insert(word.key);
  std::vector<Word> split;
  std::size_t copied = 0;
  const std::size_t title_words = article.title_words;
  for (std::size_t i = 0; i < article.words.size(); ++i) {
    if (!compound(article.words[i])) continue;
    const auto parts = parts_of(i < title_words ? article.title : article.text, article.words[i]);
    if (parts.empty() || !names.contains(parts[0].key) || !names.contains(parts[2].key)) continue;
    split.insert(split.end(), article.words.begin() + static_cast<std::ptrdiff_t>(copied),
                 article.words.begin() + static_cast<std::ptrdiff_t>(i));
    split.insert(split.end(), parts.begin(), parts.end());
    copied = i + 1;
    if (i < title_words) article.title_words += parts.size() - 1;
  }
  if (split.empty()) return;
  split.insert(split.end(), article.words.begin() + static_cast<std::ptrdiff_t>(copied),
               article.words.end());
  article.words = std::move(split);
}

/// Whether a blank line stands before a word.
bool blank_line_before(std::string_view text, const Word& word) {
  std::uint32_t at = word.where.begin;
  int breaks = 0;
  while (at > 0 && (text[at - 1] == '\n' || text[at - 1] == ' '))
    breaks += text[--at] == '\n' ? 1 : 0;
  return breaks > 1;
}

/// Whether a full stop and its kin stand before a word, maybe inside closing marks.
bool behind_stop(const std::vector<Word>& words, std::size_t word) {
  while (word > 0 && (words[word - 1].mark == '"' || words[word - 1].mark == '\'')) --word;
  const char mark = word > 0 ? words[word - 1].mark : '.';
  return mark == '.' || mark == '!' || mark == '?' || mark == ':';
}

/// In a text with wrapped lines (one goes on with a small letter where the last ended without a
/// mark), a line break alone begins nothing.
void join_wrapped_lines(ArticleWords& article) {
  auto& words = article.words;
  bool wrapped = false;
  for (std::size_t i = article.title_words + 1; !wrapped && i < words.size(); ++i)
    wrapped = words[i].starts_paragraph && words[i].shape == Shape::Lower &&
              words[i - 1].mark == 0 && !blank_line_before(article.text, words[i]);
  if (!wrapped) return;
  for (std::size_t i = article.title_words + 1; i < words.size(); ++i) {
    if (!words[i].starts_paragraph || blank_line_before(article.text, words[i])) continue;
    words[i].starts_paragraph = false;
    if (words[i].mark == 0) words[i].starts_sentence = behind_stop(words, i);
  }
}

}  // namespace

void read_words(std::string_view title, std::string_view text, ArticleWords& into) {
  into.title = title;
  into.text = text;
  into.words.clear();
  scan(title, into.words);
  into.title_words = into.words.size();
  scan(text, into.words);
  join_wrapped_lines(into);
  split_compounds(into);
}

}  // namespace morgue::annotate
