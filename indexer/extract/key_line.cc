#include "indexer/extract/key_line.h"

#include <array>
#include <string>

#include "common/utf8.h"

namespace morgue {
namespace {

constexpr std::size_t kMaxKeyBytes = 20;  // "Publication date"

std::string_view trimmed(std::string_view s) {
  const auto first = s.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return s.substr(first, s.find_last_not_of(' ') - first + 1);
}

}  // namespace

std::optional<KeyLine> read_key_line(std::string_view line) {
  using Key = KeyLine::Key;
  struct Name {
    std::string_view name;
    Key key;
  };
  constexpr auto names = std::to_array<Name>({{"title", Key::Title},
                                              {"headline", Key::Title},
                                              {"date", Key::Date},
                                              {"published", Key::Date},
                                              {"publication date", Key::Date},
                                              {"date published", Key::Date},
                                              {"posted", Key::Date},
                                              {"updated", Key::Updated},
                                              {"last updated", Key::Updated},
                                              {"by", Key::Author},
                                              {"author", Key::Author},
                                              {"authors", Key::Author},
                                              {"author(s)", Key::Author},
                                              {"byline", Key::Author},
                                              {"source", Key::Source},
                                              {"publication", Key::Source},
                                              {"publisher", Key::Source},
                                              {"outlet", Key::Source},
                                              {"newspaper", Key::Source},
                                              {"site", Key::Source},
                                              {"url", Key::Url},
                                              {"link", Key::Url},
                                              {"permalink", Key::Url},
                                              {"original url", Key::Url},
                                              {"section", Key::Section},
                                              {"category", Key::Section},
                                              {"language", Key::Other},
                                              {"tags", Key::Other},
                                              {"keywords", Key::Other},
                                              {"word count", Key::Other}});
  const auto colon = line.find(':');
  if (colon == std::string_view::npos || colon > kMaxKeyBytes) return {};
  auto name = line.substr(0, colon);
  auto value = trimmed(line.substr(colon + 1));
  // Markdown's bold keys: "**Date:** March 3".
  if (name.starts_with("**")) name.remove_prefix(2);
  if (value.starts_with("**")) value = trimmed(value.substr(2));
  const std::string key = utf8::folded(trimmed(name));
  for (const Name& known : names)
    if (known.name == key) return KeyLine{known.key, value};
  return {};
}

}  // namespace morgue
