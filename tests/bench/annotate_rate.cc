// How many tokens a second the annotators take, on one core: annotate_rate FILE.jsonl [ROUNDS]
// A token is a word or a mark. "Entities" are read_words(), the recogniser and resolve(),
// tokenising included; "all" is Annotator::annotate(), with days, quotations and the language.

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <vector>

#include "indexer/annotate/annotate.h"
#include "indexer/annotate/article_words.h"
#include "indexer/annotate/gazetteer.h"
#include "indexer/annotate/model.h"
#include "indexer/annotate/recognise.h"
#include "indexer/annotate/resolve.h"
#include "indexer/article_maker.h"
#include "indexer/chunks.h"
#include "indexer/walk.h"

namespace {

using namespace morgue;

std::vector<Article> read_articles(const char* path) {
  Walk walk({path}, {});
  Chunker chunker(walk, nullptr, {});
  ArticleMaker maker(false);
  std::vector<Article> out;
  for (Chunk chunk; chunker.next(chunk);)
    for (const Work& work : chunk.work)
      for (auto& made : maker.make(work.raw, work.format))
        if (made) out.push_back(std::move(made->content.article));
  return out;
}

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "annotate_rate FILE.jsonl [ROUNDS]\n");
    return 2;
  }
  const int rounds = argc > 2 ? std::max(1, std::atoi(argv[2])) : 3;
  std::vector<Article> articles = read_articles(argv[1]);
  annotate::Recogniser recogniser(annotate::Gazetteer::built_in(), annotate::Model::built_in());
  annotate::ArticleWords words;
  Annotator annotator;
  std::size_t tokens = 0;
  for (int round = 1; round <= rounds; ++round) {
    tokens = 0;
    std::size_t entities = 0;
    const double begun = cpu_seconds();
    for (const Article& article : articles) {
      annotate::read_words(article.title, article.text, words);
      entities += annotate::resolve(words, recogniser.names(words, "en")).entities.size();
      tokens += words.words.size();
    }
    const double middle = cpu_seconds();
    std::size_t found = 0;
    for (Article& article : articles) {
      AnnotatedArticle annotated = annotator.annotate(std::move(article));
      found += annotated.dates.size() + annotated.quotations.size();
      article = std::move(annotated.article);
    }
    const double end = cpu_seconds();
    const auto rate = [&](double seconds) { return static_cast<double>(tokens) / seconds / 1e6; };
    fmt::print(
        "round {}: {} tokens, entities {:.2f} million/s ({} found), all {:.2f} million/s "
        "({} days and quotations)\n",
        round, tokens, rate(middle - begun), entities, rate(end - middle), found);
  }
  return 0;
}
