#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "common/utf8.h"
#include "indexer/extract/extract.h"
#include "indexer/read/read.h"

namespace {

using namespace morgue;

/// Valid UTF-8 without control characters; a text may have line breaks.
void expect_clean(std::string_view text, bool lines = false) {
  if (!utf8::valid(text)) std::abort();
  for (std::size_t at = 0; at < text.size();) {
    const auto d = utf8::decode(text, at);
    if (utf8::is_control(d.code_point) && !(lines && d.code_point == U'\n')) std::abort();
    at += d.length;
  }
}

void expect_clean(const Article& article) {
  for (const std::string* field :
       {&article.title, &article.source, &article.url, &article.language, &article.section,
        &article.agency, &article.dateline, &article.external_id})
    expect_clean(*field);
  expect_clean(article.text, true);
  for (const auto* list : {&article.authors, &article.tags, &article.captions})
    for (const std::string& one : *list) expect_clean(one);
  if (article.text.empty()) std::abort();
}

}  // namespace

/// Whatever the bytes of a page, each article that comes out is clean and has a text, and whatever
/// is refused has a reason.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  RawDocument raw;
  raw.path = "page.html";
  raw.bytes.assign(reinterpret_cast<const char*>(data), size);
  Reader reader;
  for (const auto& draft : reader.read(raw, Format::Html)) {
    if (!draft) {
      if (draft.error().why.empty()) std::abort();
      continue;
    }
    for (const auto& article : extract(*draft)) {
      if (article)
        expect_clean(*article);
      else if (article.error().why.empty())
        std::abort();
    }
  }
  return 0;
}
