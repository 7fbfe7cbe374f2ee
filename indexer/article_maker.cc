#include "indexer/article_maker.h"

namespace morgue {
namespace {

/// The bytes that name an article: its input's, where that is one record; where the input holds
/// several records (a JSON array), what the record states, so that its name does not change when
/// others are added beside it.
std::string record_of(const RawDocument& raw, const FoundArticle& found) {
  if (!found.record.empty()) return found.record;
  if (!found.one_of_many) return raw.bytes;
  const Article& article = found.article;
  std::string record;
  for (const std::string* field :
       {&article.external_id, &article.url, &article.title, &article.text}) {
    record += *field;
    record += '\0';
  }
  if (article.published) record += to_iso8601(*article.published);
  return record;
}

}  // namespace

std::vector<Result<MadeArticle, ReadError>> ArticleMaker::make(const RawDocument& raw,
                                                               Format format,
                                                               const StandingLines* standing) {
  std::vector<Result<MadeArticle, ReadError>> out;
  enter(clock_, Stage::Parse);
  auto all = intake_->find(raw, format);
  enter(clock_, Stage::Extract);
  for (auto& found : all) {
    if (!found) {
      out.push_back(failure(std::move(found.error())));
      continue;
    }
    Article& article = found->article;
    if (standing != nullptr) article.text = standing->without(article.text);
    const ArticleId id = article_id_of(record_of(raw, *found), found->part);
    if (annotate_) {
      enter(clock_, Stage::Annotate);
      out.push_back(MadeArticle{id, annotator_.annotate(std::move(article))});
      enter(clock_, Stage::Extract);
    } else {
      out.push_back(MadeArticle{id, AnnotatedArticle{std::move(article), {}, {}, {}, {}}});
    }
  }
  return out;
}

}  // namespace morgue
