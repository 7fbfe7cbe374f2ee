#include "tests/unit/indexer/read/boxes/opened.h"

#include <fmt/format.h>

#include "indexer/extract/extract.h"
#include "indexer/read/contents.h"
#include "indexer/read/read.h"

namespace morgue::test {
namespace {

void collect(Reader& reader, const RawDocument& raw, Format format, std::vector<Article>& articles,
             std::vector<std::string>& refusals) {
  for (const auto& draft : reader.read(raw, format)) {
    if (!draft) {
      refusals.push_back(draft.error().why);
      continue;
    }
    for (auto& article : extract(*draft)) {
      if (!article) {
        refusals.push_back(article.error().why);
        continue;
      }
      article->file.clear();
      articles.push_back(*std::move(article));
    }
  }
}

void read_all(std::string bytes, std::string path, std::vector<Article>& articles,
              std::vector<std::string>& refusals) {
  Contents contents(memory_source(std::move(bytes)), std::move(path), {});
  Reader reader;
  while (auto item = contents.next()) {
    if (const auto* error = std::get_if<ReadError>(&*item))
      refusals.push_back(error->why);
    else
      collect(reader, std::get<ContentItem>(*item).raw, std::get<ContentItem>(*item).format,
              articles, refusals);
  }
}

}  // namespace

std::vector<std::string> opened(std::string bytes, std::string path) {
  Contents contents(memory_source(std::move(bytes)), std::move(path), {});
  std::vector<std::string> out;
  while (auto item = contents.next()) {
    if (const auto* error = std::get_if<ReadError>(&*item)) {
      out.push_back(error->member + ": " + error->why);
      continue;
    }
    const auto& document = std::get<ContentItem>(*item);
    out.push_back(fmt::format("{} ({})", document.raw.member, to_string(document.format)));
  }
  for (const auto& [kind, count] : contents.passed_over())
    out.push_back(fmt::format("passed over: {} {}", count, kind));
  return out;
}

std::vector<Article> articles_in(std::string bytes, std::string path) {
  std::vector<Article> articles;
  std::vector<std::string> refusals;
  read_all(std::move(bytes), std::move(path), articles, refusals);
  return articles;
}

std::vector<std::string> refusals_in(std::string bytes, std::string path) {
  std::vector<Article> articles;
  std::vector<std::string> refusals;
  read_all(std::move(bytes), std::move(path), articles, refusals);
  return refusals;
}

std::vector<Article> articles_of(std::string bytes, Format format) {
  RawDocument raw;
  raw.bytes = std::move(bytes);
  Reader reader;
  std::vector<Article> articles;
  std::vector<std::string> refusals;
  collect(reader, raw, format, articles, refusals);
  return articles;
}

std::string card(const Article& article) {
  std::string out = article.title + " | " + article.url + " | ";
  for (const std::string& author : article.authors) out += author + ";";
  out += " | " + (article.published ? to_iso8601(*article.published) : std::string());
  for (const auto& [name, value] : article.extra) out += fmt::format(" | {}={}", name, value);
  return out;
}

std::string page_saying(std::string_view title, std::string_view says) {
  return fmt::format(
      "<html><head><title>{}</title></head><body><h1>{}</h1><p>{} The harbour master of Skarra had "
      "warned of the storm since Sunday, and most of the fleet lay safe behind the mole when it "
      "came in from the west.</p><p>Two boats tore loose and drifted into the old quay, where "
      "nobody was hurt, said Ann Oakes, who keeps the light and had seen worse in her forty "
      "years.</p></body></html>",
      title, title, says);
}

}  // namespace morgue::test
