#include "indexer/draft.h"

#include <array>

namespace morgue {

std::string_view to_string(Format format) {
  constexpr std::array<std::string_view, 18> names = {
      "text", "markdown", "html",   "json",       "xml",   "mail",
      "wire", "csv",      "pdf",    "json lines", "mbox",  "warc",
      "sgml", "archive",  "sqlite", "compressed", "empty", "binary"};
  static_assert(names.size() == static_cast<std::size_t>(Format::Binary) + 1);
  return names.at(static_cast<std::size_t>(format));
}

bool is_container(Format format) {
  return format >= Format::JsonLines && format <= Format::Compressed;
}

}  // namespace morgue
