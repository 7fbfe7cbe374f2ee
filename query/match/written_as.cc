#include "query/match/written_as.h"

#include <optional>
#include <vector>

#include "common/schema.h"
#include "common/stored_article.h"
#include "common/text.h"

namespace morgue {
namespace {

std::optional<StoredArticle> first_article(const ArchiveReader& archive, const std::string& term) {
  return reading([&]() -> std::optional<StoredArticle> {
    const Xapian::Database& db = archive.database();
    for (auto doc = db.postlist_begin(term); doc != db.postlist_end(term); ++doc) {
      if (archive.is_dead(*doc)) continue;
      ArticleDecoder decoder;
      if (!decoder.open(db.get_document(*doc).get_data())) return {};
      auto article = decoder.article();
      if (!article) return {};
      return *std::move(article);
    }
    return {};
  });
}

/// Everything in an article that a term of names and keywords may be made from.
std::vector<std::string> names_in(const AnnotatedArticle& content) {
  const Article& article = content.article;
  std::vector<std::string> out = article.authors;
  for (const Entity& entity : content.entities) out.push_back(entity.name);
  for (const Quotation& quotation : content.quotations) out.push_back(quotation.speaker);
  out.insert(out.end(), {article.source, article.section, article.dateline});
  return out;
}

/// The words of the name that the key is made of, as they stand: all, or one of them.
std::string part_called(const std::string& name, const std::string& key) {
  if (word_key(name) == key) return name;
  Tokenizer tokenizer(name);
  for (Token token; tokenizer.next(token);)
    if (token.folded == key) return std::string(token.where.of(name));
  return {};
}

}  // namespace

std::string written_as(const ArchiveReader& archive, std::string_view prefix,
                       const std::string& key) {
  const auto article = first_article(archive, schema::term(prefix, key));
  if (!article) return key;
  for (const std::string& name : names_in(article->content))
    if (std::string part = part_called(name, key); !part.empty()) return part;
  return key;
}

bool is_written(const ArchiveReader& archive, const std::string& stem) {
  const auto article = first_article(archive, schema::term(schema::kStem, stem));
  if (!article) return false;
  for (const std::string* text :
       {&article->content.article.title, &article->content.article.text}) {
    Tokenizer tokenizer(*text);
    for (Token token; tokenizer.next(token);)
      if (token.folded == stem) return true;
  }
  return false;
}

}  // namespace morgue
