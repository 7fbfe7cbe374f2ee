#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/article.h"
#include "common/span.h"
#include "query/passages/question.h"

namespace morgue {

/// One word of a sentence.
struct SentenceWord {
  Span where;  ///< bytes of the text
  std::string folded;
};

/// The first words of a sentence, at most `most`.
[[nodiscard]] std::vector<SentenceWord> words_of(std::string_view text, Span sentence,
                                                 std::size_t most);

/// Tells whether sentences hold what a question asks for: a person for "who", a day for "when".
/// What the query names itself is no answer to it. Borrows the article and the marks.
class Answers {
 public:
  /// `marks`: what the query found in the text, in order, never overlapping.
  Answers(const AnnotatedArticle& article, std::span<const Span> marks, Question question);

  /// From 0 (nothing that was asked for) to 1 (surely of that kind). `words` are the sentence's;
  /// linear in them.
  [[nodiscard]] double in(Span sentence, std::span<const SentenceWord> words) const;

 private:
  using Words = std::span<const SentenceWord>;

  [[nodiscard]] bool marked(Span place) const;
  [[nodiscard]] double named(Span sentence, double person, double org, double place,
                             double misc) const;
  [[nodiscard]] double number(Words words) const;
  [[nodiscard]] double measured(Words words, std::span<const std::string_view> units) const;
  [[nodiscard]] double money(Words words) const;
  [[nodiscard]] double clock(Words words) const;
  [[nodiscard]] double day(Span sentence, Words words) const;
  [[nodiscard]] double spoken(Span sentence) const;

  const AnnotatedArticle& article_;
  std::span<const Span> marks_;
  Question question_;
  std::vector<bool> sought_;  // entities that the query names
};

}  // namespace morgue
