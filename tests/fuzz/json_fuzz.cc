#include <nlohmann/json.hpp>

#include "common/annotations_json.h"
#include "indexer/inspect.h"
#include "query/render/article_json.h"
#include "tests/fuzz/fuzz_input.h"

namespace {

using namespace morgue;
using fuzz::require;
using Json = nlohmann::ordered_json;

Span span_of(fuzz::Choices& input, const std::string& text) {
  const auto size = static_cast<std::uint32_t>(text.size());
  const std::uint32_t begin = size == 0 ? 0 : input.byte() % size;
  return {begin, std::min<std::uint32_t>(size, begin + input.byte() % 16)};
}

/// Any strings, broken ones as well: paths are bytes. Places may cut a character.
AnnotatedArticle article_of(fuzz::Choices& input) {
  AnnotatedArticle out;
  Article& article = out.article;
  const unsigned char choice = input.byte();
  article.file = input.text();
  article.member = input.text();
  article.title = input.text();
  article.source = input.text();
  article.url = input.text();
  article.authors = {std::string(input.text())};
  article.extra = {{"x-a", std::string(input.text())}};
  article.text = input.text();
  article.language = choice % 2 == 0 ? "en" : "";
  article.published_from = static_cast<DateOrigin>(choice % 10);
  article.published = parse_iso8601(input.text());
  out.entities = {{EntityKind::Person, std::string(input.text()), "mate"}};
  out.mentions = {{0, span_of(input, article.text), false}};
  out.dates = {{span_of(input, article.text), Day{}, Day{}, false}};
  out.quotations = {{.where = span_of(input, article.text), .speaker = "She"}};
  return out;
}

void require_line(const std::string& line) {
  require(utf8::valid(line));
  for (const char c : line) require(static_cast<unsigned char>(c) >= 0x20);
}

}  // namespace

/// Whatever an article holds, its JSON is one line without control characters, and read again it
/// says the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Choices input(fuzz::view(data, size));
  const AnnotatedArticle article = article_of(input);
  const std::string line = inspect_line(article, true);
  require_line(line);
  const Json read = Json::parse(line, nullptr, false);
  require(read.is_object());
  for (const auto& [name, value] :
       {std::pair{"title", &article.article.title}, std::pair{"text", &article.article.text},
        std::pair{"source", &article.article.source}})
    if (utf8::valid(*value)) require(read.at(name) == *value);

  Json out;
  add_article(out, StoredArticle{ArticleId{7}, {}, article});
  add_annotations(article, out);
  const std::string stored = out.dump(-1, ' ', false, Json::error_handler_t::replace);
  require_line(stored);
  require(Json::parse(stored, nullptr, false).is_object());
  return 0;
}
