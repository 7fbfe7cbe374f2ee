#include "query/views/show.h"

#include <fmt/format.h>

#include "query/language/error_text.h"

namespace morgue {
namespace {

/// So many are named when a prefix fits several.
constexpr std::size_t kNamed = 5;

}  // namespace

Result<StoredArticle, std::string> find_article(const ArchiveReader& archive, std::string_view id) {
  std::string digits(id.starts_with('#') ? id.substr(1) : id);
  for (char& c : digits)
    if (c >= 'A' && c <= 'F') c = static_cast<char>(c | 0x20);
  if (digits.empty() || digits.find_first_not_of("0123456789abcdef") != std::string::npos)
    return failure(fmt::format("{} is no article id; ids are shown as #a7f31c", in_quotes(id)));
  const auto ids = archive.ids_with_prefix(digits, kNamed + 1);
  if (ids.empty()) return failure(fmt::format("no article has the id {}", in_quotes(id)));
  if (ids.size() > 1) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < std::min(ids.size(), kNamed); ++i)
      names.push_back('#' + archive.shown_id(ids[i]));
    if (ids.size() > kNamed) names.emplace_back("...");
    return failure(
        fmt::format("{} fits several articles: {}", in_quotes(id), fmt::join(names, ", ")));
  }
  ArticleDecoder decoder;
  if (!decoder.open(archive.data(*archive.find(ids.front()))))
    return failure(fmt::format("the article {} is {}", in_quotes(id), decoder.why()));
  auto article = decoder.article();
  if (!article) return failure(fmt::format("the article {} is {}", in_quotes(id), article.error()));
  return *std::move(article);
}

}  // namespace morgue
