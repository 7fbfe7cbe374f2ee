#include "indexer/read/tag_scan.h"

#include <algorithm>

#include "common/utf8.h"
#include "indexer/read/ascii.h"
#include "indexer/read/entities.h"

namespace morgue {

std::string tag_attribute(std::string_view tag, std::string_view folded_name) {
  std::size_t at = 0;
  while (at < tag.size()) {
    while (at < tag.size() && !ascii::is_space(tag[at])) ++at;
    while (at < tag.size() && ascii::is_space(tag[at])) ++at;
    const std::size_t equals = std::min(tag.find('=', at), tag.size());
    const std::string_view name = ascii::trimmed(tag.substr(at, equals - at));
    at = equals + 1;
    if (at >= tag.size()) return {};
    std::size_t end = 0;
    if (tag[at] == '"' || tag[at] == '\'') {
      end = std::min(tag.find(tag[at], at + 1), tag.size());
      ++at;
    } else {
      end = std::min(tag.find_first_of(" \t\r\n", at), tag.size());
    }
    if (ascii::equals_folded(name, folded_name))
      return utf8::one_line(unescaped(tag.substr(at, end - at)));
    at = end;
  }
  return {};
}

std::string text_without_tags(std::string_view markup) {
  std::string out;
  bool in_tag = false;
  for (const char c : markup) {
    if (c == '<') in_tag = true;
    if (!in_tag) out += c;
    if (c == '>') in_tag = false;
  }
  return utf8::one_line(unescaped(out));
}

}  // namespace morgue
