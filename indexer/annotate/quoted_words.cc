#include "indexer/annotate/quoted_words.h"

#include "indexer/annotate/speech_lexicon.h"

namespace morgue::annotate {

std::uint32_t last_inside(const ArticleWords& article, const Quoted& quoted) {
  std::uint32_t last = quoted.end - 1;
  const auto closes = [](char mark) { return mark == '"' || mark == '\'' || mark == ')'; };
  while (last > quoted.begin && closes(article.words[last].mark)) --last;
  return last;
}

char last_mark(const ArticleWords& article, const Quoted& quoted) {
  return article.words[last_inside(article, quoted)].mark;
}

std::uint32_t word_count(const ArticleWords& article, const Quoted& quoted) {
  std::uint32_t count = 0;
  for (std::uint32_t i = quoted.begin; i < quoted.end; ++i)
    if (article.words[i].mark == 0) ++count;
  return count;
}

bool begins_large(const ArticleWords& article, const Quoted& quoted) {
  std::uint32_t first = quoted.begin + quoted.marks;
  if (first >= quoted.end) return false;
  if (article.words[first].mark == '[') return true;
  while (first + 1 < quoted.end && article.words[first].mark != 0) ++first;
  return article.words[first].shape != Shape::Lower;
}

bool ends_sentence(const ArticleWords& article, const Quoted& quoted) {
  const char last = last_mark(article, quoted);
  return last == '.' || last == '!' || last == '?' || !quoted.closed;
}

bool looks_like_title(const ArticleWords& article, const Quoted& quoted) {
  bool large = false;
  for (std::uint32_t i = quoted.begin; i < quoted.end; ++i) {
    const Word& word = article.words[i];
    if (word.mark != 0) continue;
    if (word.shape != Shape::Lower)
      large = true;
    else if (!has(talk_of(word.key), Talk::Preposition | Talk::Joint | Talk::Article))
      return false;
  }
  return large;
}

}  // namespace morgue::annotate
