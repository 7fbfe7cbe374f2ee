// Any document of any format is read and extracted without a crash, into valid UTF-8 without
// control characters. The first byte chooses the format ("0" XML, "1" wire, "2" JSON, "3" HTML, "4"
// text, ...), the rest is the document; tests/fuzz/corpus/read_documents has some to begin with.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "common/utf8.h"
#include "indexer/extract/extract.h"
#include "indexer/read/read.h"

namespace {

void require_clean(std::string_view text) {
  if (!morgue::utf8::valid(text)) std::abort();
  for (std::size_t at = 0; at < text.size();) {
    const auto d = morgue::utf8::decode(text, at);
    if (d.code_point != U'\n' && morgue::utf8::is_control(d.code_point)) std::abort();
    at += d.length;
  }
}

void require_clean(const morgue::Article& article) {
  for (const std::string* field : {&article.title, &article.text, &article.source, &article.url,
                                   &article.language, &article.section, &article.agency,
                                   &article.dateline, &article.external_id, &article.member})
    require_clean(*field);
  for (const auto* list : {&article.authors, &article.tags, &article.captions})
    for (const std::string& value : *list) require_clean(value);
  for (const auto& [name, value] : article.extra) {
    require_clean(name);
    require_clean(value);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using morgue::Format;
  constexpr std::array kFormats = {Format::Xml,  Format::Wire,     Format::Json, Format::Html,
                                   Format::Text, Format::Markdown, Format::Csv,  Format::Mail};
  if (size == 0) return 0;
  morgue::RawDocument raw;
  raw.path = "fuzz";
  raw.bytes.assign(reinterpret_cast<const char*>(data) + 1, size - 1);
  for (const auto& draft : morgue::Reader().read(raw, kFormats[data[0] % kFormats.size()])) {
    if (!draft) {
      require_clean(draft.error().why);
      continue;
    }
    for (const auto& article : morgue::extract(*draft))
      if (article) require_clean(*article);
  }
  return 0;
}
