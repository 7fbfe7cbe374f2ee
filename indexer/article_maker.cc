#include "indexer/article_maker.h"

#include <fmt/format.h>

#include <algorithm>

#include "indexer/extract/extract.h"

namespace morgue {
namespace {

/// The bytes that name an article: its input's, where that is one record; where the input holds
/// several records (a JSON array), what the record states, so that its name does not change when
/// others are added beside it.
std::string record_of(const RawDocument& raw, const Draft& draft, const Article& article,
                      bool one_of_many) {
  if (!draft.record.empty()) return draft.record;
  if (!one_of_many) return raw.bytes;
  std::string record;
  for (const std::string* field :
       {&article.external_id, &article.url, &article.title, &article.text}) {
    record += *field;
    record += '\0';
  }
  if (article.published) record += to_iso8601(*article.published);
  return record;
}

/// Which article of its draft it is, as extraction numbers them; empty if it is the only one.
std::string_view part_of(const Article& article, const Draft& draft) {
  std::string_view part = article.member;
  part.remove_prefix(std::min(part.size(), draft.member.size()));
  if (part.starts_with('/')) part.remove_prefix(1);
  return part;
}

/// The strings of an article together. Stored articles are read back only up to kMaxStoredBytes.
std::size_t size_of(const Article& article) {
  std::size_t size = 0;
  for (const std::string* field : {&article.title, &article.text, &article.source, &article.url,
                                   &article.section, &article.dateline, &article.external_id})
    size += field->size();
  for (const std::string& author : article.authors) size += author.size();
  for (const auto& [name, value] : article.extra) size += name.size() + value.size();
  return size;
}

}  // namespace

std::vector<Result<MadeArticle, ReadError>> ArticleMaker::make(const RawDocument& raw,
                                                               Format format,
                                                               const StandingLines* standing) {
  std::vector<Result<MadeArticle, ReadError>> out;
  enter(clock_, Stage::Parse);
  const auto drafts = reader_.read(raw, format);
  enter(clock_, Stage::Extract);
  for (const auto& draft : drafts) {
    if (!draft) {
      out.push_back(failure(draft.error()));
      continue;
    }
    for (auto& article : extract(*draft)) {
      if (!article) {
        out.push_back(failure(std::move(article.error())));
        continue;
      }
      if (standing != nullptr) article->text = standing->without(article->text);
      if (size_of(*article) > kMaxArticleBytes) {
        out.push_back(failure(
            ReadError{article->file,
                      article->member,
                      fmt::format("too large for an article (over {} MB)", kMaxArticleBytes >> 20U),
                      {}}));
        continue;
      }
      const ArticleId id = article_id_of(record_of(raw, *draft, *article, drafts.size() > 1),
                                         part_of(*article, *draft));
      if (annotate_) {
        enter(clock_, Stage::Annotate);
        out.push_back(MadeArticle{id, annotator_.annotate(*std::move(article))});
        enter(clock_, Stage::Extract);
      } else {
        out.push_back(MadeArticle{id, AnnotatedArticle{*std::move(article), {}, {}, {}, {}}});
      }
    }
  }
  return out;
}

}  // namespace morgue
