#include "indexer/sandbox/packing.h"
#include "tests/fuzz/fuzz_input.h"

/// Whatever a helper that was taken over answers, it is read as articles, documents or nothing.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace morgue;
  const std::string_view bytes = fuzz::view(data, size);
  FoundArticles found;
  Unpacker articles(bytes);
  articles(found);
  fuzz::require(found.size() <= size);
  if (articles.done()) {
    Packer again;
    again(found);
    fuzz::require(again.bytes() == bytes);
    for (const auto& one : found)
      if (one && is_clean(one->article)) fuzz::require(utf8::valid(one->article.text));
  }
  ContentItem item;
  Unpacker document(bytes);
  document(item);
  fuzz::require(item.raw.bytes.size() <= size);
  return 0;
}
